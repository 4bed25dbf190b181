"""Sprint: the board, its limits and filters, the end of the sprint."""

from __future__ import annotations

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from backlog.models import Item, ItemKind, ItemState, Sprint, SprintState, Where
from backlog.views import Limit
from data.access import Role, actor
from data.clock import local_day
from services import Services
from tests.pages.board_hand import cards, send, shown
from tests.pages.harness import Door

OWNER = actor(Role.PRODUCT_OWNER)
BOARD = "sprint_board"
TODO, DOING, REVIEW, DONE = range(4)


def planned(town: Services, goal: str = "Voir les travaux") -> Sprint:
    first = local_day(town.context.clock())
    return town.sprints.plan(by=OWNER, goal=goal, starts_on=first, ends_on=first + timedelta(days=13))


def add(town: Services, title: str, **fields: object) -> Item:
    return town.items.add(by=OWNER, kind=ItemKind.STORY, title=title, **fields)


def start(town: Services, *items: Item) -> Sprint:
    sprint = planned(town)
    for item in items:
        town.sprints.pull(by=OWNER, item_id=item.id, version=item.version, sprint_id=sprint.id)
    return town.sprints.start(by=OWNER, sprint_id=sprint.id, version=sprint.version)


def fresh(town: Services, item: Item) -> Item:
    return town.items.page(by=OWNER, number=item.number).item


@pytest.fixture
def running(town: Services) -> Item:
    """An item of three points in an active sprint."""
    item = add(town, "Carte des *travaux*", estimate=3.0)
    start(town, item)
    return fresh(town, item)


def button(test: AppTest, label: str) -> None:
    next(each for each in test.button if each.label == label).click()
    test.run()
    assert not test.exception


def move(test: AppTest, item: Item, to: ItemState) -> None:
    send(test, BOARD, kind="move", id=item.id, version=item.version, column=to.value)
    assert not test.exception


def panel(test: AppTest, key: str) -> None:
    """Opens a panel of the page, as a click on its button does."""
    test.session_state[key] = True
    test.run()


def test_board_says_what_each_card_is_and_each_column_holds(door: Door, town: Services, running: Item) -> None:
    test = door.open("sprint", by="developer")
    card = cards(test, BOARD, TODO)[0]
    assert (card["number"], card["title"], card["href"]) == (1, "Carte des *travaux*", "element?item=1")
    assert card["facts"] == ["3 pts", "ici depuis aujourd’hui"]
    assert [each["label"] for each in shown(test, BOARD)["columns"]] == ["À faire", "En cours", "À vérifier", "Terminé"]
    assert shown(test, BOARD)["columns"][TODO]["note"] == "1 carte · 3 points"
    assert any("Engagé : **3 points** · reste : **3 points**" in each.value for each in test.markdown)


def test_card_that_is_stuck_old_and_left_by_a_sprint_says_so(door: Door, town: Services, clock) -> None:
    item = add(town, "Carte des travaux")
    sprint = start(town, item)
    town.closing.close(by=OWNER, sprint_id=sprint.id, version=sprint.version)
    start(town, fresh(town, item))
    town.blocking.block(by=OWNER, item_id=item.id, version=fresh(town, item).version, reason="On attend la clé")
    clock.move(days=3)
    card = cards(door.open("sprint", by="developer"), BOARD, TODO)[0]
    assert "ici depuis 3 jours" in card["facts"]
    assert ["Bloqué : On attend la clé", "danger", "block"] in card["badges"]
    assert ["était dans le sprint 1", "muted", "history"] in card["badges"]
    page = door.open("element", by="developer", item="1")
    assert any("sprint 2 · était dans le sprint 1" in each.value for each in page.markdown)


def test_developer_moves_a_card(door: Door, town: Services, running: Item) -> None:
    test = door.open("sprint", by="developer")
    move(test, running, ItemState.DOING)
    assert fresh(town, running).state is ItemState.DOING
    assert [card["number"] for card in cards(test, BOARD, DOING)] == [1]


def test_card_with_an_open_line_is_not_done_and_the_line_is_named(door: Door, town: Services, running: Item) -> None:
    town.definition_of_done.add(by=OWNER, text="Vu au clavier")
    test = door.open("sprint", by="developer")
    move(test, running, ItemState.DONE)
    assert fresh(town, running).state is ItemState.TODO
    assert any("Vu au clavier" in each.value for each in test.error)
    assert [card["number"] for card in cards(test, BOARD, TODO)] == [1]


def test_card_that_somebody_else_moved_is_told_with_its_column(door: Door, town: Services, running: Item) -> None:
    test = door.open("sprint", by="developer")
    town.board.move(by=OWNER, item_id=running.id, version=running.version, to=ItemState.REVIEW)
    move(test, running, ItemState.DOING)
    assert fresh(town, running).state is ItemState.REVIEW
    assert any("Quelqu’un d’autre" in each.value for each in test.error)
    assert any("est dans « À vérifier »" in each.value for each in test.markdown)
    assert [card["number"] for card in cards(test, BOARD, REVIEW)] == [1]


def test_what_somebody_else_does_is_shown_at_the_next_look(door: Door, town: Services, running: Item) -> None:
    test = door.open("sprint", by="official")
    town.board.move(by=OWNER, item_id=running.id, version=running.version, to=ItemState.DOING)
    test.run()
    assert [card["number"] for card in cards(test, BOARD, DOING)] == [1]


def test_board_is_read_once_while_nothing_happens(
    door: Door, town: Services, running: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = door.open("sprint", by="developer")
    monkeypatch.setattr(type(town.board), "of", None)  # would fail
    test.run()
    assert not test.exception


def test_column_that_is_full_keeps_the_card_out_and_says_why(door: Door, town: Services, running: Item) -> None:
    other = add(town, "Autre")
    town.sprints.pull(by=OWNER, item_id=other.id, version=1, sprint_id=running.sprint_id or "")
    town.board.move(by=OWNER, item_id=other.id, version=fresh(town, other).version, to=ItemState.DOING)
    town.board.set_limit(by=OWNER, state=ItemState.DOING, maximum=1, is_hard=True)
    test = door.open("sprint", by="developer")
    column = shown(test, BOARD)["columns"][DOING]
    assert column["note"].startswith("1 sur 1 au plus")
    assert column["warning"].startswith("Limite atteinte")
    move(test, running, ItemState.DOING)
    assert fresh(town, running).state is ItemState.TODO
    assert any("la colonne est pleine (1 au plus)" in each.value for each in test.error)


def test_column_over_its_soft_limit_says_by_how_many(door: Door, town: Services, running: Item) -> None:
    other = add(town, "Autre")
    town.sprints.pull(by=OWNER, item_id=other.id, version=1, sprint_id=running.sprint_id or "")
    town.board.move(by=OWNER, item_id=other.id, version=fresh(town, other).version, to=ItemState.DOING)
    town.board.set_limit(by=OWNER, state=ItemState.DOING, maximum=1)
    test = door.open("sprint", by="developer")
    move(test, running, ItemState.DOING)
    assert fresh(town, running).state is ItemState.DOING
    assert shown(test, BOARD)["columns"][DOING]["warning"] == "Limite dépassée de 1"
    assert [each.value for each in test.toast] == ["« En cours » dépasse sa limite de 1."]


def test_limits_are_set_by_whoever_plans(door: Door, town: Services, running: Item) -> None:
    test = door.open("sprint", by="scrum_master")
    panel(test, "board_limits_0")
    test.number_input[0].set_value(3)
    test.checkbox[0].check()
    button(test, "Enregistrer les limites")
    assert town.board.limits(by=OWNER) == {ItemState.DOING: Limit(3, is_hard=True)}
    panel(test, "board_limits_1")
    test.number_input[0].set_value(None)
    button(test, "Enregistrer les limites")
    assert town.board.limits(by=OWNER) == {}


def test_filters_come_from_the_address_and_go_back_to_it(door: Door, town: Services) -> None:
    start(town, add(town, "La carte", assignee="Dina", tags=["mobile"]), add(town, "La liste", assignee="Samir"))
    test = door.open("sprint", by="developer", personne="Dina")
    assert [card["title"] for card in cards(test, BOARD, TODO)] == ["La carte"]
    assert shown(test, BOARD)["columns"][TODO]["note"] == "2 cartes · 1 affichée"
    next(each for each in test.selectbox if each.label == "Personne").select("Samir").run()
    assert [card["title"] for card in cards(test, BOARD, TODO)] == ["La liste"]
    assert test.query_params["personne"] == "Samir"
    test.toggle[0].set_value(True).run()
    assert test.query_params["bloques"] == "1"
    assert any("Aucune carte ne répond" in each.value for each in test.info)
    next(each for each in test.selectbox if each.label == "Personne").select("").run()
    test.toggle[0].set_value(False).run()
    assert "personne" not in test.query_params
    assert len(cards(test, BOARD, TODO)) == 2


def test_filter_of_nobody_known_shows_everything(door: Door, town: Services, running: Item) -> None:
    test = door.open("sprint", by="developer", personne="Personne", epopee="x", etiquette="<b>")
    assert not test.exception
    assert len(cards(test, BOARD, TODO)) == 1


def test_closed_sprint_sends_back_what_is_not_done(door: Door, town: Services, running: Item) -> None:
    test = door.open("sprint", by="scrum_master")
    panel(test, "close_sprint")
    assert any("1 élément n’est pas terminé" in each.value for each in test.markdown)
    button(test, "Clore le sprint 1")
    assert [each.state for each in town.sprints.all(by=OWNER)] == [SprintState.CLOSED]
    assert fresh(town, running).state is ItemState.BACKLOG


def test_closed_sprint_sends_each_item_where_it_was_decided(door: Door, town: Services) -> None:
    first, second, waiting = (add(town, title) for title in ("Un élément", "Deuxième", "Qui attend"))
    start(town, first, second)
    test = door.open("sprint", by="scrum_master")
    panel(test, "close_sprint")
    next(each for each in test.radio if each.label == "Où vont-ils ?").set_value(Where.BOTTOM).run()
    next(each for each in test.selectbox if each.label.startswith("2 ·")).set_value(Where.NEXT_SPRINT).run()
    button(test, "Clore le sprint 1")
    following = town.sprints.all(by=OWNER)[0]
    assert (following.number, following.state) == (2, SprintState.PLANNED)
    assert fresh(town, second).sprint_id == following.id
    assert [fresh(town, each).rank for each in (waiting, first)] == sorted(
        fresh(town, each).rank for each in (waiting, first)
    )


def test_sprint_is_cancelled_by_the_product_owner_with_a_reason(door: Door, town: Services, running: Item) -> None:
    assert len(door.open("sprint", by="scrum_master").get("popover")) == 3  # filters, limits, close
    test = door.open("sprint", by="product_owner")
    panel(test, "cancel_sprint")
    button(test, "Annuler le sprint 1")
    assert town.sprints.active(by=OWNER) is not None
    assert any("vide ou trop court" in each.value for each in test.markdown)
    next(each for each in test.text_input if each.label == "Pourquoi ?").input("L’objectif n’a plus de sens")
    button(test, "Annuler le sprint 1")
    assert [each.state for each in town.sprints.all(by=OWNER)] == [SprintState.CANCELLED]


def test_official_reads_the_board_and_moves_nothing(door: Door, town: Services, running: Item) -> None:
    test = door.open("sprint", by="official")
    assert not test.exception
    assert any(each.value.startswith("Sprint 1") for each in test.header)
    assert shown(test, BOARD)["movable"] is False
    move(test, running, ItemState.DOING)
    assert fresh(town, running).state is ItemState.TODO
    assert len(test.button) == 1  # the language


def test_private_card_is_not_shown_to_officials(door: Door, town: Services) -> None:
    start(town, add(town, "Faille", is_private=True), add(town, "La carte"))
    assert [card["number"] for card in cards(door.open("sprint", by="official"), BOARD)] == [2]
    badges = cards(door.open("sprint", by="developer"), BOARD)[0]["badges"]
    assert ["réservé à l’équipe", "muted", "lock"] in badges


def test_no_sprint_says_so_and_leads_to_its_preparation(door: Door, town: Services) -> None:
    test = door.open("sprint", by="scrum_master")
    assert [each.value for each in test.info] == ["Aucun sprint n’est en cours."]
    assert "Préparer le prochain sprint" in [each.proto.label for each in test.get("page_link")]
    assert not door.open("sprint", by="official").exception


def test_sprint_that_has_ended_leads_to_its_review(door: Door, town: Services, running: Item) -> None:
    sprint = town.sprints.active(by=OWNER)
    town.closing.cancel(by=OWNER, sprint_id=sprint.id, version=sprint.version, reason="Plus de sens")
    labels = [each.proto.label for each in door.open("sprint", by="scrum_master").get("page_link")]
    assert "Voir la revue du sprint 1" in labels
    assert "Tenir sa rétrospective" in labels


def test_sprint_is_refused_to_inhabitants(door: Door, running: Item) -> None:
    assert door.open("sprint").title[0].value == "Cette page ne vous est pas ouverte"
