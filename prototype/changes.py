"""What every verb writes the same way: a new version of a request, its journal line, a message, photos."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from data.access import Actor
from data.clock import local_day, to_text
from data.context import Context
from data.photos import CleanPhoto
from data.store import Row
from data.working_days import add_working_days, working_days_between
from prototype.models import CLOSED, Category, MessageKind, PhotoKind, Request, State

# Only these go to the journal with their values: free text would outlive its retention there.
JOURNALED = (
    "state",
    "category",
    "team",
    "body",
    "due_on",
    "planned_on",
    "duplicate_of",
    "mood",
    "description_public",
)
JUDGED_WITHIN = 5  # working days to decide on a contested closure
NamedPhotos = Sequence[tuple[str, CleanPhoto]]  # file name and content


def state_columns(request: Request, to: State, category: Category, now: datetime) -> Row:
    """The columns that change with the state: dates, the stopped clock, what was closed."""
    today = local_day(now)
    columns: Row = {"state": to, "state_before": request.state, "is_open": int(to not in CLOSED)}
    if request.state is State.ANSWER_WANTED and request.waiting_since is not None:
        columns["waiting_since"] = None
        waited = working_days_between(request.waiting_since, today)
        if to not in CLOSED:
            columns["due_on"] = add_working_days(request.due_on, waited).isoformat()
    if to is State.ANSWER_WANTED:
        columns["waiting_since"] = today.isoformat()
    elif to is State.REOPENING_WANTED:
        columns["due_on"] = add_working_days(today, JUDGED_WITHIN).isoformat()  # closed_at stays: it may be confirmed
    elif to is State.REOPENED:
        due = add_working_days(today, category.norm_days).isoformat()
        columns |= {"due_on": due, "closed_at": None, "planned_on": None, "mood": None, "reason": ""}
        columns |= {"duplicate_of": None, "body": category.body or None}
    elif to in CLOSED and request.state is not State.REOPENING_WANTED:
        columns["closed_at"] = to_text(now)
    return columns


def write_change(
    context: Context, by: Actor, request: Request, columns: Mapping[str, Any], verb: str, reason: str = ""
) -> None:
    """A new version of the request and its journal line, in the caller's transaction. Raises Conflict."""
    before = context.store.get("request", request.id)
    kept = {**columns, "updated_at": to_text(context.clock())}
    context.store.update("request", request.id, kept, version=request.version)
    changes = {
        name: (before[name], columns[name]) for name in JOURNALED if name in columns and columns[name] != before[name]
    }
    context.journal.write(by=by, kind="request", key=request.id, verb=verb, changes=changes, reason=reason)


def write_message(
    context: Context, by: Actor, request_id: str, kind: MessageKind, text: str, *, is_public: bool = False
) -> None:
    """One message in the caller's transaction."""
    context.store.insert(
        "message",
        {
            "id": context.new_id(),
            "request_id": request_id,
            "kind": kind,
            "author": by.id,
            "author_name": by.name,
            "body": text,
            "is_public": int(is_public),
            "created_at": to_text(context.clock()),
        },
    )


def named(context: Context, photos: Sequence[CleanPhoto]) -> NamedPhotos:
    """Each photo with the name of its file, which is its identifier."""
    return [(f"{context.new_id()}.jpg", each) for each in photos]


def write_photos(
    context: Context, request_id: str, photos: NamedPhotos, kind: PhotoKind, *, is_public: bool = False
) -> None:
    """The rows of files that `photos.kept_photos` has written, in the caller's transaction."""
    for file, photo in photos:
        context.store.insert(
            "photo",
            {
                "id": file.removesuffix(".jpg"),
                "request_id": request_id,
                "kind": kind,
                "file": file,
                "width": photo.width,
                "height": photo.height,
                "is_public": int(is_public),
                "created_at": to_text(context.clock()),
            },
        )


def answers_text(answers: Mapping[str, str]) -> str:
    """What the column keeps."""
    return json.dumps(dict(answers), ensure_ascii=False, separators=(",", ":"))
