"""Lists of items: filtered, searched, sorted, a page at a time; and how far down the ranking a sprint reaches."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from backlog.models import AHEAD, ItemKind, ItemOrder, ItemState, Moscow, SprintState
from backlog.repository import listed
from backlog.spelling import put_right
from backlog.views import Listing, Reach
from backlog.visibility import visible
from data.access import Actor, Permission, require
from data.context import Context
from data.store import Row, Store, one_of

FOUND = 20_000  # how many items a search looks at
FEW = 500  # found items under which they are asked for by name
STRETCH = 200  # waiting items read at once to see where a sprint would end
NONE = "none"  # as an epic or a sprint: the items without one
# The value each order sorts by, the greatest first, and the items without one last.
SORTS = {
    ItemOrder.VOICES: "voiced.voices",
    ItemOrder.UPDATED: "item.updated_at",
    ItemOrder.CREATED: "item.created_at",
    ItemOrder.ESTIMATE: "item.estimate",
    ItemOrder.WSJF: "case when item.wsjf_size > 0 then "
    "(item.wsjf_value + item.wsjf_criticality + item.wsjf_risk) / item.wsjf_size end",
    ItemOrder.RICE: "case when item.rice_effort > 0 then "
    "item.rice_reach * item.rice_impact * item.rice_confidence / item.rice_effort end",
}
VOICED = (
    "left join (select item_id, count(distinct voice) as voices from feedback where item_id is not null "
    "group by item_id) voiced on voiced.item_id = item.id"
)


@dataclass(frozen=True)
class ItemQuery:
    """What is wanted of the items; () and None: whatever it is. Without states, those still ahead.

    `epic` and `sprint` are identifiers, or NONE. An item has every one of the `tags`, whatever their case.
    """

    words: str = ""
    kinds: tuple[ItemKind, ...] = ()
    epic: str | None = None
    states: tuple[ItemState, ...] = ()
    tags: tuple[str, ...] = ()
    assignee: str | None = None  # "": nobody
    sprint: str | None = None
    moscow: tuple[Moscow, ...] = ()
    unestimated: bool = False
    blocked: bool = False
    private: bool = False
    order: ItemOrder = ItemOrder.RANK

    @property
    def is_filtered(self) -> bool:
        """Whether it leaves out something that is still ahead, or adds what is not."""
        return replace(self, order=ItemOrder.RANK) != EVERYTHING_AHEAD


EVERYTHING_AHEAD = ItemQuery()


@dataclass(frozen=True)
class SprintName:
    """A sprint as a list names it."""

    id: str
    number: int
    state: SprintState


@dataclass(frozen=True)
class Listings:
    """Reads of lists. All need SEE_PROJECT."""

    context: Context

    def page(self, *, by: Actor, query: ItemQuery = EVERYTHING_AHEAD, limit: int = 100, offset: int = 0) -> Listing:
        """A page of the items that a query asks for, and how many there are in all.

        When no item holds the words, those put right are searched instead: `Listing.words` says which.
        """
        require(by, Permission.SEE_PROJECT)
        with self.context.store.snapshot():
            if not query.words.strip():
                return self._page(by, query, None, limit, offset)
            found = self._page(by, query, query.words, limit, offset)
            if found.total:
                return found
            meant = put_right(query.words, self.context.store.vocabulary("item_search"))
            if not meant:
                return found
            better = self._page(by, query, meant, limit, offset)
            # Words that nothing shown holds are not said: a private item may be the only one that has them.
            return replace(better, words=meant) if better.total else found

    def sprints(self, *, by: Actor) -> tuple[SprintName, ...]:
        """Every sprint by its number alone, latest first."""
        require(by, Permission.SEE_PROJECT)
        rows = self.context.store.rows("select id, number, state from sprint order by number desc")
        return tuple(SprintName(row["id"], row["number"], SprintState(row["state"])) for row in rows)

    def matching(self, *, by: Actor, query: ItemQuery, limit: int) -> dict[str, int]:
        """The identifiers and versions of what a query asks for, in its order."""
        require(by, Permission.SEE_PROJECT)
        return {row.item.id: row.item.version for row in self.page(by=by, query=query, limit=limit).rows}

    def reach(self, *, by: Actor, points: float) -> Reach | None:
        """Where the sprint after this one would end, were it to take the first waiting items up to so many points.

        None when everything that waits fits. Items without an estimate weigh nothing, and are counted apart.
        """
        require(by, Permission.SEE_PROJECT)
        sql = (
            f"select id, rank, estimate from item where state = 'backlog' and sprint_id is null and {visible(by)} "
            "and rank > :rank order by rank limit :limit"
        )
        total, unestimated, last = 0.0, 0, ""
        with self.context.store.snapshot():
            while rows := self.context.store.rows(sql, {"limit": STRETCH, "rank": last}):
                for row in rows:
                    total += row["estimate"] or 0
                    if total > points:
                        return Reach(row["id"], points, unestimated)
                    unestimated += row["estimate"] is None
                last = rows[-1]["rank"]
        return None

    def _page(self, by: Actor, query: ItemQuery, words: str | None, limit: int, offset: int) -> Listing:
        store = self.context.store
        where, values = condition(by, query, spellings(store, query.tags))
        order = f"{SORTS[query.order]} desc nulls last, " if query.order in SORTS else ""
        source = f"from item {VOICED if query.order is ItemOrder.VOICES else ''} where {where}"
        if words is None:
            total = int(store.scalar(f"select count(*) from item where {where}", values))
            page = {"limit": limit, "offset": offset}
            sql = f"select item.id {source} order by {order}item.rank limit :limit offset :offset"
            return Listing(listed(store, in_order(store, ids(store, sql, values | page))), total)
        found = store.search("item_search", words, limit=FOUND)
        if len(found) <= FEW:
            places, parameters = one_of(found, "found")
            source, values = f"{source} and item.id in ({places})", values | parameters
        wanted = set(found)
        ordered = ids(store, f"select item.id {source} order by {order}item.rank", values)
        kept = [each for each in ordered if each in wanted]
        return Listing(listed(store, in_order(store, kept[offset : offset + limit])), len(kept))


def ids(store: Store, sql: str, values: Mapping[str, Any]) -> list[str]:
    """The identifiers that a query gives, without the weight of their rows."""
    return [row["id"] for row in store.rows(sql, values)]


def in_order(store: Store, item_ids: Collection[str]) -> list[Row]:
    """The rows of these items, in this order."""
    places, parameters = one_of(item_ids)
    rows = {row["id"]: row for row in store.rows(f"select * from item where id in ({places})", parameters)}
    return [rows[each] for each in item_ids]


def spellings(store: Store, tags: Collection[str]) -> list[list[str]]:
    """For each tag, the ways in which items spell it: comparing whatever the case is not the engine's business."""
    if not tags:
        return []
    known: dict[str, set[str]] = {}
    for row in store.rows("select distinct tags from item where tags <> '[]'"):
        for tag in json.loads(row["tags"]):
            known.setdefault(tag.casefold(), set()).add(tag)
    return [sorted(known.get(tag.casefold(), {tag})) for tag in tags]


def condition(by: Actor, query: ItemQuery, tags: Collection[Collection[str]]) -> tuple[str, dict[str, Any]]:
    """The condition of SQL for what the person may see of what a query asks for, its words apart."""
    parts, values = [visible(by)], dict[str, Any]()
    choices = {"state": query.states or AHEAD, "kind": query.kinds, "moscow": query.moscow}
    for column, codes in choices.items():
        if codes:
            places, parameters = one_of([code.value for code in codes], column)
            parts.append(f"item.{column} in ({places})")
            values |= parameters
    for column, wanted in (("epic_id", query.epic), ("sprint_id", query.sprint)):
        if wanted == NONE:
            parts.append(f"item.{column} is null")
        elif wanted:
            parts.append(f"item.{column} = :{column}")
            values[column] = wanted
    if query.assignee is not None:
        parts.append("item.assignee = :assignee")
        values["assignee"] = query.assignee
    for position, ways in enumerate(tags):
        places, parameters = one_of((holding(way) for way in ways), f"tag{position}_")
        parts.append("(" + " or ".join(f"item.tags like {each} escape '!'" for each in places.split(", ")) + ")")
        values |= parameters
    for asked, test in (
        (query.unestimated, "item.estimate is null"),
        (query.blocked, "item.blocked <> ''"),
        (query.private, "item.is_private = 1"),
    ):
        if asked:
            parts.append(test)
    return " and ".join(parts), values


def holding(tag: str) -> str:
    """What a list of tags that holds that one looks like, for LIKE with ! as its escape."""
    written = json.dumps(tag, ensure_ascii=False)
    return "%" + written.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
