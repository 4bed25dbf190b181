"""Requests received and closed each week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from metrics import theme


@dataclass(frozen=True)
class Week:
    """A week that begins on that Monday."""

    monday: date
    received: int
    closed: int


@dataclass(frozen=True)
class Weekly:
    """Weeks, oldest first; the last one may not be over."""

    weeks: tuple[Week, ...]

    @property
    def over(self) -> tuple[Week, ...]:
        """The weeks that are over."""
        return self.weeks[:-1]

    @property
    def balance(self) -> int:
        """Received minus closed over the last four weeks that are over: above zero, the pile grows."""
        return sum(each.received - each.closed for each in self.over[-4:])


def weekly(rows: Sequence[tuple[date, int, int]]) -> Weekly:
    """From rows (Monday, received, closed), oldest first, the current week last."""
    return Weekly(tuple(Week(*row) for row in rows))


def figure(result: Weekly, names: dict[str, str], lang: str) -> go.Figure:
    """Two lines; `names`: what people read for "received" and "closed"."""
    drawn = theme.figure(lang)
    mondays = [each.monday for each in result.weeks]
    for key, colour, values in (
        ("received", theme.ORANGE, [each.received for each in result.weeks]),
        ("closed", theme.BLUE, [each.closed for each in result.weeks]),
    ):
        drawn.add_scatter(
            x=mondays, y=values, mode="lines+markers", name=names[key], line={"color": colour, "width": 3}
        )
        peak = max(range(len(values)), key=values.__getitem__) if values else 0
        if values:
            theme.name_line(drawn, names[key], mondays[peak], values[peak], colour)
    drawn.update_xaxes(tickformat="%d/%m")
    return drawn


def table(result: Weekly, names: dict[str, str]) -> list[dict[str, Any]]:
    """A line a week, latest first; `names` also holds "week"."""
    return [
        {names["week"]: each.monday, names["received"]: each.received, names["closed"]: each.closed}
        for each in reversed(result.weeks)
    ]
