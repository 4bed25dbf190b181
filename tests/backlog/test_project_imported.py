"""A whole project among the files that come in, and a project made of imports among those that leave."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from backlog.importers.incoming import Format
from data.refusals import Refused
from services import Services
from tests.backlog.conftest import OFFICIAL, OWNER, Add
from tests.backlog.project_hand import exported, tables, town
from tests.conftest import Hand

JIRA = (
    "Summary,Issue key,Issue Type,Status,Assignee,Description,Comment\n"
    'Une carte,V-1,Story,To Do,jean,"Voir\n* ici",22/Sep/25 9:26 AM;jean;Bonjour\n'
    "Un bug,V-2,Bug,Done,anne,,\n"
)


@pytest.fixture
def here(tmp_path: Path, clock: Hand) -> Iterator[Services]:
    made = town(tmp_path / "here", clock)
    yield made
    made.store.close()


def test_whole_project_is_recognised_among_the_files_that_come_in(services: Services, here: Services, add: Add) -> None:
    add(epic_id=services.goals.add_epic(by=OWNER, title="Carte", colour="#0072b2").id)
    file, told = exported(services), []
    tried = here.imports.run(by=OWNER, file=io.BytesIO(file), name="projet.txt", preview=True)
    assert (tried.format, tried.preview, tried.read, tried.created, tried.epics) == (Format.BOUCLE, True, 2, 2, 1)
    assert tables(here)["item"] == []
    done = here.imports.run(
        by=OWNER, file=io.BytesIO(file), name="projet.txt", preview=False, progress=lambda *now: told.append(now)
    )
    assert (done.preview, done.created, told) == (False, 2, [(2, 2)])
    assert exported(here) == file
    with pytest.raises(Refused, match="project_not_empty"):
        here.imports.run(by=OWNER, file=io.BytesIO(file), name="projet.txt", preview=True)
    with pytest.raises(Refused, match="not_allowed"):
        here.imports.run(by=OFFICIAL, file=io.BytesIO(file), name="projet.txt", preview=True)


def test_damaged_project_says_so_and_not_that_it_is_unknown(services: Services, here: Services) -> None:
    with pytest.raises(Refused, match="project_file_damaged"):
        here.imports.run(by=OWNER, file=io.BytesIO(exported(services)[:300]), name="projet.json", preview=False)


def test_imported_items_leave_with_their_origin_and_are_known_again_elsewhere(
    services: Services, here: Services, tmp_path: Path
) -> None:
    (tmp_path / "jira.csv").write_text(JIRA, "utf-8")
    services.imports.run(by=OWNER, file=tmp_path / "jira.csv", name="jira.csv", preview=False)
    file = exported(services)
    assert isinstance(json.loads(file)["item_origin"][0]["original"], dict)
    here.exports.import_project(by=OWNER, file=file)
    assert exported(here) == file
    assert tables(here) == tables(services)
    again = here.imports.run(by=OWNER, file=tmp_path / "jira.csv", name="jira.csv", preview=False)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    assert exported(here) == file
