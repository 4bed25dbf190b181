"""What guides the backlog: the product goal, the epics, the Definition of Done."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backlog.models import DoneLine, Epic, ProductGoal
from backlog.repository import epics
from backlog.views import Progress
from data.access import Actor, Permission, require
from data.clock import from_text, to_text
from data.context import Context
from data.refusals import refuse
from data.store import Row
from data.words import clean_text


@dataclass(frozen=True)
class Goals:
    """Verbs on goals, epics and the Definition of Done."""

    context: Context

    def set_goal(self, *, by: Actor, text: str) -> ProductGoal:
        """A new product goal; the one before is kept, no longer active."""
        require(by, Permission.RANK_BACKLOG)
        kept, store = clean_text(text, field="text", minimum=3, maximum=300), self.context.store
        row = {"id": self.context.new_id(), "text": kept, "is_active": 1, "created_at": to_text(self.context.clock())}
        with store.transaction():
            before = store.scalar("select text from product_goal where is_active = 1")
            store.execute("update product_goal set is_active = 0, version = version + 1 where is_active = 1")
            store.insert("product_goal", row)
            self._trace(by, "product_goal", str(row["id"]), "add", text=(before, kept))
        return as_goal(row | {"version": 1})

    def goal(self, *, by: Actor) -> ProductGoal | None:
        """The active product goal."""
        require(by, Permission.SEE_REVIEW)
        row = self.context.store.row("select * from product_goal where is_active = 1 order by created_at desc")
        return None if row is None else as_goal(row)

    def progress(self, *, by: Actor) -> Progress:
        """How much of the backlog is Done, in items."""
        require(by, Permission.SEE_REVIEW)
        rows = self.context.store.rows("select state, count(*) as n from item where state <> 'dropped' group by state")
        return Progress(sum(row["n"] for row in rows if row["state"] == "done"), sum(row["n"] for row in rows))

    def add_epic(self, *, by: Actor, title: str, colour: str) -> Epic:
        """A new epic, after the others; `colour` is #rrggbb."""
        require(by, Permission.EDIT_BACKLOG)
        kept, store = clean_text(title, field="title", minimum=3, maximum=120, lines=False), self.context.store
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
            raise refuse("colour_invalid", on="colour")
        with store.transaction():
            position = int(store.scalar("select max(position) from epic") or 0) + 1
            row: Row = {"id": self.context.new_id(), "title": kept, "colour": colour, "position": position}
            store.insert("epic", row)
            self._trace(by, "epic", row["id"], "add", title=(None, kept))
        return Epic(**row, version=1)

    def epics(self, *, by: Actor) -> tuple[Epic, ...]:
        """Every epic, in order."""
        require(by, Permission.SEE_PROJECT)
        return tuple(epics(self.context.store).values())

    def add_done_line(self, *, by: Actor, text: str) -> DoneLine:
        """One more line in the Definition of Done; items already Done stay so."""
        require(by, Permission.EDIT_BACKLOG)
        kept, store = clean_text(text, field="text", minimum=3, maximum=200, lines=False), self.context.store
        with store.transaction():
            position = int(store.scalar("select max(position) from done_line") or 0) + 1
            row: Row = {"id": self.context.new_id(), "text": kept, "position": position}
            store.insert("done_line", row)
            self._trace(by, "done_line", row["id"], "add", text=(None, kept))
        return DoneLine(**row, is_active=True)

    def retire_done_line(self, *, by: Actor, line_id: str) -> None:
        """A line that no longer counts; what was ticked stays known."""
        require(by, Permission.EDIT_BACKLOG)
        store = self.context.store
        with store.transaction():
            store.get("done_line", line_id)
            if store.execute("update done_line set is_active = 0 where id = :id and is_active = 1", {"id": line_id}):
                self._trace(by, "done_line", line_id, "retire", is_active=(True, False))

    def done_lines(self, *, by: Actor) -> tuple[DoneLine, ...]:
        """The Definition of Done, line by line."""
        require(by, Permission.SEE_REVIEW)
        rows = self.context.store.rows("select * from done_line where is_active = 1 order by position")
        return tuple(DoneLine(row["id"], row["text"], row["position"], True) for row in rows)

    def _trace(self, by: Actor, kind: str, key: str, verb: str, **changes: tuple[object, object]) -> None:
        self.context.journal.write(by=by, kind=kind, key=key, verb=verb, changes=changes)


def as_goal(row: Row) -> ProductGoal:
    """The product goal of a row."""
    return ProductGoal(
        id=row["id"],
        text=row["text"],
        is_active=bool(row["is_active"]),
        created_at=from_text(row["created_at"]),
        version=row["version"],
    )
