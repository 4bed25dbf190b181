"""Dates as tools write them: ISO 8601, epochs, `22/Sep/25 9:26 AM`, `22.09.2025 09:26`, in several languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from data.clock import PARIS
from data.refusals import refuse
from data.words import fold

TIME = (
    r"(?:(?:\s*[T,]\s*|\s+(?:à |at |um )?)(?P<hour>\d{1,2})(?:[:h.](?P<minute>\d{2}))(?::(?P<second>\d{2}))?"
    r"(?:[.,](?P<fraction>\d{1,9}))?\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + TIME)
WORD = re.compile(r"(?P<day>\d{1,2})\.?[/\s-](?P<name>[^\W\d_]+)\.?[/\s-](?P<year>\d{4}|\d{2})" + TIME)
WORD_FIRST = re.compile(r"(?P<name>[^\W\d_]+)\.?\s(?P<day>\d{1,2}),?\s(?P<year>\d{4})" + TIME)
NUMBERS = re.compile(r"(?P<first>\d{1,2})[/.-](?P<then>\d{1,2})[/.-](?P<year>\d{4}|\d{2})" + TIME)
EPOCH = re.compile(r"\d{9,10}|\d{12,13}")
# The beginning of the name of each month, without accents, in English, French, German, Spanish and Italian.
MONTHS = (
    ("jan", "gen", "ene"),
    ("feb", "fev"),
    ("mar",),
    ("apr", "avr", "abr"),
    ("may", "mai", "mag"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott"),
    ("nov",),
    ("dec", "dez", "dic"),
)
EARLIEST, LATEST = 1970, 2200  # years that a backlog can tell of


def read_date(text: str, *, on: str, zone: tzinfo = PARIS, month_first: bool = False) -> datetime | None:
    """The moment, in UTC; None when nothing is written. A text without a zone is of `zone`.

    `month_first` tells how the file means `09/08/2025`. Raises Refused("import_date_invalid", fact value).
    """
    kept = " ".join(text.split())
    if not kept:
        return None
    try:
        return moment_of(kept, zone, month_first)
    except (ValueError, OverflowError):
        raise refuse("import_date_invalid", on=on, value=kept[:60]) from None


@lru_cache(maxsize=1_000)  # a row repeats its moments, and a quiet day those of its rows
def moment_of(text: str, zone: tzinfo, month_first: bool) -> datetime:
    """The moment that a text says. Raises ValueError."""
    if EPOCH.fullmatch(text):
        return sane(datetime.fromtimestamp(int(text) / (1000 if len(text) > 10 else 1), UTC))
    for pattern in (ISO, NUMBERS, WORD, WORD_FIRST):
        if found := pattern.fullmatch(text):
            return sane(assembled(found, zone, month_first).astimezone(UTC))
    raise ValueError(text)


def sane(moment: datetime) -> datetime:
    if not EARLIEST <= moment.year < LATEST:
        raise ValueError(moment)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def assembled(found: re.Match[str], zone: tzinfo, month_first: bool) -> datetime:
    """The parts of a match as a moment with a zone. Raises ValueError when the calendar has no such one."""
    part = found.groupdict()
    if "first" in part:
        day, month = int(part["first"]), int(part["then"])
        if (month_first and day <= 12) or month > 12:
            day, month = month, day
    else:
        day = int(part["day"])
        month = int(part["month"]) if "month" in part else month_of(part["name"])
    year = int(part["year"])
    if len(part["year"]) == 2:
        year += 2000 if year < 70 else 1900
    fraction = (part["fraction"] or "").ljust(6, "0")[:6]
    clock = (hour_of(part), int(part["minute"] or 0), int(part["second"] or 0), int(fraction))
    return datetime(year, month, day, *clock, tzinfo=zone_of(part["zone"]) or zone)


def hour_of(part: dict[str, str | None]) -> int:
    """The hour from 0 to 23: 12 AM is midnight."""
    hour, half = int(part["hour"] or 0), (part["half"] or "").replace(".", "").upper()
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half == "PM" else 0)


def zone_of(text: str | None) -> tzinfo | None:
    """The zone that is written, if any."""
    if not text:
        return None
    if text in ("Z", "UTC", "GMT"):
        return UTC
    shift = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-shift if text[0] == "-" else shift)


def month_of(name: str) -> int:
    """1 to 12. Raises ValueError for a word that names no month."""
    bare = fold(name)
    for number, beginnings in enumerate(MONTHS, start=1):
        if bare.startswith(beginnings):
            return number
    raise ValueError(name)


def is_month_first(texts: Iterable[str]) -> bool:
    """Whether a file writes 9/22/2025: a day above 12 tells; without one, AM or PM do."""
    half = False
    for text in texts:
        found = NUMBERS.fullmatch(" ".join(text.split()))
        if found is None:
            continue
        if int(found["first"]) > 12:
            return False
        if int(found["then"]) > 12:
            return True
        half = half or bool(found["half"])
    return half
