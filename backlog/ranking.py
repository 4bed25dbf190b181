"""Where an item goes in the ranking: the rank to write, found with one look at an index whatever the size."""

from __future__ import annotations

from collections.abc import Sequence

from backlog import ranks
from backlog.models import AHEAD, Item, Place
from data.store import Store, one_of
from data.words import clean_choice

STATES = one_of(AHEAD)


def rank_at(store: Store, item: Item, place: Place) -> str:
    """One place up or down among the items still ahead, or at an end."""
    if place is Place.TOP:
        return rank_before(store, item, store.scalar("select min(rank) from item where id <> :id", {"id": item.id}))
    if place is Place.BOTTOM:
        last = store.scalar("select max(rank) from item where id <> :id", {"id": item.id})
        return item.rank if last is None or last < item.rank else ranks.between(last, None)
    if place is Place.UP:
        return rank_before(store, item, beside(store, item, "max", "<"))
    return rank_after(store, item, beside(store, item, "min", ">"))


def rank_before(store: Store, item: Item, rank: str | None) -> str:
    """Just before that rank; its own when there is none, or when it stands there already."""
    if rank is None or rank == item.rank:
        return item.rank
    above = "select max(rank) from item where rank < :rank and id <> :id"
    return ranks.between(store.scalar(above, {"id": item.id, "rank": rank}), rank)


def rank_after(store: Store, item: Item, rank: str | None) -> str:
    """Just after that rank; its own when there is none, or when it stands there already."""
    if rank is None or rank == item.rank:
        return item.rank
    below = "select min(rank) from item where rank > :rank and id <> :id"
    return ranks.between(rank, store.scalar(below, {"id": item.id, "rank": rank}))


def rank_at_position(store: Store, item: Item, position: int) -> str:
    """At that position, from 1, among the items still ahead; at the end when there are not so many."""
    sql = f"select rank from item where id <> :id and state in ({STATES[0]}) order by rank limit 1 offset :above"
    rank = store.scalar(sql, {"id": item.id, "above": position - 1, **STATES[1]})
    return rank_at(store, item, Place.BOTTOM) if rank is None else rank_before(store, item, rank)


def free_rank(store: Store, rank: str) -> str:
    """That rank, or the nearest one after it that no item holds."""
    while store.scalar("select id from item where rank = :rank", {"rank": rank}) is not None:
        rank = ranks.between(rank, store.scalar("select min(rank) from item where rank > :rank", {"rank": rank}))
    return rank


def beside(store: Store, item: Item, end: str, side: str) -> str | None:
    """The rank next to the item's on one side, among the items still ahead: one look for each state."""
    looks = " union all ".join(
        f"select {end}(rank) as rank from item where state = :{name} and rank {side} :rank" for name in STATES[1]
    )
    found: str | None = store.scalar(f"select {end}(rank) from ({looks}) near", {"rank": item.rank, **STATES[1]})
    return found


def reordered(order: Sequence[str], key: str, place: Place) -> tuple[list[str], tuple[int, int]]:
    """A short list with one of its keys moved; the places, from 1, that it had and has. Raises Refused."""
    before, last = order.index(key), len(order) - 1
    after = {Place.UP: max(before - 1, 0), Place.DOWN: min(before + 1, last), Place.TOP: 0, Place.BOTTOM: last}[
        clean_choice(place, Place, field="place")
    ]
    others = [each for each in order if each != key]
    return [*others[:after], key, *others[after:]], (before + 1, after + 1)
