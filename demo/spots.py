"""Where things happen: real addresses, and hot spots that come back again and again."""

from __future__ import annotations

import math
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from shapely import LineString, Point
from shapely.geometry import shape

from data.geography import load_geography
from data.reference_data import read_addresses

HOT_SPOTS = 70
HOT_SHARE = 0.45
REACH_DEGREES = 0.0006  # about 55 m
JITTER_DEGREES = 0.00008  # about 7 m
BORDER_DEGREES = 0.0003


@dataclass(frozen=True, slots=True)
class Spot:
    """An address that may be reported."""

    id: str
    label: str
    district: str
    lon: float
    lat: float


@dataclass(frozen=True)
class Town:
    """Every address well inside the commune, and those around each hot spot."""

    spots: tuple[Spot, ...]
    hot: tuple[tuple[Spot, ...], ...]
    weights: tuple[float, ...]  # cumulated, of the hot spots

    def pick(self, rng: Random) -> Spot:
        """Nearly half of the time around a hot spot."""
        random = rng.random
        around = self.spots
        if random() < HOT_SHARE:
            around = self.hot[bisect(self.weights, random() * self.weights[-1])]
        return around[int(random() * len(around))]


def make_town(rng: Random) -> Town:
    """Reads the register; the hot spots depend on the generator only."""
    commune = shape(load_geography().outline["features"][0]["geometry"])
    border: LineString = commune.exterior
    spots = tuple(
        Spot(row["id"], f"{row['number']} {row['street']}", row["district"], row["lon"], row["lat"])
        for row in read_addresses()
        if commune.covers(place := Point(row["lon"], row["lat"])) and border.distance(place) > BORDER_DEGREES
    )
    centres = rng.sample(spots, HOT_SPOTS)
    hot = tuple(
        tuple(each for each in spots if math.hypot(each.lon - centre.lon, each.lat - centre.lat) < REACH_DEGREES)
        for centre in centres
    )
    return Town(spots, hot, tuple(accumulate(1 / rank**0.6 for rank in range(1, HOT_SPOTS + 1))))


def beside(spot: Spot, rng: Random) -> tuple[float, float]:
    """A point a few metres from the address, as a finger on a map gives."""
    return (
        round(spot.lon + (rng.random() - 0.5) * 2 * JITTER_DEGREES, 6),
        round(spot.lat + (rng.random() - 0.5) * 2 * JITTER_DEGREES, 6),
    )
