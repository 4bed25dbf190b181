"""The days that the demonstration covers, and their rhythm. Times are Unix milliseconds, days are positions."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random

from data.clock import PARIS
from data.working_days import is_working_day

HISTORY_DAYS = 548  # eighteen months
FUTURE_DAYS = 200  # deadlines and plans go beyond today
SECOND, HOUR = 1000, 3_600_000
WEEKLY = (1.30, 1.15, 1.05, 1.05, 1.0, 0.75, 0.65)  # Monday first
HOURLY = (1, 1, 0, 0, 0, 1, 4, 10, 16, 18, 17, 14, 12, 11, 13, 14, 15, 18, 19, 17, 13, 10, 7, 3)
MONTHLY = (1.05, 1.0, 1.05, 1.0, 1.05, 1.0, 0.9, 0.7, 1.05, 1.15, 1.2, 1.1)  # January first; August is quiet


@dataclass(frozen=True)
class Days:
    """Position 0 is the first day of history, `today` the position of the day that has just begun."""

    dates: tuple[date, ...]
    texts: tuple[str, ...]
    midnights: tuple[int, ...]  # of Paris
    working: tuple[bool, ...]
    next_working: tuple[int, ...]  # the position itself when it is worked
    worked_before: tuple[int, ...]  # how many working days come before
    worked: tuple[int, ...]  # positions of the working days
    today: int

    @property
    def now(self) -> int:
        """Midnight: history ends there, so that a seed and a day always give the same town."""
        return self.midnights[self.today]

    def day(self, moment: int) -> int:
        """The position of the day of a moment."""
        return bisect_right(self.midnights, moment) - 1

    def after(self, day: int, working_days: int) -> int:
        """As `data.working_days.add_working_days`, by look-up."""
        if working_days <= 0:
            return self.next_working[day]
        return self.worked[self.worked_before[day] + int(self.working[day]) + working_days - 1]

    def office(self, moment: int, rng: Random) -> int:
        """The first moment at or after that one when a service is at work: 8:00 to 17:30, working days."""
        day = bisect_right(self.midnights, moment) - 1
        inside = moment - self.midnights[day]
        if self.working[day]:
            if inside < 8 * HOUR:
                return self.midnights[day] + 8 * HOUR + int(rng.random() * HOUR)
            if inside < 17 * HOUR + HOUR // 2:
                return moment
        return self.midnights[self.next_working[day + 1]] + 8 * HOUR + int(rng.random() * 2 * HOUR)


def make_days(today: date) -> Days:
    """The days around that one."""
    dates = tuple(today + timedelta(days=step) for step in range(-HISTORY_DAYS, FUTURE_DAYS + 1))
    working = tuple(is_working_day(day) for day in dates)
    worked = tuple(position for position, works in enumerate(working) if works)
    before, count = [], 0
    for works in working:
        before.append(count)
        count += works
    following = tuple(worked[min(each, len(worked) - 1)] for each in before)
    return Days(
        dates=dates,
        texts=tuple(day.isoformat() for day in dates),
        midnights=tuple(int(datetime.combine(day, time(), PARIS).timestamp()) * SECOND for day in dates),
        working=working,
        next_working=following,
        worked_before=tuple(before),
        worked=worked,
        today=HISTORY_DAYS,
    )


def arrivals(days: Days, count: int, rng: Random) -> list[int]:
    """When requests come in, oldest first: more on Mondays, in autumn and at the ends of working days, and more and
    more as the service becomes known."""
    weights = [
        WEEKLY[day.weekday()] * MONTHLY[day.month - 1] * (0.75 + 0.5 * position / HISTORY_DAYS)
        for position, day in enumerate(days.dates[: days.today])
    ]
    chosen = rng.choices(days.midnights[: days.today], weights, k=count)
    hours = rng.choices(range(24), HOURLY, k=count)
    # Never past midnight: the day the clocks go forward has 23 hours, and hour 23 would be the next day's first.
    random = rng.random
    moments = [
        midnight + hour * HOUR + int(random() * HOUR) // SECOND * SECOND
        for midnight, hour in zip(chosen, hours, strict=True)
    ]
    last = days.now - SECOND
    return sorted(min(moment, last) for moment in moments)


@lru_cache(maxsize=2_000)
def _utc_day(number: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=number)).isoformat()


@lru_cache(maxsize=1_000)
def stamp(moment: int) -> str:
    """As `data.clock.to_text`, from Unix milliseconds, quickly: the same moment is written in several rows."""
    seconds, rest = divmod(moment, SECOND)
    day, inside = divmod(seconds, 86_400)
    return f"{_utc_day(day)}T{inside // 3600:02d}:{inside // 60 % 60:02d}:{inside % 60:02d}.{rest:03d}Z"
