"""Taking the project out, whole or as a list to read, and putting a whole one back where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from backlog.document import document
from backlog.models import AHEAD, Item
from backlog.project_reading import read_project
from backlog.project_rows import CHUNK, RESTART, fullness, project_lines, put
from backlog.repository import as_item, epics
from backlog.sheet import sheet
from backlog.visibility import visible
from backlog.wording import CODES, Wording
from data.access import Actor, Permission, require
from data.context import Context
from data.photos import kept_files
from data.refusals import refuse
from data.store import one_of


class Writer(Protocol):
    """Where a text goes, piece by piece."""

    def write(self, text: str, /) -> object: ...


@dataclass(frozen=True)
class Exports:
    """Verbs on the project as files. The whole project needs EXCHANGE_PROJECT, its lists SEE_PROJECT."""

    context: Context
    attachments: Path

    def write_project(self, *, by: Actor, to: Writer) -> None:
        """The whole project as JSON, private items and attached files included, no e-mail address: see project_file."""
        require(by, Permission.EXCHANGE_PROJECT)
        with self.context.store.snapshot():
            pour(project_lines(self.context.store, self.attachments), to)

    def write_sheet(self, *, by: Actor, to: Writer, wording: Wording = CODES, with_private: bool = False) -> None:
        """Every item as CSV, in the order of the ranking; private ones for the team, or asked for by who exchanges.

        To be written as UTF-8 without any translation of line ends.
        """
        self._require_list(by, with_private)
        with self.context.store.snapshot():
            store = self.context.store
            titles = {each.id: each.title for each in epics(store).values()}
            items = self._items("1 = 1" if with_private else visible(by), {})
            pour(sheet(items, titles, self._sprints(), wording), to)

    def write_document(self, *, by: Actor, to: Writer, wording: Wording = CODES, with_private: bool = False) -> None:
        """What is ahead as Markdown: the product goal, the epics, the ranked items; private ones as in the sheet."""
        self._require_list(by, with_private)
        store = self.context.store
        with store.snapshot():
            goal = store.scalar("select text from product_goal where is_active = 1 order by created_at desc")
            states, parameters = one_of(AHEAD)
            seen = "1 = 1" if with_private else visible(by)
            items = self._items(f"state in ({states}) and {seen}", parameters)
            open_epics = [each for each in epics(store).values() if not each.is_closed]
            pour(document(goal or "", open_epics, items, self._sprints(), wording), to)

    def import_project(self, *, by: Actor, file: bytes, preview: bool = False) -> dict[str, int]:
        """Puts an exported project where there is none; how many rows of each table. A preview writes nothing.

        Raises Refused: project_not_empty (facts items, sprints, feedbacks), and those of `read_project`.
        """
        require(by, Permission.EXCHANGE_PROJECT)
        project = read_project(file)
        store = self.context.store
        with store.transaction():
            self._require_empty()
            if not preview:
                changes = {"digest": (None, project.digest), "items": (None, len(project.rows["item"]))}
                self.context.journal.write(by=by, kind="project", key="project", verb=RESTART, changes=changes)
                for name in project.files:  # left by an import that was cut short: nothing names it
                    (self.attachments / name).unlink(missing_ok=True)
                with kept_files(self.attachments, list(project.files.items())):
                    put(store, project)
        return {name: len(rows) for name, rows in project.rows.items() if rows}

    def _require_empty(self) -> None:
        there = fullness(self.context.store)
        if there:
            items, sprints, feedbacks = (there.get(table, 0) for table in ("item", "sprint", "feedback"))
            raise refuse("project_not_empty", on="file", items=items, sprints=sprints, feedbacks=feedbacks)

    def _require_list(self, by: Actor, with_private: bool) -> None:
        whole = by.can(Permission.EXCHANGE_PROJECT)
        require(by, Permission.EXCHANGE_PROJECT if with_private or whole else Permission.SEE_PROJECT)

    def _items(self, where: str, parameters: dict[str, str]) -> Iterator[Item]:
        """The items in the order of the ranking, some at a time."""
        sql = f"select * from item where {where} order by rank, id limit :limit offset :offset"
        offset = 0
        while rows := self.context.store.rows(sql, {**parameters, "limit": CHUNK, "offset": offset}):
            yield from (as_item(row) for row in rows)
            offset += len(rows)

    def _sprints(self) -> dict[str, int]:
        return {row["id"]: row["number"] for row in self.context.store.rows("select id, number from sprint")}


def pour(pieces: Iterable[str], to: Writer) -> None:
    """Writes the pieces one after the other."""
    for piece in pieces:
        to.write(piece)
