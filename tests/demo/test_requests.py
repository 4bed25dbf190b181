"""Do the bulk requests hold together?"""

from __future__ import annotations

import json
from collections import Counter, defaultdict

import pytest

from data.geography import load_geography
from prototype.models import CLOSED, Decision, State
from prototype.places import distance
from prototype.policies import RULES
from services import Services
from tests.demo.conftest import REQUESTS


@pytest.fixture(scope="module")
def requests(town: Services) -> list[dict[str, object]]:
    return town.store.rows("select * from request order by created_at, id")


def test_references_follow_time_without_a_gap(town: Services, requests: list[dict[str, object]]) -> None:
    numbers: dict[str, list[int]] = defaultdict(list)
    for row in requests:
        _, year, number = str(row["reference"]).split("-")
        numbers[year].append(int(number))
    for year, found in numbers.items():
        assert found == list(range(1, len(found) + 1))
        assert town.store.scalar("select value from counter where name = :n", {"n": f"request-{year}"}) == len(found)


def test_state_agrees_with_its_columns(requests: list[dict[str, object]]) -> None:
    for row in requests:
        closed = State(str(row["state"])) in CLOSED
        assert row["is_open"] == int(not closed)
        if closed:
            assert str(row["created_at"]) < str(row["closed_at"]) <= str(row["updated_at"])
        elif row["state"] != "reopening_wanted":
            assert row["closed_at"] is None
        assert (row["state"] == "duplicate") == (row["duplicate_of"] is not None)
        if row["state"] in ("not_done", "transferred", "cancelled"):
            assert row["reason"]
        if row["state"] == "planned":
            assert row["planned_on"]


def test_every_step_is_one_that_the_rules_allow(town: Services) -> None:
    decisions = {decision.value for decision in Decision}
    lines = defaultdict(list)
    for line in town.store.rows("select * from journal where kind = 'request' order by number"):
        lines[line["key"]].append(line)
    assert len(lines) == REQUESTS
    for life in lines.values():
        assert [line["at"] for line in life] == sorted(line["at"] for line in life)
        assert life[0]["verb"] == "submit"
        state = State.RECEIVED
        for line in life[1:]:
            before, after = json.loads(line["changes"]).get("state", (state.value, state.value))
            assert before == state
            if line["verb"] in decisions:
                assert (state, Decision(line["verb"])) in RULES
            state = State(after)


def test_journal_follows_time(town: Services) -> None:
    for kind in ("request", "item", "feedback", "sprint"):
        times = [
            row["at"]
            for row in town.store.rows("select at from journal where kind = :kind order by number", {"kind": kind})
        ]
        assert times == sorted(times)


def test_places_are_inside_their_district(requests: list[dict[str, object]]) -> None:
    geography = load_geography()
    assert {row["district"] for row in requests} == {district.code for district in geography.districts}
    for row in requests:
        assert geography.inside(float(str(row["lon"])), float(str(row["lat"])))


def test_shares_of_categories_are_those_of_real_life(town: Services) -> None:
    rows = town.store.rows(
        "select parent, count(*) as n from request join category on category.code = request.category group by parent"
    )
    shares = {row["parent"]: row["n"] / REQUESTS for row in rows}
    assert shares["cleanliness"] == pytest.approx(0.40, abs=0.06)
    assert shares["streets"] == pytest.approx(0.30, abs=0.06)
    assert shares["lighting"] == pytest.approx(0.13, abs=0.05)


def test_a_fifth_has_a_near_earlier_one(requests: list[dict[str, object]]) -> None:
    near = 0
    for position, row in enumerate(requests):
        here = float(str(row["lon"])), float(str(row["lat"]))
        near += any(
            row["category"] == other["category"]
            and distance(*here, float(str(other["lon"])), float(str(other["lat"]))) <= 50
            for other in requests[max(0, position - 30) : position]
        )
    assert 0.08 < near / REQUESTS < 0.3


def test_variety_of_lives(town: Services) -> None:
    verbs = Counter(row["verb"] for row in town.store.rows("select verb from journal where kind = 'request'"))
    for verb in ("plan", "start", "not_do", "transfer", "mark_duplicate", "ask", "comment", "note", "rate", "contest"):
        assert verbs[verb] > 2, verb
    assert verbs["follow"] > 10
    late = "select count(*) from request where is_open = 1 and due_on < '2026-11-25'"
    assert 0 < town.store.scalar(late) < town.store.scalar("select count(*) from request where is_open = 1")
    moods = {row["mood"] for row in town.store.rows("select distinct mood from request")}
    assert moods == {"good", "medium", "bad", None}
    web = town.store.scalar("select min(created_at) from request where channel in ('web', 'mobile')")
    assert web >= town.store.scalar("select released_at from increment where key = 'report'")[:10]


def test_private_categories_stay_private(town: Services) -> None:
    shown = (
        "select count(*) from request join category on category.code = category "
        "where category.is_public = 0 and description_public = 1"
    )
    assert town.store.scalar(shown) == 0
