"""Avis and Backlog: from what people say to what is next."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from backlog.models import Feedback, FeedbackState, ItemKind, Mood, Place
from data.access import INHABITANT, Role, actor
from services import Services
from tests.pages.harness import Door

OWNER = actor(Role.PRODUCT_OWNER)


@pytest.fixture
def said(town: Services) -> Feedback:
    """One feedback that waits."""
    return town.feedback.give(
        by=INHABITANT, mood=Mood.BAD, comment="La carte est <b>trop</b> petite", screen="carte", voice="v1",
        increment_key="map",
    )  # fmt: skip


def button(test: AppTest, label: str) -> None:
    next(each for each in test.button if each.label == label).click()
    test.run()
    assert not test.exception


def sorted_state(town: Services, feedback: Feedback) -> FeedbackState:
    return FeedbackState(town.store.get("feedback", feedback.id)["state"])


def test_feedback_made_an_item_leaves_the_inbox(door: Door, town: Services, said: Feedback) -> None:
    test = door.open("avis", by="product_owner")
    button(test, "Créer l’élément")
    listing = town.items.listing(by=OWNER)
    assert [(row.item.title, row.voices) for row in listing.rows] == [("La carte est <b>trop</b> petite", 1)]
    assert town.items.page(by=OWNER, number=1).increment_keys == ("map",)
    assert "Tout est trié" in test.success[-1].value
    button(test, "Annuler le dernier tri")
    assert sorted_state(town, said) is FeedbackState.UNSORTED


def test_feedback_joins_an_item_that_says_the_same(door: Door, town: Services, said: Feedback) -> None:
    town.items.add(by=OWNER, kind=ItemKind.STORY, title="Une carte plus grande, pas petite")
    button(door.open("avis", by="product_owner"), "Ajouter cette voix à l’élément 1")
    assert town.items.page(by=OWNER, number=1).voices == 1


def test_decline_without_a_reason_says_so_and_keeps_the_feedback(door: Door, town: Services, said: Feedback) -> None:
    test = door.open("avis", by="product_owner")
    button(test, "Ne pas retenir")
    assert sorted_state(town, said) is FeedbackState.UNSORTED
    assert any(":red[" in each.value and "error" in each.value for each in test.markdown)
    next(each for each in test.text_area if each.label == "Pourquoi ?").input("La carte s’agrandit déjà.")
    button(test, "Ne pas retenir")
    row = town.store.get("feedback", said.id)
    assert (row["state"], row["reason"]) == ("declined", "La carte s’agrandit déjà.")


def test_feedback_put_aside_comes_back_later(door: Door, town: Services, said: Feedback) -> None:
    button(door.open("avis", by="product_owner"), "Mettre de côté")
    assert sorted_state(town, said) is FeedbackState.SNOOZED


def test_item_moves_to_the_top_by_its_menu(door: Door, town: Services) -> None:
    for title in ("Premier élément", "Deuxième élément"):
        town.items.add(by=OWNER, kind=ItemKind.STORY, title=title)
    second = town.items.page(by=OWNER, number=2).item
    test = door.open("backlog", by="product_owner")
    menu = next(each for each in test.menu_button if each.key == f"move_{second.id}_{second.version}")
    menu.click(Place.TOP).run()
    assert not test.exception
    assert [row.item.number for row in town.items.listing(by=OWNER).rows] == [2, 1]


def test_item_edited_by_two_shows_both_values(door: Door, town: Services) -> None:
    item = town.items.add(by=OWNER, kind=ItemKind.STORY, title="Un titre")
    test = door.open("element", by="product_owner", item="1")
    town.items.edit(by=OWNER, item_id=item.id, version=item.version, title="Le titre d’un autre")
    next(each for each in test.text_input if each.label == "Titre").input("Mon titre")
    button(test, "Enregistrer l’élément")
    assert town.items.page(by=OWNER, number=1).item.title == "Le titre d’un autre"
    assert any("Mon titre" in each.value and "Le titre d’un autre" in each.value for each in test.warning)
    button(test, "Repartir de la version actuelle")
    next(each for each in test.text_input if each.label == "Titre").input("Mon titre")
    button(test, "Enregistrer l’élément")
    assert town.items.page(by=OWNER, number=1).item.title == "Mon titre"


def test_edit_of_another_field_keeps_both(door: Door, town: Services) -> None:
    item = town.items.add(by=OWNER, kind=ItemKind.STORY, title="Un titre")
    test = door.open("element", by="product_owner", item="1")
    town.items.edit(by=OWNER, item_id=item.id, version=item.version, description="Écrit par un autre")
    next(each for each in test.text_input if each.label == "Titre").input("Mon titre")
    button(test, "Enregistrer l’élément")
    kept = town.items.page(by=OWNER, number=1).item
    assert (kept.title, kept.description) == ("Mon titre", "Écrit par un autre")


@pytest.mark.parametrize("path", ["avis", "backlog"])
def test_project_screens_are_refused_to_inhabitants(door: Door, path: str) -> None:
    test = door.open(path)
    assert test.title[0].value == "Cette page ne vous est pas ouverte"
    assert len(test.button) == 1  # the language
