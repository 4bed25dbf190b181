"""Time and identifiers, injected so that tests and the demonstration town choose them."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
NewId = Callable[[], str]

PARIS = ZoneInfo("Europe/Paris")
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: nothing to confuse


def system_clock() -> datetime:
    """Now, in UTC, to the millisecond (what the store keeps)."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def to_text(moment: datetime) -> str:
    """A moment as the store keeps it: ISO 8601 in UTC with milliseconds, so that text order is time order."""
    if moment.tzinfo is None:
        raise ValueError("a moment has a time zone")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(text: str) -> datetime:
    """The moment written by `to_text`."""
    return datetime.fromisoformat(text)


def local_day(moment: datetime) -> date:
    """The day that people in Techniville call it."""
    return moment.astimezone(PARIS).date()


def random_id() -> str:
    """16 characters, time-ordered: 48 bits of milliseconds, then 30 random bits."""
    return id_at(int(datetime.now(UTC).timestamp() * 1000), secrets.randbits(30))


def id_at(milliseconds: int, tail: int) -> str:
    """The identifier of an instant (Unix milliseconds) and a tail of 30 bits."""
    number = (milliseconds << 30) | tail
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(75, -1, -5))
