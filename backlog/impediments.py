"""What slows the team down: raised at the daily, carried by somebody, closed with what helped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from backlog.item_rows import seen_item
from backlog.repository import moment
from backlog.visibility import visible
from data.access import Actor, Permission, require
from data.clock import from_text, local_day, to_text
from data.context import Context
from data.refusals import refuse
from data.store import NotFound, Row
from data.words import clean_text

TEXT, OWNER, CLOSED_SHOWN = 300, 160, 20
SELECT = (
    "select impediment.*, item.number as item_number, item.title as item_title from impediment "
    "left join item on item.id = impediment.item_id"
)


@dataclass(frozen=True)
class Impediment:
    """Something in the way. `owner` takes care of it, who need not have an account; `days` old (until its end)."""

    id: str
    sprint_id: str | None
    item_id: str | None
    item_number: int | None
    item_title: str | None
    text: str
    owner: str
    opened_at: datetime
    opened_by_name: str
    closed_at: datetime | None
    resolution: str
    version: int
    days: int

    @property
    def is_open(self) -> bool:
        """Whether it is still in the way."""
        return self.closed_at is None


@dataclass(frozen=True)
class Impediments:
    """Verbs on impediments: the team writes them, who sees the project reads them."""

    context: Context

    def open(
        self, *, by: Actor, text: str, owner: str = "", sprint_id: str | None = None, item_id: str | None = None
    ) -> Impediment:
        """A new one, met in a sprint or about an item, or neither."""
        require(by, Permission.EDIT_BACKLOG)
        store, fields = self.context.store, cleaned(text, owner)
        row: Row = {"id": self.context.new_id(), "sprint_id": sprint_id, "item_id": item_id, **fields}
        row |= {"opened_at": to_text(self.context.clock()), "opened_by_name": by.name}
        with store.transaction():
            if sprint_id is not None:
                store.get("sprint", sprint_id)
            if item_id is not None:
                seen_item(store, by, item_id)
            store.insert("impediment", row)
            given = {name: row[name] for name in ("text", "owner", "sprint_id", "item_id") if row[name]}
            self._trace(by, row["id"], "open", {name: (None, value) for name, value in given.items()})
            return self._one(row["id"])

    def change(self, *, by: Actor, impediment_id: str, version: int, text: str, owner: str) -> Impediment:
        """Another text or somebody else to take care of it, while it is open."""
        require(by, Permission.EDIT_BACKLOG)
        return self._write(by, impediment_id, version, "change", cleaned(text, owner), is_open=True)

    def close(self, *, by: Actor, impediment_id: str, version: int, resolution: str) -> Impediment:
        """It is no longer in the way; `resolution` says what helped, for the next time."""
        require(by, Permission.EDIT_BACKLOG)
        kept = clean_text(resolution, field="resolution", minimum=3, maximum=TEXT, lines=False)
        wanted: Row = {"closed_at": to_text(self.context.clock()), "resolution": kept}
        return self._write(by, impediment_id, version, "close", wanted, is_open=True)

    def reopen(self, *, by: Actor, impediment_id: str, version: int) -> Impediment:
        """It is in the way again; its age counts from its first day."""
        require(by, Permission.EDIT_BACKLOG)
        wanted: Row = {"closed_at": None, "resolution": ""}
        return self._write(by, impediment_id, version, "reopen", wanted, is_open=False)

    def listing(self, *, by: Actor, sprint_id: str | None = None) -> tuple[Impediment, ...]:
        """Every open one, oldest first; then the latest closed ones: of a sprint, those met in it or since it began."""
        require(by, Permission.SEE_PROJECT)
        seen = f"(impediment.item_id is null or {visible(by)})"
        since = "closed_at >= (select started_at from sprint where id = :sprint)"
        of = "" if sprint_id is None else f" and (impediment.sprint_id = :sprint or {since})"
        still = f"{SELECT} where {seen} and closed_at is null order by opened_at, impediment.id"
        ended = f"{SELECT} where {seen} and closed_at is not null{of} order by closed_at desc limit {CLOSED_SHOWN}"
        with self.context.store.snapshot():
            rows = self.context.store.rows(still) + self.context.store.rows(
                ended, None if sprint_id is None else {"sprint": sprint_id}
            )
        return tuple(as_impediment(row, self.context.clock()) for row in rows)

    def _write(
        self, by: Actor, impediment_id: str, version: int, verb: str, wanted: Row, *, is_open: bool
    ) -> Impediment:
        store = self.context.store
        with store.transaction():
            row = store.get("impediment", impediment_id)
            if is_open and row["closed_at"]:
                raise refuse("impediment_closed")
            if not is_open and not row["closed_at"]:
                raise refuse("impediment_open")
            changes = {name: (row[name], value) for name, value in wanted.items() if value != row[name]}
            if changes:
                store.update("impediment", impediment_id, wanted, version=version)
                self._trace(by, impediment_id, verb, changes)
            return self._one(impediment_id)

    def _one(self, impediment_id: str) -> Impediment:
        row = self.context.store.row(f"{SELECT} where impediment.id = :id", {"id": impediment_id})
        if row is None:
            raise NotFound("impediment", impediment_id)
        return as_impediment(row, self.context.clock())

    def _trace(self, by: Actor, key: str, verb: str, changes: dict[str, tuple[object, object]]) -> None:
        self.context.journal.write(by=by, kind="impediment", key=key, verb=verb, changes=changes)


def cleaned(text: str, owner: str) -> dict[str, str]:
    """What people may write of an impediment."""
    return {
        "text": clean_text(text, field="text", minimum=3, maximum=TEXT, lines=False),
        "owner": clean_text(owner, field="owner", maximum=OWNER, lines=False),
    }


def as_impediment(row: Row, now: datetime) -> Impediment:
    """The impediment of a row, `days` counted to its end or to now."""
    opened, closed = from_text(row["opened_at"]), moment(row["closed_at"])
    days = (local_day(closed or now) - local_day(opened)).days
    return Impediment(**{**row, "opened_at": opened, "closed_at": closed, "days": days})
