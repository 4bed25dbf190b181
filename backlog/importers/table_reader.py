"""What the readers of tables share: one look at the whole file, then row by row, a broken one aside."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import cached_property
from typing import ClassVar

from backlog.importers.dates import is_month_first, read_date
from backlog.importers.incoming import Broken, Format, Incoming, Survey
from backlog.importers.tables import Columns, Line, Table, kept
from data.clock import PARIS
from data.refusals import Problem, Refused, refuse

SAMPLE = 5_000  # dates looked at to learn how the file writes them


@dataclass
class TableReader(ABC):
    """A recognised table. A class says its columns; `note` sees every row once before `row` reads it."""

    table: Table
    month_first: bool = False
    filled: set[int] = field(default_factory=set)

    format: ClassVar[Format]
    names: ClassVar[Mapping[str, tuple[str, ...]]]
    dates: ClassVar[tuple[str, ...]]
    informing: ClassVar[tuple[str, ...]]  # fields that are used, and told as they were beside the item
    zone: ClassVar[tzinfo] = PARIS

    @cached_property
    def columns(self) -> Columns:
        """Where the fields are."""
        return Columns(self.table.headings, self.names)

    @cached_property
    def other_places(self) -> tuple[int, ...]:
        """The columns that have no field here."""
        return self.columns.others(self.names)

    @cached_property
    def told_places(self) -> tuple[int, ...]:
        """The columns that are kept as they were."""
        used = [place for each in self.informing for place in self.columns.places.get(each, ())]
        return tuple(sorted({*used, *self.other_places}))

    @abstractmethod
    def row(self, line: Line) -> Incoming:
        """One row. Raises Refused."""

    @abstractmethod
    def note(self, line: Line, people: dict[str, str]) -> None:
        """What a row tells of people and of other rows."""

    def rank(self, cells: Sequence[str]) -> tuple[bool, float, str]:
        """What orders the rows; equal ones keep the order of the file."""
        return (False, 0.0, "")

    def survey(self) -> Survey:
        """See `Reader`."""
        ranks: list[tuple[bool, float, str]] = []
        people: dict[str, str] = {}
        dates: list[str] = []
        places = [place for each in self.dates for place in self.columns.places.get(each, ())]
        for line in self.table.lines():
            if isinstance(line, Broken):
                ranks.append((True, 0.0, ""))
                continue
            ranks.append(self.rank(line.cells))
            self.note(line, people)
            if len(dates) < SAMPLE:
                dates += [line.cells[place] for place in places if line.cells[place]]
        self.month_first = is_month_first(dates)
        order = sorted(range(len(ranks)), key=ranks.__getitem__)
        found = [0] * len(ranks)
        for place, row in enumerate(order):
            found[row] = place
        return Survey(len(ranks), people, tuple(found))

    def rows(self) -> Iterator[Incoming | Broken]:
        """See `Reader`."""
        for line in self.table.lines():
            if isinstance(line, Broken):
                yield line
                continue
            self._note_filled(line.cells)
            try:
                yield self.row(line)
            except Refused as refused:
                yield Broken(line.number, refused.problems[0])

    def _note_filled(self, cells: Sequence[str]) -> None:
        """The columns without a field that hold something; those known to are not looked at again."""
        found = [place for place in self.other_places if place not in self.filled and cells[place].strip()]
        self.filled.update(found)

    def unmapped(self) -> tuple[str, ...]:
        """See `Reader`."""
        return tuple(dict.fromkeys(self.table.headings[place] or f"({place + 1})" for place in sorted(self.filled)))

    def left_out(self) -> tuple[Problem, ...]:
        """See `Reader`."""
        return ()

    def moment(self, cells: Sequence[str], name: str) -> datetime | None:
        """The moment in a column. Raises Refused("import_date_invalid")."""
        return read_date(self.columns.one(cells, name), on=name, zone=self.zone, month_first=self.month_first)

    def told(self, cells: Sequence[str]) -> dict[str, str]:
        """The original data of a row."""
        return kept(cells, self.table.headings, self.told_places)


def check_named(key: str, title: str) -> None:
    """What a row cannot do without. Raises Refused: import_key_missing, import_title_missing."""
    if not key:
        raise refuse("import_key_missing", on="key")
    if not title:
        raise refuse("import_title_missing", on="title")


def first_moment(moments: Iterable[datetime | None]) -> datetime | None:
    """The first that is known."""
    return next((each for each in moments if each is not None), None)
