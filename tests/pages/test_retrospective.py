"""Rétrospective: the past ones, read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from backlog.models import ItemKind, RetroFormat
from data.access import Role, actor
from data.clock import local_day
from services import Services
from tests.pages.harness import Door

OWNER = actor(Role.PRODUCT_OWNER)


@pytest.fixture
def held(town: Services) -> None:
    """Two closed sprints, each with its retrospective; the first one decided an action."""
    first = local_day(town.context.clock())
    for number, format, cards in (
        (1, RetroFormat.START_STOP_CONTINUE, [("start", "Peu voté", 1), ("start", "Très *voté*", 4)]),
        (2, RetroFormat.SAILBOAT, []),
    ):
        plan = town.sprints.plan(by=OWNER, goal=f"But {number}", starts_on=first, ends_on=first + timedelta(days=13))
        started = town.sprints.start(by=OWNER, sprint_id=plan.id, version=plan.version)
        town.closing.close(by=OWNER, sprint_id=plan.id, version=started.version)
        action = town.items.add(by=OWNER, kind=ItemKind.CHORE, title="Relire à deux") if cards else None
        town.retrospectives.record(
            by=OWNER, sprint_id=plan.id, format=format, held_on=first + timedelta(days=number), cards=cards,
            summary=f"Bilan {number}", actions=[action.id] if action else [],
        )  # fmt: skip


def texts(test: AppTest) -> str:
    return "\n".join(each.value for each in (*test.header, *test.subheader, *test.markdown, *test.caption))


def test_latest_is_shown_then_the_one_that_is_chosen(door: Door, held: None) -> None:
    test = door.open("retrospective", by="developer")
    assert "Bilan 2" in texts(test)
    assert "Aucune action" in texts(test)
    test.selectbox[0].set_value(1).run()
    assert not test.exception
    assert "Bilan 1" in texts(test)
    assert "Bilan 2" not in texts(test)
    assert test.query_params["sprint"] in ("1", ["1"])


def test_cards_come_most_voted_first_with_the_state_of_the_action(door: Door, held: None) -> None:
    test = door.open("retrospective", by="developer", sprint="1")
    said = texts(test)
    assert said.index(r"Très \*voté\*") < said.index("Peu voté")
    assert "4 votes" in said
    assert "1 vote" in said
    assert "1 action décidée" in said
    assert "Dans le backlog" in said


def test_unknown_sprint_in_the_address_shows_the_latest(door: Door, held: None) -> None:
    assert "Bilan 2" in texts(door.open("retrospective", by="developer", sprint="99"))


def test_empty_town_says_where_the_first_will_be(door: Door) -> None:
    assert "Aucune rétrospective" in door.open("retrospective", by="developer").info[0].value


@pytest.mark.parametrize("by", [None, "official"])
def test_retrospective_is_refused_outside_the_team(door: Door, held: None, by: str | None) -> None:
    assert door.open("retrospective", by=by).title[0].value == "Cette page ne vous est pas ouverte"
