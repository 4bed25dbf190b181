"""An incoming row as the fields of an item, cleaned: what is stored, and the digest that tells whether it changed."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from backlog.imported_people import People
from backlog.imported_words import fitted
from backlog.importers.incoming import Incoming, Stage
from backlog.item_fields import clean_fields
from backlog.models import ItemState, Relation
from data.clock import id_at, to_text
from data.refusals import refuse
from data.store import Store
from data.words import clean_text, plain

KEY, COMMENT, EPIC = 500, 40_000, 120  # characters
JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Mask = Callable[[str], str]
STATES = {  # only an active sprint has items under way: what was begun elsewhere waits, its state told beside it
    Stage.WAITING: ItemState.BACKLOG,
    Stage.STARTED: ItemState.BACKLOG,
    Stage.DONE: ItemState.DONE,
    Stage.GIVEN_UP: ItemState.DROPPED,
}


@dataclass(frozen=True)
class Comment:
    """A comment to keep; its id follows from where it comes from, so that it comes in once."""

    id: str
    author_name: str
    body: str
    at: datetime


@dataclass(frozen=True)
class Cleaned:
    """A row that can be kept. `fields` are those of an item but its epic; `entered` is when it got into its state."""

    row: Incoming
    key: str
    fields: dict[str, Any]
    epic: str
    created_at: datetime
    updated_at: datetime
    entered: datetime
    is_dated: bool  # whether the file says any of these moments
    comments: tuple[Comment, ...]
    links: tuple[tuple[Relation, str], ...]
    original: str
    digest: str
    is_fitted: bool  # whether words or points had to be


def cleaned(store: Store, row: Incoming, people: People, now: datetime) -> Cleaned:
    """The row cleaned, its people as they are called here. Raises Refused for what cannot be kept."""
    for moment in (row.created_at, row.updated_at, row.done_at):
        if moment and moment > now + timedelta(days=1):
            raise refuse("import_date_invalid", on="created", value=to_text(moment))
    bodies = [each.body for each in row.comments]
    as_told, row = row, fitted(row)
    mask = people.masker([row.title, row.description, *row.criteria, *bodies, *row.original.values()])
    key = clean_text(row.external_id, field="key", minimum=1, maximum=KEY, lines=False)
    given: dict[str, Any] = {"kind": row.kind, "title": mask(row.title), "description": mask(row.description)}
    given |= {"criteria": [mask(each) for each in row.criteria], "tags": [mask(each) for each in row.tags]}
    given |= {"estimate": row.estimate, "assignee": people.here(row.assignee), "is_private": row.is_private}
    fields = clean_fields(store, given)
    state, created = STATES[row.stage], row.created_at or row.done_at or row.updated_at or now
    updated = row.updated_at or row.done_at or created
    fields["state"] = state.value
    fields["done_at"] = to_text(row.done_at or updated) if state is ItemState.DONE else None
    entered = {ItemState.DONE: row.done_at or updated, ItemState.DROPPED: updated}.get(state, created)
    comments = tuple(comments_of(row, key, people, mask, created))
    told = {plain(name)[:200]: people.told(text, mask) for name, text in row.original.items()}
    if row.votes and not any(name.casefold() == "votes" for name in told):
        told["votes"] = str(row.votes)
    original = dumps(told)
    links = tuple((each.relation, plain(each.target)) for each in row.links)
    epic = epic_title(mask(row.title if row.is_epic else row.epic))
    files = [(each.name, len(each.content or b"")) for each in row.attachments]
    dates = [str(each) for each in (row.created_at, row.updated_at, row.done_at)]  # as the file says, never now
    is_dated = any((row.created_at, row.updated_at, row.done_at))
    lasting = fields if is_dated else {**fields, "done_at": None}
    said = [lasting, epic, row.is_epic, told, dates, comments_told(comments), links, files]
    digest = hashlib.sha256(dumps(said).encode(errors="replace")).hexdigest()
    is_fitted = row is not as_told
    return Cleaned(
        row, key, fields, epic, created, updated, entered, is_dated, comments, links, original, digest, is_fitted
    )


def comments_of(row: Incoming, key: str, people: People, mask: Mask, created: datetime) -> Iterator[Comment]:
    """The comments that say something. Raises Refused when one is too long."""
    met: Counter[str] = Counter()
    for said in row.comments:
        body = clean_text(mask(said.body), field="comment", maximum=COMMENT)
        if not body:
            continue
        at = said.at or created
        sign = "\0".join((row.source, key, str(said.at), said.author, said.body))  # whatever people are called here
        met[sign] += 1
        seed = hashlib.sha256(f"{sign}{met[sign]}".encode(errors="replace")).digest()
        id = id_at(int.from_bytes(seed[:6], "big"), int.from_bytes(seed[6:10], "big") >> 2)
        yield Comment(id, people.here(said.author), body, at)


def comments_told(comments: tuple[Comment, ...]) -> list[tuple[str, str, str]]:
    """What tells that a comment changed: its words, or what people are called in it."""
    return [(each.id, each.author_name, each.body) for each in comments]


def epic_title(text: str) -> str:
    """The title of an epic, cut where ours end."""
    kept = clean_text(text, field="epic", maximum=100_000, lines=False)
    return kept if len(kept) <= EPIC else kept[: EPIC - 1].rstrip() + "…"


def dumps(value: Any) -> str:
    return JSON.encode(value)
