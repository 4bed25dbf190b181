"""One value of a project file made into what its column keeps, or refused: an import checks column by column."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from backlog import ranks
from backlog.models import LANES, Committed
from backlog.project_file import STYLES
from backlog.project_tables import Column
from backlog.repository import thaw
from data.clock import from_text, to_text

LONGEST_TEXT = 100_000
LARGEST = 2**63 - 1  # what an integer column holds
# What reading a value that is not what it should be can raise.
UNREADABLE = (AttributeError, KeyError, OverflowError, RecursionError, TypeError, ValueError)


def stored(column: Column, value: Any) -> Any:
    """One value as its column keeps it. Raises ValueError or TypeError when it cannot be."""
    if value is None:
        if column.optional:
            return None
        raise ValueError("empty")
    kept = READERS[column.holds](value)
    if column.code is not None:
        column.code(kept)
    if column.name in CHECKS:
        CHECKS[column.name](kept)
    return kept


def text(value: Any) -> str:
    """A text that the store can keep."""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise ValueError("text")
    value.encode()
    return value


def integer(value: Any) -> int:
    """A whole number."""
    if type(value) is not int or abs(value) > LARGEST:
        raise ValueError("integer")
    return value


def real(value: Any) -> float:
    """A finite number."""
    if type(value) not in (int, float) or not math.isfinite(value):
        raise ValueError("number")
    return float(value)


def flag(value: Any) -> int:
    """True or false."""
    if type(value) is not bool:
        raise ValueError("flag")
    return int(value)


def moment(value: Any) -> str:
    """An instant as `to_text` writes it."""
    if to_text(from_text(text(value))) != value:
        raise ValueError("moment")
    return text(value)


def day(value: Any) -> str:
    """A day, ISO 8601."""
    if date.fromisoformat(text(value)).isoformat() != value:
        raise ValueError("day")
    return text(value)


def rank(value: Any) -> str:
    """A rank that others can be put around."""
    ranks.between(text(value), None)
    ranks.between(None, value)
    if not set(value) <= set(ranks.DIGITS):
        raise ValueError("rank")
    return text(value)


def file_name(value: Any) -> str:
    """The plain name of a file, which leads nowhere else than its folder."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}(\.[A-Za-z0-9]{1,8})?", text(value)):
        raise ValueError("file")
    return text(value)


def listed(value: Any) -> str:
    """A list as the store keeps it: from plain JSON in its usual style, from a text to the byte."""
    return json_text(value, list, "list")


def mapping(value: Any) -> str:
    """The same of an object."""
    return json_text(value, dict, "object")


def json_text(value: Any, shape: type, style: str) -> str:
    kept = value if isinstance(value, str) else STYLES[style](value)
    kept.encode()
    if not isinstance(json.loads(kept, parse_constant=no_constant), shape):
        raise ValueError(style)
    return kept


def texts(kept: str) -> None:
    """A list of texts."""
    for each in json.loads(kept):
        text(each)


def committed(kept: str) -> None:
    """What a sprint froze at its start."""
    for each in json.loads(kept):
        frozen = Committed(**each)
        for name in (frozen.id, frozen.title):
            text(name)
        if frozen.estimate is not None:
            real(frozen.estimate)


def changes(kept: str) -> None:
    """Pairs (before, after) by field."""
    for _before, _after in json.loads(kept).values():
        pass


def colour(value: str) -> None:
    """A code of the palette, or #rrggbb."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}|[a-z][a-z_]{0,30}", value):
        raise ValueError("colour")


def points(value: float) -> None:
    """An estimate: never less than nothing."""
    if value < 0:
        raise ValueError("estimate")


def lane(value: str) -> None:
    """The lane of a format of retrospective."""
    if not any(value in lanes for lanes in LANES.values()):
        raise ValueError("lane")


READERS: dict[str, Callable[[Any], Any]] = {
    "text": text,
    "integer": integer,
    "real": real,
    "flag": flag,
    "moment": moment,
    "day": day,
    "rank": rank,
    "file": file_name,
    "list": listed,
    "object": mapping,
}
# What the application reads later must be readable now, and a colour goes into styles.
CHECKS: dict[str, Callable[[Any], object]] = {
    "changes": changes,
    "colour": colour,
    "committed": committed,
    "criteria": texts,
    "estimate": points,
    "lane": lane,
    "report": thaw,
    "tags": texts,
}


def no_constant(name: str) -> object:
    """NaN and the infinities are not JSON."""
    raise ValueError(name)
