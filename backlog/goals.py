"""What guides the backlog: the product goal, and the epics that group its items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backlog.models import Epic, Place, ProductGoal
from backlog.ranking import reordered
from backlog.repository import as_epic, epics
from backlog.views import EpicProgress, Progress, Standing
from backlog.visibility import visible
from data.access import Actor, Permission, require
from data.clock import from_text, to_text
from data.context import Context
from data.refusals import refuse
from data.store import Conflict, Row
from data.words import clean_text

TITLE = 120  # characters of an epic


@dataclass(frozen=True)
class Goals:
    """Verbs on goals and epics. Writing the goal needs RANK_BACKLOG, the epics EDIT_BACKLOG."""

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
        """How much of the backlog is Done, in the items that the person may see."""
        require(by, Permission.SEE_REVIEW)
        rows = self.context.store.rows(
            f"select state, count(*) as n from item where state <> 'dropped' and {visible(by)} group by state"
        )
        return Progress(sum(row["n"] for row in rows if row["state"] == "done"), sum(row["n"] for row in rows))

    def standing(self, *, by: Actor) -> Standing:
        """The active goal and how far it is, at one moment."""
        require(by, Permission.SEE_REVIEW)
        with self.context.store.snapshot():
            return Standing(self.goal(by=by), self.progress(by=by))

    def past_goals(self, *, by: Actor) -> tuple[ProductGoal, ...]:
        """Every goal there has been, the latest first; the active one among them."""
        require(by, Permission.SEE_PROJECT)
        rows = self.context.store.rows("select * from product_goal order by created_at desc, id desc")
        return tuple(as_goal(row) for row in rows)

    def add_epic(self, *, by: Actor, title: str, colour: str) -> Epic:
        """A new epic, after the others; `colour` is #rrggbb."""
        require(by, Permission.EDIT_BACKLOG)
        kept, store = clean_title(title), self.context.store
        fields = {"title": kept, "colour": clean_colour(colour)}
        with store.transaction():
            position = int(store.scalar("select max(position) from epic") or 0) + 1
            row: Row = {"id": self.context.new_id(), **fields, "position": position}
            store.insert("epic", row)
            self._trace(by, "epic", row["id"], "add", title=(None, kept))
        return Epic(**row, version=1)

    def edit_epic(self, *, by: Actor, epic_id: str, version: int, title: str, colour: str) -> Epic:
        """Another name or colour; its items stay. Raises Conflict when somebody else has changed it since."""
        require(by, Permission.EDIT_BACKLOG)
        return self._write_epic(by, epic_id, version, "edit", title=clean_title(title), colour=clean_colour(colour))

    def close_epic(self, *, by: Actor, epic_id: str, version: int, closed: bool) -> Epic:
        """Closes an epic, which new items are no longer offered, or opens it again; its items stay as they are."""
        require(by, Permission.EDIT_BACKLOG)
        return self._write_epic(by, epic_id, version, "close" if closed else "reopen", is_closed=int(closed))

    def move_epic(self, *, by: Actor, epic_id: str, place: Place) -> None:
        """One place up or down, or to an end, among the epics."""
        require(by, Permission.EDIT_BACKLOG)
        store = self.context.store
        with store.transaction():
            moved = store.get("epic", epic_id)["id"]
            order, (before, after) = reordered(list(epics(store)), moved, place)
            if after == before:
                return
            for position, id in enumerate(order, start=1):  # the version counts what people write: title, colour
                store.execute("update epic set position = :position where id = :id", {"position": position, "id": id})
            self._trace(by, "epic", epic_id, "move", place=(before, after))

    def epics(self, *, by: Actor) -> tuple[Epic, ...]:
        """Every epic, in order."""
        require(by, Permission.SEE_PROJECT)
        return tuple(epics(self.context.store).values())

    def epic_progress(self, *, by: Actor) -> tuple[EpicProgress, ...]:
        """How far each epic is, in order: the items that the person may see, those given up apart."""
        require(by, Permission.SEE_PROJECT)
        store = self.context.store
        with store.snapshot():
            rows = store.rows(
                "select epic_id, count(*) as total, sum(case when state = 'done' then 1 else 0 end) as done, "
                "coalesce(sum(estimate), 0) as points, "
                "coalesce(sum(case when state = 'done' then estimate else 0 end), 0) as points_done, "
                "sum(case when estimate is null then 1 else 0 end) as unestimated "
                f"from item where epic_id is not null and state <> 'dropped' and {visible(by)} group by epic_id"
            )
            counted = {row.pop("epic_id"): row for row in rows}
            return tuple(EpicProgress(epic, **counted.get(epic.id, {})) for epic in epics(store).values())

    def _write_epic(self, by: Actor, epic_id: str, version: int, verb: str, **wanted: object) -> Epic:
        store = self.context.store
        with store.transaction():
            row = store.get("epic", epic_id)
            changes = {field: value for field, value in wanted.items() if value != row[field]}
            if changes and row["version"] != version:
                raise Conflict("epic", epic_id, version, row)
            if changes:
                after = store.update("epic", epic_id, changes, version=version)
                pairs = {field: (row[field], value) for field, value in changes.items()}
                self._trace(by, "epic", epic_id, verb, **pairs)
                row |= changes | {"version": after}
            return as_epic(row)

    def _trace(self, by: Actor, kind: str, key: str, verb: str, **changes: tuple[object, object]) -> None:
        self.context.journal.write(by=by, kind=kind, key=key, verb=verb, changes=changes)


def clean_title(title: str) -> str:
    """The name of an epic."""
    return clean_text(title, field="title", minimum=3, maximum=TITLE, lines=False)


def clean_colour(colour: str) -> str:
    """A colour as #rrggbb. Raises Refused("colour_invalid")."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise refuse("colour_invalid", on="colour")
    return colour


def as_goal(row: Row) -> ProductGoal:
    """The product goal of a row."""
    return ProductGoal(
        id=row["id"],
        text=row["text"],
        is_active=bool(row["is_active"]),
        created_at=from_text(row["created_at"]),
        version=row["version"],
    )
