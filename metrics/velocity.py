"""Velocity: points Done at the close of each sprint, their average and the 90 % range of the next."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from metrics import theme

WINDOW = 7  # sprints of the average (OpenProject)
MINIMUM = 5  # sprints under which no range is given


@dataclass(frozen=True)
class Velocity:
    """`low` and `high` are None under five sprints."""

    average: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Bars:
    """A closed sprint, by the name that people give it: points committed at its start, Done at its close."""

    sprint: str
    committed: float
    completed: float


def ranks_90(n: int) -> tuple[int, int]:
    """Ranks (from 1) of the bounds among n sorted velocities: the 90 % interval of a median (mountaingoatsoftware)."""
    reach = 1.645 * math.sqrt(n * 0.25)
    return max(1, math.ceil(n / 2 - reach)), min(n, math.ceil(n / 2 + reach))


def velocity(completed: Sequence[float]) -> Velocity:
    """From the points completed in each closed sprint, oldest first."""
    if not completed:
        return Velocity(None, None, None)
    average = sum(completed[-WINDOW:]) / len(completed[-WINDOW:])
    if len(completed) < MINIMUM:
        return Velocity(average, None, None)
    low, high = ranks_90(len(completed))
    ordered = sorted(completed)
    return Velocity(average, ordered[low - 1], ordered[high - 1])


def figure(sprints: Sequence[Bars], result: Velocity, names: dict[str, str], lang: str) -> go.Figure:
    """Two bars a sprint, oldest first, the range behind them; `names`: "committed", "completed", "points", "range"."""
    drawn = theme.figure(lang)
    x = [each.sprint for each in sprints]
    for key, colour, values in (
        ("committed", theme.GREY, [each.committed for each in sprints]),
        ("completed", theme.BLUE, [each.completed for each in sprints]),
    ):
        drawn.add_bar(x=x, y=values, name=names[key], marker_color=colour)
    if result.low is not None and result.high is not None:
        drawn.add_hrect(y0=result.low, y1=result.high, fillcolor="rgba(230, 159, 0, 0.25)", line_width=0, layer="below")
        theme.name_line(drawn, names["range"], 1, 1, theme.ORANGE, anchor="right")
        drawn.layout.annotations[-1].update(xref="paper", yref="paper", yanchor="bottom", yshift=4)
    drawn.update_layout(barmode="group", bargap=0.35, bargroupgap=0.05, margin={"t": 44})
    drawn.update_layout(showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0})
    drawn.update_xaxes(type="category")
    drawn.update_yaxes(title=names["points"])
    return drawn


def table(sprints: Sequence[Bars], names: dict[str, str]) -> list[dict[str, Any]]:
    """A line a sprint, latest first; `names` also holds "sprint"."""
    return [
        {names["sprint"]: each.sprint, names["committed"]: each.committed, names["completed"]: each.completed}
        for each in reversed(sprints)
    ]
