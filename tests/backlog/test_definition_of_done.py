"""The Definition of Done: every change is a version, and no tick is lost."""

from __future__ import annotations

import json

import pytest

from backlog.models import ItemState, Place
from data.refusals import Refused
from data.store import Conflict
from services import Services
from tests.backlog.conftest import DEVELOPER, OFFICIAL, OWNER, Add, carry, fresh, started


def texts(services: Services) -> list[str]:
    return [each.text for each in services.definition_of_done.lines(by=OFFICIAL)]


def test_every_change_is_a_version_that_stays_readable(services: Services, clock) -> None:
    definition = services.definition_of_done
    tested = definition.add(by=DEVELOPER, text="Testé")
    clock.move(days=1)
    read = definition.add(by=OWNER, text="Relu")
    definition.move(by=OWNER, line_id=read.id, place=Place.UP)
    definition.rename(by=OWNER, line_id=tested.id, number=3, text="Testé au clavier")
    definition.retire(by=OWNER, line_id=read.id)
    versions = definition.versions(by=OFFICIAL)
    assert [(each.number, each.lines) for each in versions] == [
        (5, ("Testé au clavier",)),
        (4, ("Relu", "Testé au clavier")),
        (3, ("Relu", "Testé")),
        (2, ("Testé", "Relu")),
        (1, ("Testé",)),
    ]
    assert [each.author_name for each in versions] == ["Paule"] * 4 + ["Dina"]
    assert versions[0].created_at == clock()
    verbs = [row["verb"] for row in services.store.rows("select verb from journal where kind = 'done_line'")]
    assert verbs == ["add", "add", "move", "rename", "retire"]


def test_change_that_changes_nothing_makes_no_version(services: Services) -> None:
    definition = services.definition_of_done
    line = definition.add(by=DEVELOPER, text="Testé")
    definition.rename(by=DEVELOPER, line_id=line.id, number=1, text=" Testé ")
    definition.move(by=DEVELOPER, line_id=line.id, place=Place.UP)
    definition.retire(by=DEVELOPER, line_id=line.id)
    definition.retire(by=DEVELOPER, line_id=line.id)
    assert [each.number for each in definition.versions(by=OWNER)] == [2, 1]


def test_renamed_and_moved_line_keeps_its_ticks(services: Services, add: Add) -> None:
    definition, item = services.definition_of_done, add()
    tested, read = definition.add(by=DEVELOPER, text="Testé"), definition.add(by=DEVELOPER, text="Relu")
    services.items.tick(by=DEVELOPER, item_id=item.id, line_id=tested.id, done=True)
    definition.rename(by=OWNER, line_id=tested.id, number=2, text="Testé au clavier")
    definition.move(by=OWNER, line_id=read.id, place=Place.TOP)
    lines = services.items.page(by=OWNER, number=item.number).done_lines
    assert [(each.text, each.ticked) for each in lines] == [("Relu", False), ("Testé au clavier", True)]


def test_line_changed_by_somebody_else_meanwhile_is_a_conflict(services: Services) -> None:
    definition = services.definition_of_done
    line, other = definition.add(by=DEVELOPER, text="Testé"), definition.add(by=DEVELOPER, text="Relu")
    definition.rename(by=OWNER, line_id=line.id, number=2, text="Testé au clavier")
    with pytest.raises(Conflict):
        definition.rename(by=DEVELOPER, line_id=line.id, number=2, text="Testé par deux personnes")
    definition.rename(by=DEVELOPER, line_id=other.id, number=2, text="Relu par une autre personne")  # not the same line
    assert texts(services) == ["Testé au clavier", "Relu par une autre personne"]


def test_retired_line_changes_no_more(services: Services) -> None:
    definition = services.definition_of_done
    line = definition.add(by=DEVELOPER, text="Testé")
    definition.retire(by=DEVELOPER, line_id=line.id)
    for act in (
        lambda: definition.rename(by=OWNER, line_id=line.id, number=2, text="Testé encore"),
        lambda: definition.move(by=OWNER, line_id=line.id, place=Place.DOWN),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "done_line_retired"


def test_order_of_the_lines_that_count_ignores_retired_ones(services: Services) -> None:
    definition = services.definition_of_done
    lines = [definition.add(by=DEVELOPER, text=text) for text in ("Un bon", "Deux bons", "Trois bons", "Quatre")]
    definition.retire(by=DEVELOPER, line_id=lines[1].id)
    definition.move(by=DEVELOPER, line_id=lines[2].id, place=Place.UP)
    assert texts(services) == ["Trois bons", "Un bon", "Quatre"]
    definition.move(by=DEVELOPER, line_id=lines[2].id, place=Place.BOTTOM)
    assert texts(services) == ["Un bon", "Quatre", "Trois bons"]


def test_gate_to_done_reads_the_lines_of_now(services: Services, add: Add) -> None:
    definition, item = services.definition_of_done, add()
    line = definition.add(by=DEVELOPER, text="Testé")
    started(services, item)
    with pytest.raises(Refused) as refused:
        carry(services, item, ItemState.DONE)
    assert refused.value.code == "definition_of_done_open"
    definition.retire(by=DEVELOPER, line_id=line.id)
    carry(services, item, ItemState.DONE)
    definition.add(by=DEVELOPER, text="Traduit")
    assert fresh(services, item).state is ItemState.DONE


def test_there_is_an_end_to_the_lines(services: Services) -> None:
    for number in range(30):
        services.definition_of_done.add(by=DEVELOPER, text=f"Ligne {number}")
    with pytest.raises(Refused) as refused:
        services.definition_of_done.add(by=DEVELOPER, text="De trop")
    assert refused.value.code == "too_many_done_lines"


def test_version_of_before_versions_reads_without_date_or_author(services: Services) -> None:
    lines = json.dumps([{"id": "a", "text": "Testé"}])
    row = {"number": 1, "lines": lines, "created_at": "", "author_name": ""}
    services.store.insert("definition_version", row)
    (version,) = services.definition_of_done.versions(by=OFFICIAL)
    assert (version.lines, version.created_at, version.author_name) == (("Testé",), None, "")
