"""The numbers, against published values (tests/oracles.json) and invariants."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.working_days import is_working_day
from metrics import burndown as burn
from metrics import theme
from metrics.jdma import MARKS, satisfaction
from metrics.weekly import figure, table, weekly
from tests.oracles import ORACLES

NAMES = {"remaining": "Reste", "ideal": "Rythme", "points": "Points", "day": "Jour"}


def test_guideline_is_flat_at_the_weekend() -> None:
    oracle = ORACLES["burndown_guideline"]
    first, last = date.fromisoformat(oracle["start"]), date.fromisoformat(oracle["finish"])
    ideal = burn.guideline(oracle["points"], first, last, is_working_day)
    for day, points in oracle["day_end"].items():
        assert ideal[(date.fromisoformat(day) - first).days] == pytest.approx(points)


def test_guideline_of_one_day_falls_to_zero() -> None:
    monday = date(2026, 10, 12)
    assert [10.0, *burn.guideline(10, monday, monday, is_working_day)] == ORACLES["burndown_guideline"]["single_day"]


def test_guideline_without_a_working_day_stays() -> None:
    ideal = burn.guideline(10, date(2026, 10, 17), date(2026, 10, 18), is_working_day)
    assert set(ideal) == set(ORACLES["burndown_guideline"]["only_non_working"])


def test_guideline_is_flat_on_a_french_holiday() -> None:
    ideal = burn.guideline(4, date(2026, 11, 9), date(2026, 11, 13), is_working_day)  # 11 November is a Wednesday
    assert ideal == (3.0, 2.0, 2.0, 1.0, 0.0)


def test_remaining_moves_on_the_day_of_the_change() -> None:
    oracle = ORACLES["burndown_remaining"]["distinct_values"]
    monday = datetime(2026, 10, 12, 7, tzinfo=UTC)
    points = [burn.Point(monday, 14.0), burn.Point(monday + timedelta(days=1, hours=8), 11.0)]
    now = monday + timedelta(days=2)
    result = burn.burndown(points, date(2026, 10, 12), date(2026, 10, 16), now, UTC, is_working_day)
    assert [each.remaining for each in result.days] == [oracle[0], oracle[1], oracle[1], None, None]
    assert [row["Reste"] for row in burn.table(result, NAMES)] == [14.0, 11.0, 11.0, None, None]
    assert [each.name for each in burn.figure(result, NAMES, now, "fr").data] == ["Rythme", "Reste"]


@given(st.floats(0, 500), st.integers(0, 30), st.integers(0, 400))
def test_guideline_never_rises_nor_falls_below_zero(start: float, length: int, offset: int) -> None:
    first = date(2026, 1, 1) + timedelta(days=offset)
    ideal = burn.guideline(start, first, first + timedelta(days=length), is_working_day)
    assert all(before >= after for before, after in pairwise(ideal))
    assert min(ideal) >= -1e-9
    assert len(ideal) == length + 1


def test_satisfaction_is_counted_as_jdma_does() -> None:
    example = ORACLES["jdma"]["example"]
    found = satisfaction(**example["counts"])
    assert ORACLES["jdma"]["satisfaction_marks"] == MARKS
    assert (found.average, found.band) == (example["average"], example["band"])
    assert satisfaction(good=0, medium=0, bad=0).average is None
    assert satisfaction(good=1, medium=0, bad=1).band == "medium"
    assert satisfaction(good=0, medium=1, bad=1).band == "bad"


def test_weeks_that_receive_more_than_they_close_grow_the_pile() -> None:
    rows = [(date(2026, 10, 5) + timedelta(weeks=step), 10, 8) for step in range(5)]
    result = weekly(rows)
    assert result.balance == 8
    names = {"received": "Reçues", "closed": "Closes", "week": "Semaine"}
    assert table(result, names)[0]["Semaine"] == date(2026, 11, 2)
    assert len(figure(result, names, "fr").data) == 2


def test_no_week_at_all_still_draws() -> None:
    assert weekly([]).balance == 0
    assert len(figure(weekly([]), {"received": "a", "closed": "b"}, "en").data) == 2


@pytest.mark.parametrize("colour", sorted(theme.ON_LIGHT))
def test_words_of_a_figure_have_enough_contrast_on_each_ground(colour: str) -> None:
    assert contrast(theme.ON_LIGHT[colour], "#FFFFFF") >= 4.5
    assert contrast(theme.ON_DARK[colour], "#10151F") >= 4.5


def test_dark_ground_changes_the_words_and_not_the_lines() -> None:
    drawn = theme.figure()
    drawn.add_scatter(x=[1], y=[1], line_color=theme.BLUE)
    theme.name_line(drawn, "Reste", 1, 1, theme.BLUE)
    theme.for_dark_ground(drawn)
    assert drawn.data[0].line.color == theme.BLUE
    assert drawn.layout.annotations[0].font.color == theme.ON_DARK[theme.BLUE]
    assert drawn.layout.font.color == theme.ON_DARK[theme.GREY]


def contrast(one: str, two: str) -> float:
    """WCAG 2.2, contrast ratio."""
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance of a #rrggbb."""
    raw = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in raw)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
