"""Giving the waiting items the order of a method: proposed first, applied in one transaction, undone the same way."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from backlog import ranks
from backlog.changes import write_item
from backlog.models import ItemState, Method
from backlog.priority_rows import Weighed, weighed
from data.access import Actor, Permission, require
from data.context import Context
from data.refusals import refuse
from data.store import Conflict, Store, one_of
from data.words import clean_choice

REASON, UNDONE = "order: {method} {id}", "order: undone"  # what the journal keeps; people read it in words
WAITING = ("item.state = :waiting", {"waiting": ItemState.BACKLOG.value})


@dataclass(frozen=True)
class Move:
    """An item that changes place: from the position that it has among those waiting to the one it would have."""

    id: str
    number: int
    title: str
    before: int
    after: int
    score: Any


@dataclass(frozen=True)
class Proposal:
    """The order that a method gives. `moves` are the fewest items to move; `signature` is the state it was made from.

    Items without a score keep their order, after the others; those of a sprint stay where they are.
    """

    method: Method
    moves: tuple[Move, ...]
    waiting: int
    unscored: int
    signature: str


@dataclass(frozen=True)
class Applied:
    """What was moved, so that it can be taken back."""

    order_id: str
    item_ids: tuple[str, ...]


@dataclass(frozen=True)
class Ordering:
    """Verbs on the order of the waiting items. All need RANK_BACKLOG."""

    context: Context

    def propose(self, *, by: Actor, method: Method) -> Proposal:
        """What ordering the waiting items by that method would change."""
        require(by, Permission.RANK_BACKLOG)
        with self.context.store.snapshot():
            return self._proposal(clean_choice(method, Method, field="method"))

    def apply(self, *, by: Actor, method: Method, signature: str) -> Applied:
        """Gives the waiting items the order that was proposed; one journal line for each item that moves.

        Raises Refused("order_changed") when what the proposal stood on has changed since.
        """
        require(by, Permission.RANK_BACKLOG)
        store = self.context.store
        with store.transaction():
            proposal = self._proposal(clean_choice(method, Method, field="method"))
            if proposal.signature != signature:
                raise refuse("order_changed")
            order_id = self.context.new_id()
            wanted = weighed(store, WAITING, proposal.method)
            for each, rank in new_ranks(store, wanted, {move.id for move in proposal.moves}):
                self._rank(by, each.id, each.version, rank, REASON.format(method=method, id=order_id))
        return Applied(order_id, tuple(move.id for move in proposal.moves))

    def undo(self, *, by: Actor, order_id: str, item_ids: Collection[str]) -> None:
        """Puts the items of an applied order back where they were. Raises Conflict when one has moved again since."""
        require(by, Permission.RANK_BACKLOG)
        reasons = [REASON.format(method=method, id=order_id) for method in Method]
        with self.context.store.transaction():
            for item_id in item_ids:
                row = self.context.store.get("item", item_id)
                lines = self.context.journal.of("item", item_id)
                moved = [each for each in lines if each.verb == "rank" and each.reason in reasons]
                if not moved or moved[-1].changes["rank"][1] != row["rank"]:
                    raise Conflict("item", item_id, row["version"], row)
                rank = moved[-1].changes["rank"][0]
                if self.context.store.row("select id from item where rank = :rank", {"rank": rank}):
                    raise Conflict("item", item_id, row["version"], row)
                self._rank(by, item_id, row["version"], rank, UNDONE)

    def _rank(self, by: Actor, item_id: str, version: int, rank: str, reason: str) -> None:
        wanted = {"rank": rank}
        write_item(self.context, by=by, id=item_id, version=version, verb="rank", wanted=wanted, reason=reason)

    def _proposal(self, method: Method) -> Proposal:
        store = self.context.store
        wanted = weighed(store, WAITING, method)
        now = {each.id: place for place, each in enumerate(sorted(wanted, key=lambda one: one.rank), start=1)}
        stay = longest_increasing([each.rank for each in wanted])
        moving = [(place, each) for place, each in enumerate(wanted, start=1) if place - 1 not in stay]
        names = titles(store, [each.id for _, each in moving])
        moves = [Move(each.id, *names[each.id], now[each.id], place, each.score) for place, each in moving]
        state = "\n".join(f"{each.id} {each.rank} {each.score}" for each in wanted)
        return Proposal(
            method=method,
            moves=tuple(moves),
            waiting=len(wanted),
            unscored=sum(each.score is None for each in wanted),
            signature=hashlib.sha256(state.encode()).hexdigest(),
        )


def titles(store: Store, item_ids: Collection[str]) -> dict[str, tuple[int, str]]:
    """Number and title of each item."""
    places, parameters = one_of(item_ids)
    rows = store.rows(f"select id, number, title from item where id in ({places})", parameters)
    return {row["id"]: (row["number"], row["title"]) for row in rows}


def new_ranks(store: Store, wanted: Sequence[Weighed], moving: Collection[str]) -> list[tuple[Weighed, str]]:
    """A rank for each item that moves, between its neighbours of the wanted order and unlike any other rank."""
    taken = {row["rank"] for row in store.rows("select rank from item")}
    found: list[tuple[Weighed, str]] = []
    together: list[Weighed] = []
    low: str | None = None
    for each in (*wanted, None):
        if each is not None and each.id in moving:
            together.append(each)
            continue
        high = each.rank if each else None
        found += zip(together, spread(len(together), low, high, taken), strict=True)
        together, low = [], high
    return found


def spread(count: int, low: str | None, high: str | None, taken: set[str]) -> list[str]:
    """So many ranks between two, in order; halving keeps them short. They are added to those taken."""
    if not count:
        return []
    middle = ranks.between(low, high)
    while middle in taken:
        middle = ranks.between(middle, high)
    taken.add(middle)
    left = count // 2
    return [*spread(left, low, middle, taken), middle, *spread(count - left - 1, middle, high, taken)]


def longest_increasing(values: Sequence[str]) -> frozenset[int]:
    """The places of a longest increasing run of values, which need not touch (patience sorting)."""
    tops: list[str] = []
    at: list[int] = []
    before: list[int | None] = [None] * len(values)
    for place, value in enumerate(values):
        pile = bisect_left(tops, value)
        before[place] = at[pile - 1] if pile else None
        if pile == len(tops):
            tops.append(value)
            at.append(place)
        else:
            tops[pile], at[pile] = value, place
    kept: set[int] = set()
    place_now = at[-1] if at else None
    while place_now is not None:
        kept.add(place_now)
        place_now = before[place_now]
    return frozenset(kept)
