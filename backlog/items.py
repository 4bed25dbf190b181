"""The product backlog: write items, rank them, find them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from backlog import ranks
from backlog.changes import index_item, keep_flow, stored_value, write_item
from backlog.item_fields import SHORT, clean_fields, clean_position
from backlog.listing import ItemQuery, Listings
from backlog.models import Item, ItemKind, ItemState, Place
from backlog.ranking import free_rank, rank_after, rank_at, rank_at_position, rank_before
from backlog.repository import (
    as_feedback,
    as_item,
    done_lines,
    epics,
    increment_keys,
    item_by_number,
    voices,
)
from backlog.views import ItemPage, Listing
from backlog.visibility import may_see, visible
from data.access import Actor, Permission, require
from data.clock import to_text
from data.context import Context
from data.journal import entry
from data.refusals import refuse
from data.store import NotFound, one_of
from data.words import clean_choice, clean_text

UNDONE_WITHIN = timedelta(days=1)


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
        fields = clean_fields(self.context.store, given)
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
            wanted = clean_fields(self.context.store, fields)
            return write_item(self.context, by=by, id=item_id, version=version, verb="edit", wanted=wanted)

    def move(
        self,
        *,
        by: Actor,
        item_id: str,
        version: int,
        place: Place | None = None,
        before: str | None = None,
        after: str | None = None,
        position: int | None = None,
    ) -> Item:
        """Moves an item: a place up or down, to an end, just before or after another, or to a position from 1."""
        require(by, Permission.RANK_BACKLOG)
        store = self.context.store
        with store.transaction():
            item = as_item(store.get("item", item_id))
            if before is not None:
                rank = rank_before(store, item, store.get("item", before)["rank"])
            elif after is not None:
                rank = rank_after(store, item, store.get("item", after)["rank"])
            elif position is not None:
                rank = rank_at_position(store, item, clean_position(position))
            else:
                rank = rank_at(store, item, clean_choice(place or "", Place, field="place"))
            return write_item(self.context, by=by, id=item_id, version=version, verb="rank", wanted={"rank": rank})

    def undo_move(self, *, by: Actor) -> Item:
        """Puts the item that the person last moved, in the last day, back at the rank it had.

        Raises Refused: no_move_to_undo, move_overtaken when it was moved again since.
        """
        require(by, Permission.RANK_BACKLOG)
        store = self.context.store
        since = to_text(self.context.clock() - UNDONE_WITHIN)
        with store.transaction():
            line = store.row(
                "select * from journal where kind = 'item' and at >= :since and actor = :actor and verb = 'rank' "
                "and reason = '' order by number desc limit 1",
                {"since": since, "actor": by.id},
            )
            if line is None:
                raise refuse("no_move_to_undo")
            item = as_item(store.get("item", line["key"]))
            before, after = entry(line).changes["rank"]
            if item.rank != after:
                raise refuse("move_overtaken", number=item.number)
            wanted = {"rank": free_rank(store, before)}
            return write_item(self.context, by=by, id=item.id, version=item.version, verb="undo_rank", wanted=wanted)

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
            key, one = {"item_id": item_id, "line_id": line_id}, "item_id = :item_id and line_id = :line_id"
            if bool(store.scalar(f"select count(*) from done_tick where {one}", key)) == done:
                return  # whoever ticked it first is the one who did
            if done:
                tick = {"ticked_at": to_text(self.context.clock()), "ticked_by": by.name}
                store.insert("done_tick", key | tick)
            else:
                store.execute(f"delete from done_tick where {one}", key)
            changes = {"done_line": (None, line["text"]) if done else (line["text"], None)}
            verb = "tick" if done else "untick"
            self.context.journal.write(by=by, kind="item", key=item_id, verb=verb, changes=changes)

    def listing(self, *, by: Actor, limit: int = 50, offset: int = 0, **wanted: Any) -> Listing:
        """A page of the items wanted (fields of ItemQuery); without any, those still ahead as they are ranked."""
        require(by, Permission.SEE_PROJECT)
        return Listings(self.context).page(by=by, query=ItemQuery(**wanted), limit=limit, offset=offset)

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
