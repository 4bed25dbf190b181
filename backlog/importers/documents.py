"""JSON documents: one value, several one after the other, and reading them without trusting their shape."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from backlog.importers.files import TextFile
from data.refusals import refuse

LONGEST = 20_000  # characters of one value that is kept as original data


def read_document(text: TextFile) -> Any:
    """The value of a file; pages written one after the other become a list. Raises Refused("import_json_invalid")."""
    content = text.whole()
    try:
        values = list(following(content))
    except json.JSONDecodeError as error:
        raise refuse("import_json_invalid", on="file", line=error.lineno) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, a hundred thousand brackets
        raise refuse("import_json_invalid", on="file", line=1) from None
    return values[0] if len(values) == 1 else values


def following(content: str) -> Iterator[Any]:
    """Every value of a text, one after the other."""
    decoder, place = json.JSONDecoder(parse_constant=nothing), 0
    while True:
        while place < len(content) and content[place] in " \t\r\n\x1e\x1a,\ufeff":
            place += 1
        if place == len(content):
            return
        value, place = decoder.raw_decode(content, place)
        yield value


def nothing(_: str) -> None:
    """NaN and Infinity are no JSON."""


def text_of(value: Any) -> str:
    """A text, or a number as one; "" for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value) if isinstance(value, int) else ""


def number_of(value: Any) -> float | None:
    """A number that can be counted with; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        return float(value)
    except OverflowError:
        return None


def dict_of(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def list_of(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def dicts_of(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list."""
    return [each for each in list_of(value) if isinstance(each, dict)]


def texts_of(value: Any, name: str = "name") -> list[str]:
    """The texts of a list of texts, or of objects that have a name."""
    found = [text_of(each.get(name)) if isinstance(each, dict) else text_of(each) for each in list_of(value)]
    return [each for each in found if each.strip()]


def named(text: str) -> frozenset[str]:
    """The names in a text, to say a set of them."""
    return frozenset(text.split())


def as_text(value: Any) -> str:
    """Any value as original data: texts as they are, the rest as JSON; "" when it says nothing."""
    if value in (None, "", [], {}, False):
        return ""
    said = text_of(value)
    if not said and isinstance(value, list) and all(text_of(each) for each in value):
        said = ", ".join(text_of(each) for each in value)
    try:
        said = said or json.dumps(value, ensure_ascii=False)
    except RecursionError:  # as deep as a reader can go, and nothing that anybody wrote
        return ""
    return said if len(said) <= LONGEST else said[:LONGEST] + "…"


def others(value: Mapping[str, Any], taken: frozenset[str]) -> dict[str, str]:
    """What an object holds beside the fields that were taken."""
    return {key: said for key, each in value.items() if key not in taken and (said := as_text(each))}
