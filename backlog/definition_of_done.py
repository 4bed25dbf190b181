"""The Definition of Done: lines that change, each change a numbered version that stays readable."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from backlog.models import DoneLine, Place
from backlog.ranking import reordered
from backlog.repository import moment
from data.access import Actor, Permission, require
from data.clock import to_text
from data.context import Context
from data.refusals import refuse
from data.store import Conflict, Row
from data.words import clean_text

LONGEST = 200  # characters of a line
MOST = 30  # lines


@dataclass(frozen=True)
class DefinitionVersion:
    """The lines as they were from a moment on; the first may date from before versions were kept (no author)."""

    number: int
    lines: tuple[str, ...]
    created_at: datetime | None
    author_name: str


@dataclass(frozen=True)
class DefinitionOfDone:
    """Verbs on the lines. Reading needs SEE_REVIEW, their history SEE_PROJECT, writing EDIT_BACKLOG.

    A line keeps its identity, so that what is ticked on items stays ticked when it is renamed or moved; one that is
    retired no longer counts, and its ticks stay known. What stands between an item and Done is in `SprintBoard.move`.
    """

    context: Context

    def add(self, *, by: Actor, text: str) -> DoneLine:
        """One more line, after the others; items already Done stay so. Raises Refused("too_many_done_lines")."""
        require(by, Permission.EDIT_BACKLOG)
        kept, store = cleaned(text), self.context.store
        with store.transaction():
            if len(self._rows()) >= MOST:
                raise refuse("too_many_done_lines", on="text", maximum=MOST)
            position = int(store.scalar("select max(position) from done_line") or 0) + 1
            row: Row = {"id": self.context.new_id(), "text": kept, "position": position}
            store.insert("done_line", row)
            self._keep(by, row["id"], "add", text=(None, kept))
        return DoneLine(**row, is_active=True)

    def rename(self, *, by: Actor, line_id: str, number: int, text: str) -> None:
        """Other words for a line. `number` is the version that was read: raises Conflict when the line has changed
        since, to something else."""
        require(by, Permission.EDIT_BACKLOG)
        kept, store = cleaned(text), self.context.store
        with store.transaction():
            row = store.get("done_line", line_id)
            if not row["is_active"]:
                raise refuse("done_line_retired", on="text")
            if kept == row["text"]:
                return
            if self._text_at(number, line_id) != row["text"]:
                raise Conflict("done_line", line_id, number, row)
            store.execute("update done_line set text = :text where id = :id", {"text": kept, "id": line_id})
            self._keep(by, line_id, "rename", text=(row["text"], kept))

    def move(self, *, by: Actor, line_id: str, place: Place) -> None:
        """One place up or down, or to an end, among the lines that count."""
        require(by, Permission.EDIT_BACKLOG)
        store = self.context.store
        with store.transaction():
            rows = self._rows()
            if line_id not in (row["id"] for row in rows):
                raise refuse("done_line_retired", on="text")
            order, (before, after) = reordered([row["id"] for row in rows], line_id, place)
            if after == before:
                return
            for id, row in zip(order, rows, strict=True):
                if id != row["id"]:
                    key = {"position": row["position"], "id": id}
                    store.execute("update done_line set position = :position where id = :id", key)
            self._keep(by, line_id, "move", place=(before, after))

    def retire(self, *, by: Actor, line_id: str) -> None:
        """A line that no longer counts; what was ticked stays known. Does nothing to one that is retired already."""
        require(by, Permission.EDIT_BACKLOG)
        store = self.context.store
        with store.transaction():
            store.get("done_line", line_id)
            if store.execute("update done_line set is_active = 0 where id = :id and is_active = 1", {"id": line_id}):
                self._keep(by, line_id, "retire", is_active=(True, False))

    def lines(self, *, by: Actor) -> tuple[DoneLine, ...]:
        """The lines that count, in their order."""
        require(by, Permission.SEE_REVIEW)
        return tuple(DoneLine(row["id"], row["text"], row["position"], True) for row in self._rows())

    def versions(self, *, by: Actor) -> tuple[DefinitionVersion, ...]:
        """Every version, latest first."""
        require(by, Permission.SEE_PROJECT)
        rows = self.context.store.rows("select * from definition_version order by number desc")
        return tuple(as_version(row) for row in rows)

    def _rows(self) -> list[Row]:
        return self.context.store.rows("select * from done_line where is_active = 1 order by position, id")

    def _text_at(self, number: int, line_id: str) -> str | None:
        lines = self.context.store.scalar("select lines from definition_version where number = :n", {"n": str(number)})
        return {each["id"]: each["text"] for each in json.loads(lines or "[]")}.get(line_id)

    def _keep(self, by: Actor, line_id: str, verb: str, **changes: tuple[object, object]) -> None:
        """The next version, and the journal line that says what made it."""
        store = self.context.store
        number = int(store.scalar("select max(number) from definition_version") or 0) + 1
        lines = [{"id": row["id"], "text": row["text"]} for row in self._rows()]
        version = {"number": number, "lines": json.dumps(lines, ensure_ascii=False), "author_name": by.name}
        store.insert("definition_version", version | {"created_at": to_text(self.context.clock())})
        changes["definition"] = (number - 1, number)
        self.context.journal.write(by=by, kind="done_line", key=line_id, verb=verb, changes=changes)


def cleaned(text: str) -> str:
    """The words of a line."""
    return clean_text(text, field="text", minimum=3, maximum=LONGEST, lines=False)


def as_version(row: Row) -> DefinitionVersion:
    """The version of a row."""
    lines = tuple(str(each["text"]) for each in json.loads(row["lines"]))
    return DefinitionVersion(row["number"], lines, moment(row["created_at"]), row["author_name"])
