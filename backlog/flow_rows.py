"""What is read of the flow of items: rows that tell when each entered its states. Days are those of the town."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from backlog.models import AHEAD, ItemKind, ItemState
from data.clock import PARIS, from_text, local_day, to_text
from data.store import Row, Store, one_of

STATES = (ItemState.BACKLOG, ItemState.TODO, ItemState.DOING, ItemState.REVIEW, ItemState.DONE)  # the way of an item
BEGUN = STATES[2:]  # its work has begun


@dataclass(frozen=True)
class FinishedItem:
    """A Done item: when its work first began, when it last became Done."""

    number: int
    title: str
    kind: ItemKind
    epic: str
    points: float | None
    started_at: datetime
    done_at: datetime


@dataclass(frozen=True)
class BegunItem:
    """An item under way: its state, when its work first began."""

    number: int
    title: str
    state: ItemState
    started_at: datetime


@dataclass(frozen=True)
class Entered:
    """How many items entered a state, or one after it, for the first time that day."""

    state: ItemState
    day: date
    items: int


@dataclass(frozen=True)
class RankedItem:
    """An item still ahead; `place`: how many are finished once it is, itself included, in the order of the work."""

    number: int
    title: str
    place: int


@dataclass(frozen=True)
class EpicAhead:
    """An open epic: items left in it; `place`: how many are finished once its last one is, in the order of the work."""

    id: str
    title: str
    left: int
    place: int


def first_entry(states: Iterable[ItemState]) -> str:
    """The SQL of an item's first entry in one of those states."""
    names = ", ".join(f"'{each.value}'" for each in states)
    return f"min(case when after in ({names}) then at end)"


FIRST_ENTRIES = ", ".join(f"{first_entry(STATES[place:])} as {state.value}_at" for place, state in enumerate(STATES))
BEGAN = f"(select {first_entry(BEGUN)} from item_flow begun where begun.item_id = item.id)"
LAST_DONE = (
    "(select item_id, max(at) as done_at from item_flow where after = 'done' and at >= :since group by item_id) last"
)
# What is in a sprint is worked on first, then the ranking decides.
ORDERED = (
    "select number, title, epic_id, is_private, "
    "row_number() over (order by case when state = 'backlog' then 1 else 0 end, rank, number) as place "
    f"from item where state in ({', '.join(repr(each.value) for each in AHEAD)})"
)


def finished_rows(store: Store, since: date, condition: str) -> list[Row]:
    """Items Done since that day, oldest first; each by its last entry, so that a reopened one counts once."""
    return store.rows(
        "select item.number, item.title, item.kind, item.estimate, epic.title as epic, last.done_at, "
        f"{BEGAN} as started_at from "
        f"{LAST_DONE} join item on item.id = last.item_id left join epic on epic.id = item.epic_id "
        f"where item.state = 'done' and {condition} order by last.done_at",
        {"since": beginning(since)},
    )


def done_by_day(store: Store, since: date) -> dict[date, int]:
    """How many items became Done each day since that one; a reopened one counts once, the last time."""
    rows = store.rows(
        "select substr(last.done_at, 1, 13) as hour, count(*) as items from "
        f"{LAST_DONE} join item on item.id = last.item_id where item.state = 'done' "
        "group by substr(last.done_at, 1, 13)",
        {"since": beginning(since)},
    )
    return by_day(rows)


def first_begun(store: Store) -> date | None:
    """The day on which the work of any item first began."""
    names, parameters = one_of([each.value for each in BEGUN])
    at = store.scalar(f"select min(at) from item_flow where after in ({names})", parameters)
    return local_day(from_text(at)) if at else None


def begun_rows(store: Store, condition: str) -> list[Row]:
    """Items under way, in the order of their beginning."""
    return store.rows(
        f"select item.number, item.title, item.state, {BEGAN} as started_at from item "
        f"where item.state in ('doing', 'review') and {condition} order by started_at, item.number"
    )


def entered_rows(store: Store, since: date) -> list[Entered]:
    """Every state of the whole project; what was entered before that day counts on it."""
    hour = "substr(case when {0}_at < :since then :since else {0}_at end, 1, 13)"
    parts = [
        f"select '{state.value}' as state, {hour.format(state.value)} as hour, count(*) as items from entry "
        f"where {state.value}_at is not null group by {hour.format(state.value)}"
        for state in STATES
    ]
    entries = f"with entry as (select {FIRST_ENTRIES} from item_flow group by item_id)"
    rows = store.rows(f"{entries} {' union all '.join(parts)}", {"since": beginning(since)})
    found = []
    for state in STATES:
        days = by_day([row for row in rows if row["state"] == state.value])
        found += [Entered(state, day, items) for day, items in sorted(days.items())]
    return found


def entered_during(store: Store, since: datetime, until: datetime, items: Mapping[str, bool]) -> list[Entered]:
    """The states of the board, of items by id (whether they were there from the beginning), between two moments."""
    places, parameters = one_of(items)
    rows = store.rows(
        f"select item_id, {FIRST_ENTRIES} from item_flow where item_id in ({places}) "
        "and at >= :since and at <= :until group by item_id",
        {**parameters, "since": to_text(since), "until": to_text(until)},
    )
    entries = {row["item_id"]: row for row in rows}
    counts: Counter[tuple[ItemState, date]] = Counter()
    for item, there in items.items():
        moments = {state: entries[item][f"{state.value}_at"] for state in STATES[1:]} if item in entries else {}
        if there:
            moments[ItemState.TODO] = to_text(since)
        counts.update((state, local_day(from_text(at))) for state, at in moments.items() if at)
    return [Entered(state, day, count) for (state, day), count in sorted(counts.items())]


def left(store: Store) -> int:
    """How many items are still ahead."""
    states, parameters = one_of([each.value for each in AHEAD])
    return int(store.scalar(f"select count(*) from item where state in ({states})", parameters))


def ranked(store: Store, condition: str, *, limit: int = 1, number: int | None = None) -> tuple[RankedItem, ...]:
    """The first items of those ahead (one of them: that one), with their places among all."""
    parameters = {"limit": limit}
    if number is not None:
        condition, parameters["number"] = f"{condition} and number = :number", number
    rows = store.rows(
        f"select number, title, place from ({ORDERED}) ahead where {condition} order by place limit :limit",
        parameters,
    )
    return tuple(RankedItem(row["number"], row["title"], row["place"]) for row in rows)


def epics_ahead(store: Store) -> tuple[EpicAhead, ...]:
    """The open epics with something left, soonest finished first."""
    rows = store.rows(
        "select epic.id, epic.title, count(*) as items, max(ahead.place) as place "
        f"from ({ORDERED}) ahead join epic on epic.id = ahead.epic_id "
        "where epic.is_closed = 0 group by epic.id, epic.title order by max(ahead.place)"
    )
    return tuple(EpicAhead(row["id"], row["title"], row["items"], row["place"]) for row in rows)


def beginning(day: date) -> str:
    """The first moment of a day of the town, as the store keeps it."""
    return to_text(datetime.combine(day, time(), PARIS))


def by_day(rows: Iterable[Row]) -> dict[date, int]:
    """Counts by hour (of UTC, as the store keeps it) as counts by day of the town: its offset is in whole hours."""
    counts: Counter[date] = Counter()
    for row in rows:
        counts[local_day(from_text(f"{row['hour']}:00:00Z"))] += row["items"]
    return dict(counts)
