"""A report checked before it becomes a request: every problem at once, each beside its field."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from data.photos import CleanPhoto
from data.refusals import Problem, Refused, refuse
from data.words import clean_email, clean_phone, clean_text, plain
from prototype.categories import Categories
from prototype.models import (
    Address,
    Category,
    ContactDetails,
    PlaceSource,
    Question,
    QuestionKind,
    Report,
)
from prototype.photos import clean_photos
from prototype.places import Geography, Places

T = TypeVar("T")
SENTENCE = (3, 4000)  # characters; Open311 allows 4000
PLACE_LENGTH = 300
NAME_LENGTH = 120
ANSWER_LENGTH = 500
KEY_LENGTH = (16, 200)


@dataclass(frozen=True)
class Spot:
    """Where it is, checked. `label` comes from the register and may be published; `text` is what the desk reads."""

    text: str
    label: str
    source: PlaceSource
    address_id: str
    lon: float | None
    lat: float | None
    district: str


@dataclass(frozen=True)
class CheckedReport:
    """Everything cleaned and looked up."""

    category: Category
    description: str
    spot: Spot
    answers: dict[str, str]
    contact: ContactDetails
    photos: tuple[CleanPhoto, ...]


@dataclass(frozen=True)
class Checker:
    """Checks reports against the reference data."""

    categories: Categories
    places: Places
    geography: Geography

    def check(self, report: Report) -> CheckedReport:
        """Raises Refused with every problem of the report."""
        problems: list[Problem] = []
        category = gather(problems, lambda: self._category(report.category))
        description = gather(
            problems,
            lambda: clean_text(report.description, field="description", minimum=SENTENCE[0], maximum=SENTENCE[1]),
        )
        spot = gather(problems, lambda: self.spot(report))
        answers = gather(problems, lambda: checked_answers(category, report.answers)) if category else {}
        contact = gather(problems, lambda: checked_contact(report.contact))
        gather(problems, lambda: check_key(report.key))
        photos = gather(problems, lambda: clean_photos(report.photos))
        if problems or category is None or description is None or spot is None or answers is None or contact is None:
            raise Refused(*problems)
        return CheckedReport(category, description, spot, answers, contact, photos or ())

    def spot(self, report: Report) -> Spot:
        """Raises Refused: place_missing, place_outside, address_unknown, text_too_long."""
        text = clean_text(report.place, field="place", maximum=PLACE_LENGTH, lines=False)
        if report.address_id:
            address = self.places.get(plain(report.address_id))
            if address is None:
                raise refuse("address_unknown", on="place")
            return self._at_address(report, address)
        if report.lon is None or report.lat is None:
            if not text:
                raise refuse("place_missing", on="place")
            return Spot(text, "", PlaceSource.WORDS, "", None, None, "")
        lon, lat = checked_point(self.geography, report.lon, report.lat)
        near = self.places.nearest(lon, lat)
        label = near.label if near else ""
        # An address that the register lacks is words with a point.
        source = PlaceSource.WORDS if report.place_source is PlaceSource.ADDRESS else report.place_source
        return Spot(text or label, label, source, "", lon, lat, self.geography.district_of(lon, lat) or "")

    def _at_address(self, report: Report, address: Address) -> Spot:
        """The register's own point, unless the person moved the pin."""
        lon, lat = address.lon, address.lat
        if report.lon is not None and report.lat is not None and (report.lon, report.lat) != (lon, lat):
            lon, lat = checked_point(self.geography, report.lon, report.lat)
        return Spot(address.label, address.label, PlaceSource.ADDRESS, address.id, lon, lat, address.district)

    def _category(self, code: str) -> Category:
        category = self.categories.get(plain(code))
        if category is None or not category.takes_reports:
            raise refuse("category_unknown", on="category")
        return category


def gather(problems: list[Problem], step: Callable[[], T]) -> T | None:
    """The step's result, or None with its problems added to the others."""
    try:
        return step()
    except Refused as refused:
        problems.extend(refused.problems)
        return None


def checked_point(geography: Geography, lon: float, lat: float) -> tuple[float, float]:
    """The point to 7 decimals (1 cm). Raises Refused("place_outside") outside the commune, for NaN and infinity too."""
    if not (math.isfinite(lon) and math.isfinite(lat) and geography.inside(lon, lat)):
        raise refuse("place_outside", on="place")
    return round(lon, 7), round(lat, 7)


def checked_contact(contact: ContactDetails, *, required: bool = False) -> ContactDetails:
    """Raises Refused: email_invalid, phone_invalid, text_too_long, and contact_missing when one is required."""
    problems: list[Problem] = []
    name = gather(problems, lambda: clean_text(contact.name, field="name", maximum=NAME_LENGTH, lines=False))
    email = gather(problems, lambda: clean_email(contact.email))
    phone = gather(problems, lambda: clean_phone(contact.phone))
    if required and not problems and not email and not phone:
        problems.append(Problem("contact_missing", "email"))
    if problems:
        raise Refused(*problems)
    return ContactDetails(name or "", email or "", phone or "")


def check_key(key: str) -> None:
    """Raises Refused("key_invalid"): a short key could be guessed, and with it somebody's receipt."""
    if key and not (key.isascii() and KEY_LENGTH[0] <= len(key) <= KEY_LENGTH[1]):
        raise refuse("key_invalid", minimum=KEY_LENGTH[0], maximum=KEY_LENGTH[1])


def checked_answers(category: Category, answers: dict[str, str]) -> dict[str, str]:
    """Answers to the category's questions, empty ones left out. Raises Refused on "answers.<code>": answer_missing,
    answer_invalid, and report_stopped (facts stop, stop_en) when an answer says that the town is not who can help."""
    problems: list[Problem] = []
    kept: dict[str, str] = {}
    for question in category.questions:
        given = gather(problems, lambda each=question: checked_answer(each, answers.get(each.code, "")))  # type: ignore[misc]
        if given:
            kept[question.code] = given
    if problems:
        raise Refused(*problems)
    return kept


def checked_answer(question: Question, given: str) -> str:
    """See `checked_answers`."""
    field = f"answers.{question.code}"
    kept = clean_text(given, field=field, maximum=ANSWER_LENGTH, lines=False)
    if not kept:
        if question.required:
            raise refuse("answer_missing", on=field)
        return ""
    if question.kind is QuestionKind.CHOICE:
        choice = next((each for each in question.choices if each.key == kept), None)
        if choice is None:
            raise refuse("answer_invalid", on=field)
        if choice.stop:
            raise refuse("report_stopped", on=field, stop=choice.stop, stop_en=choice.stop_en)
    elif not _VALID[question.kind](kept):
        raise refuse("answer_invalid", on=field)
    return kept


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text.replace(",", ".")))
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).year >= 1900
    except ValueError:
        return False


_VALID: dict[QuestionKind, Callable[[str], bool]] = {
    QuestionKind.NUMBER: _is_number,
    QuestionKind.DATE: _is_day,
    QuestionKind.TEXT: bool,
}
