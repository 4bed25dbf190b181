"""The chosen place, as a line of text."""

from __future__ import annotations

from data.geography import load_geography
from data.words import fold
from pages.citizen.draft import Draft
from pages.shell.page import Here
from pages.shell.texts import md, t
from prototype.models import Address
from prototype.places import plain_number, split_number


def place_words(here: Here, draft: Draft) -> str:
    """Markdown; "" while there is none."""
    if draft.without_map:
        return md(draft.typed("place"))
    if draft.pin is None:
        return ""
    geography = load_geography()
    district = geography.name_of(geography.district_of(*draft.pin) or "")
    if draft.address or draft.place:
        return t(
            "{place}, {district}", place=md(draft.address.label if draft.address else draft.place), district=district
        )
    near = here.services.places.nearest(*draft.pin)
    if near is None:
        return t("Point sur la carte, {district}", district=district)
    return t("Près de : {place}, {district}", place=md(near.label), district=district)


def number_is_missing(words: str, found_ones: tuple[Address, ...]) -> bool:
    """A house number was typed and no address that was found bears it."""
    number, _street = split_number(fold(words))
    return bool(number) and all(plain_number(each) != number for each in found_ones)
