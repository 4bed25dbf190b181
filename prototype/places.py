"""Where things are: the local address register, searched as people type, and distances."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz, process

from data.store import Row, Store
from data.words import fold
from prototype.models import Address

METRES_PER_DEGREE = 111_320.0
NEAREST_METRES = 250.0
GOOD_ENOUGH = 72.0  # of 100, for a mistyped street name
SEARCH_LENGTH = 200


class Geography(Protocol):
    """The commune's shape, see data/geography.py."""

    def district_of(self, lon: float, lat: float) -> str | None:
        """Code of the district that holds the point."""

    def inside(self, lon: float, lat: float) -> bool:
        """Whether the point is in the commune."""


@dataclass(frozen=True)
class Box:
    """West, south, east and north edges in degrees (WGS 84)."""

    west: float
    south: float
    east: float
    north: float


def distance(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Metres between two points of a town: the plane is exact to a few centimetres at that scale."""
    east = (other_lon - lon) * METRES_PER_DEGREE * math.cos(math.radians(lat))
    return math.hypot(east, (other_lat - lat) * METRES_PER_DEGREE)


def box_around(lon: float, lat: float, metres: float) -> Box:
    """The box that holds every point within that distance."""
    height = metres / METRES_PER_DEGREE
    width = height / math.cos(math.radians(lat))
    return Box(lon - width, lat - height, lon + width, lat + height)


@dataclass(frozen=True)
class Places:
    """Look-ups in the register; open to everybody."""

    store: Store

    def search(self, words: str, limit: int = 8) -> tuple[Address, ...]:
        """Addresses for what is typed ("12 rue jules guesde"), best first; accents and typos are forgiven."""
        typed = fold(words[:SEARCH_LENGTH])
        number, rest = _split(typed)
        if not rest or limit < 1:
            return ()
        found = self._register(self.store.search("address_search", typed, limit=200))
        if not found:
            found = self._in_streets(self._streets_like(rest))
        ranked = sorted(found, key=lambda each: _closeness(each, number, rest))
        return tuple(ranked[:limit])

    def get(self, address_id: str) -> Address | None:
        """The address with that identifier."""
        row = self.store.row("select * from address where id = :id", {"id": address_id})
        return None if row is None else address(row)

    def nearest(self, lon: float, lat: float) -> Address | None:
        """The closest address within 250 m."""
        if not (math.isfinite(lon) and math.isfinite(lat)) or abs(lat) > 85:
            return None
        for reach in (40.0, NEAREST_METRES):  # most points have one next to them
            box = box_around(lon, lat, reach)
            rows = self.store.rows(
                "select * from address where lat between :south and :north and lon between :west and :east", vars(box)
            )
            near = min(map(address, rows), key=lambda each: distance(lon, lat, each.lon, each.lat), default=None)
            if near is not None and distance(lon, lat, near.lon, near.lat) <= reach:
                return near
        return None

    def _streets_like(self, words: str) -> tuple[str, ...]:
        rows = self.store.rows("select distinct street from address order by street")
        names = {row["street"]: fold(row["street"]) for row in rows}
        close = process.extract(words, names, scorer=fuzz.token_sort_ratio, limit=3, score_cutoff=GOOD_ENOUGH)
        if not close:  # "guesd" alone: a part of the name
            close = process.extract(words, names, scorer=fuzz.partial_ratio, limit=3, score_cutoff=80)
        return tuple(street for _folded, _score, street in close)

    def _in_streets(self, streets: tuple[str, ...]) -> list[Address]:
        return [
            address(row)
            for street in streets
            for row in self.store.rows("select * from address where street = :street", {"street": street})
        ]

    def _register(self, keys: list[str]) -> list[Address]:
        marks = {f"k{position}": key for position, key in enumerate(keys)}
        if not marks:
            return []
        listed = ", ".join(f":{mark}" for mark in marks)
        return [address(row) for row in self.store.rows(f"select * from address where id in ({listed})", marks)]


def address(row: Row) -> Address:
    """The row as a thing of the domain."""
    return Address(row["id"], row["number"], row["street"], row["district"], row["lon"], row["lat"])


def _split(typed: str) -> tuple[str, str]:
    """A house number (with its "bis") at the beginning, and the street."""
    found = re.match(r"(\d+)\s*(bis|ter|quater|[a-d](?= ))?\s+(.*)", typed)
    if found is None:
        return "", typed
    return f"{found[1]}{found[2] or ''}", found[3].strip()


def _closeness(each: Address, number: str, street: str) -> tuple[bool, float, int, str]:
    """Sorts by house number when one is typed, then likeness of the street, then along the street."""
    here = fold(each.number).replace(" ", "")
    digits = re.match(r"\d+", here)
    return (
        bool(number) and here != number,
        -fuzz.token_sort_ratio(street, fold(each.street)),
        int(digits[0]) if digits else 0,
        here,
    )
