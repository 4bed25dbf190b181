"""What items are to one another: one blocks, resembles or repeats another. Read from both sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backlog.item_rows import seen_item
from backlog.models import Item, Relation
from backlog.repository import as_item
from backlog.visibility import visible
from data.access import Actor, Permission, require
from data.clock import to_text
from data.context import Context
from data.refusals import refuse
from data.store import Row, Store, one_of
from data.words import clean_choice

INVERSE: Mapping[Relation, Relation] = {
    Relation.BLOCKS: Relation.BLOCKED_BY,
    Relation.BLOCKED_BY: Relation.BLOCKS,
    Relation.RELATES: Relation.RELATES,
    Relation.DUPLICATES: Relation.DUPLICATED_BY,
    Relation.DUPLICATED_BY: Relation.DUPLICATES,
}
KEPT = (Relation.BLOCKS, Relation.RELATES, Relation.DUPLICATES)  # the others are these, read from the other end
DIRECTED = (Relation.BLOCKS, Relation.DUPLICATES)
ORDER = {relation: place for place, relation in enumerate(Relation)}


@dataclass(frozen=True)
class Linked:
    """The other end of a link, and what the item that one reads is to it: it `blocks` it, is `blocked_by` it …"""

    id: str
    relation: Relation
    item: Item


@dataclass(frozen=True)
class ItemLinks:
    """Verbs on links. Reading needs SEE_PROJECT, writing EDIT_BACKLOG; each of the two items keeps a journal line."""

    context: Context

    def link(self, *, by: Actor, item_id: str, relation: Relation, other_id: str) -> Linked:
        """Links an item to another, as read from the first.

        Raises Refused: link_to_itself, link_repeated, link_cycle (an item would wait for itself, or double itself).
        """
        require(by, Permission.EDIT_BACKLOG)
        store = self.context.store
        with store.transaction():
            item, other = as_item(store.get("item", item_id)), as_item(store.get("item", other_id))
            if item.id == other.id:
                raise refuse("link_to_itself", on="other")
            kind, start, end = stored(clean_choice(relation, Relation, field="relation"), item.id, other.id)
            if found(store, kind, start, end) or (kind is Relation.RELATES and found(store, kind, end, start)):
                raise refuse("link_repeated", on="other", number=other.number)
            if kind in DIRECTED and start in reached(store, kind, end):
                raise refuse("link_cycle", on="other", number=other.number)
            row: Row = {"id": self.context.new_id(), "kind": kind.value, "from_id": start, "to_id": end}
            store.insert("item_link", row | {"created_at": to_text(self.context.clock())})
            self._trace(by, row, "link")
        return Linked(row["id"], Relation(relation), other)

    def unlink(self, *, by: Actor, link_id: str) -> None:
        """Takes a link away. Raises NotFound when somebody has already done so."""
        require(by, Permission.EDIT_BACKLOG)
        store = self.context.store
        with store.transaction():
            row = store.get("item_link", link_id)
            store.execute("delete from item_link where id = :id", {"id": link_id})
            self._trace(by, row, "unlink")

    def of(self, *, by: Actor, item_id: str) -> tuple[Linked, ...]:
        """The links of an item as read from it, blocking ones first; those to what the person may not see left out."""
        require(by, Permission.SEE_PROJECT)
        store = self.context.store
        with store.snapshot():
            seen_item(store, by, item_id)
            links = links_of(store, item_id)
            places, ends = one_of([other_end(row, item_id) for row in links])
            rows = store.rows(f"select * from item where id in ({places}) and {visible(by)}", ends)
        items: dict[str, Item] = {row["id"]: as_item(row) for row in rows}
        read = [
            Linked(row["id"], as_read_from(row, item_id), items[other_end(row, item_id)])
            for row in links
            if other_end(row, item_id) in items
        ]
        return tuple(sorted(read, key=lambda each: (ORDER[each.relation], each.item.number)))

    def _trace(self, by: Actor, row: Row, verb: str) -> None:
        for key in (row["from_id"], row["to_id"]):
            # The other item by its id: its title is for whoever may see it when the line is read.
            said = [as_read_from(row, key).value, other_end(row, key)]
            changes = {"link": (None, said) if verb == "link" else (said, None)}
            self.context.journal.write(by=by, kind="item", key=key, verb=verb, changes=changes)


def stored(relation: Relation, item_id: str, other_id: str) -> tuple[Relation, str, str]:
    """A link as it is kept: kind, from, to."""
    if relation in KEPT:
        return relation, item_id, other_id
    return INVERSE[relation], other_id, item_id


def as_read_from(row: Row, item_id: str) -> Relation:
    """What an end of a link is to the other."""
    kind = Relation(row["kind"])
    return kind if row["from_id"] == item_id else INVERSE[kind]


def other_end(row: Row, item_id: str) -> str:
    """The other item of a link."""
    end: str = row["to_id"] if row["from_id"] == item_id else row["from_id"]
    return end


def links_of(store: Store, item_id: str) -> list[Row]:
    """The links at either end of which an item stands: its kinds are named so that both sides read an index."""
    kinds, parameters = one_of(KEPT)
    return store.rows(
        f"select * from item_link where kind in ({kinds}) and from_id = :id "
        "union all select * from item_link where to_id = :id",
        {"id": item_id, **parameters},
    )


def found(store: Store, kind: Relation, start: str, end: str) -> bool:
    """Whether that link exists."""
    sql = "select 1 from item_link where kind = :kind and from_id = :start and to_id = :end"
    return store.scalar(sql, {"kind": kind.value, "start": start, "end": end}) is not None


def reached(store: Store, kind: Relation, start: str) -> set[str]:
    """Every item that one leads to by links of a kind, itself included."""
    seen, ahead = {start}, {start}
    while ahead:
        places, parameters = one_of(sorted(ahead))
        rows = store.rows(
            f"select distinct to_id from item_link where kind = :kind and from_id in ({places})",
            {"kind": kind.value, **parameters},
        )
        ahead = {row["to_id"] for row in rows} - seen
        seen |= ahead
    return seen
