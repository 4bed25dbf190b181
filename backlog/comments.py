"""What people say of an item to one another, under their name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from backlog.item_rows import seen_item
from data.access import Actor, Permission, require
from data.clock import from_text, to_text
from data.context import Context
from data.refusals import refuse
from data.store import Row
from data.words import clean_text

LONGEST = 4_000  # characters


@dataclass(frozen=True)
class ItemComment:
    """What somebody said of an item; `edited_at` is None while its first words stand."""

    id: str
    item_id: str
    author: str
    author_name: str
    body: str
    created_at: datetime
    edited_at: datetime | None
    version: int


@dataclass(frozen=True)
class ItemComments:
    """Verbs on comments. Reading needs SEE_PROJECT, writing EDIT_BACKLOG; one changes only one's own.

    The journal says who wrote, changed or deleted a comment and when, never its words: what is deleted is gone.
    """

    context: Context

    def say(self, *, by: Actor, item_id: str, body: str) -> ItemComment:
        """One more comment, after the others."""
        require(by, Permission.EDIT_BACKLOG)
        kept, store = cleaned(body), self.context.store
        with store.transaction():
            item = seen_item(store, by, item_id)
            row: Row = {"id": self.context.new_id(), "item_id": item.id, "author": by.id, "author_name": by.name}
            row |= {"body": kept, "created_at": to_text(self.context.clock()), "edited_at": None, "version": 1}
            store.insert("item_comment", row)
            self._trace(by, item.id, "comment")
        return as_comment(row)

    def edit(self, *, by: Actor, comment_id: str, version: int, body: str) -> ItemComment:
        """Other words in one's own comment, marked as such. Raises Conflict when it was changed from elsewhere."""
        require(by, Permission.EDIT_BACKLOG)
        kept, store = cleaned(body), self.context.store
        with store.transaction():
            row = self._own(by, comment_id)
            if kept == row["body"]:
                return as_comment(row)
            changes = {"body": kept, "edited_at": to_text(self.context.clock())}
            after = store.update("item_comment", comment_id, changes, version=version)
            self._trace(by, row["item_id"], "edit_comment")
        return as_comment({**row, **changes, "version": after})

    def delete(self, *, by: Actor, comment_id: str) -> None:
        """Takes one's own comment away, words and all."""
        require(by, Permission.EDIT_BACKLOG)
        store = self.context.store
        with store.transaction():
            row = self._own(by, comment_id)
            store.execute("delete from item_comment where id = :id", {"id": comment_id})
            self._trace(by, row["item_id"], "delete_comment")

    def of(self, *, by: Actor, item_id: str) -> tuple[ItemComment, ...]:
        """The comments of an item, oldest first. Raises NotFound when the person may not see the item."""
        require(by, Permission.SEE_PROJECT)
        store = self.context.store
        with store.snapshot():
            item = seen_item(store, by, item_id)
            sql = "select * from item_comment where item_id = :id order by created_at, id"
            return tuple(as_comment(row) for row in store.rows(sql, {"id": item.id}))

    def _own(self, by: Actor, comment_id: str) -> Row:
        row = self.context.store.get("item_comment", comment_id)
        if row["author"] != by.id:
            raise refuse("comment_of_another")
        return row

    def _trace(self, by: Actor, item_id: str, verb: str) -> None:
        self.context.journal.write(by=by, kind="item", key=item_id, verb=verb)


def cleaned(body: str) -> str:
    """The words of a comment, its lines kept."""
    return clean_text(body, field="body", minimum=1, maximum=LONGEST)


def as_comment(row: Row) -> ItemComment:
    """The comment of a row."""
    edited = row["edited_at"]
    return ItemComment(
        **{**row, "created_at": from_text(row["created_at"]), "edited_at": from_text(edited) if edited else None}
    )
