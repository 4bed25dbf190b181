"""Throughput by ISO week, empty ones included; Little's law against the published example."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.throughput import figure, little, mean_in_progress, monday_of, table, throughput
from tests.oracles import ORACLES

NAMES = {"items": "Éléments", "median": "Médiane", "week": "Semaine du", "number": "Semaine"}
TODAY = date(2026, 11, 24)  # a Tuesday


def test_week_without_anything_finished_counts_as_zero() -> None:
    rows = [(date(2026, 11, 2), 2), (date(2026, 11, 8), 1), (date(2026, 11, 16), 4), (TODAY, 9)]
    result = throughput(rows, date(2026, 10, 28), TODAY)
    assert [each.items for each in result.weeks] == [0, 3, 0, 4, 9]
    assert result.samples == (0, 3, 0, 4)
    assert (result.least, result.middle, result.most) == (0, 1.5, 4)
    assert table(result, NAMES)[0] == {"Semaine du": date(2026, 11, 23), "Semaine": "48", "Éléments": 9}
    assert len(figure(result, NAMES, "fr").data[0].y) == 5


def test_the_week_of_new_year_belongs_to_the_iso_year() -> None:
    week = throughput([(date(2027, 1, 1), 1)], date(2027, 1, 1), date(2027, 1, 3)).weeks[0]
    assert (week.monday, week.number, week.items) == (date(2026, 12, 28), 53, 1)


def test_no_past_week_has_no_sample() -> None:
    result = throughput([], TODAY, TODAY)
    assert (result.samples, result.least, result.middle, result.most) == ((), 0, 0, 0)
    assert len(figure(result, NAMES, "fr").data) == 1


def test_little_s_law_is_the_published_example() -> None:
    oracle = ORACLES["little"]
    found = little(oracle["wip"], oracle["cycle_time_days"])
    assert found == oracle["throughput"]
    assert found * oracle["working_days"] == oracle["items"]
    with pytest.raises(ValueError, match="some time"):
        little(1, 0)


def test_items_under_way_are_counted_on_the_days_they_were() -> None:
    first, last = date(2026, 11, 2), date(2026, 11, 11)
    spans = [(date(2026, 10, 1), date(2026, 11, 3)), (date(2026, 11, 5), date(2026, 11, 5)), (date(2026, 11, 10), None)]
    assert mean_in_progress(spans, first, last) == (2 + 1 + 2) / 10
    assert mean_in_progress([(date(2026, 9, 1), date(2026, 9, 2))], first, last) == 0
    assert mean_in_progress([], first, last) == 0


days = st.integers(0, 200).map(lambda day: date(2026, 6, 1) + timedelta(days=day))


@given(st.lists(st.tuples(days, st.integers(0, 9)), max_size=40))
def test_every_item_is_in_one_week_and_weeks_follow_each_other(rows: list[tuple[date, int]]) -> None:
    result = throughput(rows, date(2026, 6, 1), date(2026, 6, 1) + timedelta(days=200))
    assert sum(each.items for each in result.weeks) == sum(items for _, items in rows)
    mondays = [each.monday for each in result.weeks]
    assert mondays == [mondays[0] + timedelta(weeks=step) for step in range(len(mondays))]
    assert {monday_of(each) for each in mondays} == set(mondays)
