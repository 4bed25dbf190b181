"""Rows of the store as things of the backlog: the readers that several families of verbs share."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date, datetime

from backlog.models import (
    DEMONSTRATION_SCREEN,
    Committed,
    DoneLine,
    Epic,
    Feedback,
    FeedbackState,
    Item,
    ItemKind,
    ItemState,
    KanoAnswer,
    Mood,
    Moscow,
    Priority,
    Sprint,
    SprintReport,
    SprintState,
)
from backlog.views import Listed, Moods
from data.clock import from_text
from data.store import Row, Store, one_of

PRIORITY = tuple(each.name for each in fields(Priority))


def as_item(row: Row) -> Item:
    """The item of a row."""
    return Item(
        **{name: value for name, value in row.items() if name not in PRIORITY}
        | {
            "kind": ItemKind(row["kind"]),
            "state": ItemState(row["state"]),
            "criteria": tuple(json.loads(row["criteria"])),
            "tags": tuple(json.loads(row["tags"])),
            "is_private": bool(row["is_private"]),
            "created_at": from_text(row["created_at"]),
            "updated_at": from_text(row["updated_at"]),
            "done_at": moment(row["done_at"]),
            "blocked_at": moment(row["blocked_at"]),
            "state_since": from_text(row["state_since"]),
            "priority": as_priority(row),
        }
    )


def as_priority(row: Row) -> Priority:
    """What the four methods know of an item, from its row."""
    found = {name: row[name] for name in PRIORITY}
    if all(value is None for value in found.values()):
        return NO_PRIORITY
    for name, code in (("moscow", Moscow), ("kano_functional", KanoAnswer), ("kano_dysfunctional", KanoAnswer)):
        found[name] = code(found[name]) if found[name] else None
    return Priority(**found)


NO_PRIORITY = Priority()


def moment(text: str | None) -> datetime | None:
    """The instant of a column that may be empty."""
    return from_text(text) if text else None


def as_epic(row: Row) -> Epic:
    """The epic of a row."""
    return Epic(**{**row, "is_closed": bool(row["is_closed"])})


def as_feedback(row: Row) -> Feedback:
    """The feedback of a row."""
    return Feedback(
        **{
            **row,
            "mood": Mood(row["mood"]),
            "state": FeedbackState(row["state"]),
            "on_behalf": bool(row["on_behalf"]),
            "snoozed_until": date.fromisoformat(row["snoozed_until"]) if row["snoozed_until"] else None,
            "created_at": from_text(row["created_at"]),
            "sorted_at": from_text(row["sorted_at"]) if row["sorted_at"] else None,
        }
    )


def as_sprint(row: Row) -> Sprint:
    """The sprint of a row, with what it froze."""
    return Sprint(
        **{
            **row,
            "starts_on": date.fromisoformat(row["starts_on"]),
            "ends_on": date.fromisoformat(row["ends_on"]),
            "state": SprintState(row["state"]),
            "started_at": from_text(row["started_at"]) if row["started_at"] else None,
            "closed_at": from_text(row["closed_at"]) if row["closed_at"] else None,
            "committed": tuple(Committed(**each) for each in json.loads(row["committed"])),
            "report": thaw(row["report"]) if row["report"] else None,
        }
    )


def freeze(report: SprintReport) -> str:
    """A report as it is kept for ever."""
    return json.dumps(asdict(report), ensure_ascii=False, separators=(",", ":"))


def thaw(text: str) -> SprintReport:
    """The report that `freeze` wrote."""
    kept = json.loads(text)
    lists = {
        name: tuple(Committed(**each) for each in value) for name, value in kept.items() if name.endswith("_items")
    }
    increments = {key: tuple(keys) for key, keys in kept["increments"].items()}
    return SprintReport(**{**kept, **lists, "increments": increments})


def item_by_number(store: Store, number: int) -> Item:
    """The item with that number. Raises NotFound."""
    return as_item(store.get("item", str(number), column="number"))


def epics(store: Store) -> dict[str, Epic]:
    """Every epic by id, in their order."""
    return {row["id"]: as_epic(row) for row in store.rows("select * from epic order by position, title")}


def voices(store: Store, item_ids: Iterable[str]) -> dict[str, int]:
    """How many different people stand behind each item (absent: nobody)."""
    places, parameters = one_of(item_ids)
    rows = store.rows(
        f"select item_id, count(distinct voice) as voices from feedback where item_id in ({places}) group by item_id",
        parameters,
    )
    return {row["item_id"]: row["voices"] for row in rows}


def listed(store: Store, rows: list[Row]) -> tuple[Listed, ...]:
    """Item rows with their voices and epics."""
    counts, by_id = voices(store, [row["id"] for row in rows]), epics(store)
    return tuple(Listed(as_item(row), counts.get(row["id"], 0), by_id.get(row["epic_id"] or "")) for row in rows)


def done_lines(store: Store, item_id: str) -> tuple[DoneLine, ...]:
    """The active lines of the Definition of Done, with the ticks of an item."""
    rows = store.rows(
        "select line.*, tick.ticked_at, tick.ticked_by from done_line line "
        "left join done_tick tick on tick.line_id = line.id and tick.item_id = :item "
        "where line.is_active = 1 order by line.position",
        {"item": item_id},
    )
    return tuple(
        DoneLine(
            id=row["id"],
            text=row["text"],
            position=row["position"],
            is_active=True,
            ticked=row["ticked_at"] is not None,
            ticked_at=from_text(row["ticked_at"]) if row["ticked_at"] else None,
            ticked_by=row["ticked_by"] or "",
        )
        for row in rows
    )


def active_sprint(store: Store) -> Sprint | None:
    """The sprint under way, if any."""
    row = store.row("select * from sprint where state = 'active'")
    return None if row is None else as_sprint(row)


def sprint_by_number(store: Store, number: int) -> Sprint:
    """The sprint with that number. Raises NotFound."""
    return as_sprint(store.get("sprint", str(number), column="number"))


def items_of_sprint(store: Store, sprint_id: str) -> list[Row]:
    """The rows of the items in a sprint, in the order of the ranking."""
    return store.rows("select * from item where sprint_id = :id order by rank", {"id": sprint_id})


def first_rank(store: Store, item_id: str) -> str | None:
    """The rank of the first item of all, that one left aside."""
    found: str | None = store.scalar("select min(rank) from item where id <> :id", {"id": item_id})
    return found


def done_items_of_increment(store: Store, key: str, sprint_id: str | None) -> list[Item]:
    """Its Done items of the latest sprint, up to that one, that made some; last of the ranking first."""
    rows = store.rows(
        "select item.* from item join sprint on sprint.id = item.sprint_id "
        "join increment_item link on link.item_id = item.id "
        "join sprint shown on shown.id = :sprint and sprint.number <= shown.number "
        "where link.increment_key = :key and item.state = 'done' order by sprint.number desc, item.rank desc",
        {"key": key, "sprint": sprint_id},
    )
    return [as_item(row) for row in rows if row["sprint_id"] == rows[0]["sprint_id"]]


def increment_keys(store: Store, item_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The increments that each item is part of."""
    places, parameters = one_of(item_ids)
    rows = store.rows(
        f"select item_id, increment_key from increment_item where item_id in ({places}) order by increment_key",
        parameters,
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found[row["item_id"]] = (*found.get(row["item_id"], ()), row["increment_key"])
    return found


def moods_of_increment(store: Store, key: str) -> Moods:
    """What people who tried it answered; what guests of a review said is about the review."""
    sql = "select mood, count(*) as n from feedback where increment_key = :key and screen <> :review group by mood"
    return as_moods(store.rows(sql, {"key": key, "review": DEMONSTRATION_SCREEN}))


def moods_of_sprint(store: Store, sprint_id: str) -> Moods:
    """What people answered during a sprint."""
    return as_moods(
        store.rows("select mood, count(*) as n from feedback where sprint_id = :id group by mood", {"id": sprint_id})
    )


def as_moods(rows: Iterable[Row]) -> Moods:
    """Counts from rows of (mood, n)."""
    return Moods(**{row["mood"]: row["n"] for row in rows})


def comments_of_sprint(store: Store, sprint_id: str, limit: int, seen: str) -> tuple[Feedback, ...]:
    """The words that a review may show, latest first: sorted by the product owner, or said at the review itself.

    What is joined to an item is shown when the item meets the condition of SQL `seen`.
    """
    rows = store.rows(
        "select feedback.* from feedback left join item on item.id = feedback.item_id "
        "where feedback.sprint_id = :sprint and feedback.comment <> '' "
        "and (feedback.state in ('item', 'declined') or feedback.screen = :review) "
        f"and (item.id is null or {seen}) order by feedback.created_at desc limit :limit",
        {"sprint": sprint_id, "review": DEMONSTRATION_SCREEN, "limit": limit},
    )
    return tuple(as_feedback(row) for row in rows)
