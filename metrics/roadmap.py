"""Roadmap: for each epic, the chance that its last item is finished by some days; never a date that looks certain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import plotly.graph_objects as go

from metrics import theme
from metrics.monte_carlo import chances

ROW = 44  # pixels an epic
TITLE = 22  # characters of a title beside the figure; the table has it whole
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
    """A row an epic, a cell a day, darker when more certain; `names`: "percent" ("{n} %") and the months in order."""
    drawn = theme.figure(lang)
    shown = list(reversed(list(zip(result.epics, result.chances, strict=True))))
    labels = [each.title if len(each.title) <= TITLE else f"{each.title[: TITLE - 1]}…" for each, _ in shown]
    drawn.add_heatmap(
        z=[[100 * each for each in row] for _, row in shown],
        x=[each.isoformat() for each in result.days],
        y=list(range(len(shown))),
        text=[[names["percent"].format(n=percent_of(each)) for each in row] for _, row in shown],
        customdata=[[each.title] * len(row) for each, row in shown],
        texttemplate="%{text}",
        hovertemplate="%{customdata}<br>%{text}<extra></extra>",
        colorscale=[[0, "#EAF3F9"], [0.5, theme.SKY], [1, theme.BLUE]],
        zmin=0,
        zmax=100,
        showscale=False,
        xgap=3,
        ygap=3,
    )
    ticks = [names[each.isoformat()] for each in result.days]
    drawn.update_xaxes(type="category", side="top", tickvals=[each.isoformat() for each in result.days], ticktext=ticks)
    drawn.update_yaxes(tickvals=list(range(len(shown))), ticktext=labels, automargin=True, showgrid=False)
    drawn.update_layout(hovermode="closest", margin={"l": 16, "t": 40, "b": 8}, height=60 + ROW * max(1, len(shown)))
    return drawn


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
