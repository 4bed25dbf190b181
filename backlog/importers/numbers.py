"""Points and counts as tools write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.refusals import refuse

NUMBER = re.compile(r"[+-]?\d{1,9}(?:[.,]\d{1,9})?")
FRACTIONS = {"½": 0.5, "1/2": 0.5, "¼": 0.25, "1/4": 0.25, "¾": 0.75, "3/4": 0.75}
IN_TITLE = re.compile(r"\s*(?:\((?P<round>[^()]{1,6})\)|\[(?P<square>[^\[\]]{1,6})\])\s*")  # Scrum for Trello


def read_points(text: str) -> float | None:
    """A number with a point or a comma, or a fraction; None for nothing and for "?".

    Raises Refused("import_number_invalid", fact value).
    """
    kept = text.strip()
    if kept in ("", "?", "-", "–"):
        return None
    if kept in FRACTIONS:
        return FRACTIONS[kept]
    if not NUMBER.fullmatch(kept):
        raise refuse("import_number_invalid", on="estimate", value=kept[:60])
    return float(kept.replace(",", "."))


def first_points(texts: Iterable[str]) -> float | None:
    """The first of several fields that says something."""
    return next((points for points in map(read_points, texts) if points is not None), None)


def read_count(text: str) -> int:
    """A count; 0 when it is none, for what only informs."""
    return int(text) if re.fullmatch(r"\d{1,9}", text.strip()) else 0


def points_of_title(title: str) -> tuple[str, float | None]:
    """A title without the `(3)` or `[3]` at one of its ends, and the points: the round ones are the estimate."""
    for found in (IN_TITLE.match(title), last_mark(title)):
        if found is None:
            continue
        text = (found["round"] or found["square"] or "").strip()
        if text == "?" or text in FRACTIONS or NUMBER.fullmatch(text):
            rest = (title[: found.start()] + " " + title[found.end() :]).strip()
            return (rest, read_points(text)) if rest else (title, None)
    return title, None


def last_mark(title: str) -> re.Match[str] | None:
    """The mark that ends a title."""
    return next((found for found in IN_TITLE.finditer(title) if found.end() == len(title)), None)
