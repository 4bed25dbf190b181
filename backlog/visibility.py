"""Who may see an item: private ones, imported as confidential or marked so, are the team's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from backlog.models import Committed, Item, Sprint, SprintReport
from data.access import Actor, Permission
from data.store import Store, one_of

LISTS = ("committed", "added", "removed", "reestimated", "completed", "unfinished")  # of a report, with "_items"


def sees_private(by: Actor) -> bool:
    """Whether private items exist for that person."""
    return by.can(Permission.EDIT_BACKLOG)


def may_see(by: Actor, item: Item) -> bool:
    """Whether that item exists for that person."""
    return sees_private(by) or not item.is_private


def visible(by: Actor, table: str = "item") -> str:
    """The condition of SQL that leaves in a query what that person may see."""
    return "1 = 1" if sees_private(by) else f"{table}.is_private = 0"


def sprint_for(by: Actor, store: Store, sprint: Sprint) -> Sprint:
    """A sprint as that person may read it: what it froze keeps its points, without the titles of private items."""
    if sees_private(by):
        return sprint
    committed = veiled(sprint.committed, made_private(store, sprint.committed))
    return replace(
        sprint, committed=committed, report=None if sprint.report is None else report_for(by, store, sprint.report)
    )


def report_for(by: Actor, store: Store, report: SprintReport) -> SprintReport:
    """A report as that person may read it; what became private since is as private."""
    if sees_private(by):
        return report
    lists: dict[str, tuple[Committed, ...]] = {f"{name}_items": getattr(report, f"{name}_items") for name in LISTS}
    private = made_private(store, (each for items in lists.values() for each in items))
    return replace(report, **{name: veiled(items, private) for name, items in lists.items()})  # type: ignore[arg-type]


def made_private(store: Store, items: Iterable[Committed]) -> set[str]:
    """Those of these items that are private now, by id."""
    places, parameters = one_of({each.id for each in items})
    rows = store.rows(f"select id from item where is_private = 1 and id in ({places})", parameters)
    return {row["id"] for row in rows}


def veiled(items: Iterable[Committed], private: set[str]) -> tuple[Committed, ...]:
    """The same items; the private ones have no title."""
    return tuple(
        replace(each, title="", is_private=True) if each.is_private or each.id in private else each for each in items
    )
