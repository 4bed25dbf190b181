"""Throughput: items finished each ISO week, weeks without any included; and Little's law, to check the three."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

import plotly.graph_objects as go

from metrics import theme

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Week:
    """A week that begins on that Monday, and the items finished in it."""

    monday: date
    items: int

    @property
    def number(self) -> int:
        """Its number in ISO 8601."""
        return self.monday.isocalendar().week


@dataclass(frozen=True)
class Throughput:
    """Weeks, oldest first; the last one is not over."""

    weeks: tuple[Week, ...]

    @property
    def samples(self) -> tuple[int, ...]:
        """The items of each week that is over."""
        return tuple(each.items for each in self.weeks[:-1])

    @property
    def least(self) -> int:
        """The fewest items of a week that is over."""
        return min(self.samples, default=0)

    @property
    def middle(self) -> float:
        """The median of the weeks that are over."""
        return float(median(self.samples)) if self.samples else 0.0

    @property
    def most(self) -> int:
        """The most items of a week that is over."""
        return max(self.samples, default=0)


def monday_of(day: date) -> date:
    """The Monday of its ISO week."""
    return day - timedelta(days=day.weekday())


def throughput(rows: Iterable[tuple[date, int]], first: date, today: date) -> Throughput:
    """From rows (day, items finished on it): every week from that of `first` to that of `today`, however empty."""
    counts: Counter[date] = Counter()
    for day, items in rows:
        counts[monday_of(day)] += items
    monday, weeks = monday_of(min(first, today)), []
    while monday <= today:
        weeks.append(Week(monday, counts[monday]))
        monday += WEEK
    return Throughput(tuple(weeks))


def little(in_progress: float, cycle_time: float) -> float:
    """Items a day that the law predicts: items in progress ÷ days each takes (Little 1961); ValueError at 0 day."""
    if cycle_time <= 0:
        raise ValueError("an item takes some time")
    return in_progress / cycle_time


def mean_in_progress(spans: Iterable[tuple[date, date | None]], first: date, last: date) -> float:
    """Items under way on an average day from `first` to `last`, from when each was begun and finished (None: not yet).

    Both ends count, as they do in a cycle time.
    """
    inside = ((max(began, first), min(ended or last, last)) for began, ended in spans)
    return sum(max(0, (ends - begins).days + 1) for begins, ends in inside) / ((last - first).days + 1)


def figure(result: Throughput, names: dict[str, str], lang: str) -> go.Figure:
    """A bar a week, the one that is not over lighter; `names`: what people read for "items" and "median"."""
    drawn = theme.figure(lang)
    colours = [theme.BLUE] * (len(result.weeks) - 1) + [theme.SKY]
    counts = [each.items for each in result.weeks]
    drawn.add_bar(x=[each.monday for each in result.weeks], y=counts, name=names["items"], marker_color=colours)
    if result.samples:
        drawn.add_hline(y=result.middle, line={"color": theme.ORANGE, "dash": "dash", "width": 2})
        theme.name_line(drawn, names["median"], 1.0, result.middle, theme.ORANGE, anchor="right")
        drawn.layout.annotations[-1].xref = "paper"
    if result.weeks:
        theme.dates(drawn, result.weeks[0].monday, 7 * len(result.weeks), step=7)
    drawn.update_yaxes(title=names["items"], dtick=whole_steps(counts), range=theme.from_zero(max(counts, default=0)))
    return drawn


def whole_steps(counts: Sequence[int]) -> int:
    """The distance between marks of an axis of whole numbers."""
    return max(1, -(-max(counts, default=0) // 6))


def table(result: Throughput, names: dict[str, str]) -> list[dict[str, Any]]:
    """A line a week, latest first; `names` also holds "week" and "number"."""
    return [
        {names["week"]: each.monday, names["number"]: str(each.number), names["items"]: each.items}
        for each in reversed(result.weeks)
    ]
