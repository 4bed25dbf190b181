"""How an item is written: one row, one journal line, and a conflict only where two people touched the same field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from backlog.models import Item, ItemState
from backlog.repository import as_item
from data.access import Actor
from data.clock import to_text
from data.context import Context
from data.journal import Entry
from data.store import Conflict, Row

WORDS = ("title", "as_a", "i_want", "so_that", "description", "criteria", "tags")
LISTS = ("criteria", "tags")  # kept as JSON
SETTLED = (ItemState.DONE, ItemState.DROPPED)  # nothing blocks these any more


def write_item(
    context: Context, *, by: Actor, id: str, version: int, verb: str, wanted: Mapping[str, Any], reason: str = ""
) -> Item:
    """Writes the fields that differ, inside the caller's transaction; does nothing when none does.

    `version` is the one that the person read. A field that somebody else has changed since, to something else, raises
    Conflict with what the row holds now; a form ("edit") sends every field, and those left as they were read are not
    theirs to write.
    """
    row = context.store.get("item", id)
    now = values(row)
    read = as_read(row, version, context.journal.of("item", id) if version != row["version"] else [])
    changes: dict[str, tuple[Any, Any]] = {}
    for field, value in wanted.items():
        if value == now[field] or (verb == "edit" and value == read[field]):
            continue
        if now[field] != read[field]:
            raise Conflict("item", id, version, row)
        changes[field] = (now[field], value)
    if now["blocked"] and "state" in changes and changes["state"][1] in SETTLED:
        changes |= {"blocked": (now["blocked"], ""), "blocked_at": (now["blocked_at"], None)}
    if not changes and not reason:
        return as_item(row)
    stored = {field: stored_value(field, after) for field, (_, after) in changes.items()}
    stored["updated_at"] = to_text(context.clock())
    if "state" in changes:
        stored["state_since"] = stored["updated_at"]
        keep_flow(context, {**row, **stored}, before=row["state"])
    after = context.store.update("item", id, stored, version=row["version"])
    changes["version"] = (row["version"], after)
    context.journal.write(by=by, kind="item", key=id, verb=verb, changes=changes, reason=reason)
    item = as_item({**row, **stored, "version": after})
    if any(field in changes for field in WORDS):
        context.store.execute("delete from item_search where key = :key", {"key": id})
        index_item(context, item)
    return item


def as_read(row: Row, version: int, history: list[Entry]) -> dict[str, Any]:
    """The fields as they were at a version. Raises Conflict when the journal does not reach it."""
    then = values(row)
    if version == row["version"]:
        return then
    later = [entry for entry in history if entry.changes.get("version", (0, 0))[0] >= version]
    if version < 1 or len(later) != row["version"] - version:
        raise Conflict("item", row["id"], version, row)
    for entry in reversed(later):
        then.update({field: before for field, (before, _) in entry.changes.items()})
    return then


def values(row: Row) -> dict[str, Any]:
    """The fields of a row as the journal keeps them."""
    return {**row, **{field: json.loads(row[field]) for field in LISTS}}


def stored_value(field: str, value: Any) -> Any:
    """A field as its column keeps it."""
    return json.dumps(value, ensure_ascii=False) if field in LISTS else value


def keep_flow(context: Context, row: Row, *, before: str | None) -> None:
    """One line of the flow: the item enters a state. Charts read it instead of the whole journal."""
    entered = {"item_id": row["id"], "at": row["state_since"], "before": before, "after": row["state"]}
    context.store.insert("item_flow", entered | {"sprint_id": row["sprint_id"]})


def index_item(context: Context, item: Item) -> None:
    """Adds the words by which an item is found, its number among them."""
    context.store.insert("item_search", {"key": item.id, "words": f"{item.number} {item.text}"})
