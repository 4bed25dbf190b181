"""What reading gives back: lists, the dossier, points of the map, numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.clock import local_day
from data.journal import Entry
from prototype.duplicates import Near
from prototype.models import (
    Acknowledgement,
    Body,
    Category,
    Contact,
    Decision,
    Message,
    Photo,
    Request,
    ServiceTeam,
    State,
)
from prototype.visibility import PublicRequest


@dataclass(frozen=True)
class QueueRow:
    """A request in the desk's list."""

    request: Request
    category: Category
    is_late: bool


@dataclass(frozen=True)
class Queue:
    """One page of the list, and how many there are in all."""

    rows: tuple[QueueRow, ...]
    total: int


@dataclass(frozen=True)
class PublicList:
    """One page of the public list, and how many there are in all."""

    rows: tuple[PublicRequest, ...]
    total: int


@dataclass(frozen=True)
class Dossier:
    """Everything about one request, and the decisions that its state allows."""

    request: Request
    category: Category
    team: ServiceTeam | None
    body: Body | None
    messages: tuple[Message, ...]
    photos: tuple[Photo, ...]
    contacts: tuple[Contact, ...]
    history: tuple[Entry, ...]
    neighbours: tuple[Near, ...]
    followers: int
    original: Request | None
    duplicates: tuple[Request, ...]
    acknowledgement: Acknowledgement | None
    decisions: tuple[Decision, ...]
    is_late: bool


@dataclass(frozen=True)
class MapPoint:
    """What a marker needs. `place` is the public one: text of people, to be escaped."""

    reference: str
    category: str
    category_name: str
    category_name_en: str
    icon: str
    state: State
    is_open: bool
    place: str
    lon: float
    lat: float
    created_on: date


@dataclass(frozen=True)
class NearbyRequest:
    """An open request offered instead of a new one."""

    request: PublicRequest
    metres: float


@dataclass(frozen=True)
class TownNumbers:
    """The open numbers of the home page."""

    open: int
    received_last_30_days: int
    closed_last_30_days: int
    late: int


@dataclass(frozen=True)
class WeekCount:
    """A week that begins on that Monday, in town time."""

    week: date
    received: int
    closed: int


def is_late(request: Request, today: date) -> bool:
    """Open, past its day, and not waiting for the inhabitant."""
    return request.is_open and request.due_on < today and request.state is not State.ANSWER_WANTED


def map_point(shown: PublicRequest) -> MapPoint:
    """The marker of a request that has a point."""
    assert shown.lon is not None  # noqa: S101  (the query asks for it)
    assert shown.lat is not None  # noqa: S101
    return MapPoint(
        reference=shown.reference,
        category=shown.category,
        category_name=shown.category_name,
        category_name_en=shown.category_name_en,
        icon=shown.icon,
        state=shown.state,
        is_open=shown.is_open,
        place=shown.place,
        lon=shown.lon,
        lat=shown.lat,
        created_on=local_day(shown.created_at),
    )
