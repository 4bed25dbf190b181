"""Priorités: what is chosen on the screen is in the store, what asks for a look leads to its items."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from backlog.evidence import read_words
from backlog.models import Item, ItemKind, KanoAnswer, Method, Mood, Moscow
from data.access import INHABITANT, Role, actor
from services import Services
from tests.pages.harness import Door

OWNER = actor(Role.PRODUCT_OWNER)
WSJF = {"wsjf_value": 8, "wsjf_criticality": 5, "wsjf_risk": 2, "wsjf_size": 3}


def add(town: Services, title: str, estimate: float | None = None, **inputs: Any) -> Item:
    item = town.items.add(by=OWNER, kind=ItemKind.STORY, title=title, estimate=estimate)
    return town.prioritisation.rate(by=OWNER, item_id=item.id, version=item.version, **inputs) if inputs else item


def now(town: Services, number: int) -> Item:
    return town.items.page(by=OWNER, number=number).item


def numbers(test: AppTest) -> list[int]:
    """The items of the table, in their order."""
    labels = [each.label for each in test.get("page_link") if "**" in each.label]
    return [int(label.removeprefix("**").split(" · ")[0]) for label in labels]


def button(test: AppTest, label: str) -> None:
    next(each for each in test.button if each.label == label).click()
    test.run()
    assert not test.exception


def words(test: AppTest) -> str:
    texts = [each.value for each in [*test.markdown, *test.info, *test.success, *test.warning, *test.caption]]
    return "\n".join([*texts, *(each.label for each in test.expander)])


def field(widgets: Any, label: str) -> Any:
    return next(each for each in widgets if each.label == label)


def choose(widget: Any, value: Any) -> AppTest:
    test = widget.set_value(value).run()
    assert not test.exception
    return test


def test_value_chosen_on_the_row_is_kept_and_gives_the_score(door: Door, town: Services) -> None:
    add(town, "La carte des travaux", **(WSJF | {"wsjf_value": None}))
    test = door.open("priorites", by="developer", methode="wsjf")
    assert not test.exception
    choose(field(test.selectbox, "Valeur"), 8)
    assert now(town, 1).priority.wsjf_value == 8
    assert "**5**" in words(test)


@pytest.mark.parametrize(
    ("method", "label", "value", "name"),
    [
        ("moscow", "Priorité", Moscow.MUST, "moscow"),
        ("rice", "Impact", 0.25, "rice_impact"),
        ("rice", "Portée", 12.0, "rice_reach"),
        ("kano", "S’il manquait", KanoAnswer.DISLIKE, "kano_dysfunctional"),
    ],
)
def test_input_of_each_method_is_kept(
    door: Door, town: Services, method: str, label: str, value: Any, name: str
) -> None:
    add(town, "La carte des travaux")
    test = door.open("priorites", by="product_owner", methode=method)
    choose(field([*test.selectbox, *test.number_input], label), value)
    assert getattr(now(town, 1).priority, name) == value


def test_value_taken_back_leaves_no_score(door: Door, town: Services) -> None:
    add(town, "La carte des travaux", **WSJF)
    test = door.open("priorites", by="developer", methode="wsjf")
    choose(field(test.selectbox, "Taille"), "")
    assert now(town, 1).priority.wsjf_size is None
    assert "**–**" in words(test)


def test_value_that_somebody_else_has_just_changed_is_not_overwritten(door: Door, town: Services) -> None:
    item = add(town, "La carte des travaux", **WSJF)
    test = door.open("priorites", by="developer", methode="wsjf")
    town.prioritisation.rate(by=OWNER, item_id=item.id, version=item.version, wsjf_value=13)
    choose(field(test.selectbox, "Valeur"), 3)
    assert now(town, 1).priority.wsjf_value == 13
    assert any("Vous vouliez" in each.value and "3" in each.value for each in test.warning)


def test_warnings_lead_to_their_items(door: Door, town: Services) -> None:
    add(town, "Indispensable", estimate=8, moscow=Moscow.MUST)
    add(town, "Souhaitable", estimate=1, moscow=Moscow.COULD)
    add(town, "Inconnu")
    test = door.open("priorites", by="product_owner")
    links = [each.label for each in test.get("page_link")]
    assert "Les indispensables prennent 89 % de l’effort estimé, pour 60 % au plus" in links
    assert "1 élément sur 3 n’a pas d’estimation (33 %)" in links
    assert numbers(test) == [1, 2, 3]
    assert numbers(door.open("priorites", by="product_owner", montrer="must")) == [1]
    assert numbers(door.open("priorites", by="product_owner", montrer="unestimated")) == [3]
    assert numbers(door.open("priorites", by="product_owner", montrer="unrated")) == [3]


def test_link_to_a_list_changes_a_page_that_is_already_open(door: Door, town: Services) -> None:
    add(town, "Estimé", estimate=3)
    add(town, "Inconnu")
    test = door.open("priorites", by="product_owner")
    test.query_params["montrer"] = "unestimated"
    assert numbers(test.run()) == [2]
    choose(field(test.selectbox, "Montrer"), "")
    assert numbers(test) == [1, 2]
    assert "montrer" not in test.query_params


def test_order_of_a_method_sorts_the_table_and_stays_in_the_address(door: Door, town: Services) -> None:
    add(town, "Peu")
    add(town, "Beaucoup", **WSJF)
    test = door.open("priorites", by="official")
    choose(field(test.selectbox, "Dans l’ordre"), Method.WSJF)
    assert numbers(test) == [2, 1]
    assert test.query_params["tri"] in ("wsjf", ["wsjf"])
    assert "Filtrer et trier (1)" in [each.proto.popover.label for each in test.get("popover")]


def test_official_reads_and_changes_nothing(door: Door, town: Services) -> None:
    add(town, "La carte des travaux", **WSJF)
    test = door.open("priorites", by="official", methode="wsjf")
    assert all(each.disabled for each in test.selectbox if each.label == "Valeur")
    assert len(test.button) == 1  # the language
    assert "Classer le backlog" not in [each.value for each in test.subheader]


def test_evidence_is_taken_by_a_button_and_the_journal_says_so(door: Door, town: Services) -> None:
    item = add(town, "La carte des travaux")
    said = town.feedback.give(by=INHABITANT, mood=Mood.BAD, comment="Trop petite", screen="carte", voice="v1")
    town.feedback.join_item(by=OWNER, feedback_id=said.id, version=said.version, item_number=1)
    test = door.open("priorites", by="product_owner", methode="wsjf")
    assert now(town, 1).priority.wsjf_value is None
    button(test, "Reprendre cette valeur : valeur 2")
    assert now(town, 1).priority.wsjf_value == 2
    assert read_words(town.context.journal.of("item", item.id)[-1].reason)
    assert "Valeur reprise des avis" in words(test)


def test_backlog_takes_the_order_of_a_method_and_gets_its_own_back(door: Door, town: Services) -> None:
    add(town, "Peu")
    add(town, "Beaucoup", **WSJF)
    test = door.open("priorites", by="product_owner")
    choose(field(test.get("button_group"), "Selon"), Method.WSJF)
    assert "1 élément changerait de place" in words(test)
    assert [row.item.number for row in town.items.listing(by=OWNER).rows] == [1, 2]
    button(test, "Classer le backlog selon WSJF")
    assert [row.item.number for row in town.items.listing(by=OWNER).rows] == [2, 1]
    button(test, "Annuler ce classement")
    assert [row.item.number for row in town.items.listing(by=OWNER).rows] == [1, 2]


def test_order_is_refused_when_the_backlog_has_changed_since(door: Door, town: Services) -> None:
    first = add(town, "Peu")
    add(town, "Beaucoup", **WSJF)
    test = door.open("priorites", by="product_owner")
    choose(field(test.get("button_group"), "Selon"), Method.WSJF)
    town.prioritisation.rate(by=OWNER, item_id=first.id, version=first.version, **(WSJF | {"wsjf_size": 1}))
    next(each for each in test.button if each.label == "Classer le backlog selon WSJF").click().run()
    assert [row.item.number for row in town.items.listing(by=OWNER).rows] == [1, 2]


def test_chart_says_what_to_begin_with(door: Door, town: Services) -> None:
    test = door.open("priorites", by="official")
    assert "Le backlog est vide" in words(test)
    add(town, "Peu")
    assert "Le graphique apparaîtra" in words(door.open("priorites", by="official"))
    add(town, "Beaucoup", **WSJF)
    shown = door.open("priorites", by="official")
    assert any("« Beaucoup »" in each.value for each in shown.subheader)


def test_screen_is_refused_to_inhabitants(door: Door) -> None:
    assert door.open("priorites").title[0].value == "Cette page ne vous est pas ouverte"


def test_item_page_shows_the_formula_with_its_numbers_and_what_people_said(door: Door, town: Services) -> None:
    add(town, "La carte des travaux", **WSJF)
    said = town.feedback.give(by=INHABITANT, mood=Mood.BAD, comment="Trop petite", screen="carte", voice="v1")
    town.feedback.join_item(by=OWNER, feedback_id=said.id, version=said.version, item_number=1)
    test = door.open("element", by="product_owner", item="1")
    assert not test.exception
    assert "(8 + 5 + 2) ÷ 3 = 5" in words(test)
    assert "satisfaction 0 sur 10" in words(test)
    button(test, "Reprendre cette valeur : portée 1")
    assert now(town, 1).priority.rice_reach == 1
    assert "valeur reprise des avis : 1 voix, 0 demande" in words(test)
    choose(field(test.selectbox, "Taille"), 5)
    assert now(town, 1).priority.wsjf_size == 5
    assert "(8 + 5 + 2) ÷ 5 = 3" in words(test)
    assert "Taille : 3 → 5" in words(test)


def test_item_page_of_an_official_shows_priorities_to_read(door: Door, town: Services) -> None:
    add(town, "La carte des travaux", **WSJF)
    test = door.open("element", by="official", item="1")
    assert "(8 + 5 + 2) ÷ 3 = 5" in words(test)
    assert all(each.disabled for each in test.selectbox)
