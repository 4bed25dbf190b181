"""The product backlog as a CSV table (RFC 4180) that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum

from backlog.models import Item
from backlog.repository import PRIORITY
from backlog.wording import Wording
from data.clock import PARIS

COLUMNS = (
    "number",
    "kind",
    "title",
    "as_a",
    "i_want",
    "so_that",
    "description",
    "criteria",
    "epic",
    "estimate",
    "state",
    "sprint",
    "assignee",
    "tags",
    "blocked",
    "is_private",
    *PRIORITY,
    "created_at",
    "updated_at",
    "done_at",
)
# What a spreadsheet takes for a formula, at the start of a cell: OWASP, « CSV Injection »; wide forms included.
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
NUMBER = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?")


def sheet(items: Iterable[Item], epics: dict[str, str], sprints: dict[str, int], wording: Wording) -> Iterator[str]:
    """The lines of the table, its header first, items in the order given."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=wording.separator, lineterminator="\r\n")
    yield wording.mark
    writer.writerow([wording.name(column) for column in COLUMNS])
    for item in items:
        writer.writerow([neutral(cell) for cell in cells(item, epics, sprints, wording)])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def cells(item: Item, epics: dict[str, str], sprints: dict[str, int], wording: Wording) -> list[str]:
    """One item, a text a column."""
    priority = [getattr(item.priority, name) for name in PRIORITY]
    values = [
        item.number,
        item.kind,
        item.title,
        item.as_a,
        item.i_want,
        item.so_that,
        item.description,
        "\n".join(item.criteria),
        epics.get(item.epic_id or ""),
        item.estimate,
        item.state,
        sprints.get(item.sprint_id or ""),
        item.assignee,
        ", ".join(item.tags),
        item.blocked,
        item.is_private,
        *priority,
        item.created_at,
        item.updated_at,
        item.done_at,
    ]
    return [cell(value, wording) for value in values]


def cell(value: object, wording: Wording) -> str:
    """A value as the table writes it; nothing for what nobody has answered."""
    match value:
        case None:
            return ""
        case bool():
            return wording.name("yes" if value else "no")
        case int() | float():
            return wording.number(value)
        case datetime():
            return value.astimezone(PARIS).strftime("%Y-%m-%d %H:%M")
        case StrEnum():
            return wording.code(value)
    return str(value)


def neutral(text: str) -> str:
    """The cell as text only: an apostrophe goes before what would be a formula; a number stays a number."""
    start = text.lstrip(" \u00a0")[:1]
    return f"'{text}" if start in FORMULA and start and not NUMBER.fullmatch(text) else text
