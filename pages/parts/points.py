"""Story points in words."""

from __future__ import annotations

from pages.shell.page import Here
from pages.shell.texts import tn


def points_of(here: Here, points: float) -> str:
    """1 point, 2,5 points."""
    return tn("{points} point", "{points} points", int(points) if points < 2 else 2, points=here.number(points))


def short_points(here: Here, estimate: float | None) -> str:
    """1 pt, 2,5 pts; "? pts" before anybody has estimated."""
    return tn(
        "{points} pt",
        "{points} pts",
        int(estimate) if estimate is not None and estimate < 2 else 2,
        points="?" if estimate is None else here.number(estimate),
    )
