"""Indicateurs: the exact values stand beside the figures; the sprint is for those who see the project."""

from __future__ import annotations

from backlog.models import ItemKind
from data.access import Role, actor
from data.clock import local_day
from services import Services
from tests.conftest import Hand
from tests.pages.harness import Door
from tests.pages.test_request import sent, shown, words


def test_the_numbers_and_the_weeks_are_those_of_the_store(town: Services, door: Door):
    sent(town)
    page = shown(door.open("indicateurs"))
    assert {each.label: each.value for each in page.metric} == {
        "Demandes ouvertes": "1",
        "dont en retard": "0",
        "Reçues en 30 jours": "1",
        "Closes en 30 jours": "0",
    }
    assert page.table[0].value.iloc[0]["Reçues"] == "1"
    assert "Le sprint en cours" not in [each.value for each in page.header]


def test_an_empty_town_says_so(door: Door):
    assert "Aucune demande pour l’instant" in words(shown(door.open("indicateurs", by="official")))


def test_officials_see_what_remains_in_the_sprint(town: Services, door: Door, clock: Hand):
    owner = actor(Role.PRODUCT_OWNER)
    item = town.items.add(by=owner, kind=ItemKind.STORY, title="Prévenir des doublons", estimate=8)
    today = local_day(clock())
    sprint = town.sprints.plan(by=owner, goal="Suivre sans compte", starts_on=today, ends_on=today.replace(day=28))
    town.sprints.pull(by=owner, item_id=item.id, version=item.version, sprint_id=sprint.id)
    town.sprints.start(by=owner, sprint_id=sprint.id, version=sprint.version)
    page = shown(door.open("indicateurs", by="official"))
    assert "Suivre sans compte" in words(page)
    assert any("Il reste 8 points" in each.value for each in page.subheader)
    assert page.table[-1].value.iloc[0]["Reste à faire"] == "8"
