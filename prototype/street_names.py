"""Where to write the name of each street on the base map: at the address in its middle."""

from __future__ import annotations

from dataclasses import dataclass

from data.store import Store


@dataclass(frozen=True)
class StreetName:
    """A street of the register; degrees (WGS 84)."""

    name: str
    lon: float
    lat: float


def street_names(store: Store) -> tuple[StreetName, ...]:
    """One per street and district, so that a long street is named more than once; those with most addresses first."""
    rows = store.rows(
        "select street, district, avg(lon) as lon, avg(lat) as lat, count(*) as size from address "
        "group by street, district having count(*) > 2 order by size desc, street, district"
    )
    middles = {(row["street"], row["district"]): (row["lon"], row["lat"]) for row in rows}
    closest: dict[tuple[str, str], tuple[float, StreetName]] = {}
    for row in store.rows("select street, district, lon, lat from address order by id"):
        key = (row["street"], row["district"])
        if key not in middles:
            continue
        away = (row["lon"] - middles[key][0]) ** 2 + (row["lat"] - middles[key][1]) ** 2
        if key not in closest or away < closest[key][0]:
            closest[key] = (away, StreetName(row["street"], row["lon"], row["lat"]))
    return tuple(closest[key][1] for key in middles)
