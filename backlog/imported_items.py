"""How an imported item is kept: a new one with its own dates, a known one field by field unless changed here since."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from backlog.changes import LISTS, stored_value, values, write_item
from backlog.file_kinds import recognised
from backlog.import_rows import MARK, Batch, date_the_flow, last_imported
from backlog.imported_fields import Cleaned, Comment
from backlog.models import ItemState
from data.access import Actor
from data.clock import to_text
from data.context import Context
from data.journal import line
from data.photos import kept_files
from data.refusals import Problem, Refused
from data.store import Row

AUTHOR = "import"  # of what people said elsewhere: nobody here may change it
EMPTY: tuple[Any, ...] = ("", None, [], 0)
BEFORE: Mapping[str, Any] = {"state": ItemState.BACKLOG.value, "tags": [], "criteria": [], "is_private": 0}
FILES = 30  # of an item


@dataclass
class Keeper:
    """Writes items as they come, inside the import's transaction."""

    context: Context
    by: Actor
    folder: Path
    files: ExitStack
    refused_files: int = 0
    named_files: int = 0
    fitted: int = 0

    def warnings(self) -> tuple[Problem, ...]:
        """What became of words that are too long here, and of the files joined to rows."""
        found = (
            Problem("import_fitted", "", {"count": self.fitted}),
            Problem("import_files_named", "", {"count": self.named_files}),
            Problem("import_files_refused", "", {"count": self.refused_files}),
        )
        return tuple(each for each in found if each.facts["count"])

    def create(self, batch: Batch, each: Cleaned, epic_id: str | None, rank: str) -> str:
        """A new item in the batch, with all that stands on it; its id."""
        store, now = self.context.store, self.context.clock()
        self.fitted += each.is_fitted
        id, fields = self.context.new_id(), {**each.fields, "epic_id": epic_id}
        row: Row = {name: stored_value(name, value) for name, value in fields.items()}
        row |= {"id": id, "number": store.next_number("item"), "rank": rank, "state_since": to_text(each.entered)}
        row |= {"created_at": to_text(each.created_at), "updated_at": to_text(each.updated_at)}
        batch.add("item", row)
        self._flow(batch, id, each)
        changes = {name: (BEFORE.get(name), value) for name, value in fields.items() if value not in EMPTY}
        if fields["state"] == ItemState.BACKLOG:
            del changes["state"]
        batch.add("journal", line(self.by, now, "item", id, MARK[1], changes, ""))
        words = [each.fields["title"], each.fields["description"], *each.fields["criteria"], *each.fields["tags"]]
        batch.add("item_search", {"key": id, "words": f"{row['number']} {' '.join(words)}"})
        batch.add("item_origin", self._origin(id, each, now))
        for said in each.comments:
            batch.add("item_comment", comment_row(id, said))
        self._attach(batch, id, each, set())
        return id

    def update(self, each: Cleaned, epic_id: str | None, item_id: str) -> tuple[int, tuple[str, ...], bool]:
        """Brings an item up to date: its number, the fields kept because changed here, whether anything was written."""
        store, now = self.context.store, self.context.clock()
        row = store.get("item", item_id)
        here, base = values(row), {**BEFORE, **last_imported(self.context, item_id)}
        incoming = {**each.fields, "epic_id": epic_id}
        wanted, kept = compared(here, base, incoming)
        if not each.is_dated and "state" not in wanted:
            wanted.pop("done_at", None)  # the moment of an import is no news
        if row["sprint_id"] is not None and "state" in wanted:
            kept = (*kept, "state")  # a sprint decides of its items
            wanted = {name: value for name, value in wanted.items() if name not in ("state", "done_at")}
        written = (
            write_item(
                self.context, by=self.by, id=item_id, version=row["version"], verb=MARK[1], wanted=wanted
            ).version
            != row["version"]
        )
        if "state" in wanted:
            date_the_flow(store, item_id, each.entered)
        batch = Batch()
        written = self._say(batch, item_id, each) or written
        self.fitted += each.is_fitted
        names = {
            one["name"] for one in store.rows("select name from item_attachment where item_id = :id", {"id": item_id})
        }
        self._attach(batch, item_id, each, names)
        written = written or bool(batch.tables)
        batch.write(store)
        origin = self._origin(item_id, each, now)
        before = store.get("item_origin", item_id, column="item_id")
        written = written or before["original"] != origin["original"]
        store.upsert("item_origin", origin, key="item_id")
        return row["number"], kept, written

    def _say(self, batch: Batch, item_id: str, each: Cleaned) -> bool:
        """Adds the comments that are new; those that were there follow what people are called now, if it changed."""
        rows = self.context.store.rows("select * from item_comment where item_id = :id", {"id": item_id})
        known, changed = {row["id"]: row for row in rows}, False
        for said in each.comments:
            row = known.get(said.id)
            if row is None:
                batch.add("item_comment", comment_row(item_id, said))
            elif (row["author_name"], row["body"]) != (said.author_name, said.body):
                words = {"author_name": said.author_name, "body": said.body}
                self.context.store.update("item_comment", said.id, words, version=row["version"])
                changed = True
        return changed

    def _flow(self, batch: Batch, id: str, each: Cleaned) -> None:
        """When it came, and when it left: charts read these as if it had been here."""
        state, entered = each.fields["state"], to_text(each.entered)
        arrived = to_text(min(each.created_at, each.entered))
        first: Row = {"item_id": id, "at": arrived, "before": None, "after": ItemState.BACKLOG.value, "sprint_id": None}
        batch.add("item_flow", first)
        if state != ItemState.BACKLOG:
            batch.add("item_flow", first | {"at": entered, "before": ItemState.BACKLOG.value, "after": state})

    def _origin(self, id: str, each: Cleaned, now: datetime) -> Row:
        row: Row = {"item_id": id, "source": each.row.source, "external_id": each.key, "original": each.original}
        return row | {"digest": each.digest, "imported_at": to_text(now)}

    def _attach(self, batch: Batch, id: str, each: Cleaned, names: set[str]) -> None:
        """The files whose bytes came; of the others the name is among the original data."""
        for place, file in enumerate(each.row.attachments):
            if file.content is None:
                self.named_files += 1
                continue
            try:
                kept = recognised(file.name, file.content)
            except Refused:
                self.refused_files += 1
                continue
            if kept.name in names:
                continue
            if place >= FILES:
                self.refused_files += 1
                continue
            file_id = self.context.new_id()
            stored = f"{file_id}{kept.suffix}"
            self.files.enter_context(kept_files(self.folder, [(stored, kept.content)]))
            row: Row = {"id": file_id, "item_id": id, "name": kept.name, "media_type": kept.media_type}
            row |= {"size": len(kept.content), "file": stored, "author_name": self.by.name}
            batch.add("item_attachment", row | {"created_at": to_text(each.updated_at)})


def compared(
    here: Mapping[str, Any], base: Mapping[str, Any], incoming: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Three ways: what the source changed and nobody changed here, and what both did, which stays as it is here."""
    wanted, kept = {}, []
    for name, value in incoming.items():
        before = base.get(name, [] if name in LISTS else "" if isinstance(value, str) else None)
        if value in (before, here[name]):
            continue
        if here[name] == before or (here[name] in EMPTY and before in EMPTY):
            wanted[name] = value
        else:
            kept.append(name)
    if "state" in kept:  # a date goes with its state
        wanted.pop("done_at", None)
    if "done_at" in kept:
        kept.remove("done_at")
    return wanted, tuple(kept)


def comment_row(item_id: str, said: Comment) -> Row:
    """The row of a comment that was written elsewhere."""
    row: Row = {"id": said.id, "item_id": item_id, "author": AUTHOR, "author_name": said.author_name}
    return row | {"body": said.body, "created_at": to_text(said.at)}
