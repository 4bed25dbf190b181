"""The epics that an import needs: found by what they were imported as, then by their title, made when there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from backlog.import_rows import MARK
from backlog.repository import epics
from data.access import Actor
from data.context import Context
from data.store import Row

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7")  # Okabe and Ito, as the charts


@dataclass
class EpicBook:
    """Every epic, by title whatever its case, and by its key in the source for those that came from it."""

    context: Context
    by: Actor
    by_key: dict[str, str]
    by_title: dict[str, str] = field(default_factory=dict)
    made: int = 0

    def __post_init__(self) -> None:
        known = epics(self.context.store)
        for each in known.values():
            self.by_title.setdefault(each.title.casefold(), each.id)
        self.by_key = {key: id for key, id in self.by_key.items() if id in known}
        self._places = count(max((each.position for each in known.values()), default=0) + 1)

    def named(self, title: str, colour: str = "", *, told: Mapping[str, object] | None = None) -> str | None:
        """The id of the epic with that title, made if need be; None without a title."""
        if not title:
            return None
        id = self.by_title.get(title.casefold())
        return id or self._make(title, colour, told or {})

    def known(self, key: str, title: str) -> str | None:
        """The epic that a row of the source is, if it came in before or is here under its title."""
        return self.by_key.get(key) or self.by_title.get(title.casefold())

    def _make(self, title: str, colour: str, told: Mapping[str, object]) -> str:
        position = next(self._places)
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
            colour = COLOURS[position % len(COLOURS)]
        row: Row = {"id": self.context.new_id(), "title": title, "colour": colour, "position": position}
        self.context.store.insert("epic", row)
        changes = {"title": (None, title)} | {name: (None, value) for name, value in told.items() if value}
        self.context.journal.write(by=self.by, kind="epic", key=row["id"], verb=MARK[1], changes=changes)
        self.by_title[title.casefold()] = row["id"]
        self.made += 1
        id: str = row["id"]
        return id
