"""The shape of an exported project: which tables, which columns, in which order, and how a value is written in JSON.

The file is one JSON object: `format`, `version`, a list a table (one row a line), `journal`, `digest`. Rows are those
of the store, but for flags (true, false) and lists or objects, which are plain JSON; a kept text that our own writing
would change by a byte stays a text, so that what was frozen comes back frozen. `digest` is the SHA-256 of the rows;
who edits a file by hand takes that line out, and the rows are checked all the same.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from backlog.project_tables import JOURNAL, TABLES, Table
from data.store import Row

FORMAT, VERSION = "boucle-project", 1
HEAD = f'{{\n"format": "{FORMAT}",\n"version": {VERSION}'


def dumps(value: object) -> str:
    """JSON as a line of the file, and as the journal and the frozen reports are kept."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def spaced(value: object) -> str:
    """JSON as the store keeps lists."""
    return json.dumps(value, ensure_ascii=False)


STYLES = {"list": spaced, "object": dumps}


def record(table: Table, row: Row) -> Row:
    """A row of the store as the file writes it."""
    return {column.name: written(column.holds, row[column.name]) for column in table.columns}


def written(holds: str, value: Any) -> Any:
    """One value as the file writes it."""
    if value is None or holds not in ("flag", *STYLES):
        return value
    if holds == "flag":
        return bool(value)
    kept = json.loads(value)
    return kept if STYLES[holds](kept) == value else value


class Digest:
    """The SHA-256 of the rows, as they are written."""

    def __init__(self) -> None:
        self._sum = hashlib.sha256()

    def add(self, line: str) -> str:
        """Counts a line in; gives it back."""
        self._sum.update(line.encode(errors="surrogatepass") + b"\n")
        return line

    def text(self) -> str:
        """What the file ends with."""
        return "sha256:" + self._sum.hexdigest()


def is_project_file(first_bytes: bytes) -> bool:
    """Whether a file that begins with these bytes (some hundreds are enough) says that it is an exported project."""
    start = first_bytes[:400].decode("utf-8-sig", errors="replace")
    return re.match(rf'\s*\{{\s*"format"\s*:\s*"{FORMAT}"', start) is not None


def digest_of(sections: Mapping[str, list[Row]]) -> str:
    """The digest of what a file holds, however its lines are cut."""
    found = Digest()
    for each in (*TABLES, JOURNAL):
        found.add(each.name)
        for row in sections.get(each.name, []):
            found.add(dumps(row))
    return found.text()
