"""Hostile input: a refusal or a request that holds it inert, never anything else."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.access import INHABITANT
from data.geography import load_geography
from data.refusals import Refused
from data.words import clean_email, clean_phone, clean_text
from prototype.filters import QueueFilters
from prototype.models import ContactDetails, Receipt, Request
from services import Services
from tests.prototype.conftest import AGENT, lamp

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'`; DROP TABLE request; --",
    "'; DROP TABLE request --",
    "{{7*7}} ${7*7} %s %(x)s {0}",
    "\u202eesrever\u202c \u2066isolé\u2069",
    "שלום עולם، مرحبا بالعالم",
    "👩‍👩‍👧‍👦 🏳️‍🌈 🇫🇷",
    "nul\0au milieu",
    "\x1b[31mrouge\x07",
    "a\u0301\u0301\u0301" * 50,
    "ligne\r\nBcc: x@example.org",
    "\ud800 demi",
    "../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "x" * 4000,
]
# A fresh database for each example would test nothing more.
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
ANY_TEXT = st.text(st.characters(), max_size=300) | st.sampled_from(HOSTILE)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_inert_or_refused(
    services: Services, send: Callable[..., Receipt], read: Callable[[str], Request], text: str
) -> None:
    receipt = send(description="Bonjour " + text[:3990], place=text[:300], contact=ContactDetails(name=text[:100]))
    request = read(receipt.request_id)
    assert request.description == clean_text("Bonjour " + text[:3990], field="description")
    for letter in ("<", "'", '"', "{", "👩", "ש", "م"):
        assert request.description.count(letter) == text.count(letter)
    assert services.reading.queue(by=AGENT, filters=QueueFilters(words=text)).total in (0, 1)
    assert services.store.check() == []


def test_a_megabyte_of_text_is_refused(services: Services, send: Callable[..., Receipt]) -> None:
    for field in ({"description": "é" * 1_000_000}, {"place": "é" * 1_000_000}):
        with pytest.raises(Refused) as refused:
            send(**field)
        assert refused.value.code == "text_too_long"
        assert refused.value.facts["maximum"] in (300, 4000)
    assert services.store.scalar("select count(*) from request") == 0


@given(ANY_TEXT)
def test_cleaned_text_holds_nothing_that_controls_or_turns_and_is_stable(text: str) -> None:
    kept = clean_text(text, field="text")
    assert unicodedata.is_normalized("NFC", kept)
    assert not any(unicodedata.category(each) in ("Cc", "Cs") for each in kept.replace("\n", ""))
    assert not set(kept) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert clean_text(kept, field="text") == kept
    assert "\n" not in clean_text(text, field="text", lines=False)
    kept.encode()


@pytest.mark.parametrize(
    "blank", ["", "   ", "\n\t", "\0", "\u200b\u200d", "\u202e\u2066", "\u2800", "\u00a0", "\ufeff"]
)
def test_a_text_that_shows_nothing_is_missing(blank: str) -> None:
    with pytest.raises(Refused) as refused:
        clean_text(blank, field="text", minimum=1)
    assert (refused.value.code, refused.value.problems[0].field) == ("text_missing", "text")


@pytest.mark.parametrize("text", ["zoe.untel+x@example.org", " a@b.fr ", "élodie@exemple.fr"])
def test_addresses_that_look_right_are_kept(text: str) -> None:
    assert clean_email(text) == text.strip()


@pytest.mark.parametrize(
    "text", ["a", "a@b", "a@@b.fr", "a b@c.fr", "a@b.fr\nBcc: c@d.fr", "<a@b.fr>", "a@b..fr", "a@" * 200]
)
def test_addresses_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        clean_email(text)
    assert refused.value.code == "email_invalid"


@pytest.mark.parametrize("text", ["06 12 34 56 78", "+33612345678", "01.48.00.00.00", "(0)148000000"])
def test_numbers_that_look_right_are_kept(text: str) -> None:
    assert clean_phone(text) == text


@pytest.mark.parametrize("text", ["12", "téléphone", "06 12 34 56 78 90 12 34", "+", "٠٦١٢٣٤٥٦٧٨"])
def test_numbers_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        clean_phone(text)
    assert refused.value.code == "phone_invalid"


@SHARED
@given(st.floats() | st.floats(2.46, 2.5), st.floats() | st.floats(48.88, 48.93))
def test_any_coordinates_are_in_town_or_refused(services: Services, lon: float, lat: float) -> None:
    geography = load_geography()
    report = lamp(lon=lon, lat=lat)
    if not geography.inside(lon, lat):
        with pytest.raises(Refused) as refused:
            services.requests.submit(by=INHABITANT, report=report)
        assert refused.value.code == "place_outside"
        return
    receipt = services.requests.submit(by=INHABITANT, report=report)
    district = services.store.get("request", receipt.request_id)["district"]
    assert district in {each.code for each in geography.districts}


@SHARED
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=3))
def test_any_report_is_a_request_or_a_refusal(
    services: Services, one: str, two: str, three: str, answers: dict[str, str]
) -> None:
    before = services.store.scalar("select count(*) from request")
    contact = ContactDetails(name=one, email=two, phone=three)
    report = lamp(description=one, place=two, category=three, address_id=one, answers=answers, contact=contact, key=two)
    with pytest.raises(Refused) as refused:
        services.requests.submit(by=INHABITANT, report=report)
    assert "category_unknown" in {problem.code for problem in refused.value.problems}
    assert services.store.scalar("select count(*) from request") == before
