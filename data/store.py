"""The port: what the domains ask of a database. One implementation an engine; the same contract tests run on each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

Row = dict[str, Any]
Parameters = Mapping[str, Any]


def one_of(values: Iterable[str], prefix: str = "k") -> tuple[str, dict[str, str]]:
    """The inside of `in (…)` with its parameters, named `prefix`0, `prefix`1 …; nothing is in it without values."""
    parameters = {f"{prefix}{position}": value for position, value in enumerate(values)}
    return ", ".join(f":{name}" for name in parameters) or "null", parameters


class NotFound(LookupError):
    """No row of that table has that identifier."""

    def __init__(self, table: str, key: str) -> None:
        super().__init__(f"{table} {key}")
        self.table, self.key = table, key


class Conflict(Exception):
    """Somebody else changed the row since it was read: `current` is what it holds now."""

    def __init__(self, table: str, key: str, expected: int, current: Row) -> None:
        super().__init__(f"{table} {key}: version {expected} expected, {current.get('version')} found")
        self.table, self.key, self.expected, self.current = table, key, expected, current


class Store(Protocol):
    """Rows in, rows out. Safe to share between threads; times are ISO 8601 texts in UTC; SQL uses named parameters."""

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside happens or nothing does; writers wait their turn. A nested one is a savepoint."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Reads inside see one state of the database."""

    def rows(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        """Every row of a query."""

    def row(self, sql: str, parameters: Parameters | None = None) -> Row | None:
        """The first row of a query, if any."""

    def scalar(self, sql: str, parameters: Parameters | None = None) -> Any:
        """The first value of the first row, None without a row."""

    def get(self, table: str, key: str, *, column: str = "id") -> Row:
        """The row with that key. Raises NotFound."""

    def insert(self, table: str, row: Mapping[str, Any]) -> None:
        """One new row."""

    def insert_many(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Many rows with the same columns, quickly."""

    def without_indexes(self, tables: Iterable[str]) -> AbstractContextManager[None]:
        """Inside a transaction, for bulk loads: the secondary indexes of these tables are made again at the end."""

    def upsert(self, table: str, row: Mapping[str, Any], *, key: str) -> None:
        """A new row, or the new values of the row with that key."""

    def update(self, table: str, key: str, changes: Mapping[str, Any], *, version: int, column: str = "id") -> int:
        """Changes a row that still has that version; returns the next one. Raises Conflict, NotFound."""

    def execute(self, sql: str, parameters: Parameters | None = None) -> int:
        """A writing statement; returns how many rows it touched."""

    def next_number(self, counter: str) -> int:
        """1, 2, 3 … without a gap, inside the caller's transaction."""

    def search(self, index: str, words: str, *, limit: int, any_word: bool = False) -> list[str]:
        """Keys of the rows of a full-text index that hold every word or its beginning, best first, accents forgiven.

        With `any_word` one of the words is enough, and must be whole.
        """

    def vocabulary(self, index: str) -> dict[str, int]:
        """Every word of a full-text index as `search` compares it, and in how many rows it stands."""

    def migrate(self) -> list[str]:
        """Applies the migrations that are missing, in order; returns their names."""

    def is_reachable(self) -> bool:
        """Whether the database answers and holds our tables."""

    def check(self) -> list[str]:
        """What is wrong with the file: integrity, foreign keys, migrations. Empty when all is well."""

    def backup(self, target: Path) -> None:
        """A consistent copy in a new file while others work."""

    def close(self) -> None:
        """Releases what the calling thread holds."""
