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
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass
class EpicBook:
    """Every epic, by title whatever its case, and by its key in the source for those that came from it."""

    context: Context
    by: Actor
    by_key: dict[str, str]
    by_title: dict[str, str] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        known = epics(self.context.store)
        for each in known.values():
            self.by_title.setdefault(each.title.casefold(), each.id)
        self.by_key = {key: id for key, id in self.by_key.items() if id in known}
        self._places = count(max((each.position for each in known.values()), default=0) + 1)

    def named(self, title: str) -> str | None:
        """The id of the epic with that title, made if need be; None without a title."""
        if not title:
            return None
        return self.by_title.get(title.casefold()) or self._make(title)

    def take(self, key: str, title: str, colour: str, told: Mapping[str, object]) -> tuple[str, bool]:
        """The epic that a row of the source is, and whether this import made it; `told` stays in its journal."""
        known = self.by_key.get(key) or self.by_title.get(title.casefold())
        if known is not None and known not in self.made:
            return known, False
        id = known or self._make(title)
        if COLOUR.fullmatch(colour):
            self.context.store.execute("update epic set colour = :colour where id = :id", {"colour": colour, "id": id})
        changes = {name: (None, value) for name, value in told.items() if value}
        self.context.journal.write(by=self.by, kind="epic", key=id, verb=MARK[1], changes=changes)
        return id, True

    def _make(self, title: str) -> str:
        position, id = next(self._places), self.context.new_id()
        row: Row = {"id": id, "title": title, "colour": COLOURS[position % len(COLOURS)], "position": position}
        self.context.store.insert("epic", row)
        self.context.journal.write(by=self.by, kind="epic", key=id, verb=MARK[1], changes={"title": (None, title)})
        self.by_title[title.casefold()] = id
        self.made.add(id)
        return id
