"""Addresses as people type them."""

from __future__ import annotations

import math

import pytest

from services import Services


@pytest.mark.parametrize(
    ("typed", "street"),
    [
        ("13 rue jules guesde", "Rue Jules Guesde"),
        ("13 RUE JULES GUESDE", "Rue Jules Guesde"),
        ("13 rue jule guedse", "Rue Jules Guesde"),
        ("13, Rue Jules-Guesde", "Rue Jules Guesde"),
        ("jules guesde 13", "Rue Jules Guesde"),
        ("13 jules gue", "Rue Jules Guesde"),
    ],
)
def test_an_address_is_found_as_it_is_typed(services: Services, typed: str, street: str) -> None:
    found = services.places.search(typed)[0]
    assert (found.number, found.street) == ("13", street)


def test_a_street_without_a_number_gives_its_first_addresses(services: Services) -> None:
    found = services.places.search("rue jules guesde", 5)
    assert len(found) == 5
    assert {each.street for each in found} == {"Rue Jules Guesde"}
    numbers = [int("".join(filter(str.isdigit, each.number))) for each in found]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("typed", ["12 rue jules guesde", "12 rue jules guedse", "rue jules guesde 12"])
def test_a_number_that_the_street_lacks_gives_the_closest_one(services: Services, typed: str) -> None:
    found = services.places.search(typed)
    assert (found[0].number, found[0].street) == ("13", "Rue Jules Guesde")


def test_a_street_named_by_a_date_is_no_house_number(services: Services) -> None:
    found = services.places.search("8 mai 1945")
    assert {each.street for each in found if "8 Mai 1945" in each.street}


@pytest.mark.parametrize("typed", ["", " ", "13", "'\"*()^ NEAR", "\0\ud800", "🕯️", "x" * 100_000, "qqqqzzzzxxxx"])
def test_what_is_no_address_finds_nothing(services: Services, typed: str) -> None:
    assert services.places.search(typed) == ()


def test_the_nearest_address_is_the_one_at_the_point(services: Services) -> None:
    address = services.places.search("13 rue jules guesde")[0]
    assert services.places.nearest(address.lon, address.lat) == address
    assert services.places.get(address.id) == address


@pytest.mark.parametrize(("lon", "lat"), [(math.nan, 48.9), (2.48, math.inf), (0.0, 0.0), (2.48, 90.0), (1e300, 48.9)])
def test_no_address_is_near_a_place_elsewhere(services: Services, lon: float, lat: float) -> None:
    assert services.places.nearest(lon, lat) is None
