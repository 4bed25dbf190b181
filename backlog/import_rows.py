"""The rows that an import reads and writes in bulk."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from backlog.links import DIRECTED, found, reached, stored
from backlog.models import Relation
from data.access import Actor
from data.clock import from_text, to_text
from data.context import Context
from data.store import Row, Store, one_of

MARK = ("import", "import")  # kind and verb of the line that sums an import up


@dataclass(frozen=True)
class Origin:
    """Where an item comes from: `original` is what the file said that has no field here."""

    item_id: str
    source: str
    external_id: str
    original: dict[str, str]
    imported_at: datetime


@dataclass
class Batch:
    """New rows of several tables, written together."""

    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, row: Row) -> None:
        self.tables.setdefault(table, []).append(row)

    def write(self, store: Store) -> None:
        """Writes them in the order in which tables were first named, and forgets them."""
        for table, rows in self.tables.items():
            store.insert_many(table, rows)
        self.tables = {}


def origins_of(store: Store, source: str, external_ids: Iterable[str]) -> dict[str, Row]:
    """What was imported before of these rows, by external id: item and digest."""
    places, parameters = one_of(external_ids)
    rows = store.rows(
        f"select external_id, item_id, digest from item_origin where source = :source and external_id in ({places})",
        {"source": source, **parameters},
    )
    return {row["external_id"]: row for row in rows}


def origin_of(store: Store, item_id: str) -> Origin | None:
    """Where an item comes from; None when it was written here."""
    row = store.row("select * from item_origin where item_id = :id", {"id": item_id})
    if row is None:
        return None
    told = {name: str(value) for name, value in json.loads(row["original"]).items()}
    return Origin(item_id, row["source"], row["external_id"], told, from_text(row["imported_at"]))


def last_imported(context: Context, item_id: str) -> dict[str, Any]:
    """The fields of an item as its last imports wrote them: what a change at the source is compared with."""
    fields: dict[str, Any] = {}
    for entry in context.journal.of("item", item_id):
        if entry.verb == MARK[1]:
            fields.update({name: after for name, (_, after) in entry.changes.items()})
    return fields


def earlier_imports(context: Context, source: str) -> tuple[dict[str, str], dict[str, str]]:
    """What the imports of a source have kept: pseudonyms by digest, epics by external id."""
    people: dict[str, str] = {}
    epics: dict[str, str] = {}
    for entry in context.journal.of(MARK[0], source):
        people.update(entry.changes.get("people", (None, {}))[1])
        epics.update(entry.changes.get("epics", (None, {}))[1])
    return people, epics


def date_the_flow(store: Store, item_id: str, at: datetime) -> None:
    """Says that the last state of an item was entered then, not now: the source tells when, and charts believe it."""
    rows = store.rows("select at from item_flow where item_id = :id order by at", {"id": item_id})
    earlier = max([row["at"] for row in rows][:-1], default="")
    moment = {"id": item_id, "at": max(to_text(at), earlier), "last": rows[-1]["at"]}
    store.execute("update item_flow set at = :at where item_id = :id and at = :last", moment)
    store.execute("update item set state_since = :at where id = :id", {"id": item_id, "at": moment["at"]})


def link_items(context: Context, by: Actor, relation: Relation, item_id: str, other_id: str) -> bool:
    """Links two items unless they are already, or it would make a circle; whether they are linked now."""
    store = context.store
    kind, start, end = stored(relation, item_id, other_id)
    if found(store, kind, start, end) or (kind is Relation.RELATES and found(store, kind, end, start)):
        return True
    if start == end or (kind in DIRECTED and start in reached(store, kind, end)):
        return False
    row: Row = {"id": context.new_id(), "kind": kind.value, "from_id": start, "to_id": end}
    store.insert("item_link", row | {"created_at": to_text(context.clock())})
    return True
