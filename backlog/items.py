"""The product backlog: write items, rank them, find them."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from backlog import ranks
from backlog.changes import index_item, keep_flow, stored_value, write_item
from backlog.models import AHEAD, Item, ItemKind, ItemState, Place
from backlog.repository import (
    as_feedback,
    as_item,
    done_lines,
    epics,
    first_rank,
    increment_keys,
    item_by_number,
    listed,
    voices,
)
from backlog.views import ItemPage, Listing
from backlog.visibility import may_see, visible
from data.access import Actor, Permission, require
from data.clock import to_text
from data.context import Context
from data.refusals import refuse
from data.store import NotFound, one_of
from data.words import clean_text

TITLE, SHORT, LONG, CRITERIA, TAG, TAGS = 160, 300, 10_000, 30, 40, 30
FOUND = 500  # how many items a search looks at
LENGTHS = {
    "title": (3, TITLE),
    "as_a": (0, SHORT),
    "i_want": (0, SHORT),
    "so_that": (0, SHORT),
    "description": (0, LONG),
}


@dataclass(frozen=True)
class Items:
    """Verbs on items. Reading needs SEE_PROJECT, writing EDIT_BACKLOG, ranking RANK_BACKLOG."""

    context: Context

    def add(
        self,
        *,
        by: Actor,
        kind: ItemKind,
        title: str,
        as_a: str = "",
        i_want: str = "",
        so_that: str = "",
        description: str = "",
        criteria: Sequence[str] = (),
        epic_id: str | None = None,
        estimate: float | None = None,
        tags: Sequence[str] = (),
        assignee: str = "",
        is_private: bool = False,
    ) -> Item:
        """A new item at the end of the ranking."""
        require(by, Permission.EDIT_BACKLOG)
        given: dict[str, Any] = {"kind": kind, "title": title, "as_a": as_a, "i_want": i_want, "so_that": so_that}
        given |= {"description": description, "criteria": criteria, "epic_id": epic_id, "estimate": estimate}
        given |= {"tags": tags, "assignee": assignee, "is_private": is_private}
        fields = self._clean(given)
        store, now = self.context.store, to_text(self.context.clock())
        with store.transaction():
            last = store.scalar("select max(rank) from item")
            row = {field: stored_value(field, value) for field, value in fields.items()}
            row |= {"id": self.context.new_id(), "number": store.next_number("item")}
            row |= {"rank": ranks.between(last, None), "state": ItemState.BACKLOG.value}
            row |= {"created_at": now, "updated_at": now, "state_since": now}
            store.insert("item", row)
            keep_flow(self.context, row | {"sprint_id": None}, before=None)
            changes = {field: (None, value) for field, value in fields.items() if value not in ("", None, [], 0)}
            self.context.journal.write(by=by, kind="item", key=row["id"], verb="add", changes=changes)
            item = as_item(store.get("item", row["id"]))
            index_item(self.context, item)
        return item

    def edit(self, *, by: Actor, item_id: str, version: int, **fields: Any) -> Item:
        """Changes fields (those of `add`). Raises Conflict when one was changed by somebody else."""
        require(by, Permission.EDIT_BACKLOG)
        with self.context.store.transaction():
            wanted = self._clean(fields)
            return write_item(self.context, by=by, id=item_id, version=version, verb="edit", wanted=wanted)

    def move(
        self, *, by: Actor, item_id: str, version: int, place: Place | None = None, before: str | None = None
    ) -> Item:
        """Moves an item one place up or down, to an end, or just before another item."""
        require(by, Permission.RANK_BACKLOG)
        with self.context.store.transaction():
            item = as_item(self.context.store.get("item", item_id))
            if before is not None:
                rank = self._before(item, self.context.store.get("item", before)["rank"])
            else:
                rank = self._at(item, Place(place or ""))
            return write_item(self.context, by=by, id=item_id, version=version, verb="rank", wanted={"rank": rank})

    def drop(self, *, by: Actor, item_id: str, version: int, reason: str) -> Item:
        """Gives an item up, with the reason; it leaves its sprint. A Done one cannot be."""
        require(by, Permission.RANK_BACKLOG)
        why = clean_text(reason, field="reason", minimum=3, maximum=SHORT)
        with self.context.store.transaction():
            if self.context.store.get("item", item_id)["state"] == ItemState.DONE:
                raise refuse("item_is_done")
            wanted = {"state": ItemState.DROPPED.value, "sprint_id": None}
            return write_item(self.context, by=by, id=item_id, version=version, verb="drop", wanted=wanted, reason=why)

    def tick(self, *, by: Actor, item_id: str, line_id: str, done: bool) -> None:
        """Ticks or unticks a line of the Definition of Done; those of a Done item stay ticked."""
        require(by, Permission.MOVE_ITEM)
        store = self.context.store
        with store.transaction():
            item, line = as_item(store.get("item", item_id)), store.get("done_line", line_id)
            if item.state is ItemState.DONE and not done:
                raise refuse("item_is_done")
            key = {"item_id": item_id, "line_id": line_id}
            removed = store.execute("delete from done_tick where item_id = :item_id and line_id = :line_id", key)
            if done:
                tick = {"ticked_at": to_text(self.context.clock()), "ticked_by": by.name}
                store.insert("done_tick", key | tick)
            if bool(removed) != done:
                changes = {"done_line": (line["text"] if removed else None, line["text"] if done else None)}
                self.context.journal.write(
                    by=by, kind="item", key=item_id, verb="tick" if done else "untick", changes=changes
                )

    def listing(
        self,
        *,
        by: Actor,
        words: str = "",
        kind: ItemKind | None = None,
        epic: str | None = None,
        state: ItemState | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Listing:
        """Items in the order of the ranking; without a state, those still ahead (neither Done nor dropped)."""
        require(by, Permission.SEE_PROJECT)
        store = self.context.store
        states, parameters = one_of([state.value] if state else AHEAD)
        where, values = f"state in ({states}) and {visible(by)}", dict[str, Any](parameters)
        if words.strip():
            inside, found = one_of(store.search("item_search", words, limit=FOUND), "found")
            where, values = f"{where} and id in ({inside})", values | found
        if kind:
            where, values["kind"] = where + " and kind = :kind", kind.value
        if epic:
            where, values["epic"] = where + " and epic_id = :epic", epic
        with store.snapshot():
            total = int(store.scalar(f"select count(*) from item where {where}", values))
            rows = store.rows(
                f"select * from item where {where} order by rank limit :limit offset :offset",
                values | {"limit": limit, "offset": offset},
            )
            return Listing(listed(store, rows), total)

    def some(self, *, by: Actor, ids: Collection[str]) -> dict[str, Item]:
        """The items with those ids, by id; an unknown id is left out."""
        require(by, Permission.SEE_PROJECT)
        places, parameters = one_of(ids)
        rows = self.context.store.rows(f"select * from item where id in ({places}) and {visible(by)}", parameters)
        return {row["id"]: as_item(row) for row in rows}

    def page(self, *, by: Actor, number: int) -> ItemPage:
        """Everything about the item with that number. Raises NotFound."""
        require(by, Permission.SEE_PROJECT)
        store = self.context.store
        with store.snapshot():
            item = item_by_number(store, number)
            if not may_see(by, item):
                raise NotFound("item", str(number))
            feedbacks = store.rows(
                "select * from feedback where item_id = :item order by created_at desc", {"item": item.id}
            )
            history = [
                replace(entry, changes={field: pair for field, pair in entry.changes.items() if field != "version"})
                for entry in self.context.journal.of("item", item.id)
            ]
            return ItemPage(
                item=item,
                epic=epics(store).get(item.epic_id or ""),
                sprint_number=store.scalar("select number from sprint where id = :id", {"id": item.sprint_id}),
                feedbacks=tuple(as_feedback(row) for row in feedbacks),
                voices=voices(store, [item.id]).get(item.id, 0),
                history=tuple(history),
                done_lines=done_lines(store, item.id),
                increment_keys=increment_keys(store, [item.id]).get(item.id, ()),
            )

    def _at(self, item: Item, place: Place) -> str:
        store, states = self.context.store, one_of(AHEAD)
        others = f"from item where id <> :id and state in ({states[0]})"
        key = {"id": item.id, "rank": item.rank, **states[1]}
        if place is Place.TOP:
            return self._before(item, first_rank(store, item.id))
        if place is Place.BOTTOM:
            return ranks.between(store.scalar("select max(rank) from item where id <> :id", {"id": item.id}), None)
        if place is Place.UP:
            above = store.scalar(f"select max(rank) {others} and rank < :rank", key)
            return item.rank if above is None else self._before(item, above)
        below = store.scalar(f"select min(rank) {others} and rank > :rank", key)
        if below is None:
            return item.rank
        after = "select min(rank) from item where id <> :id and rank > :rank"
        return ranks.between(below, store.scalar(after, {"id": item.id, "rank": below}))

    def _before(self, item: Item, rank: str | None) -> str:
        if rank is None or rank == item.rank:
            return item.rank
        above = "select max(rank) from item where id <> :id and rank < :rank"
        return ranks.between(self.context.store.scalar(above, {"id": item.id, "rank": rank}), rank)

    def _clean(self, given: Mapping[str, Any]) -> dict[str, Any]:
        fields = dict(given)
        for field, value in given.items():
            if field in LENGTHS:
                low, high = LENGTHS[field]
                fields[field] = clean_text(value, field=field, minimum=low, maximum=high, lines=field == "description")
            elif field == "kind":
                fields[field] = ItemKind(value).value
            elif field == "tags":
                fields[field] = clean_tags(value)
            elif field == "is_private":
                fields[field] = int(bool(value))
            elif field == "criteria":
                fields[field] = clean_criteria(value)
            elif field == "estimate":
                fields[field] = clean_estimate(value)
            elif field == "assignee":
                fields[field] = clean_text(value, field=field, maximum=TITLE, lines=False)
            elif field == "epic_id":
                fields[field] = value or None
                if value and value not in epics(self.context.store):
                    raise refuse("epic_unknown", on="epic_id")
            else:
                raise TypeError(f"an item has no field {field!r} to edit")
        return fields


def clean_criteria(lines: Sequence[str]) -> list[str]:
    """The acceptance criteria without empty lines. Raises Refused("too_many_criteria")."""
    kept = [clean_text(line, field="criteria", maximum=SHORT, lines=False) for line in lines]
    kept = [line for line in kept if line]
    if len(kept) > CRITERIA:
        raise refuse("too_many_criteria", on="criteria", maximum=CRITERIA)
    return kept


def clean_tags(tags: Sequence[str]) -> list[str]:
    """Tags on one line each, without repeats whatever their case, in their order. Raises Refused("too_many_tags")."""
    kept = [clean_text(tag.replace(",", " "), field="tags", maximum=TAG, lines=False) for tag in tags]
    kept = list({tag.casefold(): tag for tag in reversed(kept) if tag}.values())[::-1]
    if len(kept) > TAGS:
        raise refuse("too_many_tags", on="tags", maximum=TAGS)
    return kept


def clean_estimate(points: float | None) -> float | None:
    """Points from 0 to 1,000 by quarters, so that sums are exact; None when nobody knows yet."""
    if points is None:
        return None
    if not math.isfinite(points) or not 0 <= points <= 1000 or (points * 4) % 1:
        raise refuse("estimate_invalid", on="estimate", maximum=1000)
    return float(points)
