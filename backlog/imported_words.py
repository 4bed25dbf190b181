"""Words longer and points finer than ours, as other tools allow them: fitted, the whole kept as original data."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from backlog.importers.incoming import Incoming
from backlog.item_fields import CRITERIA, LENGTHS, LONG, SHORT, TITLE

SHORTEST = LENGTHS["title"][0]
STEP = 4  # points are kept by quarters


def fitted(row: Incoming) -> Incoming:
    """The row with what does not fit cut at a word or rounded, and told whole in `original`; itself when all fits."""
    criteria = tuple(cut(each, SHORT) for each in row.criteria[:CRITERIA])
    now: dict[str, Any] = {
        "title": title_of(row),
        "description": cut(row.description, LONG),
        "criteria": criteria,
        "estimate": None if row.estimate is None else round(row.estimate * STEP) / STEP,
    }
    before = {name: getattr(row, name) for name in now}
    changed = {name: value for name, value in now.items() if value != before[name]}
    if not changed:
        return row
    whole = {name: told(before[name]) for name in changed}
    return replace(row, **changed, original={**row.original, **whole})


def title_of(row: Incoming) -> str:
    """A title that is long enough to be told from others, and not too long for a list."""
    title = " ".join(row.title.split())
    if 0 < len(title) < SHORTEST:
        return f"{title} ({row.external_id})"
    return row.title if len(title) <= TITLE else cut(title, TITLE)


def cut(text: str, longest: int) -> str:
    """The text, or as many of its words as fit before an ellipsis."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    head, _, tail = kept.rpartition(" ")
    return (head if len(tail) < longest // 4 and head else kept).rstrip() + "…"


def told(value: object) -> str:
    """A value as the original data keeps it."""
    return "\n".join(value) if isinstance(value, tuple) else f"{value:g}" if isinstance(value, float) else str(value)
