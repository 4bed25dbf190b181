"""A project made of what other tools exported leaves with all that the next import needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from services import Services
from tests.backlog.conftest import OWNER
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
