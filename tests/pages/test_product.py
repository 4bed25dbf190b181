"""Avis and Backlog: from what people say to what is next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from backlog.models import Feedback, FeedbackState, ItemKind, ItemState, Mood
from data.access import INHABITANT, Role, actor
from data.clock import local_day
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


@pytest.mark.parametrize("path", ["avis", "backlog"])
def test_project_screens_are_refused_to_inhabitants(door: Door, path: str) -> None:
    test = door.open(path)
    assert test.title[0].value == "Cette page ne vous est pas ouverte"
    assert len(test.button) == 1  # the language


def test_feedback_joins_a_delivered_item_found_by_its_number(door: Door, town: Services, said: Feedback) -> None:
    first = local_day(town.context.clock())
    sprint = town.sprints.plan(by=OWNER, goal="Une carte", starts_on=first, ends_on=first + timedelta(days=13))
    item = town.items.add(by=OWNER, kind=ItemKind.STORY, title="Le plan du quartier")
    item = town.sprints.pull(by=OWNER, item_id=item.id, version=item.version, sprint_id=sprint.id)
    town.sprints.start(by=OWNER, sprint_id=sprint.id, version=sprint.version)
    town.board.move(by=OWNER, item_id=item.id, version=item.version, to=ItemState.DONE)
    test = door.open("avis", by="product_owner")
    next(each for each in test.text_input if each.label == "Numéro ou mots de l’élément").input("1").run()
    button(test, "Ajouter à cet élément")
    assert town.items.page(by=OWNER, number=1).voices == 1


def test_next_feedback_comes_up_after_an_outcome(door: Door, town: Services, said: Feedback) -> None:
    town.feedback.give(by=INHABITANT, mood=Mood.GOOD, comment="Rien à changer", screen="suivre", voice="v2")
    test = door.open("avis", by="product_owner")
    assert next(each for each in test.text_input if each.label == "Titre").value == "Rien à changer"
    button(test, "Mettre de côté")
    assert next(each for each in test.text_input if each.label == "Titre").value == said.comment


def test_feedback_put_aside_until_a_past_day_is_refused(door: Door, town: Services, said: Feedback) -> None:
    test = door.open("avis", by="product_owner")
    test.date_input[0].set_value(local_day(town.context.clock()))
    button(test, "Mettre de côté")
    assert sorted_state(town, said) is FeedbackState.UNSORTED
    assert any("un jour à venir" in each.value for each in test.markdown)


def test_sorted_feedback_leads_to_its_item_and_can_be_taken_back(door: Door, town: Services, said: Feedback) -> None:
    town.feedback.make_item(
        by=OWNER, feedback_id=said.id, version=said.version, kind=ItemKind.BUG, title="Agrandir la carte"
    )
    test = door.open("avis", by="product_owner", etat="item")
    assert any("Agrandir la carte" in each.label for each in test.get("page_link"))
    button(test, "Remettre à trier")
    assert sorted_state(town, said) is FeedbackState.UNSORTED


def test_role_of_whoever_speaks_is_shown_never_their_name(door: Door, town: Services) -> None:
    counter = next(each for each in town.sessions.accounts() if each.role is Role.COUNTER)
    town.feedback.give(by=counter, mood=Mood.BAD, comment="Trop long", screen="carte", voice="v", on_behalf=True)
    shown = "\n".join(each.value for each in door.open("avis", by="product_owner").markdown)
    assert "pour le compte de quelqu’un, par : accueil et téléphone" in shown
    assert counter.name not in shown


def test_official_reads_an_item_and_changes_nothing(door: Door, town: Services) -> None:
    town.definition_of_done.add(by=OWNER, text="Vu au clavier")
    town.items.add(by=OWNER, kind=ItemKind.STORY, title="La carte des travaux", criteria=["Se lit sans la carte"])
    test = door.open("element", by="official", item="1")
    assert not test.exception
    assert not test.menu_button
    assert len(test.button) == 1  # the language
    assert all(each.disabled for each in test.checkbox)


def test_added_item_is_at_the_end_of_the_backlog(door: Door, town: Services) -> None:
    test = door.open("backlog", by="developer")
    button(test, "Ajouter en bas du backlog")
    assert town.items.listing(by=OWNER).total == 0
    assert any(":red[" in each.value for each in test.markdown)
    next(each for each in test.text_input if each.label == "Titre").input("Voir les travaux")
    button(test, "Ajouter en bas du backlog")
    assert [row.item.title for row in town.items.listing(by=OWNER).rows] == ["Voir les travaux"]
