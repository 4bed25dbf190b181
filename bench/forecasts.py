"""Monte Carlo: ten thousand futures, beside the same draws written as a plain loop."""

from __future__ import annotations

from pathlib import Path
from random import Random

from bench.measure import Figure, Times, durations
from metrics.monte_carlo import RUNS, how_many, when

WEEKS = [8, 5, 4, 6, 6, 5, 3, 1, 3, 3, 2, 7, 6, 6, 3, 5, 2, 2, 5, 6, 4, 3]  # ProjectForecaster's sample project
ITEMS, AHEAD = 38, 6
LIMIT = 200.0  # milliseconds


def forecasts(_: Path) -> list[Figure]:
    """Both questions, 10,000 runs each."""
    plain = Times.of(durations(plain_when, 5, warm=1)).p95
    asked = {
        "when will 38 items be done": lambda: when(WEEKS, ITEMS),
        "how many in 6 weeks": lambda: how_many(WEEKS, AHEAD),
    }
    return [
        Figure(f"Monte Carlo, {name}, {RUNS:,} runs, p95", Times.of(durations(ask, 20)).p95, "ms", LIMIT, plain)
        for name, ask in asked.items()
    ]


def plain_when() -> list[int]:
    """The weeks that each future takes, one draw after the other."""
    rng, found = Random(1), []
    for _ in range(RUNS):
        left, weeks = ITEMS, 0
        while left > 0:
            left -= rng.choice(WEEKS)
            weeks += 1
        found.append(weeks)
    return found
