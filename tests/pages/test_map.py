"""Carte: the list, the points and the address always say the same."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api import map_points
from data.access import INHABITANT, Role, actor
from prototype.models import Decision, Details, Report
from services import Services
from tests.pages.harness import Door
from tests.pages.test_report import field, shown

SECRET = "Mon voisin Jean Dupont a tout cassé"
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def reported(town: Services) -> Services:
    """A bench in Centre-Ville, a tag far south, something that is never public."""
    agent = actor(Role.AGENT)
    for category, lon, lat in (
        ("bench", 2.4820, 48.9080),
        ("litter", 2.4870, 48.8905),
        ("neighbour_dispute", 2.482, 48.908),
    ):
        report = Report(category, SECRET, place=HOSTILE, lon=lon, lat=lat)
        sent = town.requests.submit(by=INHABITANT, report=report)
        if category == "litter":
            details = Details(reason="Ce n’est pas sur la voie publique.")
            town.handling.decide(
                by=agent, request_id=sent.request_id, version=1, decision=Decision.NOT_DO, details=details
            )
    return town


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, reported: Services) -> Iterator[TestClient]:
    monkeypatch.setattr(map_points, "get_services", lambda: reported)
    map_points.base_map.cache_clear()
    with TestClient(Starlette(routes=map_points.ROUTES)) as browser:
        yield browser
    map_points.base_map.cache_clear()


def categories_of(answer) -> set[str]:
    return {each["properties"]["category"] for each in answer.json()["features"]}


def test_points_are_public_ones_without_what_people_wrote(client: TestClient) -> None:
    answer = client.get("/map/points")
    assert categories_of(answer) == {"Banc, table ou abri", "Rue sale"}
    assert "Dupont" not in answer.text
    assert "onerror" not in answer.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("state=open", {"Banc, table ou abri"}),
        ("state=closed", {"Rue sale"}),
        ("state=not_done&period=7", {"Rue sale"}),
        ("category=furniture", {"Banc, table ou abri"}),
        ("category=people", set()),
        ("district=Q2", {"Banc, table ou abri"}),
        ("state=nonsense&period=-4&category=", {"Banc, table ou abri", "Rue sale"}),
        ("lang=en&state=open", {"Bench, table or shelter"}),
    ],
)
def test_points_follow_the_words_of_the_address(client: TestClient, query: str, expected: set[str]) -> None:
    assert categories_of(client.get(f"/map/points?{query}")) == expected


def test_base_map_holds_the_town_and_the_names_of_its_streets(client: TestClient) -> None:
    features = client.get("/map/base").json()["features"]
    kinds = {each["properties"]["kind"] for each in features}
    assert kinds == {"outline", "district", "street", "name"}
    assert any(each["properties"].get("name") == "Rue Jules Guesde" for each in features)
    assert json.dumps(features)


def test_map_lists_what_it_shows_as_points(door: Door, reported: Services) -> None:
    test = door.open("carte")
    assert "2 demandes" in shown(test)
    labels = [
        each.proto.label for each in test.get("page_link") if "Banc" in each.proto.label or "Rue" in each.proto.label
    ]
    assert len(labels) == 2
    assert "Dupont" not in shown(test) + "".join(labels)


def test_map_filters_come_from_the_address_and_go_to_it(door: Door, reported: Services) -> None:
    test = door.open("carte", state="open", period="all")
    assert "1 demande · Ouvertes · Depuis le début" in shown(test)
    field(test.selectbox, "État").set_value("closed").run()
    assert test.query_params["state"] == "closed"
    assert "1 demande · Closes" in shown(test)
    field(test.selectbox, "État").set_value("").run()
    assert "state" not in test.query_params
    assert "2 demandes" in shown(test)


def test_map_with_nothing_says_what_to_do(door: Door) -> None:
    test = door.open("carte", category="bench")
    assert "Rien ne correspond" in shown(test)
    assert "Les mêmes demandes en liste" not in shown(test)


def test_map_with_an_address_that_means_nothing_shows_everything(door: Door, reported: Services) -> None:
    test = door.open("carte", state="'; DROP TABLE request", district="<b>", period="NaN")
    assert "2 demandes" in shown(test)
