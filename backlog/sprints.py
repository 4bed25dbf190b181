"""The sprint: planned, started with a frozen commitment, worked on, closed with a frozen report."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from backlog import ranks
from backlog.changes import write_item
from backlog.history import report, retell
from backlog.models import COLUMNS, Committed, Item, ItemState, Sprint, SprintReport, SprintState
from backlog.repository import (
    active_sprint,
    as_item,
    as_sprint,
    done_lines,
    first_rank,
    freeze,
    items_of_sprint,
    listed,
)
from backlog.views import Board, Instant, Listed
from data.access import Actor, Permission, require
from data.clock import to_text
from data.context import Context
from data.refusals import Problem, Refused, refuse
from data.store import Conflict, Row
from data.words import clean_text

LONGEST_DAYS = 31  # "one month or less" (Scrum Guide 2020)
OPEN = (SprintState.PLANNED, SprintState.ACTIVE)


@dataclass(frozen=True)
class Sprints:
    """Verbs on sprints. Planning needs PLAN_SPRINT, moving across the board MOVE_ITEM."""

    context: Context

    def plan(self, *, by: Actor, goal: str, starts_on: date, ends_on: date) -> Sprint:
        """A new sprint; its goal may still be empty."""
        require(by, Permission.PLAN_SPRINT)
        fields = cleaned(goal, starts_on, ends_on)
        store = self.context.store
        with store.transaction():
            row: Row = {"id": self.context.new_id(), "number": store.next_number("sprint"), **fields}
            row["state"] = SprintState.PLANNED.value
            store.insert("sprint", row)
            self._trace(by, row["id"], "plan", {name: (None, value) for name, value in fields.items()})
            return self._sprint(row["id"])

    def change(self, *, by: Actor, sprint_id: str, version: int, goal: str, starts_on: date, ends_on: date) -> Sprint:
        """Another goal or other dates, while the sprint is only planned."""
        require(by, Permission.PLAN_SPRINT)
        fields, store = cleaned(goal, starts_on, ends_on), self.context.store
        with store.transaction():
            sprint = self._sprint(sprint_id, SprintState.PLANNED)
            before = {"goal": sprint.goal, "starts_on": str(sprint.starts_on), "ends_on": str(sprint.ends_on)}
            store.update("sprint", sprint_id, fields, version=version)
            changed = {name: (before[name], value) for name, value in fields.items() if value != before[name]}
            self._trace(by, sprint_id, "change", changed)
            return self._sprint(sprint_id)

    def start(self, *, by: Actor, sprint_id: str, version: int) -> Sprint:
        """Starts a planned sprint and freezes what it commits to. Needs a goal, and no other active sprint."""
        require(by, Permission.PLAN_SPRINT)
        store = self.context.store
        with store.transaction():
            sprint, running = self._sprint(sprint_id), active_sprint(store)
            self._at_version(sprint, version)
            if sprint.state is not SprintState.PLANNED:
                raise refuse("sprint_not_planned", number=sprint.number)
            problems = []
            if not sprint.goal:
                problems.append(Problem("sprint_goal_missing", "goal"))
            if running:
                problems.append(Problem("sprint_already_active", "", {"number": running.number}))
            if problems:
                raise Refused(*problems)
            committed = [asdict(as_committed(each)) for each in self._items(sprint_id)]
            changes = {"state": SprintState.ACTIVE.value, "started_at": to_text(self.context.clock())}
            frozen = json.dumps(committed, ensure_ascii=False)
            store.update("sprint", sprint_id, changes | {"committed": frozen}, version=version)
            self._trace(by, sprint_id, "start", {"state": (sprint.state, changes["state"])})
            return self._sprint(sprint_id)

    def pull(self, *, by: Actor, item_id: str, version: int, sprint_id: str) -> Item:
        """Puts a waiting item in a planned or active sprint."""
        require(by, Permission.PLAN_SPRINT)
        with self.context.store.transaction():
            self._sprint(sprint_id, *OPEN)
            item = self._item(item_id)
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
            item = self._item(item_id)
            if item.state is ItemState.DONE:
                raise refuse("item_is_done")
            if item.sprint_id is None:
                raise refuse("item_not_in_sprint", number=item.number)
            wanted = {"sprint_id": None, "state": ItemState.BACKLOG.value}
            return write_item(self.context, by=by, id=item_id, version=version, verb="put_back", wanted=wanted)

    def move(self, *, by: Actor, item_id: str, version: int, to: ItemState) -> Item:
        """Moves a card of the active sprint. Refused in Done while a line of the Definition of Done is open."""
        require(by, Permission.MOVE_ITEM)
        target = ItemState(to)
        if target not in COLUMNS:
            raise refuse("column_unknown", on="to")
        with self.context.store.transaction():
            item = self._item(item_id)
            if item.sprint_id is None:
                raise refuse("item_not_in_sprint", number=item.number)
            self._sprint(item.sprint_id, SprintState.ACTIVE)
            wanted: dict[str, Any] = {"state": target.value}
            if target is ItemState.DONE and item.state is not ItemState.DONE:
                unticked = [line.text for line in done_lines(self.context.store, item_id) if not line.ticked]
                if unticked:
                    raise refuse("definition_of_done_open", number=item.number, lines=unticked)
                wanted["done_at"] = to_text(self.context.clock())
            elif target is not ItemState.DONE:
                wanted["done_at"] = None
            return write_item(self.context, by=by, id=item_id, version=version, verb="move", wanted=wanted)

    def close(self, *, by: Actor, sprint_id: str, version: int) -> Sprint:
        """Ends the active sprint: its report is frozen, what is unfinished returns to the top of the backlog."""
        require(by, Permission.PLAN_SPRINT)
        return self._end(by, sprint_id, version, SprintState.CLOSED, "")

    def cancel(self, *, by: Actor, sprint_id: str, version: int, reason: str) -> Sprint:
        """Gives up the active sprint: the product owner's decision, with its reason."""
        require(by, Permission.DECIDE_REVIEW)
        why = clean_text(reason, field="reason", minimum=3, maximum=300)
        return self._end(by, sprint_id, version, SprintState.CANCELLED, why)

    def active(self, *, by: Actor) -> Sprint | None:
        """The sprint under way."""
        require(by, Permission.SEE_REVIEW)
        return active_sprint(self.context.store)

    def all(self, *, by: Actor) -> tuple[Sprint, ...]:
        """Every sprint, latest first."""
        require(by, Permission.SEE_REVIEW)
        return tuple(as_sprint(row) for row in self.context.store.rows("select * from sprint order by number desc"))

    def board(self, *, by: Actor, sprint_id: str) -> Board:
        """The columns of a sprint, each in the order of the ranking."""
        require(by, Permission.SEE_PROJECT)
        store = self.context.store
        with store.snapshot():
            columns: dict[ItemState, tuple[Listed, ...]] = dict.fromkeys(COLUMNS, ())
            for card in listed(store, items_of_sprint(store, sprint_id)):
                columns[card.item.state] = (*columns[card.item.state], card)
            return Board(self._sprint(sprint_id), columns)

    def burndown_events(self, *, by: Actor, sprint_id: str) -> tuple[Instant, ...]:
        """The points remaining and in scope from the start of a sprint, then after each change; () if not started."""
        require(by, Permission.SEE_METRICS)
        with self.context.store.snapshot():
            sprint = self._sprint(sprint_id)
            return retell(self.context.store, sprint)[1] if sprint.started_at else ()

    def report(self, *, by: Actor, sprint_id: str) -> SprintReport:
        """The frozen report of an ended sprint; of an active one, its account so far."""
        require(by, Permission.SEE_REVIEW)
        with self.context.store.snapshot():
            sprint = self._sprint(sprint_id)
            if sprint.report:
                return sprint.report
            if sprint.started_at is None:
                raise refuse("sprint_not_started", number=sprint.number)
            return report(self.context.store, sprint)

    def _end(self, by: Actor, sprint_id: str, version: int, state: SprintState, reason: str) -> Sprint:
        store = self.context.store
        with store.transaction():
            sprint = self._sprint(sprint_id, SprintState.ACTIVE)
            self._at_version(sprint, version)
            frozen = report(store, sprint)
            changes = {"state": state.value, "closed_at": to_text(self.context.clock()), "report": freeze(frozen)}
            store.update("sprint", sprint_id, changes, version=version)
            verb = "close" if state is SprintState.CLOSED else "cancel"
            self._trace(by, sprint_id, verb, {"state": (sprint.state, state)}, reason)
            for item in reversed([each for each in self._items(sprint_id) if each.state is not ItemState.DONE]):
                send_to_top(self.context, by, item, verb="return")
            return self._sprint(sprint_id)

    def _sprint(self, sprint_id: str, *states: SprintState) -> Sprint:
        sprint = as_sprint(self.context.store.get("sprint", sprint_id))
        if states and sprint.state not in states:
            code = "sprint_not_active" if states == (SprintState.ACTIVE,) else "sprint_not_open"
            raise refuse(code, number=sprint.number, state=sprint.state.value)
        return sprint

    def _at_version(self, sprint: Sprint, version: int) -> None:
        if sprint.version != version:
            raise Conflict("sprint", sprint.id, version, self.context.store.get("sprint", sprint.id))

    def _item(self, item_id: str) -> Item:
        return as_item(self.context.store.get("item", item_id))

    def _items(self, sprint_id: str) -> list[Item]:
        return [as_item(row) for row in items_of_sprint(self.context.store, sprint_id)]

    def _trace(self, by: Actor, key: str, verb: str, changes: dict[str, tuple[Any, Any]], reason: str = "") -> None:
        self.context.journal.write(by=by, kind="sprint", key=key, verb=verb, changes=changes, reason=reason)


def send_to_top(context: Context, by: Actor, item: Item, *, verb: str, reason: str = "") -> Item:
    """Back to the backlog, before everything that waits there; inside the caller's transaction."""
    first = first_rank(context.store, item.id)
    wanted = {"state": ItemState.BACKLOG.value, "sprint_id": None, "done_at": None, "rank": ranks.between(None, first)}
    return write_item(context, by=by, id=item.id, version=item.version, verb=verb, wanted=wanted, reason=reason)


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
