"""A checked report becomes a request: everything that is written for it, at once."""

from __future__ import annotations

from datetime import datetime

from data.access import Actor
from data.clock import local_day, to_text
from data.context import Context
from data.store import Row
from data.working_days import add_months, add_working_days
from prototype import tracking
from prototype.categories import Categories
from prototype.changes import NamedPhotos, answers_text, write_photos
from prototype.models import (
    Acknowledgement,
    ContactDetails,
    ContactKind,
    PhotoKind,
    Report,
    Silence,
    State,
)
from prototype.reporting import CheckedReport
from prototype.repository import acknowledgement_text

SILENCE_MONTHS = 2  # CRPA L231-4
LANGUAGES = ("fr", "en")


def insert_request(
    context: Context, by: Actor, report: Report, checked: CheckedReport, key: str, files: NamedPhotos
) -> Row:
    """The request with its contact, photos, index and journal line, in the caller's transaction; returns its row."""
    now, salt = context.clock(), tracking.new_salt()
    row = request_row(context, report, checked, now)
    row |= {"code_salt": salt, "key_hash": tracking.digest(key)}
    row["tracking_hash"] = tracking.digest(tracking.code_of(salt, key))
    context.store.insert("request", row)
    words = " ".join((row["reference"], row["place"], row["place_label"], row["description"]))
    context.store.insert("request_search", {"key": row["id"], "words": words})
    if any(vars(checked.contact).values()):
        insert_contact(context, row["id"], ContactKind.AUTHOR, checked.contact)
    write_photos(context, row["id"], files, PhotoKind.BEFORE)
    changes = {name: (None, row[name]) for name in ("state", "category", "team", "body", "channel", "due_on")}
    context.journal.write(by=by, kind="request", key=row["id"], verb="submit", changes=changes)
    return row


def request_row(context: Context, report: Report, checked: CheckedReport, now: datetime) -> Row:
    """A received request, routed, with its number, its deadline and its acknowledgement."""
    today, category, spot = local_day(now), checked.category, checked.spot
    said = Acknowledgement(
        received_on=today,
        team=Categories(context.store).team(category.team),
        silence_from=add_months(today, SILENCE_MONTHS),
        kind=Silence.REJECTION,
    )
    number = context.store.next_number(f"request-{today.year}")
    return {
        "id": context.new_id(),
        "reference": f"TV-{today.year}-{number:06d}",
        "category": category.code,
        "team": category.team or None,
        "body": category.body or None,
        "state": State.RECEIVED,
        "channel": report.channel,
        "lang": report.lang if report.lang in LANGUAGES else LANGUAGES[0],
        "description": checked.description,
        "place": spot.text,
        "place_label": spot.label,
        "place_source": spot.source,
        "address_id": spot.address_id or None,
        "lon": spot.lon,
        "lat": spot.lat,
        "district": spot.district or None,
        "answers": answers_text(checked.answers),
        "created_at": to_text(now),
        "updated_at": to_text(now),
        "due_on": add_working_days(today, category.norm_days).isoformat(),
        "is_open": 1,
        "acknowledgement": acknowledgement_text(said),
    }


def insert_contact(context: Context, request_id: str, kind: ContactKind, details: ContactDetails) -> None:
    """Somebody to be told about the request, in the caller's transaction."""
    context.store.insert(
        "contact",
        {
            "id": context.new_id(),
            "request_id": request_id,
            "kind": kind,
            **vars(details),
            "created_at": to_text(context.clock()),
        },
    )
