"""A report while somebody writes it: what they chose, where they are in it, and the report that it makes."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field

import streamlit as st

from data.geography import load_geography
from data.photos import clean_photo
from data.refusals import Problem, Refused
from pages.parts.channel import own_channel
from pages.shell import state
from pages.shell.page import Here
from prototype.models import (
    Address,
    Category,
    Channel,
    ContactDetails,
    PlaceSource,
    Receipt,
    Report,
)
from prototype.places import distance
from prototype.reporting import Checker, gather

FORM = "report"
WHERE, WHAT, SEND = 1, 2, 3
FOLLOWED = 4  # they chose to follow one that was there already
STILL_THERE = 60.0  # metres that a pin may be moved and still be at the address that was chosen
Place = tuple[float, float]  # longitude, latitude


@dataclass
class Draft:
    """One form. Its widgets' names end with its serial number, so that a new form starts empty."""

    serial: int
    key: str = field(default_factory=lambda: secrets.token_hex(16))
    step: int = WHERE
    without_map: bool = False
    pin: Place | None = None
    look_at: Place | None = None  # where the map is told to go
    source: PlaceSource = PlaceSource.MAP
    address: Address | None = None
    place: str = ""  # words, when the register has no address for it
    category: str = ""
    photos: dict[str, bytes] = field(default_factory=dict)  # by their digest: the same one twice is one
    uploads: int = 0
    not_these: frozenset[str] = frozenset()  # references that the person says are another problem
    followed: str = ""  # reference of the request that they chose to follow instead
    receipt: Receipt | None = None

    def name(self, widget: str) -> str:
        """The key of a widget of this form."""
        return f"report_{widget}_{self.serial}"

    def typed(self, widget: str) -> str:
        """What a text widget holds, shown or not."""
        return str(st.session_state.get(self.name(widget)) or "")

    def put_at_address(self, address: Address) -> None:
        """The pin at an address of the register."""
        self.address, self.place, self.source = address, "", PlaceSource.ADDRESS
        self.pin = self.look_at = (address.lon, address.lat)

    def put_near(self, words: str, address: Address) -> None:
        """The pin near an address that the register lacks: kept in words."""
        self.put_at_address(address)
        self.address, self.place, self.source = None, words, PlaceSource.WORDS

    def put_pin(self, pin: Place, source: PlaceSource) -> None:
        """The pin somewhere; an address that was chosen stays while the pin is in front of it."""
        self.pin = pin
        if source is PlaceSource.GPS:
            self.look_at = pin
        if self.address and distance(*pin, self.address.lon, self.address.lat) <= STILL_THERE:
            return
        self.address, self.place, self.source = None, "", source


def current() -> Draft:
    """The form of this visit."""
    draft = st.session_state.get(state.REPORT)
    return draft if isinstance(draft, Draft) else start_again()


def start_again() -> Draft:
    """A new form, empty."""
    before = st.session_state.get(state.REPORT)
    draft = Draft(serial=before.serial + 1 if isinstance(before, Draft) else 1)
    st.session_state[state.REPORT] = draft
    return draft


def report_of(here: Here, draft: Draft, *, photos: bool = True) -> Report:
    """What would be sent now."""
    on_map = draft.pin is not None and not draft.without_map
    lon, lat = draft.pin if on_map and draft.pin else (None, None)
    category = here.services.categories.get(draft.category)
    return Report(
        category=draft.category,
        description=draft.typed("description"),
        place=draft.place if on_map else draft.typed("place"),
        place_source=draft.source if on_map else PlaceSource.WORDS,
        lon=lon,
        lat=lat,
        address_id=draft.address.id if on_map and draft.address else "",
        answers=answers_of(draft, category) if category else {},
        photos=tuple(draft.photos.values()) if photos else (),
        contact=ContactDetails(draft.typed("name"), draft.typed("email"), draft.typed("phone")),
        channel=channel_of(draft),
        lang=here.lang,
        key=draft.key,
    )


def answers_of(draft: Draft, category: Category) -> dict[str, str]:
    """The answers given to a category's questions, by code."""
    given = {each.code: draft.typed(f"{category.code}_{each.code}") for each in category.questions}
    return {code: answer for code, answer in given.items() if answer}


def channel_of(draft: Draft) -> Channel:
    """The person's own way, or what the counter says."""
    chosen = st.session_state.get(draft.name("channel"))
    return chosen if isinstance(chosen, Channel) else own_channel()


def problems_of(here: Here, draft: Draft, fields: Collection[str]) -> tuple[Problem, ...]:
    """What the verb would refuse among these fields ("answers" is every question)."""
    problems: list[Problem] = []
    checker = Checker(here.services.categories, here.services.places, load_geography())
    gather(problems, lambda: checker.check(report_of(here, draft, photos=False)))
    return tuple(each for each in problems if each.field.split(".")[0] in fields)


def check(here: Here, draft: Draft, fields: Collection[str]) -> None:
    """Raises Refused with those problems."""
    problems = problems_of(here, draft, fields)
    if problems:
        raise Refused(*problems)


def keep_photos(draft: Draft, files: list[bytes]) -> None:
    """Adds photos to the form. Raises Refused for one that cannot be read; the others are kept."""
    problems: list[Problem] = []
    for content in files:
        if gather(problems, lambda content=content: clean_photo(content)):  # type: ignore[misc]
            draft.photos[hashlib.sha256(content).hexdigest()] = content
    if problems:
        raise Refused(*problems)
