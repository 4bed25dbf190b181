"""Working days of a French town hall: Monday to Friday, public holidays of metropolitan France excluded."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import cache

import holidays

ONE_DAY = timedelta(days=1)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The days of Code du travail L3133-1."""
    return frozenset(holidays.country_holidays("FR", years=year))


def is_working_day(day: date) -> bool:
    """Whether the town's services work on that day."""
    return day.weekday() < 5 and day not in public_holidays(day.year)


def add_working_days(start: date, days: int) -> date:
    """The day reached after that many working days, `start` not counted; with 0, `start` or the next working day."""
    day = start
    while days > 0 or not is_working_day(day):
        day += ONE_DAY
        if is_working_day(day) and days > 0:
            days -= 1
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days there are after `start`, up to and with `end`; 0 when `end` is not after."""
    return sum(is_working_day(start + timedelta(days=step)) for step in range(1, (end - start).days + 1))


def add_months(start: date, months: int) -> date:
    """The same day some months later, or the last of that month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
