"""Cycle time: calendar days from the start of an item to its end, both counted; percentiles, never a mean alone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from metrics import theme

PERCENTILES = (50, 70, 85, 95)
NEAR = 0.08  # of the longest cycle time: names of lines that are closer would touch


@dataclass(frozen=True)
class Finished:
    """An item by the name that people give it, the days it was begun and finished."""

    name: str
    started: date
    finished: date

    @property
    def days(self) -> int:
        """Its cycle time."""
        return days(self.started, self.finished)


@dataclass(frozen=True)
class CycleTimes:
    """Finished items, oldest end first; `percentiles`: (50, 70, 85 or 95; days), empty without an item."""

    items: tuple[Finished, ...]
    percentiles: tuple[tuple[int, float], ...]

    def within(self, percent: int) -> float | None:
        """In how many days that share of the items was finished; None without an item."""
        return dict(self.percentiles).get(percent)

    @property
    def mean(self) -> float | None:
        """For Little's law only: what people read are the percentiles."""
        return sum(each.days for each in self.items) / len(self.items) if self.items else None


def days(started: date, finished: date) -> int:
    """End − start + 1 (Vacanti 2016): an item begun and finished the same day took one. Raises ValueError backwards."""
    if finished < started:
        raise ValueError("an item ends after its start")
    return (finished - started).days + 1


def percentile(values: Sequence[float], percent: float) -> float:
    """With linear interpolation between the nearest ranks. Raises ValueError without a value or outside 0 to 100."""
    if not values or not 0 <= percent <= 100:
        raise ValueError("at least one value, and a percentage")
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    below, above = ordered[math.floor(place)], ordered[math.ceil(place)]
    return min(above, below + (above - below) * (place - math.floor(place)))


def cycle_times(items: Iterable[Finished]) -> CycleTimes:
    """From the finished items, in any order."""
    ordered = tuple(sorted(items, key=lambda each: (each.finished, each.started)))
    spent = [each.days for each in ordered]
    return CycleTimes(ordered, tuple((each, percentile(spent, each)) for each in PERCENTILES) if spent else ())


def figure(result: CycleTimes, names: dict[str, str], lang: str) -> go.Figure:
    """A point an item at its end, a line a percentile; `names`: what people read for "days" and "percent" (…%)."""
    drawn = theme.figure(lang)
    drawn.add_scatter(
        x=[each.finished for each in result.items],
        y=[each.days for each in result.items],
        text=[theme.inert(each.name) for each in result.items],
        mode="markers",
        name=names["days"],
        marker={"color": theme.BLUE, "size": 9, "opacity": 0.65},
        hovertemplate="%{text}<br>%{y}<extra></extra>",
    )
    mark_percentiles(drawn, result, names["percent"])
    drawn.update_layout(hovermode="closest", margin={"r": 56})
    if result.items:
        first, last = result.items[0].finished, result.items[-1].finished
        theme.dates(drawn, first, (last - first).days + 1)
    drawn.update_yaxes(title=names["days"], range=theme.from_zero(max([each.days for each in result.items] or [0])))
    return drawn


def mark_percentiles(drawn: go.Figure, result: CycleTimes, percent: str) -> None:
    """A dashed line across at each percentile, named at the right; `percent` writes a number of them: "{n} %".

    Of those that would write over each other the highest gives its name: it says the most.
    """
    above = math.inf
    for share, value in reversed(result.percentiles):
        drawn.add_hline(y=value, line={"color": theme.ORANGE, "dash": "dash", "width": 2})
        if above - value >= NEAR * max(each.days for each in result.items):
            theme.name_line(drawn, percent.format(n=share), 1.0, value, theme.ORANGE, anchor="left")
            drawn.layout.annotations[-1].update(xref="paper", yshift=0, xshift=6)
            above = value


def table(result: CycleTimes, names: dict[str, str]) -> list[dict[str, Any]]:
    """A line an item, latest end first; `names` also holds "item", "started" and "finished"."""
    return [
        {
            names["item"]: each.name,
            names["started"]: each.started,
            names["finished"]: each.finished,
            names["days"]: each.days,
        }
        for each in reversed(result.items)
    ]
