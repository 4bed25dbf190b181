"""Tables: which separator, which columns by their heading in several languages, row by row in flat memory."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from backlog.importers.files import TextFile
from backlog.importers.incoming import Broken
from data.refusals import Problem, refuse
from data.words import fold

SEPARATORS = ",;\t|"
LONGEST_CELL = 1_000_000  # characters; a quote that is never closed stops there
DECLARED = re.compile(r'\A"?sep=(?P<separator>.)"?\s*\r?\n', re.IGNORECASE)  # how Excel is told the separator
MOST_COLUMNS = 5_000


@dataclass(frozen=True)
class Line:
    """A row: where it begins in the file, and as many cells as there are headings."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """A file of separated values."""

    text: TextFile
    separator: str
    headings: tuple[str, ...]
    first: int  # how many lines come before the headings

    def lines(self) -> Iterator[Line | Broken]:
        """Every row that is not blank, those that cannot be read as such included."""
        reading = self.text.open()
        try:
            rows = csv.reader(reading, delimiter=self.separator)
            for _ in range(self.first + 1):
                next(rows, None)
            yield from self._read(rows)
        finally:
            reading.detach()

    def _read(self, rows: Iterator[list[str]]) -> Iterator[Line | Broken]:
        width, after = len(self.headings), rows.line_num  # type: ignore[attr-defined]
        while True:
            number = after + 1
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error:
                yield Broken(number, Problem("import_line_unreadable"))
                cells = []
            after = rows.line_num  # type: ignore[attr-defined]
            if not any(map(str.strip, cells)):
                continue
            if len(cells) > width and any(map(str.strip, cells[width:])):
                yield Broken(number, Problem("import_line_shifted", "", {"expected": width, "found": len(cells)}))
                continue
            yield Line(number, cells[:width] + [""] * (width - len(cells)))


def open_table(text: TextFile) -> Table:
    """The table of a file. Raises Refused("import_one_column") when nothing separates anything."""
    if csv.field_size_limit() < LONGEST_CELL:
        csv.field_size_limit(LONGEST_CELL)
    first, declared = 0, DECLARED.match(text.begins_with())
    candidates = SEPARATORS
    if declared:
        first, candidates = 1, declared["separator"]
    found = {each: headings_of(text, each, first) for each in candidates}
    separator = max(found, key=lambda each: len(found[each]))
    headings = found[separator]
    if not 2 <= len(headings) <= MOST_COLUMNS:
        raise refuse("import_one_column", on="file")
    return Table(text, separator, headings, first)


def headings_of(text: TextFile, separator: str, first: int) -> tuple[str, ...]:
    """The first row as that separator cuts it; nothing when it cannot."""
    reading = text.open()
    try:
        rows = csv.reader(reading, delimiter=separator)
        for _ in range(first):
            next(rows, None)
        return tuple(cell.strip() for cell in next(rows, []))
    except csv.Error:
        return ()
    finally:
        reading.detach()


@dataclass(frozen=True)
class Columns:
    """Where each field is among the headings: a field may have several columns, a column has one field at most."""

    headings: tuple[str, ...]
    names: Mapping[str, Sequence[str]]  # field → its headings, folded

    @cached_property
    def places(self) -> dict[str, tuple[int, ...]]:
        """The columns of each field, from left to right."""
        field_of = {name: field for field, names in self.names.items() for name in names}
        found: dict[str, list[int]] = {}
        for place, heading in enumerate(self.headings):
            field = field_of.get(fold(heading))
            if field:
                found.setdefault(field, []).append(place)
        return {field: tuple(places) for field, places in found.items()}

    def has(self, *fields: str) -> bool:
        """Whether each of these fields has a column."""
        return all(field in self.places for field in fields)

    def all(self, cells: Sequence[str], field: str) -> list[str]:
        """What a row says in every column of a field, blanks left out."""
        return [cells[place].strip() for place in self.places.get(field, ()) if cells[place].strip()]

    def one(self, cells: Sequence[str], field: str) -> str:
        """What a row says first of a field, "" when it says nothing."""
        for place in self.places.get(field, ()):
            if text := cells[place].strip():
                return text
        return ""

    def others(self, taken: Iterable[str]) -> tuple[int, ...]:
        """The columns of none of these fields."""
        inside = {place for field in taken for place in self.places.get(field, ())}
        return tuple(place for place in range(len(self.headings)) if place not in inside)


def kept(cells: Sequence[str], headings: Sequence[str], places: Iterable[int]) -> dict[str, str]:
    """What these columns hold by heading, repeated ones on a line each."""
    found: dict[str, str] = {}
    for place in places:
        text = cells[place].strip()
        if text:
            heading = headings[place] or f"({place + 1})"
            found[heading] = f"{found[heading]}\n{text}" if heading in found else text
    return found
