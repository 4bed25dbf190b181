"""What people narrow a list or a map to, and the conditions that this makes in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from data.clock import PARIS, to_text
from data.store import one_of
from data.words import plain
from prototype.models import Category, Channel, State
from prototype.places import Box
from prototype.visibility import HIDDEN_STATES

LATE = "is_open = 1 and due_on < :today and state <> :waiting"  # as `views.is_late`
SEARCHED = 500  # requests that a search by words may bring


@dataclass(frozen=True)
class QueueFilters:
    """The desk's. `category` may be a heading; `is_open` None is both; dates are of creation, both included."""

    is_open: bool | None = True
    late: bool = False
    team: str = ""
    states: tuple[State, ...] = ()
    category: str = ""
    district: str = ""
    channel: Channel | None = None
    words: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class PublicFilters:
    """Everybody's. `category` may be a heading; `is_open` None is both; dates are of creation, both included."""

    is_open: bool | None = None
    states: tuple[State, ...] = ()
    category: str = ""
    district: str = ""
    since: date | None = None
    until: date | None = None
    box: Box | None = None


@dataclass
class Conditions:
    """Conditions that must all hold, with their parameters."""

    parts: list[str] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)

    def add(self, part: str, **parameters: Any) -> None:
        """One more."""
        self.parts.append(part)
        self.parameters |= parameters

    def one_of(self, column: str, values: Sequence[str]) -> None:
        """The column is one of these; never, when there are none."""
        inside, parameters = one_of(values, f"{column}_")
        self.add(f"{column} in ({inside})", **parameters)

    @property
    def where(self) -> str:
        """The clause, or nothing."""
        return f" where {' and '.join(self.parts)}" if self.parts else ""


def queue_conditions(filters: QueueFilters, categories: Sequence[Category], today: date) -> Conditions:
    """Those of the desk, but for the words, which the store searches."""
    wanted = _shared(filters, categories)
    if filters.late:
        wanted.add(LATE, today=today.isoformat(), waiting=State.ANSWER_WANTED)
    if filters.team:
        wanted.add("team = :team", team=plain(filters.team))
    if filters.channel:
        wanted.add("channel = :channel", channel=filters.channel)
    return wanted


def public_conditions(filters: PublicFilters, categories: Sequence[Category]) -> Conditions:
    """Those of everybody: only public categories, no hidden state."""
    public = [each for each in categories if each.is_public]
    wanted = _shared(filters, public)
    if not filters.category and len(public) < len(categories):
        wanted.one_of("category", [each.code for each in public])
    for position, state in enumerate(sorted(HIDDEN_STATES)):
        wanted.add(f"state <> :hidden{position}", **{f"hidden{position}": state})
    if filters.box:
        wanted.add("lat between :south and :north and lon between :west and :east", **vars(filters.box))
    return wanted


def start_of(day: date) -> datetime:
    """The first moment of a day in town."""
    return datetime.combine(day, time.min, PARIS)


def _shared(filters: QueueFilters | PublicFilters, categories: Sequence[Category]) -> Conditions:
    wanted = Conditions()
    if filters.is_open is not None:
        wanted.add("is_open = :is_open", is_open=int(filters.is_open))
    if filters.states:
        wanted.one_of("state", filters.states)
    if filters.category:
        codes = [each.code for each in categories if filters.category in (each.code, each.parent)]
        wanted.one_of("category", codes)
    if filters.district:
        wanted.add("district = :district", district=plain(filters.district))
    if filters.since:
        wanted.add("created_at >= :since", since=to_text(start_of(filters.since)))
    if filters.until and filters.until < date.max:
        wanted.add("created_at < :until", until=to_text(start_of(filters.until + timedelta(days=1))))
    return wanted
