"""The append-only journal: who did what to which thing, before and after. Written in the verb's transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.access import Actor
from data.clock import Clock, from_text, to_text
from data.store import Row, Store

Changes = Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Entry:
    """One line: `changes` maps a field to (before, after)."""

    number: int
    at: datetime
    actor: str
    actor_name: str
    role: str
    kind: str
    key: str
    verb: str
    changes: dict[str, tuple[Any, Any]]
    reason: str


@dataclass(frozen=True)
class Journal:
    """Writes and reads the lines."""

    store: Store
    clock: Clock

    def write(
        self, *, by: Actor, kind: str, key: str, verb: str, changes: Changes | None = None, reason: str = ""
    ) -> None:
        """One line about the thing `kind` (item, request …) `key`."""
        self.store.insert("journal", line(by, self.clock(), kind, key, verb, changes or {}, reason))

    def of(self, kind: str, key: str) -> list[Entry]:
        """The life of one thing, oldest first."""
        rows = self.store.rows(
            "select * from journal where kind = :kind and key = :key order by number", {"kind": kind, "key": key}
        )
        return [entry(row) for row in rows]

    def since(self, kind: str, moment: datetime) -> list[Entry]:
        """What happened to things of a kind from a moment on, oldest first."""
        rows = self.store.rows(
            "select * from journal where kind = :kind and at >= :at order by number",
            {"kind": kind, "at": to_text(moment)},
        )
        return [entry(row) for row in rows]


def line(by: Actor, at: datetime, kind: str, key: str, verb: str, changes: Changes, reason: str) -> Row:
    """The row of one line; the bulk loader of the demonstration writes these itself."""
    return {
        "at": to_text(at),
        "actor": by.id,
        "actor_name": by.name,
        "role": by.role,
        "kind": kind,
        "key": key,
        "verb": verb,
        "changes": json.dumps(changes, ensure_ascii=False, separators=(",", ":")),
        "reason": reason,
    }


def entry(row: Row) -> Entry:
    """The line as people of the domain read it."""
    return Entry(
        number=row["number"],
        at=from_text(row["at"]),
        actor=row["actor"],
        actor_name=row["actor_name"],
        role=row["role"],
        kind=row["kind"],
        key=row["key"],
        verb=row["verb"],
        changes={field: (before, after) for field, (before, after) in json.loads(row["changes"]).items()},
        reason=row["reason"],
    )
