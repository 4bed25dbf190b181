"""Ageing work in progress: how long each item has been under way, beside the cycle times of those finished."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from metrics import theme
from metrics.cycle_time import days

LATE = 85  # the percentile from which an item deserves a look (Vacanti)
ROW = 30  # pixels an item


@dataclass(frozen=True)
class Ageing:
    """An item under way by its name, short and whole: its state, its age in days, the share of items that took less."""

    mark: str
    name: str
    state: str
    started: date
    age: int
    passed: int | None  # the highest percentile that its age goes beyond; None for none of them


@dataclass(frozen=True)
class WorkInProgress:
    """Items under way, oldest first, and the percentiles they are held against."""

    items: tuple[Ageing, ...]
    percentiles: tuple[tuple[int, float], ...]

    @property
    def late(self) -> tuple[Ageing, ...]:
        """Those older than 85 % of the finished ones ever were."""
        return tuple(each for each in self.items if each.passed is not None and each.passed >= LATE)


def ageing(
    rows: Iterable[tuple[str, str, str, date]], today: date, percentiles: Sequence[tuple[int, float]]
) -> WorkInProgress:
    """From rows (short name, name, state, day it was begun) and the percentiles of past cycle times (none yet: ())."""
    items = []
    for mark, name, state, started in rows:
        age = days(started, today)
        beyond = [percent for percent, value in percentiles if age > value]
        items.append(Ageing(mark, name, state, started, age, max(beyond, default=None)))
    return WorkInProgress(tuple(sorted(items, key=lambda each: (each.started, each.mark))), tuple(percentiles))


def figure(result: WorkInProgress, names: dict[str, str], lang: str) -> go.Figure:
    """A bar an item, oldest at the top, a line a percentile; `names`: "days", "percent" ("{n} %")."""
    drawn = theme.figure(lang)
    shown = result.items[::-1]
    late = set(result.late)
    drawn.add_bar(
        y=[each.mark for each in shown],
        x=[each.age for each in shown],
        customdata=[f"{theme.inert(each.name)}<br>{each.state}" for each in shown],
        text=[str(each.age) for each in shown],
        orientation="h",
        marker_color=[theme.VERMILION if each in late else theme.BLUE for each in shown],
        textposition="inside",
        insidetextanchor="end",
        textfont={"color": "#FFFFFF"},
        hovertemplate="%{customdata}<br>%{x}<extra></extra>",
    )
    named = {value: names["percent"].format(n=share) for share, value in result.percentiles}
    theme.mark_values(drawn, named)
    drawn.update_layout(
        hovermode="closest", margin_l=56, height=max(180, 100 + theme.NAME * len(named) + ROW * len(shown))
    )
    drawn.update_xaxes(title=names["days"], rangemode="tozero")
    drawn.update_yaxes(type="category", showgrid=False, title=names["item"])
    return drawn


def table(result: WorkInProgress, names: dict[str, str]) -> list[dict[str, Any]]:
    """A line an item, oldest first; `names` also holds "item", "state", "started" and "passed"."""
    return [
        {
            names["item"]: each.name,
            names["state"]: each.state,
            names["started"]: each.started,
            names["days"]: each.age,
            names["passed"]: None if each.passed is None else names["percent"].format(n=each.passed),
        }
        for each in result.items
    ]
