"""Maps of the town: folium, with Leaflet and everything it draws served by us; no other host is asked for anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import folium
import streamlit as st
from folium.template import Template
from streamlit_folium import st_folium

from pages.shell.texts import lang, t

CENTRE = (48.9045, 2.4845)  # latitude, longitude
WHOLE_TOWN, STREET = 14, 16  # zooms
ASSETS = "/assets"


@dataclass(frozen=True)
class Point:
    """A marker of a small map. `kind`: "this" (the request itself), "open", "over"; texts are shown as text."""

    lon: float
    lat: float
    label: str
    state: str = ""
    place: str = ""
    reference: str = ""
    kind: str = "open"


class TownMap(folium.Map):
    """Leaflet's map without folium's CDN links, its meta tag that forbids zooming, or any remote tile."""

    default_js = [  # noqa: RUF012  (folium reads this name)
        ("leaflet", f"{ASSETS}/vendor/leaflet/leaflet.js"),
        ("markercluster", f"{ASSETS}/vendor/leaflet.markercluster/leaflet.markercluster.js"),
        ("boucle", f"{ASSETS}/boucle-map.js"),
    ]
    default_css = [  # noqa: RUF012
        ("leaflet_css", f"{ASSETS}/vendor/leaflet/leaflet.css"),
        ("markercluster_css", f"{ASSETS}/vendor/leaflet.markercluster/MarkerCluster.css"),
        ("boucle_css", f"{ASSETS}/boucle-map.css"),
    ]
    _template = Template("""
        {% macro header(this, kwargs) %}{% endmacro %}
        {% macro html(this, kwargs) %}<div class="folium-map" id={{ this.get_name()|tojson }} ></div>{% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
                center: {{ this.location|tojson }}, ...{{ this.options|tojavascript }}
            });
            boucle.frame({{ this.get_name() }}, {{ this.texts|tojson }});
            boucle.drawTown({{ this.get_name() }});
        {% endmacro %}
    """)

    def __init__(self, *, title: str, centre: tuple[float, float] = CENTRE, zoom: int = WHOLE_TOWN) -> None:
        super().__init__(
            location=centre,
            tiles=None,
            zoom_start=zoom,
            scroll_wheel_zoom=False,
            max_bounds=True,
            min_lat=48.86,
            max_lat=48.95,
            min_lon=2.43,
            max_lon=2.54,
        )
        self.options |= {"min_zoom": 12, "max_zoom": 19, "zoom_snap": 0.5}  # folium's own arguments are for tiles
        self.texts = frame_texts(title)


class Act(folium.MacroElement):
    """A call of boucle-map.js on the map, its arguments as JSON."""

    _template = Template("""
        {% macro script(this, kwargs) %}
            boucle.{{ this.act }}({{ this._parent.get_name() }}, ...{{ this.arguments|tojson }});
        {% endmacro %}
    """)

    def __init__(self, act: str, *arguments: Any) -> None:
        super().__init__()
        self._name = "Act"
        self.act, self.arguments = act, list(arguments)


class Command(folium.FeatureGroup):
    """A call that may change at each run: the frontend replays it on the map that is already there."""

    _template = Template("""
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.featureGroup();
            boucle.{{ this.act }}(map_div, ...{{ this.arguments|tojson }});
        {% endmacro %}
    """)

    def __init__(self, act: str, *arguments: Any) -> None:
        super().__init__()
        self.act, self.arguments = act, list(arguments)


def small_map(points: Sequence[Point], *, path: str = "suivre", key: str = "small_map", height: int = 280) -> None:
    """A few places on the town's map, the one of kind "this" in the middle; popups lead to `path`?reference=."""
    if not points:
        return
    middle = next((each for each in points if each.kind == "this"), points[0])
    chart = TownMap(title=t("Carte du lieu"), centre=(middle.lat, middle.lon), zoom=STREET)
    Act("few", [feature(each) for each in points], popup_texts(path)).add_to(chart)
    st_folium(chart, key=key, height=height, use_container_width=True, returned_objects=[])


def cluster_map(address: str, *, key: str, path: str = "suivre", height: int = 460) -> None:
    """Every request that `address` (a route of ours with its filters) answers, in clusters."""
    chart = TownMap(title=t("Carte des demandes"))
    Act("clusters", popup_texts(path)).add_to(chart)
    st_folium(
        chart,
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=Command("showPoints", address),
    )


def pick_map(
    *, key: str, pin: tuple[float, float] | None, look_at: tuple[float, float] | None, on_pick: Callable[[], None]
) -> Mapping[str, Any]:
    """A map on which a person sets a pin; `pin` and `look_at` are (longitude, latitude)."""
    chart = TownMap(title=t("Carte : touchez l’endroit, ou déplacez-la puis appuyez sur Entrée"))
    Act("pickPlace", {"pin": t("L’endroit que vous signalez")}).add_to(chart)
    answer: Mapping[str, Any] = st_folium(
        chart,
        key=key,
        height=360,
        use_container_width=True,
        returned_objects=["last_clicked"],
        feature_group_to_add=Command("setPin", {"lat": pin[1], "lng": pin[0]}) if pin else None,
        center=(look_at[1], look_at[0]) if look_at else None,
        zoom=STREET if look_at else None,
        on_change=on_pick,
    )
    return answer


def picked(key: str) -> tuple[float, float] | None:
    """The last place touched on the map of that key, (longitude, latitude)."""
    touched = (st.session_state.get(key) or {}).get("last_clicked")
    return (float(touched["lng"]), float(touched["lat"])) if touched else None


def feature(each: Point) -> dict[str, Any]:
    """GeoJSON of a point."""
    properties = {
        "category": each.label,
        "state": each.state,
        "place": each.place,
        "reference": each.reference,
        "kind": each.kind,
    }
    coordinates = [round(each.lon, 6), round(each.lat, 6)]
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": coordinates}, "properties": properties}


def frame_texts(title: str) -> dict[str, str]:
    """What the frame of a map says."""
    return {"lang": lang(), "title": title, "hint": t("Deux doigts pour déplacer la carte")}


def popup_texts(path: str) -> dict[str, str]:
    """What a popup says around the facts of a request."""
    return {"lang": lang(), "received": t("reçue le"), "open": t("Suivre"), "link": f"/{path}?reference="}
