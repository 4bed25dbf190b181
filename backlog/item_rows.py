"""What stands on an item: the readers that its links, comments and attachments share."""

from __future__ import annotations

from backlog.models import Item
from backlog.repository import as_item
from backlog.visibility import may_see
from data.access import Actor
from data.store import NotFound, Store


def seen_item(store: Store, by: Actor, item_id: str) -> Item:
    """That item. Raises NotFound when there is none, or none for that person: it stands on every read."""
    item = as_item(store.get("item", item_id))
    if not may_see(by, item):
        raise NotFound("item", item_id)
    return item
