"""A sprint told again from the journal: what was committed, then every change of its scope and of what remains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from backlog.models import Committed, ItemState, Sprint, SprintReport
from backlog.repository import increment_keys
from backlog.views import Instant
from data.clock import to_text
from data.journal import Entry, entry
from data.store import Store, one_of


@dataclass
class Followed:
    """An item seen from one sprint, while its history is read."""

    shown: Committed
    inside: bool
    is_done: bool = False

    @property
    def points(self) -> float:
        return self.shown.estimate or 0.0


@dataclass
class Replay:
    """The running account of a sprint."""

    sprint_id: str
    items: dict[str, Followed]
    committed: tuple[Committed, ...]
    added: float = 0.0
    removed: float = 0.0
    reestimated: float = 0.0
    added_items: dict[str, Committed] = field(default_factory=dict)
    removed_items: dict[str, Committed] = field(default_factory=dict)
    reestimated_items: dict[str, Committed] = field(default_factory=dict)

    @property
    def scope(self) -> float:
        """Points in the sprint now."""
        return sum(each.points for each in self.items.values() if each.inside)

    @property
    def remaining(self) -> float:
        """Points in the sprint that are not Done."""
        return sum(each.points for each in self.items.values() if each.inside and not each.is_done)

    def read(self, line: Entry) -> None:
        """One line of the journal of an item."""
        followed = self.items.get(line.key)
        if followed is None:
            return
        changes = line.changes
        if "title" in changes:
            followed.shown = replace(followed.shown, title=changes["title"][1])
        if "is_private" in changes:
            followed.shown = replace(followed.shown, is_private=bool(changes["is_private"][1]))
        if "estimate" in changes:
            before, followed.shown = followed.points, replace(followed.shown, estimate=changes["estimate"][1])
            if followed.inside:
                self.reestimated += followed.points - before
                self.reestimated_items[line.key] = followed.shown
        if "state" in changes:
            followed.is_done = changes["state"][1] == ItemState.DONE
        if "sprint_id" in changes:
            self._cross(line.key, followed, changes["sprint_id"][1] == self.sprint_id)

    def _cross(self, key: str, followed: Followed, inside: bool) -> None:
        if inside and not followed.inside:
            self.added += followed.points
            self.added_items[key] = followed.shown
        elif followed.inside and not inside:
            self.removed += followed.points
            self.removed_items[key] = followed.shown
        followed.inside = inside


def retell(store: Store, sprint: Sprint) -> tuple[Replay, tuple[Instant, ...]]:
    """The account of a started sprint up to its close (or to now), and its points after each change."""
    if (started := sprint.started_at) is None:
        raise ValueError(f"sprint {sprint.number} has not started")
    first, last = bounds(store, sprint)
    lines = changes_between(store, sprint, started, first, last)
    items = {each.id: Followed(each, inside=True) for each in sprint.committed}
    for each in before_arrival(store, sprint, lines):
        items.setdefault(each.id, Followed(each, inside=False))
    replay = Replay(sprint.id, items, sprint.committed)
    instants = [Instant(started, replay.remaining, replay.scope)]
    for line in lines:
        replay.read(line)
        following = Instant(line.at, replay.remaining, replay.scope)
        if (following.remaining, following.scope) != (instants[-1].remaining, instants[-1].scope):
            instants.append(following)
    return replay, tuple(instants)


def report(store: Store, sprint: Sprint) -> SprintReport:
    """The account of a sprint as it stands; frozen by the verb that closes it."""
    replay, _ = retell(store, sprint)
    inside = [each for each in replay.items.values() if each.inside]
    completed = tuple(each.shown for each in inside if each.is_done)
    unfinished = tuple(each.shown for each in inside if not each.is_done)
    return SprintReport(
        goal=sprint.goal,
        committed=points(sprint.committed),
        added=replay.added,
        removed=replay.removed,
        reestimated=replay.reestimated,
        scope=replay.scope,
        completed=points(completed),
        unfinished=points(unfinished),
        committed_items=sprint.committed,
        added_items=tuple(replay.added_items.values()),
        removed_items=tuple(replay.removed_items.values()),
        reestimated_items=tuple(replay.reestimated_items.values()),
        completed_items=completed,
        unfinished_items=unfinished,
        increments=increment_keys(store, [each.shown.id for each in inside]),
    )


def points(items: Iterable[Committed]) -> float:
    """The sum of the estimates; an item without one weighs nothing."""
    return sum(each.estimate or 0.0 for each in items)


def before_arrival(store: Store, sprint: Sprint, lines: list[Entry]) -> list[Committed]:
    """The items that came after the start, as they were before the first of these lines about each."""
    arrived = {line.key for line in lines if line.changes.get("sprint_id", (None, None))[1] == sprint.id}
    arrived -= {each.id for each in sprint.committed}
    found = []
    for key in sorted(arrived):
        fields: dict[str, Any] = {"title": "", "estimate": None, "is_private": 0}
        # As they are now, then back through all that has happened since the start of the sprint.
        now: Mapping[str, Any] = store.get("item", key)
        fields = {name: now[name] for name in fields}
        since = min(line.number for line in lines if line.key == key)
        later = store.rows(
            "select * from journal where kind = 'item' and key = :key and number >= :since order by number desc",
            {"key": key, "since": since},
        )
        for line in map(entry, later):
            fields.update({name: pair[0] for name, pair in line.changes.items() if name in fields})
        title, is_private = fields["title"] or now["title"], bool(fields["is_private"])
        found.append(Committed(key, now["number"], title, fields["estimate"], is_private))
    return found


def bounds(store: Store, sprint: Sprint) -> tuple[int, int]:
    """The numbers of the journal lines that open and end the sprint; moments alone could be equal."""
    rows = store.rows(
        "select number, verb from journal "
        "where kind = 'sprint' and key = :key and verb in ('start', 'close', 'cancel')",
        {"key": sprint.id},
    )
    numbers = {row["verb"]: row["number"] for row in rows}
    first = numbers.get("start", 0)
    return first, numbers.get("close", numbers.get("cancel", 2**62))


def changes_between(store: Store, sprint: Sprint, opened: datetime, first: int, last: int) -> list[Entry]:
    """What happened, between two lines of the journal, to the items that were ever in the sprint.

    Those committed are known; those that came later have a line that names the sprint. The others, most of the
    backlog, are left unread.
    """
    span = "kind = 'item' and at >= :opened and at <= :closed and number > :first and number < :last"
    committed, keys = one_of([each.id for each in sprint.committed])
    rows = store.rows(
        f"select * from journal where {span} and (key in ({committed}) or key in "
        f"(select key from journal where {span} and changes like :named)) order by number",
        {
            "opened": to_text(opened),
            "closed": to_text(sprint.closed_at) if sprint.closed_at else "9999",
            "first": first,
            "last": last,
            "named": f'%"sprint_id"%{sprint.id}%',
            **keys,
        },
    )
    return [entry(row) for row in rows]
