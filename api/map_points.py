"""What maps ask for: the base map (streets, outline, names), and the public requests as points, both GeoJSON."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from data.access import INHABITANT
from data.clock import local_day
from data.geography import load_geography
from locales.labels import LABELS
from locales.texts import Texts, language
from prototype.map_query import read_filters
from prototype.street_names import street_names
from prototype.views import MapPoint
from services import Services, get_services

A_DAY = "public, max-age=86400"
GEOJSON = "application/geo+json"
Feature = dict[str, Any]


async def points(request: Request) -> JSONResponse:
    """The points that the filters of the address keep, newest first: what an inhabitant may read, and no more."""
    features = await run_in_threadpool(read_points, get_services(), dict(request.query_params))
    collection = {"type": "FeatureCollection", "features": features}
    return JSONResponse(collection, media_type=GEOJSON, headers={"Cache-Control": "no-cache"})


async def base(request: Request) -> Response:
    """The town's outline, streets and their names; it changes when the reference data does."""
    body = await run_in_threadpool(base_map)
    headers = {"Cache-Control": A_DAY, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(body, media_type=GEOJSON, headers=headers | {"Content-Encoding": "gzip"})
    return Response(gzip.decompress(body), media_type=GEOJSON, headers=headers)


def read_points(services: Services, words: dict[str, str]) -> list[Feature]:
    """The features of these filters, with texts in the language that is asked for."""
    today = local_day(services.context.clock())
    found = services.reading.map_points(by=INHABITANT, filters=read_filters(words, today=today))
    texts = Texts(language(words.get("lang")))
    return [point(each, texts) for each in found]


def point(shown: MapPoint, texts: Texts) -> Feature:
    """A marker: texts of people travel as data, and the map writes them as text."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(shown.lon, 6), round(shown.lat, 6)]},
        "properties": {
            "reference": shown.reference,
            "category": texts.either(shown.category_name, shown.category_name_en),
            "state": texts.t(LABELS[shown.state]),
            "open": shown.is_open,
            "place": shown.place,
            "day": texts.day(shown.created_on),
        },
    }


@lru_cache(maxsize=1)
def base_map() -> bytes:
    """GeoJSON, compressed once."""
    services = get_services()
    geography = load_geography()
    names: list[Feature] = [
        {
            "type": "Feature",
            "properties": {"kind": "name", "name": each.name},
            "geometry": {"type": "Point", "coordinates": [round(each.lon, 5), round(each.lat, 5)]},
        }
        for each in street_names(services.store)
    ]
    features = [
        *tagged(geography.outline, "outline"),
        *tagged(geography.district_shapes, "district"),
        *tagged(geography.streets, "street"),
        *names,
    ]
    return gzip.compress(json.dumps({"type": "FeatureCollection", "features": features}).encode(), mtime=0)


def tagged(collection: dict[str, Any], kind: str) -> list[Feature]:
    """The features of a collection, each told what it draws."""
    return [{**each, "properties": {**each["properties"], "kind": kind}} for each in collection["features"]]


ROUTES = [Route("/map/points", points), Route("/map/base", base)]
