"""What each person sees of a request. The public and the author never see a contact, a raw description before
moderation, an internal note or a tracking code; a category that is not public does not exist for the public."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from data.journal import Entry
from prototype.models import (
    Acknowledgement,
    Body,
    Category,
    Message,
    MessageKind,
    Mood,
    Photo,
    PhotoKind,
    PlaceSource,
    Request,
    ServiceTeam,
    State,
)

HIDDEN_STATES = frozenset({State.CANCELLED})  # mistakes and abuse: nothing for a public list or map
_PUBLIC_MESSAGES = frozenset({MessageKind.PUBLIC_ANSWER})
_AUTHOR_MESSAGES = _PUBLIC_MESSAGES | {MessageKind.COMMENT, MessageKind.QUESTION, MessageKind.CONTEST}


@dataclass(frozen=True)
class Step:
    """A change of state, for the timeline."""

    at: datetime
    state: State
    reason: str


@dataclass(frozen=True)
class PublicRequest:
    """What anybody may read of a request. `description` is "" before moderation."""

    reference: str
    category: str
    category_name: str
    category_name_en: str
    icon: str
    state: State
    is_open: bool
    place: str
    district: str
    lon: float | None
    lat: float | None
    description: str
    created_at: datetime
    updated_at: datetime
    due_on: date
    planned_on: date | None
    closed_at: datetime | None
    reason: str  # why it was not done, transferred …: written by the town for everybody


@dataclass(frozen=True)
class Followed:
    """A request as the person who follows it may see it; `is_author` when the right code was given."""

    request: PublicRequest
    is_author: bool
    team: ServiceTeam | None
    body: Body | None
    duplicate_of: str  # a reference, when the original is public
    messages: tuple[Message, ...]
    photos: tuple[Photo, ...]
    steps: tuple[Step, ...]
    followers: int
    acknowledgement: Acknowledgement | None  # for the author
    answers: dict[str, str]  # for the author
    mood: Mood | None  # for the author
    can_comment: bool
    can_contest: bool
    can_rate: bool


def is_public(request: Request, category: Category) -> bool:
    """Whether a person without the code may know that it exists."""
    return category.is_public and request.state not in HIDDEN_STATES


def public_view(request: Request, category: Category) -> PublicRequest:
    """The request without anything that its author alone, or the desk alone, may read."""
    shown = (request.description_shown or request.description) if request.description_public else ""
    # Words of the author about the place may name somebody: they wait for moderation as the description does.
    from_register = request.place_source is PlaceSource.ADDRESS and bool(request.address_id)
    place = request.place if request.description_public or from_register else request.place_label
    return _view(request, category, shown, place)


def author_view(request: Request, category: Category) -> PublicRequest:
    """The same with the author's own words."""
    return _view(request, category, request.description, request.place or request.place_label)


def messages_for_public(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Public answers alone, signed by the town: no name."""
    return tuple(_unsigned(each) for each in messages if each.is_public and each.kind in _PUBLIC_MESSAGES)


def messages_for_author(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Everything exchanged between the author and the town, without names: the kind says which of the two wrote."""
    return tuple(_unsigned(each) for each in messages if each.kind in _AUTHOR_MESSAGES)


def photos_for_public(photos: Iterable[Photo]) -> tuple[Photo, ...]:
    """Those that an agent has looked at and published."""
    return tuple(each for each in photos if each.is_public)


def photos_for_author(photos: Iterable[Photo]) -> tuple[Photo, ...]:
    """The author's own, and what is public."""
    return tuple(each for each in photos if each.is_public or each.kind in (PhotoKind.BEFORE, PhotoKind.ADDED))


def timeline(history: Sequence[Entry]) -> tuple[Step, ...]:
    """The changes of state that the journal holds, oldest first, without who made them."""
    return tuple(
        Step(entry.at, State(entry.changes["state"][1]), entry.reason)
        for entry in history
        if _changes_state(entry.changes)
    )


def _unsigned(message: Message) -> Message:
    return replace(message, author_name="")


def _changes_state(changes: dict[str, tuple[Any, Any]]) -> bool:
    return "state" in changes and changes["state"][0] != changes["state"][1]


def _view(request: Request, category: Category, description: str, place: str) -> PublicRequest:
    return PublicRequest(
        reference=request.reference,
        category=category.code,
        category_name=category.name,
        category_name_en=category.name_en,
        icon=category.icon,
        state=request.state,
        is_open=request.is_open,
        place=place,
        district=request.district,
        lon=request.lon,
        lat=request.lat,
        description=description,
        created_at=request.created_at,
        updated_at=request.updated_at,
        due_on=request.due_on,
        planned_on=request.planned_on,
        closed_at=request.closed_at,
        reason="" if request.is_open else request.reason,
    )
