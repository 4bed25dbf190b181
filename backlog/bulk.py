"""One act on many items: one transaction, a journal line each; what an item refuses is said, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backlog.item_fields import SHORT, clean_fields, clean_tags
from backlog.items import Items
from backlog.models import Item, Place
from backlog.prioritisation import Prioritisation, clean_input
from backlog.repository import as_item
from backlog.sprint_rows import open_sprint
from backlog.sprints import Sprints
from backlog.visibility import may_see
from data.access import Actor, Permission, require
from data.context import Context
from data.refusals import Problem, Refused, refuse
from data.store import Conflict, NotFound, one_of
from data.words import clean_text

MOST = 500  # items at once
Chosen = Mapping[str, int]  # identifier → the version that the person read
RATED = ("moscow",)


@dataclass(frozen=True)
class NotDone:
    """An item that was left as it was, and why."""

    number: int
    title: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Done:
    """What an act on many items did: how many it changed, and those that it could not."""

    changed: int
    refused: tuple[NotDone, ...]


@dataclass(frozen=True)
class Bulk:
    """Verbs on many items, each with the permission that it asks for one. `chosen`: identifier → version read."""

    context: Context
    items: Items
    prioritisation: Prioritisation
    sprints: Sprints

    def edit(
        self, *, by: Actor, chosen: Chosen, add_tags: Sequence[str] = (), remove_tags: Sequence[str] = (), **fields: Any
    ) -> Done:
        """Gives fields (those of `Items.add`, and `moscow`) a value, adds and removes tags."""
        require(by, Permission.EDIT_BACKLOG)
        rated = {field: value for field, value in fields.items() if field in RATED}
        written = {field: value for field, value in fields.items() if field not in RATED}
        # What suits no item is refused as a whole.
        clean_fields(self.context.store, written | {"tags": add_tags})
        rated = {field: clean_input(field, value) for field, value in rated.items()}

        def act(item: Item, version: int) -> None:
            tags = {} if not (add_tags or remove_tags) else {"tags": retagged(item.tags, add_tags, remove_tags)}
            if written or tags:
                item = self.items.edit(by=by, item_id=item.id, version=version, **written, **tags)
                version = item.version
            if rated:
                self.prioritisation.rate(by=by, item_id=item.id, version=version, **rated)

        return self._each(by, chosen, act)

    def move(self, *, by: Actor, chosen: Chosen, place: Place) -> Done:
        """Puts them at the top or at the bottom of the ranking, in the order that they have."""
        require(by, Permission.RANK_BACKLOG)
        if place not in (Place.TOP, Place.BOTTOM):
            raise refuse("place_not_an_end", on="place")

        def act(item: Item, version: int) -> None:
            self.items.move(by=by, item_id=item.id, version=version, place=place)

        return self._each(by, chosen, act, backwards=place is Place.TOP)

    def drop(self, *, by: Actor, chosen: Chosen, reason: str) -> Done:
        """Gives them up, all for the same reason."""
        require(by, Permission.RANK_BACKLOG)
        why = clean_text(reason, field="reason", minimum=3, maximum=SHORT)
        return self._each(
            by,
            chosen,
            lambda item, version: self.items.drop(by=by, item_id=item.id, version=version, reason=why),
        )

    def pull(self, *, by: Actor, chosen: Chosen, sprint_id: str) -> Done:
        """Puts them in a planned or active sprint."""
        require(by, Permission.PLAN_SPRINT)
        open_sprint(self.context.store, sprint_id)
        return self._each(
            by,
            chosen,
            lambda item, version: self.sprints.pull(by=by, item_id=item.id, version=version, sprint_id=sprint_id),
        )

    def _each(self, by: Actor, chosen: Chosen, act: Callable[[Item, int], object], *, backwards: bool = False) -> Done:
        if not chosen:
            raise refuse("nothing_chosen")
        if len(chosen) > MOST:
            raise refuse("too_many_chosen", maximum=MOST)
        store, refused, unchanged = self.context.store, list[NotDone](), 0
        with store.transaction():
            places, parameters = one_of(chosen)
            rows = store.rows(f"select * from item where id in ({places}) order by rank", parameters)
            found = [item for item in map(as_item, rows) if may_see(by, item)]
            for item in reversed(found) if backwards else found:
                try:
                    with store.transaction():  # what one item refuses takes nothing from the others
                        act(item, chosen[item.id])
                except Refused as no:
                    refused.append(NotDone(item.number, item.title, no.problems))
                except Conflict:
                    refused.append(NotDone(item.number, item.title, refuse("item_changed_since").problems))
                else:
                    unchanged += store.get("item", item.id)["version"] == item.version
            missing = len(chosen) - len(found)
        if missing and not found:
            raise NotFound("item", next(iter(chosen)))
        return Done(len(found) - len(refused) - unchanged, tuple(refused))


def retagged(tags: Sequence[str], added: Sequence[str], removed: Sequence[str]) -> list[str]:
    """The tags with some more and some less, whatever their case."""
    out = {tag.casefold() for tag in removed}
    return clean_tags([*(tag for tag in tags if tag.casefold() not in out), *added])
