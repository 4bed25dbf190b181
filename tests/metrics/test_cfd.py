"""Cumulative flow against the published values; its bands never cross nor fall."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from metrics.cfd import Cfd, cfd, figure, in_progress, net_flow, table
from tests.oracles import ORACLES

STATES = ("Backlog", "Committed", "Build", "Test", "Done")
NAMES = {**{state: state for state in STATES}, "items": "Éléments", "day": "Jour"}
ORACLE = ORACLES["cfd"]


def of_items(items: list[dict[str, str]]) -> Cfd:
    rows = [(state, date.fromisoformat(day), 1) for item in items for state, day in item.items()]
    days = [date.fromisoformat(day) for day in ORACLE["cfd"]]
    return cfd(rows, STATES, min(days), max(days))


def test_cumulative_flow_is_the_published_one() -> None:
    found = of_items(ORACLE["items"])
    assert {day.isoformat(): list(counts) for day, counts in zip(found.days, found.entered, strict=True)} == ORACLE[
        "cfd"
    ]


def test_work_in_progress_and_net_flow_are_the_published_ones() -> None:
    oracle = ORACLES["wip_from_cfd"]
    inside = in_progress(oracle["committed"], oracle["done"])
    assert list(inside) == oracle["wip"]
    assert list(net_flow(inside)) == oracle["net_flow"]


def test_cumulative_flow_counts_what_came_before_its_first_day() -> None:
    rows = [("Backlog", date(2018, 1, 1), 3), ("Backlog", date(2018, 1, 9), 2), ("Backlog", date(2018, 1, 20), 7)]
    found = cfd(rows, ("Backlog",), date(2018, 1, 8), date(2018, 1, 10))
    assert found.of("Backlog") == (3, 5, 5)


def test_cumulative_flow_draws_bands_from_the_bottom_and_lists_the_latest_day_first() -> None:
    found = of_items(ORACLE["items"])
    drawn = figure(found, NAMES, "fr")
    assert [each.name for each in drawn.data] == list(reversed(STATES))
    assert [sum(each.y[-1] for each in drawn.data)] == [4]
    assert found.between("Committed", "Done")[-1] == 2
    assert table(found, NAMES)[0]["Jour"] == date(2018, 1, 6)


days = st.integers(0, 20).map(lambda day: date(2018, 1, 1) + timedelta(days=day))


@given(st.lists(st.lists(days, min_size=1, max_size=5), max_size=30))
def test_cumulative_flow_never_falls_and_its_states_stay_in_order(lives: list[list[date]]) -> None:
    """Each life: the days on which an item entered one state after the other, as far as it went."""
    rows = [(state, day, 1) for life in lives for state, day in zip(STATES, sorted(life), strict=False)]
    found = cfd(rows, STATES, date(2018, 1, 3), date(2018, 1, 21))
    for counts in found.entered:
        assert list(counts) == sorted(counts, reverse=True)
    for before, after in pairwise(found.entered):
        assert all(one <= two for one, two in zip(before, after, strict=True))
    assert found.of("Backlog")[-1] == len(lives)
