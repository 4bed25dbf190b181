"""Roadmap: for each epic, the chance that its last item is finished by some days; never a date that looks certain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import plotly.graph_objects as go

from metrics import theme
from metrics.monte_carlo import chances

ROW, TITLE = 58, 26  # pixels an epic takes, its title among them
LONGEST = 38  # characters of a title
Word = Literal["sure", "likely", "possible", "unlikely"]
WORDS: Mapping[Word, float] = {"sure": 0.95, "likely": 0.7, "possible": 0.3}  # from which chance


@dataclass(frozen=True)
class Stretch:
    """An epic: items left in it, and how many come first or with them in the order of the work."""

    title: str
    left: int
    place: int


@dataclass(frozen=True)
class Roadmap:
    """`chances[e][d]`: the chance that `epics[e]` is finished by `days[d]`, 0 to 1."""

    epics: tuple[Stretch, ...]
    days: tuple[date, ...]
    chances: tuple[tuple[float, ...], ...]


def roadmap(throughput: Sequence[int], epics: Sequence[Stretch], today: date, days: Sequence[date]) -> Roadmap:
    """From past weeks and the epics, soonest first; whole weeks only count. Raises ValueError as forecasts do."""
    ordered = tuple(sorted(epics, key=lambda each: (each.place, each.title)))
    ahead = [(day - today).days // 7 for day in days]
    return Roadmap(ordered, tuple(days), chances(throughput, [each.place for each in ordered], ahead))


def word(chance: float) -> Word:
    """A chance in one word."""
    return next((name for name, least in WORDS.items() if chance >= least), "unlikely")


def figure(result: Roadmap, names: dict[str, str], lang: str) -> go.Figure:
    """A row of cells an epic under its title, a cell a day, darker when more certain.

    `names`: "percent" ("{n} %") and each day by its ISO date.
    """
    drawn = theme.figure(lang)
    shown = list(reversed(list(zip(result.epics, result.chances, strict=True))))
    days = [each.isoformat() for each in result.days]
    drawn.add_heatmap(
        z=[[100 * each for each in row] for _, row in shown],
        x=days,
        y=list(range(len(shown))),
        text=[[names["percent"].format(n=percent_of(each)) for each in row] for _, row in shown],
        customdata=[[theme.inert(each.title)] * len(row) for each, row in shown],
        texttemplate="%{text}",
        hovertemplate="%{customdata}<br>%{text}<extra></extra>",
        colorscale=[[0, "#EAF3F9"], [0.5, theme.SKY], [1, theme.BLUE]],
        zmin=0,
        zmax=100,
        showscale=False,
        xgap=2,
        ygap=TITLE,
    )
    for place, (epic, _) in enumerate(shown):
        theme.name_line(drawn, theme.inert(shortened(epic.title)), 0, place + 0.5, theme.GREY, anchor="left")
        drawn.layout.annotations[-1].update(xref="paper", yanchor="middle", yshift=0)
    drawn.update_xaxes(type="category", tickvals=days, ticktext=[names[each] for each in days])
    drawn.update_yaxes(visible=False)
    drawn.update_layout(hovermode="closest", margin={"l": 0, "r": 0, "t": 16}, height=56 + ROW * max(1, len(shown)))
    return drawn


def shortened(title: str) -> str:
    """A title that fits above its cells on a phone; the table has it whole."""
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"


def percent_of(chance: float) -> int:
    """A chance as people read it, in whole percents: 100 only when every future agrees, 0 only when none does."""
    return 0 if chance <= 0 else 100 if chance >= 1 else min(99, max(1, round(100 * chance)))


def table(result: Roadmap, names: dict[str, str]) -> list[dict[str, Any]]:
    """A line an epic; `names` also holds "epic", "left", "place" and a word for each chance."""
    return [
        {
            names["epic"]: epic.title,
            names["left"]: epic.left,
            names["place"]: epic.place,
            **{
                names[day.isoformat()]: f"{names['percent'].format(n=percent_of(chance))} · {names[word(chance)]}"
                for day, chance in zip(result.days, row, strict=True)
            },
        }
        for epic, row in zip(result.epics, result.chances, strict=True)
    ]
