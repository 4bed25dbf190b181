"""What is stuck, and why: a flag on an item that says what it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from backlog.changes import SETTLED, write_item
from backlog.models import Item, ItemState
from backlog.repository import as_item
from data.access import Actor, Permission, require
from data.clock import to_text
from data.context import Context
from data.refusals import refuse
from data.words import clean_text

REASON = 300


@dataclass(frozen=True)
class Blocking:
    """Verbs on the flag. It stays when the item leaves its sprint (what it waits for has not come), and falls by
    itself when the item is Done or dropped: `write_item` sees to it in the same write."""

    context: Context

    def block(self, *, by: Actor, item_id: str, version: int, reason: str) -> Item:
        """Says that an item is stuck and why; of a blocked one, changes the reason and keeps since when."""
        require(by, Permission.MOVE_ITEM)
        why = clean_text(reason, field="reason", minimum=3, maximum=REASON, lines=False)
        with self.context.store.transaction():
            item = as_item(self.context.store.get("item", item_id))
            if item.state is ItemState.DONE:
                raise refuse("item_is_done")
            if item.state in SETTLED:
                raise refuse("item_dropped", number=item.number)
            wanted: dict[str, Any] = {"blocked": why}
            if not item.blocked:
                wanted["blocked_at"] = to_text(self.context.clock())
            return write_item(self.context, by=by, id=item_id, version=version, verb="block", wanted=wanted)

    def unblock(self, *, by: Actor, item_id: str, version: int) -> Item:
        """The item can go on. Does nothing when nothing blocks it."""
        require(by, Permission.MOVE_ITEM)
        wanted = {"blocked": "", "blocked_at": None}
        with self.context.store.transaction():
            return write_item(self.context, by=by, id=item_id, version=version, verb="unblock", wanted=wanted)
