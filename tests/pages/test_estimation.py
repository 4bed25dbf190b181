"""Estimer ensemble: a card played, shown, discussed, kept on the item."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from backlog.models import Item, ItemKind, PokerScale, RoundState
from data.access import Role, actor
from services import Services
from tests.pages.harness import Door

OWNER = actor(Role.PRODUCT_OWNER)
OTHER = actor(Role.DEVELOPER, id="other", name="Didier")


@pytest.fixture
def item(town: Services) -> Item:
    return town.items.add(by=OWNER, kind=ItemKind.STORY, title="La carte des travaux", criteria=["Se lit au clavier"])


def button(test: AppTest, label: str) -> None:
    next(each for each in test.button if each.label == label).click()
    test.run()
    assert not test.exception


def words(test: AppTest) -> str:
    return "\n".join(
        each.value for each in [*test.markdown, *test.info, *test.success, *test.error, *test.header, *test.metric]
    )


def cards(test: AppTest) -> Any:
    return next(each for each in test.get("button_group") if each.label == "Votre carte")


def table(town: Services) -> Any:
    [(played, _)] = town.poker.under_way(by=OWNER)
    return town.poker.table(by=OWNER, round_id=played.id)


def test_item_is_estimated_from_its_first_card_to_its_points(door: Door, town: Services, item: Item) -> None:
    test = door.open("estimation", by="product_owner")
    button(test, "Estimer 1")
    assert "Se lit au clavier" in words(test)
    cards(test).set_value("5").run()
    assert not test.exception
    assert table(town).mine == "5"
    town.poker.vote(by=OTHER, round_id=table(town).round.id, card="13")
    test.run()
    assert "**2 cartes posées** : Didier" in words(test)
    assert "13" not in words(test)
    button(test, "Révéler les cartes")
    assert "13" in words(test)
    assert "Didier (le plus)" in words(test)
    next(each for each in test.selectbox if each.label == "Estimation à retenir").set_value(8).run()
    button(test, "Retenir cette estimation")
    assert town.items.page(by=OWNER, number=1).item.estimate == 8
    assert town.poker.under_way(by=OWNER) == ()
    assert "n’attend d’estimation" in words(test)


def test_card_may_be_changed(door: Door, town: Services, item: Item) -> None:
    town.poker.open(by=OWNER, item_id=item.id)
    test = door.open("estimation", by="developer")
    cards(test).set_value("5").run()
    cards(test).set_value("0.5").run()
    assert "Votre carte : **½**" in words(test)
    assert town.poker.table(by=actor(Role.DEVELOPER), round_id=table(town).round.id).mine == "0.5"


def test_round_opened_elsewhere_appears_by_itself(door: Door, town: Services, item: Item) -> None:
    test = door.open("estimation", by="developer")
    assert "Aucun vote n’est en cours" in words(test)
    town.poker.open(by=OWNER, item_id=item.id, scale=PokerScale.T_SHIRT)
    test.run()
    assert cards(test).options[:5] == ["XS", "S", "M", "L", "XL"]


def test_card_played_after_the_reveal_says_why_it_does_not_count(door: Door, town: Services, item: Item) -> None:
    played = town.poker.open(by=OWNER, item_id=item.id)
    test = door.open("estimation", by="developer")
    town.poker.vote(by=OTHER, round_id=played.id, card="3")
    town.poker.reveal(by=OWNER, round_id=played.id, version=played.version)
    cards(test).set_value("5").run()
    assert not test.exception
    assert any("on ne vote plus" in each.value for each in test.error)
    assert table(town).voters == ("Didier",)


def test_who_does_not_lead_sees_no_button_to_lead(door: Door, town: Services, item: Item) -> None:
    town.poker.open(by=OWNER, item_id=item.id)
    labels = [each.label for each in door.open("estimation", by="developer").button]
    assert "Révéler les cartes" not in labels
    assert "Révéler les cartes" in [each.label for each in door.open("estimation", by="scrum_master").button]


def test_reveal_without_any_card_says_so(door: Door, town: Services, item: Item) -> None:
    town.poker.open(by=OWNER, item_id=item.id)
    test = door.open("estimation", by="product_owner")
    button(test, "Révéler les cartes")
    assert any("Personne n’a encore voté" in each.value for each in test.error)
    assert table(town).round.state is RoundState.OPEN


def test_vote_again_then_stop(door: Door, town: Services, item: Item) -> None:
    played = town.poker.open(by=OWNER, item_id=item.id)
    town.poker.vote(by=OTHER, round_id=played.id, card="?")
    town.poker.reveal(by=OWNER, round_id=played.id, version=played.version)
    test = door.open("estimation", by="product_owner")
    assert "Personne n’a donné de nombre" in words(test)
    button(test, "Revoter")
    assert table(town).round.id != played.id
    button(test, "Arrêter sans estimer")
    assert town.poker.under_way(by=OWNER) == ()
    assert town.items.page(by=OWNER, number=1).item.estimate is None


def test_two_rounds_are_chosen_by_their_item(door: Door, town: Services, item: Item) -> None:
    second = town.items.add(by=OWNER, kind=ItemKind.STORY, title="Le plan du quartier")
    for each in (item, second):
        town.poker.open(by=OWNER, item_id=each.id)
    test = door.open("estimation", by="developer", item="2")
    assert "2 · Le plan du quartier" in words(test)
    next(each for each in test.get("button_group") if each.label == "Votes en cours").set_value("1").run()
    assert "1 · La carte des travaux" in words(test)
    assert test.query_params["item"] in ("1", ["1"])


def test_nothing_to_estimate_is_said_once(door: Door) -> None:
    test = door.open("estimation", by="product_owner")
    assert [each.value for each in test.info] == [
        "Aucun vote n’est en cours : le prochain élément ajouté sans points viendra ici."
    ]


def test_screen_is_the_teams(door: Door) -> None:
    assert door.open("estimation", by="official").title[0].value == "Cette page ne vous est pas ouverte"
