"""Forecasts by Monte Carlo: thousands of futures, each week of which repeats a past one drawn at random.

The same seed draws the same futures, so that a question asked twice has one answer, and that answers agree: more items
never come sooner, more certainty never comes earlier.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from metrics import theme

RUNS = 10_000
SEED = 2026
MINIMUM = 5  # past weeks under which chance would say more than the team's habits
BLOCK = 26  # weeks drawn at a time
LONGEST = 260  # weeks looked ahead: five years, beyond which nobody should believe a number
PERCENTILES = (50, 70, 85, 95)


@dataclass(frozen=True)
class When:
    """`by[w]`: the share of futures in which the items are finished within w + 1 weeks."""

    items: int
    by: tuple[float, ...]

    def within(self, share: float) -> int | None:
        """The smallest number of weeks with at least that chance; None beyond five years. No item takes no week."""
        if not self.items:
            return 0
        return next((weeks for weeks, chance in enumerate(self.by, 1) if chance >= share), None)

    def chance(self, weeks: int) -> float:
        """The chance to be finished within so many weeks."""
        if not self.items:
            return 1.0
        return self.by[min(weeks, len(self.by)) - 1] if weeks > 0 else 0.0


@dataclass(frozen=True)
class HowMany:
    """`at_least[n]`: the share of futures in which n items or more are finished in those weeks."""

    weeks: int
    at_least: tuple[float, ...]

    def with_chance(self, share: float) -> int:
        """The largest number of items with at least that chance."""
        return max(items for items, chance in enumerate(self.at_least) if chance >= share)


def problem(throughput: Sequence[int]) -> str:
    """Why nothing can be said from those past weeks: "too_few", "nothing_done", or "" when it can."""
    if len(throughput) < MINIMUM:
        return "too_few"
    return "" if any(each > 0 for each in throughput) else "nothing_done"


def when(throughput: Sequence[int], items: int, *, runs: int = RUNS, seed: int = SEED) -> When:
    """When so many items will be finished. Raises ValueError under five weeks, without any item done, or below zero."""
    if items < 0:
        raise ValueError("a number of items is not negative")
    by: list[float] = []
    for finished in _futures(throughput, runs, seed):
        chances = (finished >= items).mean(axis=1)
        by.extend(chances.tolist())
        if by[-1] >= 1:
            break
    return When(items, tuple(by[: by.index(1.0) + 1] if 1.0 in by else by))


def how_many(throughput: Sequence[int], weeks: int, *, runs: int = RUNS, seed: int = SEED) -> HowMany:
    """How many items will be finished in so many weeks (at most five years). Raises ValueError as `when` does."""
    if not 0 <= weeks <= LONGEST:
        raise ValueError("from no week to five years")
    if weeks == 0:
        return HowMany(0, (1.0,))
    blocks = list(zip(range((weeks - 1) // BLOCK + 1), _futures(throughput, runs, seed), strict=False))
    totals = blocks[-1][1][(weeks - 1) % BLOCK]
    counts = np.bincount(totals)
    tail = counts[::-1].cumsum()[::-1] / runs
    return HowMany(weeks, tuple(tail.tolist()))


def chances(
    throughput: Sequence[int], places: Sequence[int], weeks: Sequence[int], *, runs: int = RUNS, seed: int = SEED
) -> tuple[tuple[float, ...], ...]:
    """For each number of items, the chance to have finished it within each number of weeks. Raises as `when` does."""
    wanted = {week: position for position, week in enumerate(weeks)}
    found = np.zeros((len(places), len(weeks)))
    goals = np.array(places, dtype=np.int64)[:, None]
    week = 0
    for finished in _futures(throughput, runs, seed):
        for row in finished:
            week += 1
            if week in wanted:
                found[:, wanted[week]] = (row[None, :] >= goals).mean(axis=1)
        if week >= max(weeks, default=0):
            break
    return tuple(tuple(each) for each in found.tolist())


def _futures(throughput: Sequence[int], runs: int, seed: int) -> Iterator[NDArray[np.int64]]:
    """Blocks of weeks (rows) by runs (columns): items finished so far; stops after five years."""
    if found := problem(throughput):
        raise ValueError(found)
    past = np.array(throughput, dtype=np.int64)
    random = np.random.default_rng(seed)
    so_far = np.zeros(runs, dtype=np.int64)
    for _ in range(LONGEST // BLOCK):
        drawn = past[random.integers(0, len(past), size=(BLOCK, runs))]
        finished = so_far + drawn.cumsum(axis=0)
        so_far = finished[-1]
        yield finished


def when_figure(result: When, today: date, names: dict[str, str], lang: str) -> go.Figure:
    """A bar for each week in which the work may end, a line at 50, 85 and 95 %; `names`: "share", "percent"."""
    drawn = theme.figure(lang)
    weeks, exactly = _likely(result)
    x = [today + timedelta(weeks=week) for week in weeks]
    drawn.add_bar(
        x=x, y=[100 * each for each in exactly], name=names["share"], marker_color=theme.BLUE, hovertemplate="%{y:.1f}"
    )
    ends = {result.within(percent / 100): percent for percent in PERCENTILES}
    marks = {
        (today + timedelta(weeks=week)).isoformat(): names["percent"].format(n=percent)
        for week, percent in ends.items()
        if week is not None
    }
    theme.mark_values(drawn, marks)
    drawn.update_layout(bargap=0.15)
    theme.dates(drawn, x[0] if x else today, 7 * len(x), step=7)
    if len(weeks) > 40:
        drawn.update_xaxes(tickformat="%m/%Y")
    drawn.update_yaxes(title=names["share"])
    return drawn


def when_table(result: When, today: date, names: dict[str, str]) -> list[dict[str, Any]]:
    """A line a week; `names`: "by" (the day), "share" (of futures that end then), "chance" (then or before)."""
    weeks, exactly = _likely(result)
    return [
        {
            names["by"]: today + timedelta(weeks=week),
            names["share"]: round(100 * share, 1),
            names["chance"]: round(100 * result.chance(week), 1),
        }
        for week, share in zip(weeks, exactly, strict=True)
    ]


def _likely(result: When) -> tuple[list[int], list[float]]:
    """The weeks in which at least one future ends, and the share of futures that end in each."""
    before = (0.0, *result.by)
    ends = [(week, after - before[week - 1]) for week, after in enumerate(result.by, 1)]
    first = next((place for place, (_, share) in enumerate(ends) if share > 0), 0)
    return [week for week, _ in ends[first:]], [share for _, share in ends[first:]]


def how_many_figure(result: HowMany, names: dict[str, str], lang: str) -> go.Figure:
    """A bar for each number of items that may be finished, a line at each percentile; `names`: "share", "items", …"""
    drawn = theme.figure(lang)
    items, exactly = _counts(result)
    drawn.add_bar(
        x=items,
        y=[100 * each for each in exactly],
        name=names["share"],
        marker_color=theme.BLUE,
        hovertemplate="%{y:.1f}",
    )
    counts = {result.with_chance(percent / 100): percent for percent in PERCENTILES}
    theme.mark_values(drawn, {count: names["percent"].format(n=percent) for count, percent in counts.items()})
    drawn.update_layout(bargap=0.15)
    drawn.update_xaxes(title=names["items"])
    drawn.update_yaxes(title=names["share"])
    return drawn


def how_many_table(result: HowMany, names: dict[str, str]) -> list[dict[str, Any]]:
    """A line a number of items; `names`: "items", "share" (of futures with exactly that many), "chance" (or more)."""
    items, exactly = _counts(result)
    return [
        {
            names["items"]: count,
            names["share"]: round(100 * share, 1),
            names["chance"]: round(100 * result.at_least[count], 1),
        }
        for count, share in zip(items, exactly, strict=True)
    ]


def _counts(result: HowMany) -> tuple[list[int], list[float]]:
    """The numbers of items from the fewest that any future finishes, and the share of futures with each."""
    tail = (*result.at_least, 0.0)
    exactly = [chance - tail[count + 1] for count, chance in enumerate(result.at_least)]
    first = next((count for count, share in enumerate(exactly) if share > 0), 0)
    return list(range(first, len(exactly))), exactly[first:]
