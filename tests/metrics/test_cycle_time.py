"""Cycle time against the published values; percentiles stay within what was seen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.cycle_time import PERCENTILES, Finished, cycle_times, days, figure, percentile, table
from tests.oracles import ORACLES

NAMES = {"days": "Jours", "percent": "{n} %", "item": "Élément", "started": "Commencé", "finished": "Terminé"}


def test_cycle_time_counts_both_ends() -> None:
    for case in ORACLES["cycle_time_plus_one"]["cases"]:
        assert days(date.fromisoformat(case["start"]), date.fromisoformat(case["end"])) == case["days"]


def test_percentiles_are_the_published_ones() -> None:
    oracle = ORACLES["cycle_time_percentiles"]
    spent = [(date.fromisoformat(done) - date.fromisoformat(begun)).days for begun, done in oracle["pairs"]]
    assert spent == oracle["days"]
    for percent in (10, 50, 90):
        assert percentile(spent, percent) == pytest.approx(oracle[f"q{percent}"])


def test_cycle_time_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="after its start"):
        days(date(2026, 1, 2), date(2026, 1, 1))


@pytest.mark.parametrize(("values", "percent"), [([], 50), ([1], 101), ([1], -1)])
def test_percentile_of_nothing_or_outside_is_refused(values: list[float], percent: float) -> None:
    with pytest.raises(ValueError, match="percentage"):
        percentile(values, percent)


def test_cycle_times_are_drawn_with_each_percentile_and_listed_latest_first() -> None:
    begun = date(2026, 11, 2)
    result = cycle_times([Finished(f"{took}", begun, begun + timedelta(days=took - 1)) for took in (9, 1, 3, 3)])
    assert result.within(50) == 3
    assert result.mean == 4
    drawn = figure(result, NAMES, "fr")
    assert list(drawn.data[0].y) == [1, 3, 3, 9]
    assert len(drawn.layout.shapes) == len(PERCENTILES)
    assert table(result, NAMES)[0] == {
        "Élément": "9",
        "Commencé": begun,
        "Terminé": date(2026, 11, 10),
        "Jours": 9,
    }


def test_title_of_an_item_is_shown_letter_for_letter() -> None:
    day = date(2026, 11, 2)
    drawn = figure(cycle_times([Finished("<b>Gras</b>", day, day)]), NAMES, "fr")
    assert list(drawn.data[0].text) == ["&lt;b&gt;Gras&lt;/b&gt;"]


def test_percentiles_on_one_value_are_named_after_the_highest() -> None:
    day = date(2026, 11, 2)
    drawn = figure(cycle_times([Finished("a", day, day), Finished("b", day, day)]), NAMES, "fr")
    assert [each.text for each in drawn.layout.annotations] == ["<b>95 %</b>"]


def test_no_cycle_time_at_all_still_draws() -> None:
    result = cycle_times([])
    assert (result.mean, result.within(85), result.percentiles) == (None, None, ())
    assert table(result, NAMES) == []
    assert len(figure(result, NAMES, "fr").data) == 1


@given(st.lists(st.integers(1, 400), min_size=1, max_size=50), st.floats(0, 100), st.floats(0, 100))
def test_percentiles_stay_within_what_was_seen_and_grow(values: list[int], one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert min(values) <= percentile(values, low) <= percentile(values, high) + 1e-9 <= max(values) + 1e-9
