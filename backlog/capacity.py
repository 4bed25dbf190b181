"""The capacity of a sprint: the days that each person has, less their absences, times the focus factor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from backlog.models import AHEAD, Sprint
from backlog.sprint_rows import any_sprint, open_sprint, trace
from backlog.visibility import visible
from data.access import Actor, Permission, Role, require
from data.context import Context
from data.numbers import as_number
from data.refusals import refuse
from data.sessions import Sessions
from data.store import Store, one_of
from data.words import clean_text
from data.working_days import ONE_DAY, working_days_between

NAME, MOST_DAYS, MOST_PEOPLE = 160, 31, 50
PLANNING_HOURS, MONTH = 8.0, 21  # working days


@dataclass(frozen=True)
class Presence:
    """Somebody in a sprint: the days they would work on it, and those when they are away."""

    person: str
    days: float
    absent: float = 0.0


@dataclass(frozen=True)
class SprintCapacity:
    """Who is there, and who else could be; `working_days`: those of the sprint, French public holidays apart.

    `proposed`: before anybody is there, those of the sprint before, else the developers.
    """

    people: tuple[Presence, ...]
    focus_factor: float
    working_days: int
    offered: tuple[str, ...]
    proposed: tuple[str, ...]

    @property
    def available(self) -> float:
        """Person-days to spend on the items: Σ (days − absent) × focus factor (Mountain Goat; XP's load factor)."""
        return sum(each.days - each.absent for each in self.people) * self.focus_factor


@dataclass(frozen=True)
class Capacity:
    """Verbs on the capacity of a sprint: reading needs SEE_PROJECT, writing PLAN_SPRINT."""

    context: Context
    sessions: Sessions

    def of(self, *, by: Actor, sprint_id: str) -> SprintCapacity:
        """The capacity of a sprint; `offered`: the team's accounts and the people items are given to, not there yet."""
        require(by, Permission.SEE_PROJECT)
        store = self.context.store
        with store.snapshot():
            sprint, people = any_sprint(store, sprint_id), people_of(store, sprint_id)
            inside = {each.person.casefold() for each in people}
            offered = tuple(each for each in self._team(by) if each.casefold() not in inside)
            proposed = () if people else self._usual(sprint)
            return SprintCapacity(people, sprint.focus_factor, working_days(sprint), offered, proposed)

    def set(
        self, *, by: Actor, sprint_id: str, version: int, people: Sequence[Presence], focus_factor: float
    ) -> Sprint:
        """Who is there and how much of their time goes to the items, while the sprint is planned or under way.

        Does nothing when all is as it was. Raises Conflict when somebody else has changed the sprint; Refused:
        focus_factor_invalid, days_invalid, absence_too_long, person_twice, too_many_people.
        """
        require(by, Permission.PLAN_SPRINT)
        kept, focus, store = cleaned(people), clean_focus(focus_factor), self.context.store
        with store.transaction():
            before = open_sprint(store, sprint_id)
            was = people_of(store, sprint_id)
            pairs = {
                "focus_factor": (before.focus_factor, focus),
                "capacity": ([asdict(each) for each in was], [asdict(each) for each in kept]),
            }
            changes = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
            if not changes:
                return before
            store.update("sprint", sprint_id, {"focus_factor": focus}, version=version)
            store.execute("delete from sprint_capacity where sprint_id = :id", {"id": sprint_id})
            for each in kept:
                store.insert("sprint_capacity", {"sprint_id": sprint_id, **asdict(each)})
            trace(self.context, by, sprint_id, "capacity", changes)
            return any_sprint(store, sprint_id)

    def _usual(self, sprint: Sprint) -> tuple[str, ...]:
        before = self.context.store.scalar(
            "select sprint.id from sprint join sprint_capacity on sprint_capacity.sprint_id = sprint.id "
            "where sprint.number < :number order by sprint.number desc",
            {"number": sprint.number},
        )
        if before:
            return tuple(each.person for each in people_of(self.context.store, before))
        return tuple(each.name for each in self.sessions.accounts() if each.role is Role.DEVELOPER)

    def _team(self, by: Actor) -> list[str]:
        accounts = [each.name for each in self.sessions.accounts() if each.can(Permission.EDIT_BACKLOG)]
        states, parameters = one_of(AHEAD)
        rows = self.context.store.rows(
            f"select distinct assignee from item where state in ({states}) and assignee <> '' and {visible(by)} "
            "order by assignee",
            parameters,
        )
        return list({name.casefold(): name for name in [*accounts, *(row["assignee"] for row in rows)]}.values())


def working_days(sprint: Sprint) -> int:
    """How many days of a sprint are worked, its first and last included."""
    return working_days_between(sprint.starts_on - ONE_DAY, sprint.ends_on)


def planning_hours(working_days: int) -> float:
    """The time-box of a sprint planning: 8 hours for a month (Scrum Guide 2020), in proportion, to the half hour."""
    return min(PLANNING_HOURS, max(1, round(2 * PLANNING_HOURS * working_days / MONTH)) / 2)


def people_of(store: Store, sprint_id: str) -> tuple[Presence, ...]:
    """The people of a sprint, by name."""
    rows = store.rows(
        "select person, days, absent from sprint_capacity where sprint_id = :id order by person", {"id": sprint_id}
    )
    return tuple(Presence(**row) for row in rows)


def clean_focus(factor: float) -> float:
    """The part of the time that goes to the items, above 0 and up to 1. Raises Refused("focus_factor_invalid")."""
    kept = as_number(factor)
    if kept is None or not 0 < kept <= 1:
        raise refuse("focus_factor_invalid", on="focus_factor")
    return kept


def cleaned(people: Sequence[Presence]) -> tuple[Presence, ...]:
    """The same people, by name, each once. Raises Refused, see `Capacity.set`."""
    if len(people) > MOST_PEOPLE:
        raise refuse("too_many_people", on="people", maximum=MOST_PEOPLE)
    kept: dict[str, Presence] = {}
    for each in people:
        name = clean_text(each.person, field="people", minimum=1, maximum=NAME, lines=False)
        days, absent = as_number(each.days), as_number(each.absent)
        if days is None or absent is None or not 0 <= days <= MOST_DAYS or absent < 0:
            raise refuse("days_invalid", on="people", person=name, maximum=MOST_DAYS)
        if absent > days:
            raise refuse("absence_too_long", on="people", person=name)
        if name.casefold() in kept:
            raise refuse("person_twice", on="people", person=name)
        kept[name.casefold()] = Presence(name, days, absent)
    return tuple(sorted(kept.values(), key=lambda each: each.person))
