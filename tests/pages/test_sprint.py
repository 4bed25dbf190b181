"""Sprint: planned, started, worked on across the board, closed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from backlog.models import Item, ItemKind, ItemState, Sprint, SprintState
from data.access import Role, actor
from data.clock import local_day
from services import Services
from tests.pages.harness import Door

OWNER = actor(Role.PRODUCT_OWNER)


def planned(town: Services, goal: str = "Voir les travaux") -> Sprint:
    first = local_day(town.context.clock())
    return town.sprints.plan(by=OWNER, goal=goal, starts_on=first, ends_on=first + timedelta(days=13))


@pytest.fixture
def waiting(town: Services) -> Item:
    """An item of three points at the top of the backlog."""
    return town.items.add(by=OWNER, kind=ItemKind.STORY, title="Carte des *travaux*", estimate=3.0)


@pytest.fixture
def running(town: Services, waiting: Item) -> Item:
    """That item in an active sprint."""
    sprint = planned(town)
    pulled = town.sprints.pull(by=OWNER, item_id=waiting.id, version=waiting.version, sprint_id=sprint.id)
    town.sprints.start(by=OWNER, sprint_id=sprint.id, version=sprint.version)
    return pulled


def button(test: AppTest, label: str) -> None:
    next(each for each in test.button if each.label == label).click()
    test.run()
    assert not test.exception


def move(test: AppTest, item: Item, to: ItemState) -> None:
    next(each for each in test.menu_button if each.key == f"to_{item.id}_{item.version}").click(to).run()
    assert not test.exception


def test_sprint_is_planned_filled_and_started(door: Door, town: Services, waiting: Item) -> None:
    test = door.open("sprint", by="scrum_master")
    next(each for each in test.text_input if each.label == "Objectif de sprint").input("Voir les travaux")
    button(test, "Préparer ce sprint")
    button(test, f"Prendre {waiting.number}")
    button(test, "Lancer le sprint 1")
    sprint = town.sprints.active(by=OWNER)
    assert sprint is not None
    assert (sprint.goal, [each.number for each in sprint.committed]) == ("Voir les travaux", [waiting.number])


def test_item_taken_then_put_back_waits_again(door: Door, town: Services, waiting: Item) -> None:
    planned(town)
    test = door.open("sprint", by="product_owner")
    button(test, f"Prendre {waiting.number}")
    button(test, f"Retirer {waiting.number}")
    item = town.items.page(by=OWNER, number=waiting.number).item
    assert (item.state, item.sprint_id) == (ItemState.BACKLOG, None)


def test_sprint_without_a_goal_does_not_start_and_says_so(door: Door, town: Services) -> None:
    planned(town, goal="")
    test = door.open("sprint", by="product_owner")
    button(test, "Lancer le sprint 1")
    assert town.sprints.active(by=OWNER) is None
    assert any("commence avec un objectif" in each.value for each in test.error)


def test_dates_in_the_wrong_order_are_refused_and_the_goal_stays(door: Door, town: Services) -> None:
    test = door.open("sprint", by="product_owner")
    next(each for each in test.text_input if each.label == "Objectif de sprint").input("Voir les travaux")
    first, last = test.date_input
    last.set_value(first.value - timedelta(days=1))
    button(test, "Préparer ce sprint")
    assert town.sprints.all(by=OWNER) == ()
    assert any("doit venir après son début" in each.value for each in test.markdown)
    assert test.text_input[0].value == "Voir les travaux"


def test_developer_moves_a_card_by_its_menu(door: Door, town: Services, running: Item) -> None:
    test = door.open("sprint", by="developer")
    move(test, running, ItemState.DOING)
    assert town.items.page(by=OWNER, number=running.number).item.state is ItemState.DOING


def test_card_with_an_open_line_is_not_done_and_the_line_is_named(door: Door, town: Services, running: Item) -> None:
    town.definition_of_done.add(by=OWNER, text="Vu au clavier")
    test = door.open("sprint", by="developer")
    move(test, running, ItemState.DONE)
    assert town.items.page(by=OWNER, number=running.number).item.state is ItemState.TODO
    assert any("Vu au clavier" in each.value for each in test.error)


def test_closed_sprint_sends_back_what_is_not_done(door: Door, town: Services, running: Item) -> None:
    test = door.open("sprint", by="scrum_master")
    button(test, "Clore le sprint 1")
    assert [each.state for each in town.sprints.all(by=OWNER)] == [SprintState.CLOSED]
    assert town.items.page(by=OWNER, number=running.number).item.state is ItemState.BACKLOG


def test_official_reads_the_board_and_moves_nothing(door: Door, running: Item) -> None:
    test = door.open("sprint", by="official")
    assert not test.exception
    assert any(each.value.startswith("Sprint 1") for each in test.header)
    assert not test.menu_button
    assert len(test.button) == 1  # the language


def test_sprint_is_refused_to_inhabitants(door: Door, running: Item) -> None:
    assert door.open("sprint").title[0].value == "Cette page ne vous est pas ouverte"
