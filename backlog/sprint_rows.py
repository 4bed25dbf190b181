"""What the verbs on sprints share: one sprint in the state they need, its items, its lines of the journal."""

from __future__ import annotations

from typing import Any

from backlog.models import Item, Sprint, SprintState
from backlog.repository import as_item, as_sprint, items_of_sprint
from data.access import Actor
from data.context import Context
from data.refusals import refuse
from data.store import Conflict, Store

OPEN = (SprintState.PLANNED, SprintState.ACTIVE)


def any_sprint(store: Store, sprint_id: str) -> Sprint:
    """That sprint, whatever its state. Raises NotFound."""
    return as_sprint(store.get("sprint", sprint_id))


def running_sprint(store: Store, sprint_id: str) -> Sprint:
    """That sprint, under way. Raises NotFound, Refused("sprint_not_active")."""
    sprint = any_sprint(store, sprint_id)
    if sprint.state is not SprintState.ACTIVE:
        raise refuse("sprint_not_active", number=sprint.number)
    return sprint


def open_sprint(store: Store, sprint_id: str) -> Sprint:
    """That sprint, planned or under way. Raises NotFound, Refused("sprint_not_open")."""
    sprint = any_sprint(store, sprint_id)
    if sprint.state not in OPEN:
        raise refuse("sprint_not_open", number=sprint.number)
    return sprint


def planned_sprint(store: Store, sprint_id: str) -> Sprint:
    """That sprint, not begun. Raises NotFound, Refused("sprint_not_planned")."""
    sprint = any_sprint(store, sprint_id)
    if sprint.state is not SprintState.PLANNED:
        raise refuse("sprint_not_planned", number=sprint.number)
    return sprint


def at_version(store: Store, sprint: Sprint, version: int) -> None:
    """Raises Conflict unless the sprint is as the person read it."""
    if sprint.version != version:
        raise Conflict("sprint", sprint.id, version, store.get("sprint", sprint.id))


def items_in(store: Store, sprint_id: str) -> list[Item]:
    """The items of a sprint, in the order of the ranking."""
    return [as_item(row) for row in items_of_sprint(store, sprint_id)]


def trace(
    context: Context, by: Actor, sprint_id: str, verb: str, changes: dict[str, tuple[Any, Any]], reason: str = ""
) -> None:
    """One line of the journal about a sprint."""
    context.journal.write(by=by, kind="sprint", key=sprint_id, verb=verb, changes=changes, reason=reason)
