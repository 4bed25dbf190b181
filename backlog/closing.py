"""The end of a sprint: its report is frozen, and each unfinished item goes where it was decided."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from backlog import ranks
from backlog.changes import write_item
from backlog.history import report
from backlog.models import Item, ItemState, Sprint, SprintState, Where
from backlog.repository import as_sprint, first_rank, freeze
from backlog.sprint_rows import any_sprint, at_version, items_in, running_sprint, trace
from backlog.sprints import cleaned, following_days, make_planned
from backlog.visibility import visible
from data.access import Actor, Permission, require
from data.clock import local_day, to_text
from data.context import Context
from data.store import Store, one_of
from data.words import clean_choice, clean_text

NOWHERE_APART: Mapping[str, Where] = {}
LEFT = ("return", "carry_over")  # the verbs that take an unfinished item out of an ended sprint


@dataclass(frozen=True)
class Closing:
    """Verbs that end a sprint: closing needs PLAN_SPRINT, cancelling is the product owner's."""

    context: Context

    def close(
        self,
        *,
        by: Actor,
        sprint_id: str,
        version: int,
        unfinished: Where = Where.TOP,
        apart: Mapping[str, Where] = NOWHERE_APART,
    ) -> Sprint:
        """Ends the active sprint and freezes its report.

        What is unfinished goes where `unfinished` says, or `apart` for some items by id; the others' order is kept.
        The next sprint is the first planned one; without any, one is planned right after, as long, without a goal.
        """
        require(by, Permission.PLAN_SPRINT)
        most = clean_choice(unfinished, Where, field="unfinished")
        some = {item_id: clean_choice(where, Where, field="apart") for item_id, where in apart.items()}
        with self.context.store.transaction():
            ended = self._end(by, sprint_id, version, SprintState.CLOSED, "")
            self._send(by, ended, [(each, some.get(each.id, most)) for each in self._unfinished(sprint_id)])
            return any_sprint(self.context.store, sprint_id)

    def cancel(self, *, by: Actor, sprint_id: str, version: int, reason: str) -> Sprint:
        """Gives up the active sprint with a reason: its report is frozen, what is unfinished goes back to the top."""
        require(by, Permission.DECIDE_REVIEW)
        why = clean_text(reason, field="reason", minimum=3, maximum=300)
        with self.context.store.transaction():
            ended = self._end(by, sprint_id, version, SprintState.CANCELLED, why)
            self._send(by, ended, [(each, Where.TOP) for each in self._unfinished(sprint_id)])
            return any_sprint(self.context.store, sprint_id)

    def left_by(self, *, by: Actor, item_ids: Collection[str]) -> dict[str, tuple[int, ...]]:
        """The numbers of the ended sprints that left each of these items unfinished, oldest first (absent: none).

        Nothing is told of those that the person may not see.
        """
        require(by, Permission.SEE_PROJECT)
        store = self.context.store
        places, parameters = one_of(item_ids)
        with store.snapshot():
            seen = store.rows(f"select id from item where id in ({places}) and {visible(by)}", parameters)
            return left_by(store, [row["id"] for row in seen])

    def _end(self, by: Actor, sprint_id: str, version: int, state: SprintState, reason: str) -> Sprint:
        store = self.context.store
        sprint = running_sprint(store, sprint_id)
        at_version(store, sprint, version)
        frozen = freeze(report(store, sprint))
        changes = {"state": state.value, "closed_at": to_text(self.context.clock()), "report": frozen}
        store.update("sprint", sprint_id, changes, version=version)
        verb = "close" if state is SprintState.CLOSED else "cancel"
        trace(self.context, by, sprint_id, verb, {"state": (sprint.state, state)}, reason)
        return sprint

    def _unfinished(self, sprint_id: str) -> list[Item]:
        return [each for each in items_in(self.context.store, sprint_id) if each.state is not ItemState.DONE]

    def _send(self, by: Actor, ended: Sprint, ways: list[tuple[Item, Where]]) -> None:
        for item, where in reversed(ways):
            if where is Where.TOP:
                send_to_top(self.context, by, item, verb="return")
        for item, where in ways:
            if where is Where.BOTTOM:
                self._send_to_bottom(by, item)
        if carried := [item for item, where in ways if where is Where.NEXT_SPRINT]:
            wanted = {"sprint_id": self._following(by, ended).id, "state": ItemState.TODO.value}
            for item in carried:
                write_item(self.context, by=by, id=item.id, version=item.version, verb="carry_over", wanted=wanted)

    def _send_to_bottom(self, by: Actor, item: Item) -> None:
        last = self.context.store.scalar("select max(rank) from item where id <> :id", {"id": item.id})
        wanted = {"state": ItemState.BACKLOG.value, "sprint_id": None, "rank": ranks.between(last, None)}
        write_item(self.context, by=by, id=item.id, version=item.version, verb="return", wanted=wanted)

    def _following(self, by: Actor, ended: Sprint) -> Sprint:
        row = self.context.store.row("select * from sprint where state = 'planned' order by number")
        if row is not None:
            return as_sprint(row)
        first, last = following_days(ended, local_day(self.context.clock()))
        return make_planned(self.context, by, cleaned("", first, last))


def send_to_top(context: Context, by: Actor, item: Item, *, verb: str, reason: str = "") -> Item:
    """Back to the backlog, before everything that waits there; inside the caller's transaction."""
    first = first_rank(context.store, item.id)
    wanted = {"state": ItemState.BACKLOG.value, "sprint_id": None, "done_at": None, "rank": ranks.between(None, first)}
    return write_item(context, by=by, id=item.id, version=item.version, verb=verb, wanted=wanted, reason=reason)


def left_by(store: Store, item_ids: Collection[str]) -> dict[str, tuple[int, ...]]:
    """The numbers of the ended sprints that left each item unfinished, from the lines of their end in the journal."""
    items, keys = one_of(item_ids)
    verbs, names = one_of(LEFT, "verb")
    rows = store.rows(
        f"select key, changes from journal where kind = 'item' and key in ({items}) and verb in ({verbs}) "
        "order by number",
        keys | names,
    )
    numbers = {row["id"]: row["number"] for row in store.rows("select id, number from sprint")}
    found: dict[str, tuple[int, ...]] = {}
    for row in rows:
        sprint_id = json.loads(row["changes"]).get("sprint_id", (None, None))[0]
        if sprint_id in numbers:
            found[row["key"]] = (*found.get(row["key"], ()), numbers[sprint_id])
    return found
