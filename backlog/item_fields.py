"""The fields that people write on an item, cleaned before any verb keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from backlog.models import ItemKind
from backlog.repository import epics
from data.numbers import as_count, as_number
from data.refusals import refuse
from data.store import Store
from data.words import clean_choice, clean_text

TITLE, SHORT, LONG, CRITERIA, TAG, TAGS = 160, 300, 10_000, 30, 40, 30
LENGTHS = {
    "title": (3, TITLE),
    "as_a": (0, SHORT),
    "i_want": (0, SHORT),
    "so_that": (0, SHORT),
    "description": (0, LONG),
}


def clean_fields(store: Store, given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an item as they are kept. Raises Refused for what cannot be, TypeError for what is no field."""
    fields = dict(given)
    for field, value in given.items():
        if field in LENGTHS:
            low, high = LENGTHS[field]
            fields[field] = clean_text(value, field=field, minimum=low, maximum=high, lines=field == "description")
        elif field == "kind":
            fields[field] = clean_choice(value, ItemKind, field=field).value
        elif field == "tags":
            fields[field] = clean_tags(value)
        elif field == "is_private":
            fields[field] = int(bool(value))
        elif field == "criteria":
            fields[field] = clean_criteria(value)
        elif field == "estimate":
            fields[field] = clean_estimate(value)
        elif field == "assignee":
            fields[field] = clean_text(value, field=field, maximum=TITLE, lines=False)
        elif field == "epic_id":
            fields[field] = value or None
            if value and value not in epics(store):
                raise refuse("epic_unknown", on="epic_id")
        else:
            raise TypeError(f"an item has no field {field!r} to edit")
    return fields


def clean_criteria(lines: Sequence[str]) -> list[str]:
    """The acceptance criteria without empty lines. Raises Refused("too_many_criteria")."""
    kept = [clean_text(line, field="criteria", maximum=SHORT, lines=False) for line in lines]
    kept = [line for line in kept if line]
    if len(kept) > CRITERIA:
        raise refuse("too_many_criteria", on="criteria", maximum=CRITERIA)
    return kept


def clean_tags(tags: Sequence[str]) -> list[str]:
    """Tags on one line each, without repeats whatever their case, in their order. Raises Refused("too_many_tags")."""
    kept = [clean_text(tag.replace(",", " "), field="tags", maximum=TAG, lines=False) for tag in tags]
    kept = list({tag.casefold(): tag for tag in reversed(kept) if tag}.values())[::-1]
    if len(kept) > TAGS:
        raise refuse("too_many_tags", on="tags", maximum=TAGS)
    return kept


def clean_estimate(points: float | None) -> float | None:
    """Points from 0 to 1,000 by quarters, so that sums are exact; None when nobody knows yet."""
    if points is None:
        return None
    kept = as_number(points)
    if kept is None or not 0 <= kept <= 1000 or (kept * 4) % 1:
        raise refuse("estimate_invalid", on="estimate", maximum=1000)
    return kept


def clean_position(position: int) -> int:
    """A place in the ranking, from 1: what is less means the first. Raises Refused("position_invalid")."""
    kept = as_count(position)
    if kept is None:
        raise refuse("position_invalid", on="position")
    return max(kept, 1)
