"""Value against effort: a bubble for each item, its size the people behind it, in four quarters with a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import median
from typing import Any, Literal

import plotly.graph_objects as go

from metrics import theme

Quarter = Literal["first", "prepare", "fill", "later"]
COLOURS = (theme.VERMILION, theme.BLUE, theme.GREEN, theme.PURPLE, theme.GREY)
WRITTEN = ("#000000", "#FFFFFF", "#000000", "#000000", "#000000")  # the number on each, of 4.5:1 at least
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "hexagon")  # told apart without colour
LEAST, MORE = 16, 7  # pixels: of nobody; more for each person, as a square root so that areas compare
LARGEST = 60
NEAR, ASIDE = 0.08, 0.035  # of the height, of the width: items at almost one same point are drawn side by side
ROOM = 0.14  # of the range, around the bubbles


@dataclass(frozen=True)
class Bubble:
    """An item: its effort and its value, the people behind it, the group that gives its colour."""

    number: int
    title: str
    effort: float
    value: float
    voices: int
    group: str


@dataclass(frozen=True)
class ValueEffort:
    """The bubbles, and where the quarters meet: the medians of effort and value."""

    bubbles: tuple[Bubble, ...]
    effort: float
    value: float

    def quarter(self, bubble: Bubble) -> Quarter:
        """Much value for little effort first; on a median, an item takes the better side."""
        if bubble.value >= self.value:
            return "first" if bubble.effort <= self.effort else "prepare"
        return "fill" if bubble.effort <= self.effort else "later"

    @property
    def first(self) -> tuple[Bubble, ...]:
        """The bubbles of the quarter to begin with, the most value for the effort before the others."""
        found = [each for each in self.bubbles if self.quarter(each) == "first"]
        return tuple(sorted(found, key=lambda each: (-each.value / max(each.effort, 0.25), each.number)))


def value_effort(bubbles: Iterable[Bubble]) -> ValueEffort:
    """From the items whose effort and value are known; at least one."""
    every = tuple(bubbles)
    return ValueEffort(every, median(each.effort for each in every), median(each.value for each in every))


def figure(result: ValueEffort, groups: Mapping[str, str], names: Mapping[str, str], lang: str) -> go.Figure:
    """`groups`: at most five codes in their order, each with its words, those of the bubbles among them.

    `names`: what people read for "effort", "value", "voices" and each quarter.
    """
    drawn = theme.figure(lang)
    left, right = span([each.effort for each in result.bubbles])
    low, high = span([each.value for each in result.bubbles])
    seen: Counter[tuple[float, float]] = Counter()
    places = {}
    for each in result.bubbles:
        near = (each.effort, (each.value - low) // (NEAR * (high - low)))
        place = seen[near]
        seen[near] += 1
        places[each.number] = each.effort + (place + 1) // 2 * (1 if place % 2 else -1) * ASIDE * (right - left)
    for position, (group, words) in enumerate(groups.items()):
        inside = [each for each in result.bubbles if each.group == group]
        if not inside:
            continue
        drawn.add_scatter(
            x=[places[each.number] for each in inside],
            y=[each.value for each in inside],
            mode="markers+text",
            name=words,
            text=[str(each.number) for each in inside],
            textposition="middle center",
            textfont={"color": WRITTEN[position], "size": 13},
            customdata=[
                [each.number, each.title.replace("<", "‹").replace(">", "›"), each.effort, each.voices]
                for each in inside
            ],
            hovertemplate="%{customdata[0]} · %{customdata[1]}<br>"
            f"{names['value']} %{{y}} · {names['effort']} %{{customdata[2]}} · "
            f"{names['voices']} %{{customdata[3]}}<extra></extra>",
            marker={
                "size": [size(each.voices) for each in inside],
                "color": COLOURS[position],
                "symbol": SYMBOLS[position],
                "opacity": 1,
                "line": {"width": 1, "color": theme.GREY},
            },
        )
    drawn.add_vline(x=result.effort, line={"color": theme.GREY, "dash": "dot", "width": 1})
    drawn.add_hline(y=result.value, line={"color": theme.GREY, "dash": "dot", "width": 1})
    corners = {
        "first": (left, high, "left", "top"),
        "prepare": (right, high, "right", "top"),
        "fill": (left, low, "left", "bottom"),
        "later": (right, low, "right", "bottom"),
    }
    for quarter, (x, y, across, along) in corners.items():
        drawn.add_annotation(x=x, y=y, text=f"<b>{names[quarter]}</b>", showarrow=False, xanchor=across, yanchor=along)
    drawn.update_layout(
        height=440,
        hovermode="closest",
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "itemsizing": "constant"},
        margin={"l": 52, "r": 16, "t": 56, "b": 48},
    )
    drawn.update_xaxes(title=names["effort"], range=[left, right])
    drawn.update_yaxes(title=names["value"], range=[low, high], rangemode="normal")
    return drawn


def size(voices: int) -> float:
    """The diameter of a bubble, in pixels."""
    return min(LEAST + MORE * sqrt(voices), LARGEST)


def span(values: list[float]) -> tuple[float, float]:
    """The range of an axis with room around its values."""
    low, high = min(values), max(values)
    room = max((high - low) * ROOM, 1)
    return low - room, high + room


def table(result: ValueEffort, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """A line for each item; `names` also holds "item"."""
    return [
        {
            names["item"]: f"{each.number} · {each.title}",
            names["value"]: each.value,
            names["effort"]: each.effort,
            names["voices"]: each.voices,
            names["quarter"]: names[result.quarter(each)],
        }
        for each in result.bubbles
    ]
