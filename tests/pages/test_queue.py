"""Corbeille: what is late leads, filters live in the address, nothing is shown to who may not read it."""

from __future__ import annotations

from datetime import timedelta

from streamlit.testing.v1 import AppTest

from data.access import INHABITANT
from prototype.models import Report
from services import Services
from tests.conftest import Hand
from tests.pages.harness import Door
from tests.pages.test_request import sent, shown, words


def references(page: AppTest) -> list[str]:
    """Those of the cards, in order."""
    links = [each.proto.label for each in page.main if each.type == "page_link"] or [
        each.proto.label for each in page.get("page_link")
    ]
    return [label.split("[")[1].split("]")[0] for label in links if "TV-" in label]


def with_teams(town: Services) -> None:
    town.store.execute("update account set team = 'lighting' where id = 'agent'")


def test_late_requests_lead_and_are_counted(town: Services, door: Door, clock: Hand):
    with_teams(town)
    old = sent(town)
    clock.now += timedelta(days=40)
    new = sent(town)
    page = shown(door.open("corbeille", by="agent"))
    assert references(page) == [old.reference, new.reference]
    assert "**2 demandes ouvertes**" in words(page)
    assert "dont **1 en retard**" in words(page)
    assert "en retard de" in words(page)


def test_an_agent_sees_their_team_first_and_every_team_on_demand(town: Services, door: Door):
    with_teams(town)
    town.requests.submit(
        by=INHABITANT,
        report=Report("dumping", "Un matelas.", place="Devant l’école", answers={"waste": "bulky"}),
    )
    page = shown(door.open("corbeille", by="agent"))
    assert "Rien n’attend votre équipe" in words(page)
    page.segmented_control(key="queue_equipe").set_value("toutes")
    shown(page.run())
    assert len(references(page)) == 1
    assert page.query_params["equipe"] == "toutes"


def test_filters_come_from_the_address_and_clear(town: Services, door: Door):
    lamp = sent(town)
    page = shown(door.open("corbeille", by="agent", etat="done", categorie="street_lamp"))
    assert "Aucune demande ne répond à ces filtres" in words(page)
    assert page.selectbox(key="queue_etat").value == "done"
    page.button(key="queue_clear").click()
    shown(page.run())
    assert references(page) == [lamp.reference]
    assert "etat" not in page.query_params


def test_a_hostile_address_is_an_ordinary_list(town: Services, door: Door):
    lamp = sent(town, place="<img src=x onerror=alert(1)> [x](javascript:alert(1))")
    hostile = "'; DROP TABLE request"
    page = shown(door.open("corbeille", by="agent", etat=hostile, categorie=hostile, quartier=hostile, equipe=hostile))
    assert references(page) == [lamp.reference]
    assert "[x](javascript" not in words(page)


def test_inhabitants_are_turned_away(town: Services, door: Door):
    sent(town)
    page = shown(door.open("corbeille"))
    assert references(page) == []
    assert page.title[0].value == "Cette page ne vous est pas ouverte"
