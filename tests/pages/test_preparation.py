"""Préparer: goal and dates, who is there, what goes in, the start."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from backlog.capacity import Presence
from backlog.models import Item, ItemKind, ItemState, Sprint
from data.access import Role, actor
from services import Services
from tests.pages.board_hand import cards, send
from tests.pages.harness import Door

OWNER = actor(Role.PRODUCT_OWNER)
BOARD = "planning_board"
BACKLOG, SPRINT = 0, 1


def planned(town: Services, goal: str = "Voir les travaux") -> Sprint:
    first = date(2026, 11, 23)
    return town.sprints.plan(by=OWNER, goal=goal, starts_on=first, ends_on=first + timedelta(days=11))


def closed(town: Services, points: float) -> None:
    """A sprint that finished that many points."""
    item = town.items.add(by=OWNER, kind=ItemKind.STORY, title="Un élément", estimate=points)
    sprint = planned(town)
    item = town.sprints.pull(by=OWNER, item_id=item.id, version=item.version, sprint_id=sprint.id)
    sprint = town.sprints.start(by=OWNER, sprint_id=sprint.id, version=sprint.version)
    town.board.move(by=OWNER, item_id=item.id, version=item.version, to=ItemState.DONE)
    town.closing.close(by=OWNER, sprint_id=sprint.id, version=sprint.version)


@pytest.fixture
def waiting(town: Services) -> Item:
    """An item of three points at the top of the backlog."""
    return town.items.add(by=OWNER, kind=ItemKind.STORY, title="Carte des *travaux*", estimate=3.0)


def fresh(town: Services, item: Item) -> Item:
    return town.items.page(by=OWNER, number=item.number).item


def button(test: AppTest, label: str) -> None:
    next(each for each in test.button if each.label == label).click()
    test.run()
    assert not test.exception


def carry(test: AppTest, item: Item, column: str) -> None:
    send(test, BOARD, kind="move", id=item.id, version=item.version, column=column)
    assert not test.exception


def goal(test: AppTest):
    return next(each for each in test.text_input if each.label == "Objectif de sprint")


def test_sprint_is_planned_filled_and_started(door: Door, town: Services, waiting: Item) -> None:
    test = door.open("preparation", by="scrum_master")
    goal(test).input("Voir les travaux")
    button(test, "Préparer ce sprint")
    carry(test, waiting, "sprint")
    assert [card["number"] for card in cards(test, BOARD, SPRINT)] == [waiting.number]
    button(test, "Lancer le sprint 1")
    sprint = town.sprints.active(by=OWNER)
    assert sprint is not None
    assert (sprint.goal, [each.number for each in sprint.committed]) == ("Voir les travaux", [waiting.number])


def test_item_taken_then_put_back_waits_again(door: Door, town: Services, waiting: Item) -> None:
    planned(town)
    test = door.open("preparation", by="product_owner")
    carry(test, waiting, "sprint")
    carry(test, fresh(town, waiting), "backlog")
    item = fresh(town, waiting)
    assert (item.state, item.sprint_id) == (ItemState.BACKLOG, None)
    assert [card["number"] for card in cards(test, BOARD, BACKLOG)] == [waiting.number]


def test_item_that_somebody_else_took_is_told(door: Door, town: Services, waiting: Item) -> None:
    other = planned(town)
    test = door.open("preparation", by="product_owner")
    town.sprints.pull(by=OWNER, item_id=waiting.id, version=waiting.version, sprint_id=other.id)
    town.items.edit(by=OWNER, item_id=waiting.id, version=fresh(town, waiting).version, title="Autre titre")
    carry(test, waiting, "backlog")
    assert fresh(town, waiting).sprint_id == other.id
    assert test.error


def test_sprint_without_a_goal_does_not_start_and_says_so(door: Door, town: Services) -> None:
    planned(town, goal="")
    test = door.open("preparation", by="product_owner")
    assert any("sans objectif" in each.value for each in test.header)
    button(test, "Lancer le sprint 1")
    assert town.sprints.active(by=OWNER) is None
    assert any("commence avec un objectif" in each.value for each in test.error)


def test_sprint_beside_an_active_one_is_prepared_and_not_started(door: Door, town: Services, waiting: Item) -> None:
    active = planned(town)
    town.sprints.start(by=OWNER, sprint_id=active.id, version=active.version)
    following = planned(town, goal="La suite")
    test = door.open("preparation", by="scrum_master")
    assert any("Le sprint 1 est en cours" in each.value for each in test.info)
    carry(test, waiting, "sprint")
    assert fresh(town, waiting).sprint_id == following.id
    button(test, "Lancer le sprint 2")
    assert any("Le sprint 1 est en cours. Clôturez-le" in each.value for each in test.error)


def test_dates_offered_follow_the_sprint_before(door: Door, town: Services) -> None:
    active = planned(town)
    town.sprints.start(by=OWNER, sprint_id=active.id, version=active.version)
    test = door.open("preparation", by="scrum_master")
    assert [each.value for each in test.date_input] == [date(2026, 12, 7), date(2026, 12, 18)]


def test_dates_in_the_wrong_order_are_refused_and_the_goal_stays(door: Door, town: Services) -> None:
    test = door.open("preparation", by="product_owner")
    goal(test).input("Voir les travaux")
    first, last = test.date_input
    last.set_value(first.value - timedelta(days=1))
    button(test, "Préparer ce sprint")
    assert town.sprints.all(by=OWNER) == ()
    assert any("doit venir après son début" in each.value for each in test.markdown)
    assert goal(test).value == "Voir les travaux"


def test_goal_and_dates_change_while_nothing_has_begun(door: Door, town: Services) -> None:
    planned(town)
    test = door.open("preparation", by="product_owner")
    goal(test).input("Voir *mieux*")
    test.date_input[1].set_value(date(2026, 12, 11))
    button(test, "Enregistrer l’objectif et les dates")
    sprint = town.sprints.all(by=OWNER)[0]
    assert (sprint.goal, sprint.ends_on) == ("Voir *mieux*", date(2026, 12, 11))
    assert any("14 h" not in each.value and "15 jours de travail" in each.value for each in test.caption)


def test_planning_time_box_is_said_in_proportion(door: Door, town: Services) -> None:
    planned(town)
    said = [each.value for each in door.open("preparation", by="developer").caption]
    assert said == []  # advice is for whoever plans
    said = [each.value for each in door.open("preparation", by="scrum_master").caption]
    assert any("10 jours de travail" in each and "4 h de planification" in each for each in said)


def test_capacity_is_written_and_summed(door: Door, town: Services) -> None:
    sprint = planned(town)
    test = door.open("preparation", by="scrum_master")
    assert any("Personne n’est encore noté" in each.value for each in test.markdown)
    test.session_state[f"capacity_{sprint.id}_1"] = True  # the panel, opened
    test.run()
    assert test.multiselect[0].value == ["Developer"]
    days, absent = (each for each in test.number_input if each.label.startswith("Developer"))
    assert days.value == 10
    absent.set_value(2.5)
    button(test, "Enregistrer la capacité")
    capacity = town.capacity.of(by=OWNER, sprint_id=sprint.id)
    assert (capacity.people, capacity.available) == ((Presence("Developer", 10, 2.5),), 6)
    assert any("**6 jours-personnes**" in each.value for each in test.markdown)


def test_capacity_with_too_many_absences_is_refused_beside_the_field(door: Door, town: Services) -> None:
    sprint = planned(town)
    test = door.open("preparation", by="scrum_master")
    test.session_state[f"capacity_{sprint.id}_1"] = True
    test.run()
    next(each for each in test.number_input if each.label == "Developer : absences").set_value(11.0)
    button(test, "Enregistrer la capacité")
    assert town.capacity.of(by=OWNER, sprint_id=sprint.id).people == ()
    assert any("plus de jours d’absence" in each.value for each in test.markdown)


def test_sum_is_compared_with_what_the_team_finished(door: Door, town: Services, waiting: Item) -> None:
    sprint = planned(town)

    def said() -> str:
        test = door.open("preparation", by="developer")
        return next(each.value for each in test.markdown if each.value.startswith("**Engagés"))

    town.sprints.pull(by=OWNER, item_id=waiting.id, version=1, sprint_id=sprint.id)
    assert "aucun sprint n’est encore clos" in said()
    closed(town, 2)
    assert said() == "**Engagés : 3 points** ; les sprints passés en finissaient 2 en moyenne " + (
        "(à partir de cinq, une fourchette)."
    )
    for points in (4, 6, 8, 10):
        closed(town, points)
    assert said().startswith("**Engagés : 3 points** ; les derniers sprints en finissaient de 2 à 10")


def test_too_much_and_unknown_are_flagged(door: Door, town: Services, waiting: Item) -> None:
    unknown = town.items.add(by=OWNER, kind=ItemKind.SPIKE, title="Comprendre la fibre")
    big = town.items.add(by=OWNER, kind=ItemKind.STORY, title="Tout refaire", estimate=40)
    for _ in range(5):
        closed(town, 5)
    sprint = planned(town)
    for item in (unknown, big):
        town.sprints.pull(by=OWNER, item_id=item.id, version=1, sprint_id=sprint.id)
    warnings = [each.value for each in door.open("preparation", by="developer").warning]
    assert any("1 élément du sprint est sans estimation" in each for each in warnings)
    assert any("plus que ce que l’équipe termine d’habitude" in each for each in warnings)


def test_backlog_is_searched_by_words_kept_in_the_address(door: Door, town: Services, waiting: Item) -> None:
    planned(town)
    town.items.add(by=OWNER, kind=ItemKind.STORY, title="Prévenir par texto")
    test = door.open("preparation", by="scrum_master", mots="texto")
    assert [card["title"] for card in cards(test, BOARD, BACKLOG)] == ["Prévenir par texto"]
    next(each for each in test.text_input if each.label == "Chercher dans le backlog").input("").run()
    assert len(cards(test, BOARD, BACKLOG)) == 2
    assert "mots" not in test.query_params


def test_developer_reads_the_preparation_and_changes_nothing(door: Door, town: Services, waiting: Item) -> None:
    planned(town)
    test = door.open("preparation", by="developer")
    assert not test.exception
    assert [each.label for each in test.button] == ["English"]
    carry(test, waiting, "sprint")
    assert fresh(town, waiting).sprint_id is None


def test_preparation_without_a_sprint_says_so_to_who_does_not_plan(door: Door, town: Services) -> None:
    assert any("se préparera ici" in each.value for each in door.open("preparation", by="official").info)


def test_preparation_is_refused_to_inhabitants(door: Door) -> None:
    assert door.open("preparation").title[0].value == "Cette page ne vous est pas ouverte"
