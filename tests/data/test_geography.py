from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.geography import load_geography
from data.reference_data import read_addresses


def test_town_has_eight_named_districts() -> None:
    geography = load_geography()
    assert [district.code for district in geography.districts] == [f"Q{number}" for number in range(1, 9)]
    assert geography.name_of("Q8") == "Le Technopôle"
    assert geography.name_of("Q99") == "Q99"


def test_district_of_a_place_in_town() -> None:
    assert load_geography().district_of(2.4835, 48.9010) == "Q6"


@pytest.mark.parametrize(("lon", "lat"), [(2.35, 48.85), (0, 0), (math.nan, 48.9), (2.48, math.inf), (48.9, 2.48)])
def test_place_outside_the_commune_has_no_district(lon: float, lat: float) -> None:
    assert not load_geography().inside(lon, lat)
    assert load_geography().district_of(lon, lat) is None


@given(st.floats(), st.floats())
def test_any_two_numbers_are_answered(lon: float, lat: float) -> None:
    assert load_geography().inside(lon, lat) in (True, False)


@given(st.floats(2.4693, 2.49985), st.floats(48.88703, 48.92018))
def test_every_place_inside_has_a_district(lon: float, lat: float) -> None:
    geography = load_geography()
    assert (geography.district_of(lon, lat) is not None) == geography.inside(lon, lat)


def test_every_address_has_a_district_and_every_district_addresses() -> None:
    codes = {district.code for district in load_geography().districts}
    assert {address["district"] for address in read_addresses()} == codes


def test_shapes_are_geojson() -> None:
    geography = load_geography()
    assert len(geography.streets["features"]) == 710
    assert "OpenStreetMap" in geography.streets["attribution"]
    assert len(geography.district_shapes["features"]) == 8
    assert geography.outline["type"] == "FeatureCollection"
