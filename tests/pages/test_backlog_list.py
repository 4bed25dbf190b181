"""Backlog, the list: found, filtered, ranked, changed together, kept as views; the address says all of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from backlog.models import Item, ItemKind, ItemState
from data.access import Role, actor
from data.clock import local_day
from pages.product.item_list import ROWS
from services import Services
from tests.pages.board_hand import cards, send, shown
from tests.pages.harness import Door

OWNER = actor(Role.PRODUCT_OWNER)
BOARD = "backlog_board"


@pytest.fixture
def three(town: Services) -> list[Item]:
    """Three items, in this order."""
    titles = ("La carte des travaux", "Les avis des habitants", "Le lampadaire éteint")
    return [town.items.add(by=OWNER, kind=ItemKind.STORY, title=title, estimate=3) for title in titles]


def numbers(test: AppTest) -> list[int]:
    """What the list shows."""
    assert not test.exception
    return [card["number"] for card in cards(test, BOARD)] if test.get("bidi_component") else []


def order(town: Services) -> list[int]:
    """What the store holds."""
    return [row.item.number for row in town.items.listing(by=OWNER).rows]


def move(test: AppTest, item: Item, **where: object) -> AppTest:
    return send(test, BOARD, kind="move", id=item.id, version=item.version, column="ahead", **where)


def press(test: AppTest, label: str) -> None:
    next(each for each in test.button if each.label == label).click().run()
    assert not test.exception


def field(widgets: list, label: str):
    return next(each for each in widgets if each.label == label)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"before": 0}, [3, 1, 2]),
        ({"before": 1}, [1, 3, 2]),
        ({"place": "up"}, [1, 3, 2]),
        ({"place": "top"}, [3, 1, 2]),
        ({"position": 2}, [1, 3, 2]),
    ],
)
def test_moved_card_is_ranked_and_shown_in_the_same_run(
    door: Door, town: Services, three: list[Item], where: dict[str, object], expected: list[int]
) -> None:
    given = {"before": three[where["before"]].id} if "before" in where else where
    test = move(door.open("backlog", by="product_owner"), three[2], **given)
    assert numbers(test) == order(town) == expected
    assert [card["position"] for card in cards(test, BOARD)] == ["1", "2", "3"]


def test_card_put_last_goes_after_the_one_above(door: Door, town: Services, three: list[Item]) -> None:
    test = move(door.open("backlog", by="product_owner"), three[0], before=None, after=three[2].id)
    assert numbers(test) == order(town) == [2, 3, 1]


def test_same_event_is_taken_once(door: Door, town: Services, three: list[Item]) -> None:
    test = move(door.open("backlog", by="product_owner"), three[0], place="down")
    test.run()
    assert order(town) == [2, 1, 3]


def test_move_is_taken_back_by_its_button(door: Door, town: Services, three: list[Item]) -> None:
    test = door.open("backlog", by="product_owner")
    assert not [each for each in test.button if each.label == "Annuler le déplacement"]
    move(test, three[2], place="top")
    press(test, "Annuler le déplacement")
    assert numbers(test) == order(town) == [1, 2, 3]
    assert not [each for each in test.button if each.label == "Annuler le déplacement"]


def test_move_overtaken_by_somebody_else_is_not_taken_back_and_says_so(
    door: Door, town: Services, three: list[Item]
) -> None:
    test = move(door.open("backlog", by="product_owner"), three[2], place="top")
    town.items.move(by=actor(Role.PRODUCT_OWNER, id="other"), item_id=three[2].id, version=2, position=2)
    press(test, "Annuler le déplacement")
    assert order(town) == [1, 3, 2]
    assert any("déplacé de nouveau" in each.value for each in test.error)


def test_move_of_a_card_that_somebody_moved_meanwhile_is_refused_and_shows_the_truth(
    door: Door, town: Services, three: list[Item]
) -> None:
    test = door.open("backlog", by="product_owner")
    town.items.move(by=OWNER, item_id=three[0].id, version=1, position=3)
    move(test, three[0], before=None, after=three[1].id)
    assert numbers(test) == order(town) == [2, 3, 1]
    assert any("Quelqu’un d’autre" in each.value for each in test.error)


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "move", "id": "nowhere", "version": 1, "column": "ahead", "place": "top"},
        {"kind": "move", "id": "x" * 500, "version": 1, "column": "ahead"},
        {"kind": "move", "id": "a", "version": "1", "column": "elsewhere"},
        {"kind": "move", "id": "a", "version": 1, "column": "ahead", "position": -3},
        {"kind": "explode"},
        {"kind": "open", "id": "nowhere"},
        {"kind": "select", "selected": ["nowhere", 5]},
    ],
)
def test_event_that_cannot_be_changes_nothing(
    door: Door, town: Services, three: list[Item], event: dict[str, object]
) -> None:
    test = send(door.open("backlog", by="product_owner"), BOARD, **event)
    assert numbers(test) == order(town) == [1, 2, 3]


@pytest.mark.parametrize("account", ["official", "developer"])
def test_who_does_not_rank_has_no_handle_and_a_forged_move_is_refused(
    door: Door, town: Services, three: list[Item], account: str
) -> None:
    test = door.open("backlog", by=account)
    assert not shown(test, BOARD)["movable"]
    move(test, three[2], place="top")
    assert order(town) == [1, 2, 3]
    assert any("ne permet pas" in each.value for each in test.error)


def test_official_reads_the_list_and_changes_nothing(door: Door, town: Services, three: list[Item]) -> None:
    town.items.add(by=OWNER, kind=ItemKind.BUG, title="Faille secrète", is_private=True)
    test = door.open("backlog", by="official", prive="1")
    assert numbers(test) == [1, 2, 3]
    labels = {each.label for each in (*test.button, *test.toggle, *test.checkbox)}
    assert not labels & {"Ajouter en bas du backlog", "Modifier plusieurs éléments", "Privés", "Garder cet objectif"}


def test_address_opens_the_search_the_filters_and_the_order(door: Door, town: Services, three: list[Item]) -> None:
    epic = town.goals.add_epic(by=OWNER, title="Suivre", colour="#0072B2")
    town.items.edit(
        by=OWNER, item_id=three[1].id, version=1, epic_id=epic.id, kind=ItemKind.BUG, tags=["Voirie"], assignee="Dina",
        estimate=None,
    )  # fmt: skip
    for query in (
        {"mots": "avis"}, {"nature": "bug,spike"}, {"epopee": epic.id}, {"etiquette": "voirie"}, {"personne": "Dina"},
        {"sans_estimation": "1"}, {"mots": "lavis", "nature": "bug"}, {"mots": "2"},
    ):  # fmt: skip
        assert numbers(door.open("backlog", by="developer", **query)) == [2], query
    assert numbers(door.open("backlog", by="developer", personne="-", epopee="none")) == [1, 3]
    assert numbers(door.open("backlog", by="developer", ordre="estimate")) == [1, 3, 2]


def test_address_that_names_what_does_not_exist_is_forgiven(door: Door, three: list[Item]) -> None:
    wrong = {"nature": "rien", "epopee": "x", "sprint": "99", "ordre": "?", "page": "999", "personne": "x"}
    assert numbers(door.open("backlog", by="developer", **wrong)) == [1, 2, 3]


def test_filter_chosen_goes_into_the_address_and_is_taken_off(door: Door, three: list[Item]) -> None:
    test = door.open("backlog", by="developer")
    field(test.text_input, "Chercher").set_value("habitants").run()
    assert test.query_params["mots"] in ("habitants", ["habitants"])
    field(test.multiselect, "Nature").set_value([ItemKind.STORY]).run()
    assert numbers(test) == [2]
    press(test, "Tout afficher")
    assert numbers(test) == [1, 2, 3]
    assert "mots" not in test.query_params
    assert field(test.text_input, "Chercher").value == ""


def test_typo_is_forgiven_and_said(door: Door, three: list[Item]) -> None:
    test = door.open("backlog", by="developer", mots="lampadiare")
    assert numbers(test) == [3]
    assert any(each.value.startswith("Résultats pour **lampadaire**") for each in test.markdown)


def test_search_without_an_answer_says_what_to_do(door: Door, three: list[Item]) -> None:
    test = door.open("backlog", by="developer", mots="zzzz")
    assert numbers(test) == []
    assert any("enlevez un filtre" in each.value for each in test.info)


def test_empty_backlog_says_why_and_what_to_do(door: Door) -> None:
    assert any("Le backlog est vide" in each.value for each in door.open("backlog", by="developer").info)


def test_filtered_list_is_ranked_by_what_is_shown(door: Door, town: Services, three: list[Item]) -> None:
    town.items.edit(by=OWNER, item_id=three[1].id, version=1, kind=ItemKind.BUG)
    test = door.open("backlog", by="product_owner", nature="story")
    assert any("par rapport à ceux qui sont affichés" in each.value for each in test.caption)
    move(test, three[2], place="up", before=three[0].id, after=None)
    assert order(town) == [3, 1, 2]


def test_other_order_than_the_ranking_is_not_ranked(door: Door, three: list[Item]) -> None:
    data = shown(door.open("backlog", by="product_owner", ordre="voices"), BOARD)
    assert (data["movable"], data["columns"][0]["cards"][0]["position"]) == (False, "")


def test_long_list_is_read_by_pages_and_a_page_has_its_address(door: Door, town: Services) -> None:
    with town.store.transaction():
        for turn in range(ROWS + 5):
            town.items.add(by=OWNER, kind=ItemKind.STORY, title=f"Élément {turn}")
    assert len(numbers(door.open("backlog", by="product_owner"))) == ROWS
    test = door.open("backlog", by="product_owner", page="2")
    assert numbers(test) == [101, 102, 103, 104, 105]
    assert cards(test, BOARD)[0]["position"] == "101"


def test_line_of_the_next_sprint_stands_where_the_velocity_ends(door: Door, town: Services) -> None:
    first = local_day(town.context.clock())
    for turn in range(2):
        sprint = town.sprints.plan(by=OWNER, goal="Un but", starts_on=first, ends_on=first + timedelta(days=9))
        item = town.items.add(by=OWNER, kind=ItemKind.STORY, title=f"Fait {turn}", estimate=4)
        item = town.sprints.pull(by=OWNER, item_id=item.id, version=1, sprint_id=sprint.id)
        sprint = town.sprints.start(by=OWNER, sprint_id=sprint.id, version=sprint.version)
        town.board.move(by=OWNER, item_id=item.id, version=item.version, to=ItemState.DONE)
        town.closing.close(by=OWNER, sprint_id=sprint.id, version=sprint.version)
    waiting = [
        town.items.add(by=OWNER, kind=ItemKind.STORY, title=f"Attend {turn}", estimate=estimate)
        for turn, estimate in enumerate((3, None, 3))
    ]
    lines = shown(door.open("backlog", by="official"), BOARD)["columns"][0]["lines"]
    assert list(lines) == [waiting[2].id]
    assert "vitesse moyenne 4" in lines[waiting[2].id]
    assert "1 élément sans estimation" in lines[waiting[2].id]
    assert shown(door.open("backlog", by="official", nature="story"), BOARD)["columns"][0]["lines"] == {}


def test_ticked_items_are_changed_together(door: Door, town: Services, three: list[Item]) -> None:
    test = door.open("backlog", by="product_owner")
    field(test.toggle, "Modifier plusieurs éléments").set_value(True).run()
    send(test, BOARD, kind="select", selected=[three[0].id, three[2].id])
    assert [card["selected"] for card in cards(test, BOARD)] == [1, 0, 1]
    field(test.selectbox, "Que faire ?").set_value("add_tags").run()
    field(test.multiselect, "Étiquettes").set_value([])
    next(each for each in test.multiselect if each.key == "bulk_add_tags").set_value(["Voirie"]).run()
    press(test, "Appliquer aux 2 éléments")
    tags = {row.item.number: row.item.tags for row in town.items.listing(by=OWNER).rows}
    assert tags == {1: ("Voirie",), 2: (), 3: ("Voirie",)}
    assert any("2 éléments ont changé" in each.value for each in test.success)
    assert [card["selected"] for card in cards(test, BOARD)] == [0, 0, 0]


def test_what_an_act_on_many_could_not_do_is_said_item_by_item(door: Door, town: Services, three: list[Item]) -> None:
    test = door.open("backlog", by="product_owner")
    field(test.toggle, "Modifier plusieurs éléments").set_value(True).run()
    press(test, "Choisir les 3 éléments de la liste")
    field(test.selectbox, "Que faire ?").set_value("estimate").run()
    test.number_input[0].set_value(8.0).run()
    town.items.edit(by=OWNER, item_id=three[1].id, version=1, estimate=5)
    press(test, "Appliquer aux 3 éléments")
    assert [row.item.estimate for row in town.items.listing(by=OWNER).rows] == [8, 5, 8]
    assert any("2 · Les avis" in each.value.replace("\\", "") for each in test.warning)


def test_drop_of_many_asks_for_its_reason_and_keeps_what_was_chosen(
    door: Door, town: Services, three: list[Item]
) -> None:
    test = door.open("backlog", by="product_owner")
    field(test.toggle, "Modifier plusieurs éléments").set_value(True).run()
    send(test, BOARD, kind="select", selected=[three[0].id])
    field(test.selectbox, "Que faire ?").set_value("drop").run()
    press(test, "Appliquer à 1 élément")
    assert order(town) == [1, 2, 3]
    field(test.text_input, "Raison, gardée dans l’historique").set_value("Fait autrement").run()
    press(test, "Appliquer à 1 élément")
    assert order(town) == [2, 3]


def test_developer_is_offered_only_what_they_may_do_to_many(door: Door, three: list[Item]) -> None:
    test = door.open("backlog", by="developer")
    field(test.toggle, "Modifier plusieurs éléments").set_value(True).run()
    send(test, BOARD, kind="select", selected=[three[0].id])
    assert set(field(test.selectbox, "Que faire ?").options) & {"Abandonner", "Mettre dans un sprint"} == set()


def test_view_keeps_what_is_shown_and_opens_it_again(door: Door, town: Services, three: list[Item]) -> None:
    test = door.open("backlog", by="developer", mots="avis", ordre="created")
    field(test.text_input, "Garder ce qui est affiché sous le nom").set_value("Les avis")
    press(test, "Garder la vue")
    view = town.saved_views.all(by=town.sessions.who(town.sessions.open("developer")))[0]
    assert (view.name, view.query) == ("Les avis", "mots=avis&ordre=created")
    other = door.open("backlog", by="developer", nature="bug")
    press(other, "Les avis")
    assert numbers(other) == [2]
    assert "nature" not in other.query_params


def test_view_is_shared_renamed_and_deleted_by_its_owner(door: Door, town: Services, three: list[Item]) -> None:
    who = next(each for each in town.sessions.accounts() if each.role is Role.DEVELOPER)
    town.saved_views.save(by=who, name="Mienne", query="mots=avis")
    test = door.open("backlog", by="developer")
    field(test.menu_button, "Gérer").click("share").run()
    assert [each.name for each in town.saved_views.all(by=actor(Role.OFFICIAL))] == ["Mienne"]
    field(test.menu_button, "Gérer").click("rename").run()
    field(test.text_input, "Nouveau nom").set_value("La mienne")
    press(test, "Renommer")
    assert [each.name for each in town.saved_views.all(by=who)] == ["La mienne"]
    field(test.menu_button, "Gérer").click("delete").run()
    assert town.saved_views.all(by=who) == ()


def test_cards_are_said_in_english(door: Door, town: Services, three: list[Item]) -> None:
    data = shown(door.open("backlog", by="product_owner", lang="en"), BOARD)
    assert data["texts"]["up"] == "Move up"
    assert data["columns"][0]["cards"][0]["href"] == "element?item=1&lang=en"
