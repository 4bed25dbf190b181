"""Working days against calendars that people can check by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.working_days import add_months, add_working_days, is_working_day, public_holidays, working_days_between

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))


def test_public_holidays_of_2026_are_those_of_the_labour_code() -> None:
    # service-public.fr, "jours fériés 2026"; Easter Sunday was the 5th of April.
    expected = "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25"
    assert sorted(f"{day:%m-%d}" for day in public_holidays(2026)) == expected.split()


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-24", 5, "2026-12-01"),  # Tuesday to Tuesday, one week-end
        ("2026-04-30", 1, "2026-05-04"),  # 1 May is a Friday and a holiday
        ("2026-05-07", 2, "2026-05-12"),  # 8 May
        ("2026-05-13", 1, "2026-05-15"),  # Ascension Day
        ("2026-12-24", 1, "2026-12-28"),  # Christmas, then a week-end
        ("2026-12-31", 1, "2027-01-04"),  # New Year's Day is a Friday
        ("2026-11-22", 0, "2026-11-23"),  # a Sunday
        ("2026-11-24", 0, "2026-11-24"),
        ("2026-11-21", 1, "2026-11-23"),  # a Saturday: Monday is the first day
    ],
)
def test_working_days_skip_week_ends_and_holidays(start: str, days: int, end: str) -> None:
    assert add_working_days(date.fromisoformat(start), days) == date.fromisoformat(end)


@given(DAYS, st.integers(1, 60))
def test_adding_then_counting_gives_the_same_number(start: date, days: int) -> None:
    end = add_working_days(start, days)
    assert is_working_day(end)
    assert working_days_between(start, end) == days


@given(DAYS, DAYS)
def test_no_working_day_between_a_day_and_an_earlier_one(one: date, other: date) -> None:
    assert working_days_between(max(one, other), min(one, other)) == 0


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-11-24", 2, "2027-01-24"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2027-12-30", 2, "2028-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
    ],
)
def test_months_end_with_the_month(start: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)
