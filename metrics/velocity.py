"""Velocity: points Done at the close of each sprint, their average and the 90 % range of the next."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WINDOW = 7  # sprints of the average (OpenProject)
MINIMUM = 5  # sprints under which no range is given


@dataclass(frozen=True)
class Velocity:
    """`low` and `high` are None under five sprints."""

    average: float | None
    low: float | None
    high: float | None


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
