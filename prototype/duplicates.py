"""Is it already known? Open requests of the same category close by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from prototype.models import Category, Request
from prototype.places import box_around, distance
from prototype.repository import RequestRepository

NEIGHBOUR_METRES = 250.0
NEIGHBOUR_WEEKS = 12
NEIGHBOURS_SHOWN = 50
OFFERED = 5


@dataclass(frozen=True)
class Near:
    """A request and how far it is, in metres."""

    request: Request
    metres: float


def open_near(repository: RequestRepository, category: Category, lon: float, lat: float) -> tuple[Near, ...]:
    """Open ones of the category within its duplicate distance, closest first, five at most."""
    metres = float(category.duplicate_distance)
    found = repository.open_in_box(category.code, box_around(lon, lat, metres))
    return _within(found, lon, lat, metres)[:OFFERED]


def neighbours(repository: RequestRepository, request: Request, now: datetime) -> tuple[Near, ...]:
    """Requests of any category within 250 m made in the last 12 weeks, closest first, without the request itself."""
    if request.lon is None or request.lat is None:
        return ()
    box = box_around(request.lon, request.lat, NEIGHBOUR_METRES)
    found = repository.in_box_since(box, now - timedelta(weeks=NEIGHBOUR_WEEKS), limit=500)
    others = [each for each in found if each.id != request.id]
    return _within(others, request.lon, request.lat, NEIGHBOUR_METRES)[:NEIGHBOURS_SHOWN]


def _within(found: list[Request], lon: float, lat: float, metres: float) -> tuple[Near, ...]:
    measured = [
        Near(each, distance(lon, lat, each.lon, each.lat))
        for each in found
        if each.lon is not None and each.lat is not None
    ]
    return tuple(sorted((near for near in measured if near.metres <= metres), key=lambda near: near.metres))
