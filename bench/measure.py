"""Times of repeated runs, as percentiles: a mean hides the run that somebody waits for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any

WARM = 3  # runs that are not counted: imports, caches, pages of the file


@dataclass(frozen=True)
class Times:
    """Milliseconds of `runs` runs."""

    p50: float
    p95: float
    runs: int

    @classmethod
    def of(cls, seconds: Iterable[float]) -> Times:
        """From durations in seconds; nearest-rank percentiles."""
        ordered = sorted(each * 1000 for each in seconds)
        return cls(rank(ordered, 0.5), rank(ordered, 0.95), len(ordered))


@dataclass(frozen=True)
class Figure:
    """One line of the report: what was measured, what it is beside, what must hold."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    baseline: float | None = None
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether it is within its limit."""
        return self.limit is None or self.value <= self.limit


def rank(ordered: list[float], share: float) -> float:
    """The nearest-rank percentile of sorted values."""
    return ordered[min(len(ordered) - 1, max(0, -int(-share * len(ordered) // 1) - 1))]


def durations(act: Callable[[], Any], runs: int, warm: int = WARM) -> list[float]:
    """Seconds of each run, the first ones left out."""
    found = []
    for position in range(warm + runs):
        begun = perf_counter()
        act()
        if position >= warm:
            found.append(perf_counter() - begun)
    return found


def table(figures: Iterable[Figure]) -> str:
    """The report for people."""
    lines = ["| measure | value | limit | baseline | |", "|---|--:|--:|--:|---|"]
    for each in figures:
        limit = "" if each.limit is None else f"{each.limit:g} {each.unit}"
        baseline = "" if each.baseline is None else f"{each.baseline:.3g} {each.unit}"
        verdict = each.note if each.holds else f"**over the limit** {each.note}".strip()
        lines.append(f"| {each.name} | {each.value:.3g} {each.unit} | {limit} | {baseline} | {verdict} |")
    return "\n".join(lines)


def as_json(figures: Iterable[Figure]) -> str:
    """The report for programs."""
    return json.dumps([asdict(each) | {"holds": each.holds} for each in figures], indent=1)
