"""Files joined to an item: recognised by their bytes, images re-encoded bare, read by whoever may see the item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backlog.file_kinds import IMAGE, recognised
from backlog.item_rows import seen_item
from data.access import Actor, Permission, require
from data.clock import from_text, to_text
from data.context import Context
from data.photos import kept_files
from data.refusals import refuse
from data.store import NotFound, Row

MAXIMUM_BYTES = 10 * 1024 * 1024
MOST = 30  # files of an item


@dataclass(frozen=True)
class Attachment:
    """A file joined to an item; `size` in bytes."""

    id: str
    item_id: str
    name: str
    media_type: str
    size: int
    author_name: str
    created_at: datetime

    @property
    def is_image(self) -> bool:
        """Whether it may be shown on the page; all else is only ever downloaded."""
        return self.media_type == IMAGE


@dataclass(frozen=True)
class ItemAttachments:
    """Verbs on attachments. Reading needs SEE_PROJECT, writing EDIT_BACKLOG.

    `folder` holds the files under names of our own; the name that people gave is only a text of the row.
    """

    context: Context
    folder: Path

    def add(self, *, by: Actor, item_id: str, name: str, content: bytes) -> Attachment:
        """One more file. An image is kept as a JPEG without its metadata, whatever its name said.

        Raises Refused: file_empty, file_too_heavy (fact megabytes), file_kind (fact kinds), too_many_files (fact
        maximum), and what `data.photos.clean_photo` raises for an image.
        """
        require(by, Permission.EDIT_BACKLOG)
        if not content:
            raise refuse("file_empty", on="file")
        if len(content) > MAXIMUM_BYTES:
            raise refuse("file_too_heavy", on="file", megabytes=MAXIMUM_BYTES // 1024**2)
        kept, id, store = recognised(name, content), self.context.new_id(), self.context.store
        file = f"{id}{kept.suffix}"
        row: Row = {"id": id, "item_id": item_id, "name": kept.name, "media_type": kept.media_type}
        row |= {"size": len(kept.content), "file": file, "author_name": by.name}
        row["created_at"] = to_text(self.context.clock())
        with kept_files(self.folder, [(file, kept.content)]), store.transaction():
            item = seen_item(store, by, item_id)
            if int(store.scalar("select count(*) from item_attachment where item_id = :id", {"id": item.id})) >= MOST:
                raise refuse("too_many_files", on="file", maximum=MOST)
            store.insert("item_attachment", row)
            self._trace(by, item.id, "attach_file", (None, kept.name))
        return as_attachment(row)

    def remove(self, *, by: Actor, attachment_id: str) -> None:
        """Takes a file away for good; the journal keeps its name."""
        require(by, Permission.EDIT_BACKLOG)
        store = self.context.store
        with store.transaction():
            row = store.get("item_attachment", attachment_id)
            store.execute("delete from item_attachment where id = :id", {"id": attachment_id})
            self._trace(by, row["item_id"], "detach_file", (row["name"], None))
        (self.folder / row["file"]).unlink(missing_ok=True)  # once nothing names it any more

    def of(self, *, by: Actor, item_id: str) -> tuple[Attachment, ...]:
        """The files of an item, oldest first. Raises NotFound when the person may not see the item."""
        require(by, Permission.SEE_PROJECT)
        store = self.context.store
        with store.snapshot():
            item = seen_item(store, by, item_id)
            sql = "select * from item_attachment where item_id = :id order by created_at, id"
            return tuple(as_attachment(row) for row in store.rows(sql, {"id": item.id}))

    def read(self, *, by: Actor, attachment_id: str) -> bytes:
        """What a file holds. Raises NotFound when it is gone, or when the person may not see its item."""
        require(by, Permission.SEE_PROJECT)
        row = self.context.store.get("item_attachment", attachment_id)
        seen_item(self.context.store, by, row["item_id"])
        try:
            content: bytes = (self.folder / row["file"]).read_bytes()
        except FileNotFoundError as gone:
            raise NotFound("item_attachment", attachment_id) from gone
        return content

    def _trace(self, by: Actor, item_id: str, verb: str, pair: tuple[str | None, str | None]) -> None:
        self.context.journal.write(by=by, kind="item", key=item_id, verb=verb, changes={"attachment": pair})


def as_attachment(row: Row) -> Attachment:
    """The attachment of a row."""
    shown = {name: value for name, value in row.items() if name != "file"}
    return Attachment(**shown | {"created_at": from_text(row["created_at"])})
