"""Who may see an item: private ones, imported as confidential or marked so, are the team's."""

from __future__ import annotations

from backlog.models import Item
from data.access import Actor, Permission


def sees_private(by: Actor) -> bool:
    """Whether private items exist for that person."""
    return by.can(Permission.EDIT_BACKLOG)


def may_see(by: Actor, item: Item) -> bool:
    """Whether that item exists for that person."""
    return sees_private(by) or not item.is_private


def visible(by: Actor, table: str = "item") -> str:
    """The condition of SQL that leaves in a query what that person may see."""
    return "1 = 1" if sees_private(by) else f"{table}.is_private = 0"
