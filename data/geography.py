"""Where things are: the outline of the commune, its districts and its streets."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from shapely import Point, prepare
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

REFERENCE = Path(__file__).resolve().parent / "reference"

GeoJson = dict[str, Any]


@dataclass(frozen=True)
class District:
    """A part of the town that people name."""

    code: str
    name: str


@dataclass(frozen=True)
class Geography:
    """Answers questions about a place. Longitudes and latitudes are degrees (WGS 84); shapes are GeoJSON."""

    districts: tuple[District, ...]
    outline: GeoJson
    streets: GeoJson
    district_shapes: GeoJson
    _commune: BaseGeometry = field(repr=False)
    _polygons: tuple[BaseGeometry, ...] = field(repr=False)

    def inside(self, lon: float, lat: float) -> bool:
        """Whether the place is in the commune, its border included. Never raises: NaN and infinity are outside."""
        return math.isfinite(lon) and math.isfinite(lat) and bool(self._commune.covers(Point(lon, lat)))

    def district_of(self, lon: float, lat: float) -> str | None:
        """The code of the district; the nearest one in a gap between two; None outside the commune."""
        if not self.inside(lon, lat):
            return None
        return self.nearest_district(lon, lat)

    def nearest_district(self, lon: float, lat: float) -> str:
        """The code of the district that holds the place or is nearest (an address may front the commune's border)."""
        place = Point(lon, lat)
        distances = [
            0.0 if polygon.covers(place) else float(polygon.distance(place)) or 1e-12 for polygon in self._polygons
        ]
        return self.districts[distances.index(min(distances))].code

    def name_of(self, code: str) -> str:
        """What people call the district of that code; the code itself when it is unknown."""
        return next((district.name for district in self.districts if district.code == code), code)


@lru_cache(maxsize=1)
def load_geography() -> Geography:
    """The geography shipped with the application."""
    outline, streets, shapes = (read(name) for name in ("outline", "streets", "districts"))
    commune = shape(outline["features"][0]["geometry"])
    polygons = tuple(shape(feature["geometry"]) for feature in shapes["features"])
    for geometry in (commune, *polygons):
        prepare(geometry)
    return Geography(
        districts=tuple(
            District(each["properties"]["code"], each["properties"]["name"]) for each in shapes["features"]
        ),
        outline=outline,
        streets=streets,
        district_shapes=shapes,
        _commune=commune,
        _polygons=polygons,
    )


def read(name: str) -> GeoJson:
    """A GeoJSON file of the reference folder."""
    loaded: GeoJson = json.loads((REFERENCE / f"{name}.geojson").read_text(encoding="utf-8"))
    return loaded
