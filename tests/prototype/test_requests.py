"""Reporting and following, as inhabitants do."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.access import INHABITANT, SYSTEM
from data.refusals import Refused
from data.settings import Settings
from prototype.models import (
    Channel,
    ContactDetails,
    Decision,
    MessageKind,
    Mood,
    PlaceSource,
    Receipt,
    Request,
    State,
)
from services import Services, make_services
from tests.conftest import Hand
from tests.prototype.conftest import AGENT, COUNTER, lamp, picture

KEY = "k" * 32
Send = Callable[..., Receipt]
Read = Callable[[str], Request]
Decide = Callable[..., Request]


def codes(call: Callable[[], Any]) -> dict[str, str]:
    """The problems of a refusal by field."""
    with pytest.raises(Refused) as refused:
        call()
    return {problem.field: problem.code for problem in refused.value.problems}


def test_a_report_becomes_a_routed_request_with_its_deadline(send: Send, read: Read) -> None:
    receipt = send()
    request = read(receipt.request_id)
    assert receipt.reference == "TV-2026-000001"
    assert (request.state, request.team, request.is_open) == (State.RECEIVED, "lighting", True)
    assert request.due_on == date(2026, 12, 1)  # five working days after Tuesday 24 November
    assert request.place_label
    assert request.district.startswith("Q")


def test_the_acknowledgement_says_what_the_law_asks_and_is_shown_again(services: Services, send: Send) -> None:
    receipt = send()
    said = receipt.acknowledgement
    assert (said.received_on, said.silence_from) == (date(2026, 11, 24), date(2027, 1, 24))
    assert said.team
    assert said.team.phone
    assert said.team.email
    assert said.team.postal_address
    services.store.execute("update service_team set phone = '0'")
    again = services.requests.followed(by=INHABITANT, reference=receipt.reference, code=receipt.tracking_code)
    assert again.acknowledgement == said


def test_the_tracking_code_has_128_bits_and_is_kept_hashed(services: Services, send: Send) -> None:
    one, other = send(), send()
    assert len(one.tracking_code) == 26
    assert one.tracking_code != other.tracking_code
    for table in ("request", "journal", "request_search", "contact"):
        assert one.tracking_code not in repr(services.store.rows(f"select * from {table}"))


def test_a_code_is_read_whatever_its_case_and_dashes(services: Services, send: Send) -> None:
    receipt = send()
    typed = "-".join(receipt.tracking_code[at : at + 4] for at in range(0, 26, 4)).upper().replace("0", "O")
    followed = services.requests.followed(by=INHABITANT, reference=f" {receipt.reference.lower()} ", code=typed)
    assert followed.is_author


@pytest.mark.parametrize("code", ["x", "0" * 26, "é" * 26, "\ud800" * 26, "'; DROP TABLE request --"])
def test_a_wrong_code_and_an_unknown_reference_are_one_refusal(services: Services, send: Send, code: str) -> None:
    receipt = send()
    for reference in (receipt.reference, "TV-2026-999999", "\ud800\0"):
        with pytest.raises(Refused) as refused:
            services.requests.followed(by=INHABITANT, reference=reference, code=code)
        assert (refused.value.code, refused.value.facts) == ("request_unknown", {})


def test_a_double_click_sends_one_request_and_gives_one_receipt(services: Services, send: Send) -> None:
    receipts = [send(key=KEY, photos=(picture(),)) for _ in range(2)]
    assert receipts[0] == receipts[1]
    assert services.store.scalar("select count(*) from request") == 1
    assert services.store.scalar("select count(*) from journal") == 1
    assert len(list(services.settings.photos.iterdir())) == 1


def test_a_key_that_could_be_guessed_is_refused(send: Send) -> None:
    assert codes(lambda: send(key="1")) == {"": "key_invalid"}


def test_simultaneous_reports_have_distinct_references_without_a_gap(services: Services, tmp_path: Path) -> None:
    real = make_services(Settings(data_dir=tmp_path))
    keys = [f"{number % 30:032}" for number in range(60)]  # each form is sent twice

    def submit(key: str) -> Receipt:
        try:
            return real.requests.submit(by=INHABITANT, report=lamp(key=key))
        finally:
            real.store.close()

    with ThreadPoolExecutor(6) as threads:
        receipts = list(threads.map(submit, keys))
    assert len({receipt.reference for receipt in receipts}) == 30
    assert max(receipt.reference for receipt in receipts).endswith("000030")
    assert receipts[:30] == receipts[30:]
    assert services.store.scalar("select count(*) from request") == 30


def test_every_problem_of_a_report_is_told_at_once_beside_its_field(services: Services, send: Send) -> None:
    bad = {
        "category": "no_such",
        "description": "  ",
        "lon": float("nan"),
        "contact": ContactDetails(email="nobody", phone="12"),
        "photos": (b"not a photo",),
    }
    assert codes(lambda: send(**bad)) == {
        "category": "category_unknown",
        "description": "text_missing",
        "place": "place_outside",
        "email": "email_invalid",
        "phone": "phone_invalid",
        "photos": "photo_unreadable",
    }
    assert services.store.scalar("select count(*) from request") == 0


def test_a_heading_takes_no_report(send: Send) -> None:
    assert codes(lambda: send(category="lighting")) == {"category": "category_unknown"}


def test_a_place_in_words_is_enough_and_no_place_is_not(send: Send, read: Read) -> None:
    without = {"lon": None, "lat": None}
    request = read(send(place="derrière l'école Jules-Ferry", **without).request_id)
    assert (request.place_source, request.lon, request.district) == (PlaceSource.WORDS, None, "")
    assert codes(lambda: send(place=" \u202e ", **without)) == {"place": "place_missing"}


def test_an_address_of_the_register_gives_its_point(services: Services, send: Send, read: Read) -> None:
    address = services.places.search("12 rue jules guesde")[0]
    receipt = send(place_source=PlaceSource.ADDRESS, address_id=address.id, lon=None, lat=None)
    request = read(receipt.request_id)
    assert (request.place, request.lon, request.lat) == (address.label, address.lon, address.lat)
    assert request.district == address.district


def test_an_answer_that_is_required_missing_or_stops_the_report(services: Services, send: Send) -> None:
    assert codes(lambda: send(category="dumping", answers={})) == {"answers.waste": "answer_missing"}
    assert codes(lambda: send(category="dumping", answers={"waste": "gold"})) == {"answers.waste": "answer_invalid"}
    with pytest.raises(Refused) as refused:
        send(category="dumping", answers={"waste": "dangerous"})
    assert refused.value.code == "report_stopped"
    assert "112" in str(refused.value.facts["stop"])
    assert "112" in str(refused.value.facts["stop_en"])
    assert send(category="dumping", answers={"waste": "bulky"}).reference == "TV-2026-000001"


def test_only_the_desk_reports_for_somebody(services: Services) -> None:
    phoned = lamp(channel=Channel.PHONE)
    assert codes(lambda: services.requests.submit(by=INHABITANT, report=phoned)) == {"channel": "channel_not_allowed"}
    assert services.requests.submit(by=COUNTER, report=phoned).reference == "TV-2026-000001"
    assert codes(lambda: services.requests.submit(by=SYSTEM, report=lamp())) == {"": "not_allowed"}


def test_nothing_is_left_when_the_last_write_fails(
    services: Services, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(type(services.context.journal), "write", fail)
    with pytest.raises(OSError, match="full"):
        send(photos=(picture(), picture()), contact=ContactDetails(email="a@example.org"))
    for table in ("request", "contact", "photo", "request_search", "journal", "counter"):
        assert services.store.scalar(f"select count(*) from {table}") == 0
    assert list(services.settings.photos.iterdir()) == []


def test_following_twice_counts_once(services: Services, send: Send) -> None:
    receipt = send(contact=ContactDetails(email="author@example.org"))

    def follow(**details: str) -> int:
        return services.requests.follow(by=INHABITANT, reference=receipt.reference, contact=ContactDetails(**details))

    assert follow(email="neighbour@example.org") == 1
    assert follow(email="Neighbour@example.org") == 1
    assert follow(email="author@example.org") == 1  # the author is told already
    assert follow(phone="06 12 34 56 78") == 2
    assert codes(lambda: follow(name="Ana")) == {"email": "contact_missing"}


def test_a_comment_answers_the_question_and_the_clock_runs_again(
    services: Services, send: Send, read: Read, decide: Decide, clock: Hand
) -> None:
    receipt = send()
    decide(receipt.request_id, Decision.QUALIFY)
    decide(receipt.request_id, Decision.PLAN, on=date(2026, 12, 10))
    decide(receipt.request_id, Decision.ASK, answer="De quel côté de la rue ?")
    clock.move(days=7)  # five working days
    services.requests.comment(
        by=INHABITANT, reference=receipt.reference, code=receipt.tracking_code, text="Côté pair", photos=(picture(),)
    )
    request = read(receipt.request_id)
    assert (request.state, request.waiting_since) == (State.PLANNED, None)
    assert request.due_on == date(2026, 12, 8)
    followed = services.requests.followed(by=INHABITANT, reference=receipt.reference, code=receipt.tracking_code)
    assert [message.kind for message in followed.messages] == [MessageKind.QUESTION, MessageKind.COMMENT]
    assert [step.state for step in followed.steps] == [
        State.RECEIVED,
        State.QUALIFIED,
        State.PLANNED,
        State.ANSWER_WANTED,
        State.PLANNED,
    ]


@pytest.mark.parametrize(("days", "allowed"), [(30, True), (31, False)])
def test_a_closure_is_contested_within_30_days(
    services: Services, send: Send, read: Read, decide: Decide, clock: Hand, days: int, allowed: bool
) -> None:
    receipt = send()
    sent = {"by": INHABITANT, "reference": receipt.reference, "code": receipt.tracking_code, "text": "Toujours éteint"}
    assert codes(lambda: services.requests.contest(**sent)) == {"": "contest_not_closed"}
    decide(receipt.request_id, Decision.QUALIFY)
    decide(receipt.request_id, Decision.FINISH, answer="Ampoule changée")
    clock.move(days=days)
    if not allowed:
        assert codes(lambda: services.requests.contest(**sent)) == {"": "contest_too_late"}
        return
    services.requests.contest(**sent)
    request = read(receipt.request_id)
    assert (request.state, request.is_open) == (State.REOPENING_WANTED, True)
    refused = decide(receipt.request_id, Decision.REFUSE_REOPENING, reason="Vérifié sur place")
    assert (refused.state, refused.is_open) == (State.DONE, False)


def test_a_rating_is_for_the_author_of_a_closed_request(
    services: Services, send: Send, read: Read, decide: Decide
) -> None:
    receipt = send()
    sent = {"by": INHABITANT, "reference": receipt.reference, "code": receipt.tracking_code}
    assert codes(lambda: services.requests.rate(**sent, mood=Mood.GOOD)) == {"": "rate_not_closed"}
    decide(receipt.request_id, Decision.NOT_DO, reason="Voie privée")
    services.requests.rate(**sent, mood=Mood.BAD)
    services.requests.rate(**sent, mood=Mood.MEDIUM)
    assert read(receipt.request_id).mood is Mood.MEDIUM
    sent["code"] = "wrong"
    assert codes(lambda: services.requests.rate(**sent, mood=Mood.GOOD)) == {"reference": "request_unknown"}


def test_the_public_view_holds_nothing_of_the_author(services: Services, send: Send, decide: Decide) -> None:
    secret = "Madame Untel, au fond de la cour"
    receipt = send(
        description=secret,
        place=secret,
        photos=(picture(),),
        contact=ContactDetails("Zoé Untel", "zoe@example.org", "0612345678"),
    )
    services.requests.comment(
        by=INHABITANT, reference=receipt.reference, code=receipt.tracking_code, text="Madame Untel insiste"
    )
    services.handling.note(by=AGENT, request_id=receipt.request_id, text="Madame Untel rappelle souvent")
    decide(receipt.request_id, Decision.ANSWER, answer="Nous regardons.")
    seen = services.requests.followed(by=INHABITANT, reference=receipt.reference)
    assert (len(seen.messages), seen.photos, seen.is_author) == (1, (), False)
    shown = repr(seen) + repr(services.reading.public_list(by=INHABITANT))
    shown += repr(services.reading.map_points(by=INHABITANT))
    shown += repr(services.reading.nearby(by=INHABITANT, category="street_lamp", lon=2.4836, lat=48.9023))
    assert receipt.reference in shown
    for hidden in ("Untel", "example.org", "0612345678", receipt.tracking_code, "Agnès"):
        assert hidden not in shown
    author = services.requests.followed(by=INHABITANT, reference=receipt.reference, code=receipt.tracking_code)
    assert author.request.description == secret
    assert len(author.photos) == 1
    assert "rappelle souvent" not in repr(author)
    assert "example.org" not in repr(author)


def test_a_category_that_is_not_public_never_appears(services: Services, send: Send) -> None:
    receipt = send(category="person_in_distress", answers={"danger": "no"})
    assert codes(lambda: services.requests.followed(by=INHABITANT, reference=receipt.reference)) == {
        "reference": "request_unknown"
    }
    contact = ContactDetails(email="a@example.org")
    follow = services.requests.follow
    assert codes(lambda: follow(by=INHABITANT, reference=receipt.reference, contact=contact)) == {
        "reference": "request_unknown"
    }
    assert services.reading.public_list(by=INHABITANT).total == 0
    assert services.reading.map_points(by=INHABITANT) == ()
    assert services.reading.nearby(by=INHABITANT, category="person_in_distress", lon=2.4836, lat=48.9023) == ()
    code = receipt.tracking_code
    assert services.requests.followed(by=INHABITANT, reference=receipt.reference, code=code).is_author
    assert services.reading.queue(by=AGENT).total == 1
