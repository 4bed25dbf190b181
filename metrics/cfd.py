"""Cumulative flow: how many items have entered each state by each day; the height of a band is what is inside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import Any

import plotly.graph_objects as go

from metrics import theme

COLOURS = (theme.GREEN, theme.ORANGE, theme.BLUE, theme.SKY, theme.GREY)  # from the last state to the first


@dataclass(frozen=True)
class Cfd:
    """`entered[d][s]`: items that had entered `states[s]`, or one after it, by the end of `days[d]`."""

    states: tuple[str, ...]
    days: tuple[date, ...]
    entered: tuple[tuple[int, ...], ...]

    def of(self, state: str) -> tuple[int, ...]:
        """Day by day, how many items had entered that state."""
        place = self.states.index(state)
        return tuple(each[place] for each in self.entered)

    def between(self, first: str, last: str) -> tuple[int, ...]:
        """Day by day, how many items had entered `first` and not yet `last`: the work in progress."""
        return in_progress(self.of(first), self.of(last))


def cfd(rows: Iterable[tuple[str, date, int]], states: Sequence[str], first: date, last: date) -> Cfd:
    """From rows (state, day, items that entered it or a later one for the first time that day).

    `states` in the order of the work. Rows before `first` count in the first day, those after `last` do not. So that
    the past is never drawn again, an item that goes back stays counted where it has been.
    """
    known = {state: place for place, state in enumerate(states)}
    arrived: dict[date, list[int]] = defaultdict(lambda: [0] * len(states))
    for state, day, count in rows:
        if day <= last:
            arrived[max(day, first)][known[state]] += count
    days = tuple(first + timedelta(days=step) for step in range((last - first).days + 1))
    columns = [list(accumulate([arrived[day][place] for day in days])) for place in range(len(states))]
    return Cfd(tuple(states), days, tuple(zip(*columns, strict=True)) if states else ())


def in_progress(entered: Sequence[int], left: Sequence[int]) -> tuple[int, ...]:
    """What is inside each day, from what had come in and what had gone out."""
    return tuple(came - gone for came, gone in zip(entered, left, strict=True))


def net_flow(inside: Sequence[int]) -> tuple[int, ...]:
    """How much what is inside grew each day; on the first, all of it."""
    return (*inside[:1], *(after - before for before, after in pairwise(inside)))


def figure(result: Cfd, names: dict[str, str], lang: str) -> go.Figure:
    """A band a state, the last one at the bottom; `names`: what people read for each state and for "items"."""
    drawn = theme.figure(lang)
    bottom = [0] * len(result.days)
    for place, state in enumerate(reversed(result.states)):
        tops, colour = list(result.of(state)), COLOURS[place % len(COLOURS)]
        drawn.add_scatter(
            x=result.days,
            y=in_progress(tops, bottom),
            mode="lines",
            line={"width": 0.5, "color": colour},
            fillcolor=colour,
            stackgroup="states",
            name=names[state],
        )
        bottom = tops
    drawn.update_layout(showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0})
    drawn.update_layout(margin={"t": 44}, height=theme.HEIGHT + 40)
    if result.days:
        theme.dates(drawn, result.days[0], len(result.days))
    drawn.update_yaxes(title=names["items"])
    return drawn


def table(result: Cfd, names: dict[str, str]) -> list[dict[str, Any]]:
    """A line a day, latest first: items having entered each state; `names` also holds "day"."""
    return [
        {names["day"]: day, **{names[state]: count for state, count in zip(result.states, counts, strict=True)}}
        for day, counts in reversed(list(zip(result.days, result.entered, strict=True)))
    ]
