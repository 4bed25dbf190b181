"""Increments of the prototype: shown at a review, accepted and released, or sent back with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from backlog.changes import write_item
from backlog.closing import send_to_top
from backlog.models import Increment, IncrementState, ItemState, SprintState
from backlog.repository import active_sprint, done_items_of_increment
from data.access import Actor, Permission, require
from data.clock import from_text, to_text
from data.context import Context
from data.refusals import refuse
from data.store import Conflict, NotFound, Row
from data.words import clean_text


class Declared(Protocol):
    """What the prototype says of one of its increments."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def title_en(self) -> str: ...
    @property
    def screen(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def summary_en(self) -> str: ...


@dataclass(frozen=True)
class Increments:
    """Verbs on increments; `catalogue` is what the prototype declares, by key."""

    context: Context
    catalogue: Mapping[str, Declared]

    def all(self, *, by: Actor) -> tuple[Increment, ...]:
        """Every declared increment with its state, in the order of the catalogue."""
        require(by, Permission.SEE_REVIEW)
        rows = {row["key"]: row for row in self.context.store.rows("select * from increment")}
        return tuple(joined(declared, rows.get(key)) for key, declared in self.catalogue.items())

    def of_screen(self, *, by: Actor, screen: str) -> tuple[Increment, ...]:
        """The increments that are tried on a screen."""
        return tuple(each for each in self.all(by=by) if each.screen == screen)

    def is_open(self, *, screen: str, by: Actor) -> bool:
        """Whether a person may try a screen: a released increment stands there, or one that they may see before."""
        found = [joined(each, self._row(key)) for key, each in self.catalogue.items() if each.screen == screen]
        return not found or any(is_open_to(each, by) for each in found)

    def released_lately(self, *, by: Actor, limit: int) -> tuple[Increment, ...]:
        """What was released, latest first."""
        released = [each for each in self.all(by=by) if each.released_at]
        return tuple(sorted(released, key=lambda each: str(each.released_at), reverse=True)[:limit])

    def open_all(self, *, by: Actor) -> None:
        """Releases every increment nobody decided about: a town that starts without a project of its own."""
        require(by, Permission.ADMINISTER)
        now = to_text(self.context.clock())
        with self.context.store.transaction():
            for key in self.catalogue:
                if self._row(key) is None:
                    state = IncrementState.RELEASED.value
                    self.context.store.insert("increment", {"key": key, "state": state, "released_at": now})
                    changes = {"state": (IncrementState.PLANNED.value, state)}
                    self.context.journal.write(by=by, kind="increment", key=key, verb="release", changes=changes)

    def attach(self, *, by: Actor, key: str, item_id: str) -> None:
        """An item that is part of an increment; twice is once."""
        require(by, Permission.EDIT_BACKLOG)
        with self.context.store.transaction():
            self._declared(key)
            self.context.store.get("item", item_id)
            attach_item(self.context, by, key, item_id)

    def show(self, *, by: Actor, key: str, sprint_id: str) -> Increment:
        """Puts a planned increment in the review of a sprint, open to the people who follow the project."""
        require(by, Permission.EDIT_BACKLOG)
        store = self.context.store
        with store.transaction():
            before = self._current(key)
            sprint = store.get("sprint", sprint_id)
            if before.state is not IncrementState.PLANNED:
                raise refuse("increment_not_planned", state=before.state.value)
            if sprint["state"] not in (SprintState.ACTIVE, SprintState.CLOSED):
                raise refuse("sprint_not_started", number=sprint["number"])
            return self._write(by, before, before.version, "show", IncrementState.IN_REVIEW, sprint_id=sprint_id)

    def accept(self, *, by: Actor, key: str, version: int) -> Increment:
        """Releases an increment in review to the inhabitants."""
        require(by, Permission.DECIDE_REVIEW)
        with self.context.store.transaction():
            before = self._in_review(key, version)
            moment = to_text(self.context.clock())
            return self._write(by, before, version, "release", IncrementState.RELEASED, released_at=moment)

    def refuse(self, *, by: Actor, key: str, version: int, reason: str) -> Increment:
        """Not accepted: planned again; its Done items, of the latest sprint that made some, go back with the reason."""
        require(by, Permission.DECIDE_REVIEW)
        why = clean_text(reason, field="reason", minimum=3, maximum=1000)
        with self.context.store.transaction():
            before = self._in_review(key, version)
            self._send_back(by, before, why)
            return self._write(by, before, version, "refuse", IncrementState.PLANNED, reason=why)

    def _send_back(self, by: Actor, increment: Increment, reason: str) -> None:
        store = self.context.store
        running = active_sprint(store)
        for item in done_items_of_increment(store, increment.key, increment.sprint_id):
            if running is None or item.sprint_id != running.id:
                send_to_top(self.context, by, item, verb="refuse", reason=reason)
                continue
            wanted = {"state": ItemState.TODO.value, "done_at": None}
            write_item(
                self.context, by=by, id=item.id, version=item.version, verb="refuse", wanted=wanted, reason=reason
            )

    def _write(
        self,
        by: Actor,
        before: Increment,
        version: int,
        verb: str,
        state: IncrementState,
        *,
        reason: str = "",
        **fields: str,
    ) -> Increment:
        self.context.store.update(
            "increment", before.key, {"state": state.value, **fields}, version=version, column="key"
        )
        changes = {"state": (before.state.value, state.value)}
        self.context.journal.write(by=by, kind="increment", key=before.key, verb=verb, changes=changes, reason=reason)
        return self._current(before.key)

    def _in_review(self, key: str, version: int) -> Increment:
        increment = self._current(key)
        if increment.version != version:
            raise Conflict("increment", key, version, self._row(key) or {})
        if increment.state is not IncrementState.IN_REVIEW:
            raise refuse("increment_not_in_review", state=increment.state.value)
        return increment

    def _current(self, key: str) -> Increment:
        declared = self._declared(key)
        if self._row(key) is None:
            self.context.store.insert("increment", {"key": key, "state": IncrementState.PLANNED.value})
        return joined(declared, self._row(key))

    def _declared(self, key: str) -> Declared:
        if key not in self.catalogue:
            raise NotFound("increment", key)
        return self.catalogue[key]

    def _row(self, key: str) -> Row | None:
        return self.context.store.row("select * from increment where key = :key", {"key": key})


def joined(declared: Declared, row: Row | None) -> Increment:
    """What is declared with what was decided; an increment nobody decided about is planned."""
    released = row["released_at"] if row else None
    return Increment(
        key=declared.key,
        title=declared.title,
        title_en=declared.title_en,
        screen=declared.screen,
        summary=declared.summary,
        summary_en=declared.summary_en,
        state=IncrementState(row["state"]) if row else IncrementState.PLANNED,
        sprint_id=row["sprint_id"] if row else None,
        released_at=from_text(released) if released else None,
        version=row["version"] if row else 1,
    )


def is_open_to(increment: Increment, by: Actor) -> bool:
    """Released: everybody; in review: who follows the project or comes to reviews; planned: the team."""
    if increment.state is IncrementState.RELEASED:
        return True
    if increment.state is IncrementState.IN_REVIEW:
        return by.can(Permission.SEE_PROJECT) or by.can(Permission.REMARK_REVIEW)
    return by.can(Permission.EDIT_BACKLOG)


def attach_item(context: Context, by: Actor, key: str, item_id: str) -> None:
    """Links an item to an increment, once, inside the caller's transaction."""
    store = context.store
    if store.row("select key from increment where key = :key", {"key": key}) is None:
        store.insert("increment", {"key": key, "state": IncrementState.PLANNED.value})
    pair = {"key": key, "item": item_id}
    if store.row("select 1 from increment_item where increment_key = :key and item_id = :item", pair) is None:
        store.insert("increment_item", {"increment_key": key, "item_id": item_id})
        context.journal.write(
            by=by, kind="item", key=item_id, verb="attach_increment", changes={"increment": (None, key)}
        )
