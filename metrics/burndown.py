"""Burndown of a sprint: what remains at each instant beside the guideline frozen at its start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

import plotly.graph_objects as go

from metrics import theme

IsWorkingDay = Callable[[date], bool]


@dataclass(frozen=True)
class Point:
    """Points remaining from an instant on (aware)."""

    at: datetime
    remaining: float


@dataclass(frozen=True)
class Day:
    """The end of a day of the sprint; `remaining` is None for a day that is still to come."""

    day: date
    ideal: float
    remaining: float | None


@dataclass(frozen=True)
class Burndown:
    """`start` points at the beginning, the days of the sprint, the instants at which what remains changed."""

    start: float
    days: tuple[Day, ...]
    points: tuple[Point, ...]

    @property
    def remaining(self) -> float:
        """Points that remain now."""
        return self.points[-1].remaining if self.points else self.start

    @property
    def ideal_today(self) -> float:
        """The guideline at the end of the last day that has begun."""
        begun = [each.ideal for each in self.days if each.remaining is not None]
        return begun[-1] if begun else self.start


def guideline(start: float, first: date, last: date, is_working_day: IsWorkingDay) -> tuple[float, ...]:
    """Points that should remain at the end of each day from `first` to `last`.

    The start is spent in equal parts at the end of each working day, flat on the others (OpenProject, burndown);
    without a working day nothing is spent.
    """
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    working = sum(map(is_working_day, days))
    spent, ideal = 0, []
    for day in days:
        spent += is_working_day(day)
        ideal.append(start - start * spent / working if working else start)
    return tuple(ideal)


def burndown(
    points: Sequence[Point], first: date, last: date, now: datetime, zone: tzinfo, is_working_day: IsWorkingDay
) -> Burndown:
    """The burndown of a sprint from `first` to `last` (days of `zone`); `points` oldest first, the start among them."""
    start = points[0].remaining if points else 0.0
    days = []
    for step, ideal in enumerate(guideline(start, first, last, is_working_day)):
        day = first + timedelta(days=step)
        ends = datetime.combine(day + timedelta(days=1), time(), zone)
        begun = datetime.combine(day, time(), zone) <= now
        known = [each.remaining for each in points if each.at < ends]
        days.append(Day(day, ideal, (known[-1] if known else start) if begun else None))
    return Burndown(start, tuple(days), tuple(points))


def figure(result: Burndown, names: dict[str, str], now: datetime, lang: str) -> go.Figure:
    """`names`: what people read for "remaining", "ideal" and "points"."""
    drawn = theme.figure(lang)
    first = result.days[0].day
    ends = [datetime.combine(each.day + timedelta(days=1), time()) for each in result.days]
    ideal_x = [datetime.combine(first, time()), *ends]
    ideal_y = [result.start, *(each.ideal for each in result.days)]
    drawn.add_scatter(
        x=ideal_x, y=ideal_y, mode="lines", name=names["ideal"], line={"color": theme.GREY, "dash": "dash", "width": 2}
    )
    known = [each for each in result.points if each.at <= now]
    x = [each.at.replace(tzinfo=None) for each in known] + [min(now.replace(tzinfo=None), ends[-1])]
    y = [each.remaining for each in known] + [result.remaining]
    drawn.add_scatter(
        x=x, y=y, mode="lines", name=names["remaining"], line={"color": theme.BLUE, "width": 3, "shape": "hv"}
    )
    if x:
        theme.name_last(drawn, names["remaining"], x[-1], y[-1], theme.BLUE, (ideal_x[0], ends[-1]))
    place = len(result.days) // 4
    seen = result.days[place].remaining
    above = seen is None or seen < result.days[place].ideal  # on the side where nothing else is drawn
    theme.name_line(
        drawn,
        names["ideal"],
        ends[place],
        result.days[place].ideal,
        theme.GREY,
        above=above,
        anchor="left" if above else "right",
    )
    drawn.update_xaxes(range=[ideal_x[0], ends[-1]], tickformat="%d/%m", dtick=86_400_000 * max(1, len(ends) // 7))
    highest = max([result.start, *y, *ideal_y])
    drawn.update_yaxes(title=names["points"], range=theme.from_zero(highest))
    return drawn


def table(result: Burndown, names: dict[str, str]) -> list[dict[str, Any]]:
    """A line a day, with the exact values at its end; `names` also holds "day"."""
    return [
        {names["day"]: each.day, names["remaining"]: each.remaining, names["ideal"]: round(each.ideal, 2)}
        for each in result.days
    ]
