"""The sprint: planned, filled, started with a frozen commitment; its account. Its board and its end are apart."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date

from backlog.changes import write_item
from backlog.history import report, retell
from backlog.models import Committed, Item, ItemState, Sprint, SprintReport, SprintState
from backlog.repository import active_sprint, as_item, as_sprint
from backlog.sprint_rows import any_sprint, at_version, items_in, open_sprint, planned_sprint, trace
from backlog.views import Instant
from backlog.visibility import report_for, sprint_for
from data.access import Actor, Permission, require
from data.clock import to_text
from data.context import Context
from data.refusals import Problem, Refused, refuse
from data.store import Row
from data.words import clean_text
from data.working_days import ONE_DAY, add_working_days, working_days_between

LONGEST_DAYS = 31  # "one month or less" (Scrum Guide 2020)


@dataclass(frozen=True)
class Sprints:
    """Verbs on sprints. Planning needs PLAN_SPRINT; the account of one is for everybody."""

    context: Context

    def plan(self, *, by: Actor, goal: str, starts_on: date, ends_on: date) -> Sprint:
        """A new sprint; its goal may still be empty."""
        require(by, Permission.PLAN_SPRINT)
        fields = cleaned(goal, starts_on, ends_on)
        with self.context.store.transaction():
            return make_planned(self.context, by, fields)

    def change(self, *, by: Actor, sprint_id: str, version: int, goal: str, starts_on: date, ends_on: date) -> Sprint:
        """Another goal or other dates, while the sprint is only planned; does nothing when all is as it was."""
        require(by, Permission.PLAN_SPRINT)
        fields, store = cleaned(goal, starts_on, ends_on), self.context.store
        with store.transaction():
            sprint = planned_sprint(store, sprint_id)
            before = {"goal": sprint.goal, "starts_on": str(sprint.starts_on), "ends_on": str(sprint.ends_on)}
            changed = {name: (before[name], value) for name, value in fields.items() if value != before[name]}
            if not changed:
                return sprint
            store.update("sprint", sprint_id, fields, version=version)
            trace(self.context, by, sprint_id, "change", changed)
            return any_sprint(store, sprint_id)

    def start(self, *, by: Actor, sprint_id: str, version: int) -> Sprint:
        """Starts a planned sprint and freezes what it commits to. Needs a goal, and no other active sprint."""
        require(by, Permission.PLAN_SPRINT)
        store = self.context.store
        with store.transaction():
            sprint, running = any_sprint(store, sprint_id), active_sprint(store)
            at_version(store, sprint, version)
            planned_sprint(store, sprint_id)
            problems = []
            if not sprint.goal:
                problems.append(Problem("sprint_goal_missing", "goal"))
            if running:
                problems.append(Problem("sprint_already_active", "", {"number": running.number}))
            if problems:
                raise Refused(*problems)
            committed = [asdict(as_committed(each)) for each in items_in(store, sprint_id)]
            changes = {"state": SprintState.ACTIVE.value, "started_at": to_text(self.context.clock())}
            frozen = json.dumps(committed, ensure_ascii=False)
            store.update("sprint", sprint_id, changes | {"committed": frozen}, version=version)
            trace(self.context, by, sprint_id, "start", {"state": (sprint.state, changes["state"])})
            return any_sprint(store, sprint_id)

    def pull(self, *, by: Actor, item_id: str, version: int, sprint_id: str) -> Item:
        """Puts a waiting item in a planned or active sprint."""
        require(by, Permission.PLAN_SPRINT)
        store = self.context.store
        with store.transaction():
            open_sprint(store, sprint_id)
            item = as_item(store.get("item", item_id))
            if item.sprint_id != sprint_id and (item.state is not ItemState.BACKLOG or item.sprint_id):
                raise refuse("item_not_waiting", number=item.number, state=item.state.value)
            wanted = {"sprint_id": sprint_id}
            if item.sprint_id != sprint_id:
                wanted["state"] = ItemState.TODO.value
            return write_item(self.context, by=by, id=item_id, version=version, verb="pull", wanted=wanted)

    def put_back(self, *, by: Actor, item_id: str, version: int) -> Item:
        """Takes an item that is not Done out of its sprint, back to the backlog at its rank."""
        require(by, Permission.PLAN_SPRINT)
        with self.context.store.transaction():
            item = as_item(self.context.store.get("item", item_id))
            if item.state is ItemState.DONE:
                raise refuse("item_is_done")
            if item.sprint_id is None:
                raise refuse("item_not_in_sprint", number=item.number)
            wanted = {"sprint_id": None, "state": ItemState.BACKLOG.value}
            return write_item(self.context, by=by, id=item_id, version=version, verb="put_back", wanted=wanted)

    def active(self, *, by: Actor) -> Sprint | None:
        """The sprint under way."""
        require(by, Permission.SEE_REVIEW)
        found = active_sprint(self.context.store)
        return found and sprint_for(by, self.context.store, found)

    def all(self, *, by: Actor) -> tuple[Sprint, ...]:
        """Every sprint, latest first."""
        require(by, Permission.SEE_REVIEW)
        store = self.context.store
        rows = store.rows("select * from sprint order by number desc")
        return tuple(sprint_for(by, store, as_sprint(row)) for row in rows)

    def completed(self, *, by: Actor) -> tuple[float, ...]:
        """The points Done at the close of each sprint that went to its end, oldest first: what velocity is made of."""
        require(by, Permission.SEE_METRICS)
        rows = self.context.store.rows("select * from sprint where state = 'closed' order by number")
        return tuple(each.report.completed for each in map(as_sprint, rows) if each.report)

    def burndown_events(self, *, by: Actor, sprint_id: str) -> tuple[Instant, ...]:
        """The points remaining and in scope from the start of a sprint, then after each change; () if not started."""
        require(by, Permission.SEE_METRICS)
        with self.context.store.snapshot():
            sprint = any_sprint(self.context.store, sprint_id)
            return retell(self.context.store, sprint)[1] if sprint.started_at else ()

    def report(self, *, by: Actor, sprint_id: str) -> SprintReport:
        """The frozen report of an ended sprint; of an active one, its account so far. Private titles are the team's."""
        require(by, Permission.SEE_REVIEW)
        store = self.context.store
        with store.snapshot():
            sprint = any_sprint(store, sprint_id)
            if sprint.started_at is None:
                raise refuse("sprint_not_started", number=sprint.number)
            return report_for(by, store, sprint.report or report(store, sprint))


def make_planned(context: Context, by: Actor, fields: dict[str, str]) -> Sprint:
    """A new sprint from cleaned fields, inside the caller's transaction."""
    store = context.store
    row: Row = {"id": context.new_id(), "number": store.next_number("sprint"), **fields}
    row["state"] = SprintState.PLANNED.value
    store.insert("sprint", row)
    trace(context, by, row["id"], "plan", {name: (None, value) for name, value in fields.items()})
    return any_sprint(store, row["id"])


def as_committed(item: Item) -> Committed:
    """What a sprint keeps of an item."""
    return Committed(
        id=item.id, number=item.number, title=item.title, estimate=item.estimate, is_private=item.is_private
    )


def cleaned(goal: str, starts_on: date, ends_on: date) -> dict[str, str]:
    """The fields of a sprint. Raises Refused: sprint_dates_order, sprint_too_long."""
    if starts_on >= ends_on:
        raise refuse("sprint_dates_order", on="ends_on")
    if (ends_on - starts_on).days + 1 > LONGEST_DAYS:
        raise refuse("sprint_too_long", on="ends_on", maximum=LONGEST_DAYS)
    kept = clean_text(goal, field="goal", maximum=300)
    return {"goal": kept, "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}


def following_days(sprint: Sprint, today: date) -> tuple[date, date]:
    """The first and last day of a sprint after that one, with as many working days; it begins after today."""
    worked = working_days_between(sprint.starts_on - ONE_DAY, sprint.ends_on)
    first = add_working_days(max(sprint.ends_on, today), 1)
    last = add_working_days(first, max(worked, 2) - 1)
    return first, min(last, first + (LONGEST_DAYS - 1) * ONE_DAY)
