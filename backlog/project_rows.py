"""A whole project read from the store, line by line, and put back into one that is empty."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

from backlog.project_file import HEAD, Digest, dumps, record
from backlog.project_reading import CONTENT, Project
from backlog.project_tables import JOURNAL, KINDS, TABLES, Table
from backlog.repository import as_item
from data.store import Row, Store, one_of

CHUNK = 2_000
RESTART = "import_project"  # what was written before that line is not the history of the project that came in
KEPT = ("increment", "board_limit")  # settings of a town without a project: what comes in takes their place


def project_lines(store: Store, attachments: Path) -> Iterator[str]:
    """The text of the file, a row at a time; the memory it takes does not depend on the project."""
    digest = Digest()
    yield HEAD
    for table in TABLES:
        records = (with_content(table, record(table, row), attachments) for row in rows_of(store, table))
        yield from section_lines(table, records, digest)
    yield from section_lines(JOURNAL, (record(JOURNAL, row) for row in journal_rows(store)), digest)
    yield f',\n"digest": "{digest.text()}"\n}}\n'


def section_lines(table: Table, records: Iterator[Row], digest: Digest) -> Iterator[str]:
    """One list, a row a line."""
    digest.add(table.name)
    yield f',\n"{table.name}": ['
    separator = "\n"
    for each in records:
        yield separator + digest.add(dumps(each))
        separator = ",\n"
    yield "\n]" if separator != "\n" else "]"


def rows_of(store: Store, table: Table) -> Iterator[Row]:
    """Every row of a table, in its order."""
    names = ", ".join(column.name for column in table.columns)
    sql = f"select {names} from {table.name} where {table.only} order by {table.order} limit :limit offset :offset"
    offset = 0
    while rows := store.rows(sql, {"limit": CHUNK, "offset": offset}):
        yield from rows
        offset += len(rows)


def journal_rows(store: Store) -> Iterator[Row]:
    """The lines about the project, oldest first, since it came in if it came from a file."""
    last = store.scalar("select max(number) from journal where kind = 'project' and verb = :verb", {"verb": RESTART})
    inside, kinds = one_of(KINDS)
    sql = f"select * from journal where kind in ({inside}) and number > :last order by number limit :limit"
    while rows := store.rows(sql, kinds | {"last": last or 0, "limit": CHUNK}):
        yield from rows
        last = rows[-1]["number"]


def with_content(table: Table, row: Row, attachments: Path) -> Row:
    """An attachment with the bytes of its file, null when the file is no longer there."""
    if table.name != "item_attachment":
        return row
    file = attachments / row["file"]
    content = base64.b64encode(file.read_bytes()).decode() if file.is_file() else None
    return row | {CONTENT: content}


def fullness(store: Store) -> dict[str, int]:
    """How many rows each table of the project holds, for those that hold some and are not only settings."""
    counted = {
        table.name: int(store.scalar(f"select count(*) from {table.name}"))
        for table in TABLES
        if table.name not in KEPT
    }
    return {name: count for name, count in counted.items() if count}


def put(store: Store, project: Project) -> None:
    """Every row of a project in an empty store, its counters and its indexes of words; in the caller's transaction."""
    for name in KEPT:
        store.execute(f"delete from {name}")
    for table in TABLES:
        store.insert_many(table.name, project.rows[table.name])
    store.insert_many("journal", project.journal)
    for counter in ("item", "sprint"):
        last = store.scalar(f"select max(number) from {counter}")
        if last is not None:
            store.upsert("counter", {"name": counter, "value": last}, key="name")
    items = (as_item(row) for row in project.rows["item"])
    store.insert_many("item_search", [{"key": item.id, "words": f"{item.number} {item.text}"} for item in items])
    said = [{"key": row["id"], "words": row["comment"]} for row in project.rows["feedback"] if row["comment"]]
    store.insert_many("feedback_search", said)
