"""The Daily Scrum: fifteen minutes on the way to the goal. What moved, what is stuck, what sleeps, who is free."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from backlog.history import bounds
from backlog.models import Item, ItemState, Sprint
from backlog.repository import as_item
from backlog.sprint_rows import any_sprint
from backlog.visibility import sprint_for, visible
from data.access import Actor, Permission, Role, require
from data.clock import PARIS, local_day, to_text
from data.context import Context
from data.journal import Entry, entry
from data.store import Store, one_of
from data.working_days import ONE_DAY, is_working_day, working_days_between

DAILY_AT = time(9, 30)  # what moved is told from one daily to the next
ASLEEP_AFTER = 3  # working days in one column
TOLD = ("item", "sprint", "impediment")  # kinds of the journal
IN_HAND = (ItemState.DOING, ItemState.REVIEW)


@dataclass(frozen=True)
class Movement:
    """The way of an item since the last daily: the states it went through, the first one being where it was."""

    item: Item
    path: tuple[ItemState, ...]
    who: tuple[str, ...]
    at: datetime  # of the last step


@dataclass(frozen=True)
class Sleeper:
    """An item that nothing blocks and that has stood in its column for `days` working days."""

    item: Item
    days: int


@dataclass(frozen=True)
class Hand:
    """Somebody of the team with what they have in progress or in review."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class DailyView:
    """One picture for the fifteen minutes. `days_left` are working days, today included."""

    sprint: Sprint
    since: datetime
    days_left: int
    left: tuple[Item, ...]  # not Done, in the order of the ranking
    moved: tuple[Movement, ...]  # the latest first
    blocked: tuple[Item, ...]  # the longest first
    asleep: tuple[Sleeper, ...]  # the longest first
    free: tuple[str, ...]  # nothing in hand
    several: tuple[Hand, ...]  # two things in hand or more
    unassigned: tuple[Item, ...]  # in hand, of nobody

    @property
    def points_left(self) -> float:
        """What remains, where somebody has estimated it."""
        return sum(item.estimate or 0.0 for item in self.left)

    @property
    def without_estimate(self) -> int:
        """How many of the open items nobody has estimated."""
        return sum(item.estimate is None for item in self.left)


@dataclass(frozen=True)
class Daily:
    """Readers for the daily; those who see the project may read."""

    context: Context

    def stamp(self, *, by: Actor) -> int:
        """A number that grows with what happens to items, sprints and impediments; not with the town's requests."""
        require(by, Permission.SEE_PROJECT)
        latest = "select number from journal where kind = :kind order by at desc, number desc limit 1"
        return max(int(self.context.store.scalar(latest, {"kind": kind}) or 0) for kind in TOLD)

    def view(self, *, by: Actor, sprint_id: str, since: datetime | None = None) -> DailyView:
        """Where the sprint stands; what moved is told from `since` on, by default from the last daily.

        Nothing is told from before the start of the sprint: what was planned is not news.
        """
        require(by, Permission.SEE_PROJECT)
        store, now = self.context.store, self.context.clock()
        with store.snapshot():
            sprint = any_sprint(store, sprint_id)
            told_from = max(since or last_daily(now), sprint.started_at or now)
            rows = store.rows(
                f"select * from item where sprint_id = :id and {visible(by)} order by rank", {"id": sprint_id}
            )
            items = tuple(as_item(row) for row in rows)
            moved = movements(store, by, sprint, items, told_from)
            team, shown = team_of(store, items), sprint_for(by, store, sprint)
        left = tuple(item for item in items if item.state is not ItemState.DONE)
        held = [item for item in items if item.state in IN_HAND]
        hands = [Hand(name, tuple(item for item in held if same(item.assignee, name))) for name in team]
        today = local_day(now)
        return DailyView(
            sprint=shown,
            since=told_from,
            days_left=working_days_between(today - ONE_DAY, sprint.ends_on),
            left=left,
            moved=moved,
            blocked=tuple(sorted((each for each in left if each.blocked), key=lambda each: each.blocked_at or now)),
            asleep=sleepers(held, now),
            free=tuple(each.name for each in hands if not each.items),
            several=tuple(each for each in hands if len(each.items) > 1),
            unassigned=tuple(item for item in held if not item.assignee),
        )


def last_daily(now: datetime) -> datetime:
    """The daily before today's: on a Monday, Friday's; the day after a holiday, the one before it."""
    day = local_day(now) - ONE_DAY
    while not is_working_day(day):
        day -= ONE_DAY
    return datetime.combine(day, DAILY_AT, PARIS)


def movements(store: Store, by: Actor, sprint: Sprint, items: Iterable[Item], since: datetime) -> tuple[Movement, ...]:
    """What changed place since then among the items that are in the sprint, or were when it began or since."""
    inside, keys = one_of({each.id for each in items} | {each.id for each in sprint.committed})
    rows = store.rows(
        "select * from journal where kind = 'item' and at >= :since and number > :first "
        f"and (key in ({inside}) or changes like :named) order by number",
        {"since": to_text(since), "first": bounds(store, sprint)[0], "named": f'%"sprint_id"%{sprint.id}%', **keys},
    )
    steps: dict[str, list[Entry]] = {}
    for line in map(entry, rows):
        if "state" in line.changes and line.verb != "add":
            steps.setdefault(line.key, []).append(line)
    places, found = one_of(steps)
    known = store.rows(f"select * from item where id in ({places}) and {visible(by)}", found)
    told = [movement(as_item(row), steps[row["id"]]) for row in known]
    return tuple(sorted(told, key=lambda each: each.at, reverse=True))


def movement(item: Item, steps: list[Entry]) -> Movement:
    """The steps of one item as a way."""
    first = ItemState(steps[0].changes["state"][0])
    path = (first, *(ItemState(step.changes["state"][1]) for step in steps))
    return Movement(item, path, tuple(dict.fromkeys(step.actor_name for step in steps)), steps[-1].at)


def sleepers(held: Iterable[Item], now: datetime) -> tuple[Sleeper, ...]:
    """What has been in hand, unblocked, in the same column for long; the longest first."""
    today = local_day(now)
    aged = [Sleeper(each, working_days_between(local_day(each.state_since), today)) for each in held]
    asleep = [each for each in aged if not each.item.blocked and each.days >= ASLEEP_AFTER]
    return tuple(sorted(asleep, key=lambda each: each.days, reverse=True))


def team_of(store: Store, items: Iterable[Item]) -> tuple[str, ...]:
    """The developers who have an account, and whoever has an item of the sprint, by name."""
    rows = store.rows(
        "select name from account where role = :role and is_active = 1 order by name", {"role": Role.DEVELOPER.value}
    )
    names = {row["name"].casefold(): row["name"] for row in rows}
    for item in items:
        if item.assignee:
            names.setdefault(item.assignee.casefold(), item.assignee)
    return tuple(sorted(names.values(), key=str.casefold))


def same(assignee: str, name: str) -> bool:
    """Whether an assignee, who is written by hand, is that person."""
    return assignee.casefold() == name.casefold()
