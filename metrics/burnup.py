"""Burnup of a sprint: what is done and the scope it goes to, so that a scope that moves is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from metrics import theme


@dataclass(frozen=True)
class Step:
    """Points in scope and done from an instant on (aware)."""

    at: datetime
    scope: float
    done: float


@dataclass(frozen=True)
class Day:
    """The end of a day; `scope` and `done` are None for a day that is still to come."""

    day: date
    scope: float | None
    done: float | None


@dataclass(frozen=True)
class Burnup:
    """The days of a sprint, and the steps between which nothing changed; oldest first."""

    days: tuple[Day, ...]
    steps: tuple[Step, ...]

    @property
    def scope(self) -> float:
        """Points in scope now."""
        return self.steps[-1].scope if self.steps else 0.0

    @property
    def done(self) -> float:
        """Points done now."""
        return self.steps[-1].done if self.steps else 0.0

    @property
    def growth(self) -> float:
        """Points that the scope has won since the start; below zero, lost."""
        return self.scope - self.steps[0].scope if self.steps else 0.0

    @property
    def changes(self) -> tuple[tuple[datetime, float, float], ...]:
        """Each change of the scope: when, the scope after it, by how much."""
        return tuple(
            (after.at, after.scope, after.scope - before.scope)
            for before, after in pairwise(self.steps)
            if after.scope != before.scope
        )


def burnup(steps: Sequence[Step], first: date, last: date, now: datetime, zone: tzinfo) -> Burnup:
    """The burnup of a sprint from `first` to `last` (days of `zone`); `steps` oldest first, the start among them."""
    days = []
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if datetime.combine(day, time(), zone) > now:
            days.append(Day(day, None, None))
            continue
        ends = datetime.combine(day + timedelta(days=1), time(), zone)
        known = [each for each in steps if each.at < ends] or list(steps[:1])
        days.append(Day(day, known[-1].scope, known[-1].done) if known else Day(day, 0.0, 0.0))
    return Burnup(tuple(days), tuple(steps))


def figure(result: Burnup, names: dict[str, str], now: datetime, lang: str) -> go.Figure:
    """Two lines and a mark at each change of the scope; `names`: what people read for "scope", "done", "points"."""
    drawn = theme.figure(lang)
    if not result.days:
        return drawn
    begins = datetime.combine(result.days[0].day, time())
    ends = datetime.combine(result.days[-1].day + timedelta(days=1), time())
    x = [each.at.replace(tzinfo=None) for each in result.steps] + [min(now.replace(tzinfo=None), ends)]
    for key, colour, values, last in (
        ("scope", theme.ORANGE, [each.scope for each in result.steps], result.scope),
        ("done", theme.GREEN, [each.done for each in result.steps], result.done),
    ):
        line = {"color": colour, "width": 3, "shape": "hv"}
        drawn.add_scatter(x=x, y=[*values, last], mode="lines", name=names[key], line=line)
        theme.name_last(drawn, names[key], x[-1], last, colour, (begins, ends))
    for at, scope, by in result.changes:
        theme.name_line(drawn, f"{by:+g}".replace("-", "−"), at.replace(tzinfo=None), scope, theme.ORANGE, above=by > 0)
    drawn.update_xaxes(range=[begins, ends], tickformat="%d/%m", dtick=86_400_000 * max(1, len(result.days) // 7))
    drawn.update_yaxes(title=names["points"], range=theme.from_zero(max([each.scope for each in result.steps] or [0])))
    return drawn


def table(result: Burnup, names: dict[str, str]) -> list[dict[str, Any]]:
    """A line a day, with the exact values at its end; `names` also holds "day"."""
    return [{names["day"]: each.day, names["done"]: each.done, names["scope"]: each.scope} for each in result.days]
