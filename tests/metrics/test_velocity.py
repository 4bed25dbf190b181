"""Velocity against the published values; its bars and its table."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from metrics.velocity import Bars, figure, ranks_90, table, velocity
from tests.oracles import ORACLES

NAMES = {"committed": "Engagé", "completed": "Terminé", "points": "Points", "range": "90 %", "sprint": "Sprint"}
BARS = [Bars(f"Sprint {number}", 20, 10 + number) for number in range(1, 7)]


def test_velocity_average_and_range_are_the_published_ones() -> None:
    oracle = ORACLES["velocity"]
    assert velocity(oracle["completed"]).average == oracle["average"]
    for n, ranks in ORACLES["velocity_range_90"]["jk"].items():
        assert list(ranks_90(int(n))) == ranks


def test_velocity_averages_the_last_seven_sprints_only() -> None:
    assert velocity([100] * 5 + [4] * ORACLES["velocity"]["window"]).average == 4


def test_velocity_gives_no_range_under_five_sprints() -> None:
    assert velocity([1, 2, 3, 4]).low is None
    assert (velocity([5, 1, 4, 2, 3]).low, velocity([5, 1, 4, 2, 3]).high) == (1, 5)


def test_velocity_figure_shows_the_range_that_it_knows() -> None:
    known = figure(BARS, velocity([each.completed for each in BARS]), NAMES, "fr")
    assert [each.name for each in known.data] == ["Engagé", "Terminé"]
    assert (known.layout.shapes[0].y0, known.layout.shapes[0].y1) == (11, 16)
    assert not figure(BARS[:2], velocity([11, 12]), NAMES, "fr").layout.shapes


def test_velocity_table_begins_with_the_latest_sprint() -> None:
    assert table(BARS, NAMES)[0] == {"Sprint": "Sprint 6", "Engagé": 20, "Terminé": 16}


@given(st.lists(st.floats(0, 100), min_size=5, max_size=60))
def test_velocity_range_is_within_what_was_seen(completed: list[float]) -> None:
    found = velocity(completed)
    assert found.low is not None
    assert found.high is not None
    assert min(completed) <= found.low <= found.high <= max(completed)
