"""The SQL of requests and what hangs on them; rows become things here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from data.clock import from_text, to_text
from data.store import Row, Store
from prototype.filters import Conditions
from prototype.models import (
    Acknowledgement,
    Channel,
    Contact,
    ContactKind,
    Message,
    MessageKind,
    Mood,
    Photo,
    PhotoKind,
    PlaceSource,
    Request,
    ServiceTeam,
    Silence,
    State,
)
from prototype.places import Box

MAXIMUM_ROWS = 5_000


@dataclass(frozen=True)
class RequestRepository:
    """Reads one request and its parts, and finds those in a box."""

    store: Store

    def get(self, request_id: str) -> Request:
        """Raises NotFound."""
        return request(self.store.get("request", request_id))

    def by_reference(self, reference: str) -> Row | None:
        """The raw row, for its hashed code."""
        return self.store.row("select * from request where reference = :reference", {"reference": reference})

    def by_key(self, key_hash: str) -> Row | None:
        """The raw row that a form with that key made."""
        return self.store.row("select * from request where key_hash = :key", {"key": key_hash})

    def messages(self, request_id: str) -> tuple[Message, ...]:
        """Oldest first."""
        return tuple(message(row) for row in self._parts("message", request_id))

    def photos(self, request_id: str) -> tuple[Photo, ...]:
        """Oldest first."""
        return tuple(photo(row) for row in self._parts("photo", request_id))

    def contacts(self, request_id: str) -> tuple[Contact, ...]:
        """The author first, then followers as they came."""
        found = [contact(row) for row in self._parts("contact", request_id)]
        return tuple(sorted(found, key=lambda each: each.kind is not ContactKind.AUTHOR))

    def followers(self, request_id: str) -> int:
        """How many people follow it besides its author."""
        return int(
            self.store.scalar(
                "select count(*) from contact where request_id = :id and kind = :kind",
                {"id": request_id, "kind": ContactKind.FOLLOWER},
            )
        )

    def open_in_box(self, category: str, box: Box) -> list[Request]:
        """Open requests of a category in a box (index request_near)."""
        rows = self.store.rows(
            "select * from request where category = :category and is_open = 1 "
            "and lat between :south and :north and lon between :west and :east",
            {"category": category, **vars(box)},
        )
        return [request(row) for row in rows]

    def in_box_since(self, box: Box, since: datetime, limit: int) -> list[Request]:
        """Every request in a box made since a moment, newest first (index request_place)."""
        rows = self.store.rows(
            "select * from request where lat between :south and :north and lon between :west and :east "
            "and created_at >= :since order by created_at desc limit :limit",
            {**vars(box), "since": to_text(since), "limit": limit},
        )
        return [request(row) for row in rows]

    def duplicates_of(self, request_id: str) -> tuple[Request, ...]:
        """The requests that were joined to this one, oldest first."""
        rows = self.store.rows(
            "select * from request where duplicate_of = :id order by created_at, id", {"id": request_id}
        )
        return tuple(request(row) for row in rows)

    def acknowledgement(self, request_id: str) -> Acknowledgement | None:
        """What its author was told when it came in."""
        return acknowledgement(
            self.store.scalar("select acknowledgement from request where id = :id", {"id": request_id})
        )

    def some(self, wanted: Conditions, *, order: str, limit: int, offset: int = 0) -> tuple[Request, ...]:
        """Those that hold the conditions, 5,000 at most; `order` is SQL of ours."""
        rows = self.store.rows(
            f"select * from request{wanted.where} order by {order} limit :limit offset :offset",
            {**wanted.parameters, "limit": max(0, min(limit, MAXIMUM_ROWS)), "offset": max(0, offset)},
        )
        return tuple(request(row) for row in rows)

    def count(self, wanted: Conditions) -> int:
        """How many hold the conditions."""
        return int(self.store.scalar(f"select count(*) from request{wanted.where}", wanted.parameters))

    def _parts(self, table: str, request_id: str) -> list[Row]:
        return self.store.rows(
            f"select * from {table} where request_id = :id order by created_at, id", {"id": request_id}
        )


def request(row: Row) -> Request:
    """The row as a thing of the domain."""
    return Request(
        id=row["id"],
        reference=row["reference"],
        category=row["category"],
        team=row["team"] or "",
        body=row["body"] or "",
        state=State(row["state"]),
        state_before=State(row["state_before"]) if row["state_before"] else None,
        channel=Channel(row["channel"]),
        lang=row["lang"],
        description=row["description"],
        description_public=bool(row["description_public"]),
        description_shown=row["description_shown"],
        place=row["place"],
        place_label=row["place_label"],
        place_source=PlaceSource(row["place_source"]),
        address_id=row["address_id"] or "",
        lon=row["lon"],
        lat=row["lat"],
        district=row["district"] or "",
        answers=json.loads(row["answers"]),
        created_at=from_text(row["created_at"]),
        updated_at=from_text(row["updated_at"]),
        due_on=date.fromisoformat(row["due_on"]),
        planned_on=_day(row["planned_on"]),
        waiting_since=_day(row["waiting_since"]),
        closed_at=from_text(row["closed_at"]) if row["closed_at"] else None,
        reason=row["reason"],
        duplicate_of=row["duplicate_of"] or "",
        is_open=bool(row["is_open"]),
        mood=Mood(row["mood"]) if row["mood"] else None,
        version=row["version"],
    )


def message(row: Row) -> Message:
    """The row as a thing of the domain."""
    return Message(
        id=row["id"],
        kind=MessageKind(row["kind"]),
        author_name=row["author_name"],
        body=row["body"],
        is_public=bool(row["is_public"]),
        created_at=from_text(row["created_at"]),
    )


def photo(row: Row) -> Photo:
    """The row as a thing of the domain."""
    return Photo(
        id=row["id"],
        request_id=row["request_id"],
        kind=PhotoKind(row["kind"]),
        file=row["file"],
        width=row["width"],
        height=row["height"],
        is_public=bool(row["is_public"]),
        created_at=from_text(row["created_at"]),
        version=row["version"],
    )


def contact(row: Row) -> Contact:
    """The row as a thing of the domain."""
    return Contact(
        id=row["id"],
        kind=ContactKind(row["kind"]),
        name=row["name"],
        email=row["email"],
        phone=row["phone"],
        created_at=from_text(row["created_at"]),
    )


def acknowledgement_text(said: Acknowledgement) -> str:
    """What the column keeps, so that it is shown again as it was."""
    return json.dumps(
        {
            "received_on": said.received_on.isoformat(),
            "team": vars(said.team) if said.team else None,
            "silence_from": said.silence_from.isoformat(),
            "kind": said.kind.value,
        },
        ensure_ascii=False,
    )


def acknowledgement(text: str) -> Acknowledgement | None:
    """What `acknowledgement_text` kept; None for a request that came in without one."""
    kept = json.loads(text)
    if not kept:
        return None
    return Acknowledgement(
        received_on=date.fromisoformat(kept["received_on"]),
        team=ServiceTeam(**kept["team"]) if kept["team"] else None,
        silence_from=date.fromisoformat(kept["silence_from"]),
        kind=Silence(kept["kind"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
