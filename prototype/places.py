"""Where things are: the local address register, searched as people type, and distances."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz, process

from data.store import Row, Store, one_of
from data.words import fold
from prototype.models import Address

METRES_PER_DEGREE = 111_320.0
NEAREST_METRES = 250.0
GOOD_ENOUGH = 72.0  # of 100, for a mistyped street name
GOOD_PART = 88.0  # for a mistyped part of it, of 5 letters or more
PART = 5
STREETS = 5
AS_LIKE = 10.0
MATCHES = 400
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
        number, street = split_number(typed)
        if not re.search("[a-z]", street) or limit < 1:
            return ()
        found = self._in_register(typed)
        last, before = split_last_number(typed)
        # "rue du 8 mai 1945" ends with a number of its own: none of its houses bears it.
        if not number and last and (not found or any(plain_number(each) == last for each in found)):
            number, street = last, before
        if number:  # this very number, wherever its street has the words, then the street's other numbers
            found = [each for each in found if plain_number(each) == number]
        if len(found) < limit:
            found += [each for each in self._in_streets(self._streets_like(street)) if each not in found]
        likeness = {each.street: fuzz.token_sort_ratio(street, fold(each.street)) for each in found}
        best = max(likeness.values(), default=0.0)

        def closeness(each: Address) -> tuple[bool, float, int, str]:
            """The very number in a street as like, then the likeness of the street, then from the number on."""
            here, alike = plain_number(each), likeness[each.street]
            is_it = bool(number) and here == number and alike >= best - AS_LIKE
            return not is_it, -alike, abs(_leading(here) - _leading(number)), here

        return tuple(sorted(found, key=closeness)[:limit])

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

    def _in_register(self, words: str) -> list[Address]:
        """Addresses that hold every word or its beginning."""
        keys = self.store.search("address_search", words, limit=MATCHES)
        inside, parameters = one_of(keys)
        return [address(row) for row in self.store.rows(f"select * from address where id in ({inside})", parameters)]

    def _streets_like(self, words: str) -> tuple[str, ...]:
        """Streets that hold the words; failing that, those whose names are close to what is typed."""
        found = {each.street: None for each in self._in_register(words)}
        if found:
            likeness = {street: fuzz.token_sort_ratio(words, fold(street)) for street in found}
            return tuple(sorted(found, key=lambda street: -likeness[street])[:STREETS])
        rows = self.store.rows("select distinct street from address order by street")
        names = {row["street"]: fold(row["street"]) for row in rows}
        close = process.extract(words, names, scorer=fuzz.token_sort_ratio, limit=STREETS, score_cutoff=GOOD_ENOUGH)
        if not close and len(words) >= PART:
            close = process.extract(words, names, scorer=fuzz.partial_ratio, limit=STREETS, score_cutoff=GOOD_PART)
        return tuple(street for _folded, _score, street in close)

    def _in_streets(self, streets: tuple[str, ...]) -> list[Address]:
        return [
            address(row)
            for street in streets
            for row in self.store.rows("select * from address where street = :street", {"street": street})
        ]


def address(row: Row) -> Address:
    """The row as a thing of the domain."""
    return Address(row["id"], row["number"], row["street"], row["district"], row["lon"], row["lat"])


def split_number(typed: str) -> tuple[str, str]:
    """A house number at the beginning ("12bis" of "12 bis rue …"), and the rest."""
    found = re.match(r"(\d+) ?(bis|ter|quater|[a-d](?= ))? (.*)", typed)
    return ("", typed) if found is None else (f"{found[1]}{found[2] or ''}", found[3])


def split_last_number(typed: str) -> tuple[str, str]:
    """A house number at the end ("rue jules guesde 12"), and the rest."""
    found = re.fullmatch(r"(.*) (\d+) ?(bis|ter|quater)?", typed)
    return ("", typed) if found is None else (f"{found[2]}{found[3] or ''}", found[1])


def plain_number(each: Address) -> str:
    """The house number as `split_number` gives it."""
    return fold(each.number).replace(" ", "")


def _leading(number: str) -> int:
    digits = re.match(r"\d{1,6}", number)
    return int(digits[0]) if digits else 0
