"""Searches and filters kept under a name: one's own, and those that somebody shares with the team."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from data.access import Actor, Permission, require
from data.clock import to_text
from data.context import Context
from data.refusals import refuse
from data.store import NotFound, Row
from data.words import clean_text

NAME, QUERY = 60, 2_000  # characters
VIEWS = 50  # of one person


@dataclass(frozen=True)
class SavedView:
    """A view: `query` is what the address of the list holds after its question mark; `is_mine` for who reads it."""

    id: str
    name: str
    query: str
    owner_name: str
    is_shared: bool
    is_mine: bool
    version: int


@dataclass(frozen=True)
class SavedViews:
    """Verbs on views. All need SEE_PROJECT; sharing one needs EDIT_BACKLOG. Only its owner changes a view."""

    context: Context

    def all(self, *, by: Actor) -> tuple[SavedView, ...]:
        """One's own views and the shared ones, by name, one's own first."""
        require(by, Permission.SEE_PROJECT)
        rows = self.context.store.rows(
            "select * from saved_view where owner = :owner or is_shared = 1 order by created_at", {"owner": by.id}
        )
        found = [as_view(row, by) for row in rows]
        return tuple(sorted(found, key=lambda view: (not view.is_mine, view.name.casefold())))

    def save(self, *, by: Actor, name: str, query: str) -> SavedView:
        """A new view of one's own, seen by nobody else; in place of the one that has that name.

        Raises Refused("too_many_views").
        """
        require(by, Permission.SEE_PROJECT)
        kept = cleaned_name(name)
        wanted = clean_text(query, field="query", maximum=QUERY, lines=False)
        store = self.context.store
        with store.transaction():
            mine = [view for view in self.all(by=by) if view.is_mine]
            same = next((view for view in mine if view.name.casefold() == kept.casefold()), None)
            if same:
                return self._write(by, same, "change", query=wanted)
            if len(mine) >= VIEWS:
                raise refuse("too_many_views", on="name", maximum=VIEWS)
            row: Row = {"id": self.context.new_id(), "owner": by.id, "owner_name": by.name, "name": kept}
            row |= {"query": wanted, "is_shared": 0, "created_at": to_text(self.context.clock())}
            store.insert("saved_view", row)
            self._trace(by, row["id"], "add", {"name": (None, kept), "query": (None, wanted)})
        return as_view(row | {"version": 1}, by)

    def rename(self, *, by: Actor, view_id: str, version: int, name: str) -> SavedView:
        """Another name for a view of one's own. Raises Refused("view_name_taken")."""
        require(by, Permission.SEE_PROJECT)
        kept = cleaned_name(name)
        with self.context.store.transaction():
            view = self._mine(by, view_id, version)
            if any(
                each.name.casefold() == kept.casefold() and each.id != view.id
                for each in self.all(by=by)
                if each.is_mine
            ):
                raise refuse("view_name_taken", on="name")
            return self._write(by, view, "rename", name=kept)

    def share(self, *, by: Actor, view_id: str, version: int, shared: bool) -> SavedView:
        """Shows a view of one's own to the whole team, or no longer."""
        require(by, Permission.EDIT_BACKLOG)
        with self.context.store.transaction():
            view = self._mine(by, view_id, version)
            return self._write(by, view, "share" if shared else "unshare", is_shared=int(shared))

    def delete(self, *, by: Actor, view_id: str, version: int) -> None:
        """Forgets a view of one's own; the items stay as they are."""
        require(by, Permission.SEE_PROJECT)
        with self.context.store.transaction():
            view = self._mine(by, view_id, version)
            self.context.store.execute("delete from saved_view where id = :id", {"id": view.id})
            self._trace(by, view.id, "delete", {"name": (view.name, None), "query": (view.query, None)})

    def _mine(self, by: Actor, view_id: str, version: int) -> SavedView:
        row = self.context.store.get("saved_view", view_id)
        if row["owner"] != by.id:
            raise NotFound("saved_view", view_id)
        return replace(as_view(row, by), version=version)

    def _write(self, by: Actor, view: SavedView, verb: str, **wanted: Any) -> SavedView:
        changes = {field: (getattr(view, field), value) for field, value in wanted.items()}
        changes = {field: pair for field, pair in changes.items() if pair[0] != pair[1]}
        if changes:
            written = {field: after for field, (_, after) in changes.items()}
            self.context.store.update("saved_view", view.id, written, version=view.version)
            self._trace(by, view.id, verb, changes)
        return as_view(self.context.store.get("saved_view", view.id), by)

    def _trace(self, by: Actor, view_id: str, verb: str, changes: dict[str, tuple[Any, Any]]) -> None:
        self.context.journal.write(by=by, kind="saved_view", key=view_id, verb=verb, changes=changes)


def as_view(row: Row, by: Actor) -> SavedView:
    """The view of a row, for whoever reads it."""
    return SavedView(
        id=row["id"],
        name=row["name"],
        query=row["query"],
        owner_name=row["owner_name"],
        is_shared=bool(row["is_shared"]),
        is_mine=row["owner"] == by.id,
        version=row["version"],
    )


def cleaned_name(name: str) -> str:
    """The name of a view on one line."""
    return clean_text(name, field="name", minimum=2, maximum=NAME, lines=False)
