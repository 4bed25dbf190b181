"""Mêlée quotidienne: read at a glance, acted on without leaving it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from backlog.models import Item, ItemKind, ItemState, Sprint
from data.access import Role, actor
from data.clock import local_day
from services import Services
from tests.conftest import Hand
from tests.pages.harness import Door

OWNER = actor(Role.PRODUCT_OWNER)
DEVELOPER = actor(Role.DEVELOPER, name="Dina")


@pytest.fixture
def cards(town: Services) -> list[Item]:
    """Three items in an active sprint: to do, in progress since the day before, to do."""
    made = [
        town.items.add(by=OWNER, kind=ItemKind.STORY, title=title, estimate=3.0, assignee=who)
        for title, who in (("Carte des *travaux*", "Dina"), ("Envoyer un SMS", "Zoé"), ("Relire les textes", ""))
    ]
    first = local_day(town.context.clock())
    sprint = town.sprints.plan(by=OWNER, goal="Voir les _travaux_", starts_on=first, ends_on=first + timedelta(days=13))
    for each in made:
        town.sprints.pull(by=OWNER, item_id=each.id, version=each.version, sprint_id=sprint.id)
    town.sprints.start(by=OWNER, sprint_id=sprint.id, version=sprint.version)
    return made


def fresh(town: Services, item: Item) -> Item:
    return town.items.page(by=OWNER, number=item.number).item


def move(town: Services, item: Item, to: ItemState) -> None:
    town.board.move(by=DEVELOPER, item_id=item.id, version=fresh(town, item).version, to=to)


def block(town: Services, item: Item, reason: str = "On attend la *clé*") -> Item:
    return town.blocking.block(by=DEVELOPER, item_id=item.id, version=fresh(town, item).version, reason=reason)


def field(test: AppTest, label: str, *, last: bool = False):
    found = [each for each in [*test.text_input, *test.text_area, *test.selectbox] if each.label == label]
    return found[-1 if last else 0]


def press(test: AppTest, label: str) -> AppTest:
    next(each for each in test.button if each.label == label).click()
    test.run()
    assert not test.exception
    return test


def words(test: AppTest) -> str:
    shown = [*test.header, *test.subheader, *test.markdown, *test.caption, *test.success, *test.warning, *test.info]
    return "\n".join(each.value for each in shown)


def test_goal_comes_first_with_what_remains(door: Door, cards: list[Item]) -> None:
    test = door.open("quotidien", by="developer")
    assert not test.exception
    assert test.header[0].value == r"Objectif : « Voir les \_travaux\_ »"
    assert "**10 jours ouvrés** restants" in words(test)
    assert "reste **9 points** dans 3 éléments" in words(test)


def test_what_moved_is_told_with_who(door: Door, town: Services, clock: Hand, cards: list[Item]) -> None:
    clock.move(days=1)
    move(town, cards[0], ItemState.DOING)
    said = words(door.open("quotidien", by="developer"))
    assert "À faire] → " in said
    assert "Dina" in said
    assert "Aucune carte n’a changé de colonne" not in said


def test_nothing_moved_blocked_or_in_the_way_is_said(door: Door, cards: list[Item]) -> None:
    said = words(door.open("quotidien", by="developer"))
    for sentence in ("Aucune carte n’a changé de colonne", "Aucune carte bloquée", "Aucun obstacle ouvert"):
        assert sentence in said


def test_free_hands_and_full_ones_are_named_without_blame(door: Door, town: Services, cards: list[Item]) -> None:
    for each in cards:
        move(town, each, ItemState.DOING)
    town.items.edit(by=OWNER, item_id=cards[1].id, version=fresh(town, cards[1]).version, assignee="Dina")
    said = words(door.open("quotidien", by="developer"))
    assert "Rien en cours pour **Developer** : une main libre" in said
    assert "- **Dina** : " in said
    assert "En cours, sans personne d’indiqué" in said


def test_card_is_blocked_from_the_daily(door: Door, town: Services, cards: list[Item]) -> None:
    test = door.open("quotidien", by="developer")
    field(test, "Carte bloquée").select(cards[1].id)
    field(test, "Ce qui bloque").input("On attend le contrat <b>SMS</b>")
    test.button(key="daily_block_send").click()
    test.run()
    assert fresh(town, cards[1]).blocked == "On attend le contrat <b>SMS</b>"
    assert "1 carte bloquée" in words(test)
    assert r"\<b\>SMS" in words(test)


def test_block_without_a_reason_is_refused_beside_the_field(door: Door, town: Services, cards: list[Item]) -> None:
    test = door.open("quotidien", by="developer")
    test.button(key="daily_block_send").click()
    test.run()
    assert not any(fresh(town, each).blocked for each in cards)
    assert any(":red[" in each.value for each in test.markdown)


def test_card_is_unblocked_from_the_daily(door: Door, town: Services, cards: list[Item]) -> None:
    item = block(town, cards[0])
    test = door.open("quotidien", by="developer")
    assert r"On attend la \*clé\*" in words(test)
    press(test, "Débloquer")
    assert fresh(town, item).blocked == ""
    assert "n’est plus bloqué" in words(test)


def test_card_that_stands_still_is_shown(door: Door, town: Services, clock: Hand, cards: list[Item]) -> None:
    move(town, cards[0], ItemState.DOING)
    clock.move(days=6)
    said = words(door.open("quotidien", by="developer"))
    assert "1 carte qui ne bouge plus" in said
    assert "depuis 4 jours ouvrés" in said


def test_impediment_is_noted_and_the_form_begins_afresh(door: Door, town: Services, cards: list[Item]) -> None:
    test = door.open("quotidien", by="developer")
    field(test, "Noter un obstacle").input("Le réseau *coupe* chaque matin")
    field(test, "Qui s’en occupe (facultatif)", last=True).input("Samir")
    field(test, "Carte concernée (facultatif)").select(cards[2].id)
    press(test, "Ajouter l’obstacle")
    (noted,) = town.impediments.listing(by=OWNER)
    assert (noted.text, noted.owner, noted.item_id) == ("Le réseau *coupe* chaque matin", "Samir", cards[2].id)
    assert noted.sprint_id == town.sprints.active(by=OWNER).id
    assert "1 obstacle ouvert" in words(test)
    assert field(test, "Noter un obstacle").value == ""


def test_empty_impediment_is_refused_and_the_rest_stays(door: Door, town: Services, cards: list[Item]) -> None:
    test = door.open("quotidien", by="developer")
    field(test, "Qui s’en occupe (facultatif)", last=True).input("Samir")
    press(test, "Ajouter l’obstacle")
    assert town.impediments.listing(by=OWNER) == ()
    assert field(test, "Qui s’en occupe (facultatif)", last=True).value == "Samir"


def test_impediment_is_corrected_closed_and_reopened(door: Door, town: Services, cards: list[Item]) -> None:
    noted = town.impediments.open(by=DEVELOPER, text="Le réseau coupe")
    test = door.open("quotidien", by="scrum_master")
    assert "Personne ne s’en occupe encore" in words(test)
    field(test, "Qui s’en occupe (facultatif)").input("Samir")
    test.button(key=f"change_{noted.id}_send").click()
    test.run()
    assert town.impediments.listing(by=OWNER)[0].owner == "Samir"
    field(test, "Ce qui l’a levé").input("Le câble est changé")
    press(test, "Lever cet obstacle")
    closed = town.impediments.listing(by=OWNER)[0]
    assert (closed.is_open, closed.resolution) == (False, "Le câble est changé")
    press(test, "Rouvrir")
    assert town.impediments.listing(by=OWNER)[0].is_open


def test_without_a_sprint_it_is_said_what_to_do(door: Door, town: Services) -> None:
    test = door.open("quotidien", by="developer")
    assert "Aucun sprint n’est en cours" in words(test)
    field(test, "Noter un obstacle").input("Il manque une salle")
    press(test, "Ajouter l’obstacle")
    assert town.impediments.listing(by=OWNER)[0].text == "Il manque une salle"


def test_overdue_sprint_says_when_it_was_to_end(door: Door, town: Services, clock: Hand, cards: list[Item]) -> None:
    clock.move(days=20)
    assert "la fin était prévue le" in words(door.open("quotidien", by="developer"))


def test_official_reads_and_changes_nothing(door: Door, town: Services, cards: list[Item]) -> None:
    block(town, cards[0])
    town.impediments.open(by=DEVELOPER, text="Le réseau coupe")
    test = door.open("quotidien", by="official")
    assert not test.exception
    assert "Le réseau coupe" in words(test)
    assert [each.key for each in test.button] == ["language_switch"]
    assert not test.text_input
    assert not test.text_area


def test_daily_is_refused_to_inhabitants(door: Door, cards: list[Item]) -> None:
    assert door.open("quotidien").title[0].value == "Cette page ne vous est pas ouverte"


def test_daily_is_told_in_english(door: Door, town: Services, cards: list[Item]) -> None:
    test = door.open("quotidien", by="developer", lang="en")
    assert test.title[0].value == "Daily Scrum"
    assert test.header[0].value.startswith("Goal: ")


def planned_only(town: Services) -> Sprint:
    first = local_day(town.context.clock())
    return town.sprints.plan(by=OWNER, goal="Plus tard", starts_on=first, ends_on=first + timedelta(days=13))


def test_sprint_only_planned_has_no_daily_yet(door: Door, town: Services) -> None:
    planned_only(town)
    assert "Aucun sprint n’est en cours" in words(door.open("quotidien", by="product_owner"))
