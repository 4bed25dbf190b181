"""A clock that the demonstration moves, and what happens at each moment of the project's past."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from typing import ParamSpec

from data.clock import PARIS, id_at, to_text
from data.working_days import is_working_day

ONE_DAY = timedelta(days=1)
P = ParamSpec("P")


class MovingClock:
    """What the verbs take for now. Identifiers follow it, so that a seed and a day always give the same ones."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._numbers = count(1)

    def __call__(self) -> datetime:
        return self.now

    def new_id(self) -> str:
        return id_at(int(self.now.timestamp() * 1000), next(self._numbers))


class Agenda:
    """Acts noted in any order, done in the order of their moments."""

    def __init__(self, clock: MovingClock, end: datetime) -> None:
        self.clock, self.end = clock, end
        self._acts: list[tuple[str, int, datetime, Callable[[], object]]] = []

    def at(self, moment: datetime, act: Callable[P, object], *given: P.args, **named: P.kwargs) -> None:
        """Notes an act; one that would come after the end comes just before it."""
        kept = min(moment, self.end - timedelta(minutes=1))
        self._acts.append((to_text(kept), len(self._acts), kept, partial(act, *given, **named)))

    def live(self) -> None:
        """Does everything, moving the clock."""
        for _, _, moment, act in sorted(self._acts, key=lambda noted: noted[:2]):
            self.clock.now = moment
            act()
        self._acts.clear()


def moment(day: date, hour: float) -> datetime:
    """That hour (9.5 is 9:30) of a day in Paris."""
    return datetime.combine(day, time(), PARIS) + timedelta(minutes=round(hour * 60))


def working_days(start: date, end: date) -> list[date]:
    """The days worked from one to the other, both included."""
    days = (start + timedelta(days=step) for step in range((end - start).days + 1))
    return [day for day in days if is_working_day(day)]


def first_working(day: date) -> date:
    """That day or the next one worked."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def working_days_ago(day: date, number: int) -> date:
    """The day reached by counting working days back."""
    while number:
        day -= ONE_DAY
        number -= is_working_day(day)
    return day
