"""What the readers of documents share: rows that are all in memory, read one by one, a broken one aside."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from backlog.importers.documents import as_text
from backlog.importers.incoming import Broken, Format, Incoming, Survey
from data.refusals import Problem, Refused, refuse


@dataclass
class DocumentReader(ABC):
    """A recognised document. A class says which objects are rows, in their order, and reads one."""

    document: Any
    filled: dict[str, None] = field(default_factory=dict)

    format: ClassVar[Format]

    @abstractmethod
    def things(self) -> Sequence[tuple[int, Mapping[str, Any]]]:
        """The rows in the order of the source, each with its number in the file."""

    @abstractmethod
    def people(self) -> dict[str, str]:
        """See `Survey`."""

    @abstractmethod
    def row(self, line: int, thing: Mapping[str, Any]) -> Incoming:
        """One row. Raises Refused."""

    def survey(self) -> Survey:
        """See `Reader`."""
        total = len(self.things())
        return Survey(total, self.people(), tuple(range(total)))

    def rows(self) -> Iterator[Incoming | Broken]:
        """See `Reader`."""
        for line, thing in self.things():
            try:
                yield self.row(line, thing)
            except Refused as refused:
                yield Broken(line, refused.problems[0])

    def unmapped(self) -> tuple[str, ...]:
        """See `Reader`."""
        return tuple(self.filled)

    def left_out(self) -> tuple[Problem, ...]:
        """See `Reader`."""
        return ()

    def note_filled(self, thing: Mapping[str, Any], taken: frozenset[str]) -> None:
        """Keeps the names of what an object holds beside the fields that were taken."""
        self.filled.update(dict.fromkeys(key for key, each in thing.items() if key not in taken and as_text(each)))


def titled(text: str) -> str:
    """A title. Raises Refused("import_title_missing")."""
    if not text.strip():
        raise refuse("import_title_missing", on="title")
    return text


def keyed(text: str) -> str:
    """What a row is known by. Raises Refused("import_key_missing")."""
    if not text:
        raise refuse("import_key_missing", on="key")
    return text
