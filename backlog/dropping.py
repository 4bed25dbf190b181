"""Takes back what was given up: `Items.drop` gives up, with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from backlog.changes import write_item
from backlog.models import Item, ItemState
from data.access import Actor, Permission, require
from data.context import Context
from data.refusals import refuse


@dataclass(frozen=True)
class Dropping:
    """The way back of an item that was given up."""

    context: Context

    def restore(self, *, by: Actor, item_id: str, version: int) -> Item:
        """Puts it in the backlog again, at the rank it had. Raises Refused("item_not_dropped")."""
        require(by, Permission.RANK_BACKLOG)
        store = self.context.store
        with store.transaction():
            row = store.get("item", item_id)
            if row["state"] != ItemState.DROPPED:
                raise refuse("item_not_dropped", number=row["number"])
            wanted = {"state": ItemState.BACKLOG.value}
            return write_item(self.context, by=by, id=item_id, version=version, verb="restore", wanted=wanted)
