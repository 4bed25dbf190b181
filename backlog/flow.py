"""The flow of items, read for charts and forecasts: when each began, became Done, how many are still ahead.

A list that names items leaves out the private ones that somebody may not see. A count counts them all: it names
nobody, and everybody must read the same forecast.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from backlog import flow_rows
from backlog.flow_rows import BegunItem, Entered, EpicAhead, FinishedItem, RankedItem
from backlog.history import report, retell
from backlog.models import ItemKind, ItemState
from backlog.repository import thaw
from backlog.sprint_rows import any_sprint
from backlog.visibility import visible
from data.access import Actor, Permission, require
from data.clock import from_text
from data.context import Context


@dataclass(frozen=True)
class Pace:
    """Items that became Done by day since `first`; `first` is None while no work has begun."""

    first: date | None
    days: tuple[tuple[date, int], ...]


@dataclass(frozen=True)
class SprintVelocity:
    """A closed sprint, in points: committed at its start, Done at its close."""

    number: int
    committed: float
    completed: float


@dataclass(frozen=True)
class Progressed:
    """Points of a sprint from a moment on: in its scope, and Done among them."""

    at: datetime
    scope: float
    done: float


@dataclass(frozen=True)
class Flow:
    """Readings of the flow; measures need SEE_METRICS, what is still ahead SEE_PROJECT."""

    context: Context

    def finished(self, *, by: Actor, since: date) -> tuple[FinishedItem, ...]:
        """Items Done since that day, oldest first."""
        require(by, Permission.SEE_METRICS)
        rows = flow_rows.finished_rows(self.context.store, since, visible(by))
        return tuple(
            FinishedItem(
                number=row["number"],
                title=row["title"],
                kind=ItemKind(row["kind"]),
                epic=row["epic"] or "",
                points=row["estimate"],
                started_at=from_text(row["started_at"]),
                done_at=from_text(row["done_at"]),
            )
            for row in rows
        )

    def in_progress(self, *, by: Actor) -> tuple[BegunItem, ...]:
        """Items under way, begun first first."""
        require(by, Permission.SEE_METRICS)
        rows = flow_rows.begun_rows(self.context.store, visible(by))
        return tuple(
            BegunItem(row["number"], row["title"], ItemState(row["state"]), from_text(row["started_at"]))
            for row in rows
        )

    def entered(self, *, by: Actor, since: date) -> tuple[Entered, ...]:
        """How many items entered each state for the first time, by day; all that came before that day counts on it."""
        require(by, Permission.SEE_METRICS)
        return tuple(flow_rows.entered_rows(self.context.store, since))

    def entered_in_sprint(self, *, by: Actor, sprint_id: str) -> tuple[Entered, ...]:
        """The same, for the items of a sprint while it ran; those that left it stay counted where they were."""
        require(by, Permission.SEE_METRICS)
        store = self.context.store
        with store.snapshot():
            sprint = any_sprint(store, sprint_id)
            if sprint.started_at is None:
                return ()
            account = sprint.report or report(store, sprint)
            items = {each.id: False for each in account.added_items} | {each.id: True for each in sprint.committed}
            until = sprint.closed_at or self.context.clock()
            return tuple(flow_rows.entered_during(store, sprint.started_at, until, items))

    def pace(self, *, by: Actor, since: date) -> Pace:
        """Items that became Done by day, since that day or since the first work, whichever came last."""
        require(by, Permission.SEE_METRICS)
        store = self.context.store
        with store.snapshot():
            first = flow_rows.first_begun(store)
            if first is None:
                return Pace(None, ())
            first = max(first, since)
            return Pace(first, tuple(sorted(flow_rows.done_by_day(store, first).items())))

    def velocities(self, *, by: Actor, limit: int) -> tuple[SprintVelocity, ...]:
        """The last closed sprints, oldest first, from their frozen reports."""
        require(by, Permission.SEE_METRICS)
        rows = self.context.store.rows(
            "select number, report from sprint where state = 'closed' order by number desc limit :limit",
            {"limit": limit},
        )
        reports = [(row["number"], thaw(row["report"])) for row in reversed(rows)]
        return tuple(SprintVelocity(number, kept.committed, kept.completed) for number, kept in reports)

    def burnup(self, *, by: Actor, sprint_id: str) -> tuple[Progressed, ...]:
        """Scope and Done at the start of a sprint, then after each change; () if it has not started."""
        require(by, Permission.SEE_METRICS)
        store = self.context.store
        with store.snapshot():
            sprint = any_sprint(store, sprint_id)
            instants = retell(store, sprint)[1] if sprint.started_at else ()
        return tuple(Progressed(each.at, each.scope, each.scope - each.remaining) for each in instants)

    def left(self, *, by: Actor) -> int:
        """How many items are still ahead."""
        require(by, Permission.SEE_PROJECT)
        return flow_rows.left(self.context.store)

    def ranked(self, *, by: Actor, limit: int) -> tuple[RankedItem, ...]:
        """The first items in the order of the work: those of a sprint, then the ranking."""
        require(by, Permission.SEE_PROJECT)
        return flow_rows.ranked(self.context.store, visible(by, "ahead"), limit=limit)

    def ranked_item(self, *, by: Actor, number: int) -> RankedItem | None:
        """That item in the order of the work; None when it is not ahead, or not to be seen."""
        require(by, Permission.SEE_PROJECT)
        return next(iter(flow_rows.ranked(self.context.store, visible(by, "ahead"), number=number)), None)

    def epics_ahead(self, *, by: Actor) -> tuple[EpicAhead, ...]:
        """The open epics with something left, soonest finished first."""
        require(by, Permission.SEE_PROJECT)
        return flow_rows.epics_ahead(self.context.store)
