"""The store on SQLite, through sqlite-utils: one connection per thread, WAL, BEGIN IMMEDIATE."""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from data.migrations import MIGRATIONS
from data.store import Conflict, NotFound, Parameters, Row

BUSY_TIMEOUT_SECONDS = 30.0
CHUNK = 5_000
NO_VERSION = 2**63  # past what a column can count


class SqliteStore:
    """See `data.store.Store`. The file is made on first use; its parent folder must exist."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()

    @property
    def _database(self) -> Database:
        database: Database | None = getattr(self._local, "database", None)
        if database is None:
            connection = sqlite3.connect(self.path, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None)
            # A reader that meets a checkpoint or a writer that meets another waits here instead of failing.
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma foreign_keys = on")
            connection.execute("pragma synchronous = full")  # an acknowledged request survives a power cut
            connection.execute("pragma temp_store = memory")
            connection.execute("pragma cache_size = -16000")
            database = Database(connection, execute_plugins=False)
            self._local.database = database
        return database

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._database.conn

    @contextmanager
    def transaction(self) -> Iterator[None]:
        if self._connection.in_transaction:
            with self._database.atomic():
                yield
            return
        self._connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("begin")
        try:
            yield
        finally:
            self._connection.execute("rollback")

    def rows(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        cursor = self._connection.execute(sql, dict(parameters or {}))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, values, strict=True)) for values in cursor]

    def row(self, sql: str, parameters: Parameters | None = None) -> Row | None:
        cursor = self._connection.execute(sql, dict(parameters or {}))
        values = cursor.fetchone()
        names = [column[0] for column in cursor.description]
        cursor.close()
        return None if values is None else dict(zip(names, values, strict=True))

    def scalar(self, sql: str, parameters: Parameters | None = None) -> Any:
        found = self._connection.execute(sql, dict(parameters or {})).fetchone()
        return None if found is None else found[0]

    def get(self, table: str, key: str, *, column: str = "id") -> Row:
        try:
            row = self.row(f"select * from {name(table)} where {name(column)} = :key", {"key": key})
        except UnicodeEncodeError:  # half a character: no row can have that key
            row = None
        if row is None:
            raise NotFound(table, key)
        return row

    def insert(self, table: str, row: Mapping[str, Any]) -> None:
        self._connection.execute(insert_sql(table, row), dict(row))

    def insert_many(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        remaining = iter(rows)
        while chunk := list(islice(remaining, CHUNK)):
            with self.transaction():
                self._connection.executemany(insert_sql(table, chunk[0]), chunk)

    @contextmanager
    def without_indexes(self, tables: Iterable[str]) -> Iterator[None]:
        dropped = [
            index
            for table in tables
            for index in self.rows(
                "select name, sql from sqlite_master where type = 'index' and tbl_name = :table and sql is not null",
                {"table": table},
            )
        ]
        with self.transaction():
            for index in dropped:
                self._connection.execute(f"drop index {name(index['name'])}")
            yield
            for index in dropped:
                self._connection.execute(index["sql"])

    def upsert(self, table: str, row: Mapping[str, Any], *, key: str) -> None:
        others = [column for column in row if column != key]
        action = ", ".join(f"{name(column)} = excluded.{name(column)}" for column in others)
        clause = f"do update set {action}" if others else "do nothing"
        self._connection.execute(f"{insert_sql(table, row)} on conflict ({name(key)}) {clause}", dict(row))

    def update(self, table: str, key: str, changes: Mapping[str, Any], *, version: int, column: str = "id") -> int:
        settings = ", ".join(f"{name(each)} = :{name(each)}" for each in changes)
        touched = 0 < version < NO_VERSION and self.execute(
            f"update {name(table)} set {settings}{', ' if settings else ''}version = :version_before + 1 "
            f"where {name(column)} = :key_before and version = :version_before",
            {**changes, "key_before": key, "version_before": version},
        )
        if not touched:
            raise Conflict(table, key, version, self.get(table, key, column=column))
        return version + 1

    def execute(self, sql: str, parameters: Parameters | None = None) -> int:
        return self._connection.execute(sql, dict(parameters or {})).rowcount

    def next_number(self, counter: str) -> int:
        found = self._connection.execute(
            "insert into counter (name, value) values (:name, 1) "
            "on conflict (name) do update set value = value + 1 returning value",
            {"name": counter},
        ).fetchone()
        return int(found[0])

    def search(self, index: str, words: str, *, limit: int, any_word: bool = False) -> list[str]:
        terms = search_terms(words)
        if not terms:
            return []
        quoted = [f'"{term}"' if any_word else f'"{term}"*' for term in terms]
        expression = (" OR " if any_word else " ").join(quoted)
        found = self._connection.execute(
            f"select key from {name(index)} where {name(index)} match :terms order by rank limit :limit",
            {"terms": expression, "limit": limit},
        )
        return [values[0] for values in found]

    def vocabulary(self, index: str) -> dict[str, int]:
        words = name(f"{index}_words")
        self._connection.execute(
            f"create virtual table if not exists temp.{words} using fts5vocab (main, {name(index)}, row)"
        )
        return dict(self._connection.execute(f"select term, doc from temp.{words}").fetchall())

    def migrate(self) -> list[str]:
        pending = [migration.name for migration in MIGRATIONS.pending(self._database)]
        MIGRATIONS.apply(self._database)
        return pending

    def is_reachable(self) -> bool:
        try:
            return self.scalar("select count(*) from counter") is not None
        except sqlite3.Error:
            return False

    def check(self) -> list[str]:
        problems = [f"integrity: {row['integrity_check']}" for row in self.rows("pragma integrity_check")]
        problems = [problem for problem in problems if problem != "integrity: ok"]
        problems += [f"foreign key: {row['table']} row {row['rowid']}" for row in self.rows("pragma foreign_key_check")]
        problems += [f"migration missing: {each.name}" for each in MIGRATIONS.pending(self._database)]
        return problems

    def backup(self, target: Path) -> None:
        with sqlite3.connect(target) as copy:
            self._connection.backup(copy)
        copy.close()

    def close(self) -> None:
        database: Database | None = getattr(self._local, "database", None)
        if database is not None:
            database.close()
            self._local.database = None


def name(identifier: str) -> str:
    """A table or column name, refused unless it is plain: names never come from people, and this keeps it so."""
    if not re.fullmatch(r"[a-z_][a-z0-9_]*", identifier):
        raise ValueError(f"not a plain name: {identifier!r}")
    return identifier


def insert_sql(table: str, row: Mapping[str, Any]) -> str:
    """The statement that inserts a row with these columns."""
    columns = ", ".join(name(column) for column in row)
    values = ", ".join(f":{name(column)}" for column in row)
    return f"insert into {name(table)} ({columns}) values ({values})"


def search_terms(words: str) -> list[str]:
    """The words of a query without accents or punctuation, so that nothing a person types is FTS syntax."""
    # A typographic apostrophe separates words as the plain one does; dropped, "l’égalité" would become "legalite".
    plain = unicodedata.normalize("NFKD", words.replace("’", " ")).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain)[:12]
