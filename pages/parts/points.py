"""Story points in words."""

from __future__ import annotations

from pages.shell.page import Here
from pages.shell.texts import tn


def points_of(here: Here, points: float) -> str:
    """1 point, 2,5 points."""
    return tn("{points} point", "{points} points", int(points) if points < 2 else 2, points=here.number(points))
