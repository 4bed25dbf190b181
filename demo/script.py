"""The project's story as it is written in texts/project.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from demo.agenda import ONE_DAY, first_working, working_days, working_days_ago
from demo.phrases import TEXTS

LAST = 7  # the active sprint
ELAPSED = 6  # working days since it started
FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True)
class Planned:
    """A written item. `sprint`: where it was (or is being) done; `tried`: one where it stayed unfinished; `born` of a
    feedback; `added`, `removed` after the sprint's start; `reestimated`: its points then; `moves` on the board now;
    `private`: for the eyes of the team."""

    key: str
    epic: str
    kind: str
    title: str
    as_a: str
    i_want: str
    so_that: str
    criteria: tuple[str, ...]
    estimate: float | None
    increments: tuple[str, ...]
    sprint: int | None
    tried: int | None = None
    born: bool = False
    added: bool = False
    removed: bool = False
    reestimated: float | None = None
    moves: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    private: bool = False

    def fields(self) -> dict[str, Any]:
        """What `Items.add` takes, without the epic."""
        names = ("kind", "title", "as_a", "i_want", "so_that", "criteria", "estimate", "tags")
        return {**{name: getattr(self, name) for name in names}, "is_private": self.private}


@dataclass(frozen=True)
class Opinion:
    """A written feedback. `outcome`: the key of an item, "declined:<reason>", "snoozed", or "" when nobody has sorted
    it; `sprint`: when it came, 0 for the last days."""

    screen: str
    mood: str
    comment: str
    outcome: str
    sprint: int


@dataclass(frozen=True)
class Script:
    """Everything written about the project; `raw` holds what needs no shape."""

    items: tuple[Planned, ...]
    opinions: tuple[Opinion, ...]
    raw: dict[str, Any]


@dataclass(frozen=True)
class SprintDays:
    """When a sprint is; `worked`: its working days."""

    number: int
    starts_on: date
    ends_on: date
    worked: tuple[date, ...]


@lru_cache(maxsize=1)
def load_script() -> Script:
    """Read once."""
    raw = json.loads((TEXTS / "project.json").read_text(encoding="utf-8"))
    return Script(
        tuple(planned(item) for item in raw["items"]), tuple(Opinion(**each) for each in raw["feedbacks"]), raw
    )


def planned(written: dict[str, Any]) -> Planned:
    """An item of the file, its lists frozen."""
    frozen: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in written.items()}
    return Planned(**frozen)


def sprint_days(today: date) -> dict[int, SprintDays]:
    """Two-week sprints, the last of which started six working days ago."""
    last = working_days_ago(today, ELAPSED)
    starts = {number: first_working(last - FORTNIGHT * (LAST - number)) for number in range(1, LAST + 2)}
    found = {}
    for number in range(1, LAST + 1):
        worked = working_days(starts[number], starts[number + 1] - ONE_DAY)
        found[number] = SprintDays(number, starts[number], worked[-1], tuple(worked))
    return found
