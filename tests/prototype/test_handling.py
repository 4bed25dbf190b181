"""What agents decide, and what they are refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from data.access import INHABITANT
from data.refusals import Refused
from data.store import Conflict
from prototype.models import Decision, Details, MessageKind, Mood, PhotoKind, Receipt, Request, State
from services import Services
from tests.conftest import Hand
from tests.prototype.conftest import AGENT, COUNTER, picture

Send = Callable[..., Receipt]
Read = Callable[[str], Request]
Decide = Callable[..., Request]


def test_a_request_goes_from_received_to_done_with_its_journal(services: Services, send: Send, decide: Decide) -> None:
    key = send().request_id
    decide(key, Decision.QUALIFY)
    planned = decide(key, Decision.PLAN, on=date(2026, 11, 27))
    assert planned.planned_on == date(2026, 11, 27)
    decide(key, Decision.START)
    done = decide(key, Decision.FINISH, answer="Ampoule changée ce matin.", photos=(picture(),))
    assert (done.state, done.is_open, done.closed_at) == (State.DONE, False, services.context.clock())
    lines = services.context.journal.of("request", key)
    assert [line.verb for line in lines] == ["submit", "qualify", "plan", "start", "finish"]
    assert [line.changes["state"][1] for line in lines] == ["received", "qualified", "planned", "in_progress", "done"]
    assert {line.actor for line in lines[1:]} == {AGENT.id}
    dossier = services.reading.dossier(by=AGENT, request_id=key)
    assert [message.body for message in dossier.messages] == ["Ampoule changée ce matin."]
    assert [(photo.kind, photo.is_public) for photo in dossier.photos] == [(PhotoKind.AFTER, True)]


def test_a_stale_decision_is_a_conflict_and_leaves_nothing(services: Services, send: Send, decide: Decide) -> None:
    key = send().request_id
    decide(key, Decision.QUALIFY)
    with pytest.raises(Conflict) as conflict:
        services.handling.decide(
            by=AGENT,
            request_id=key,
            version=1,
            decision=Decision.NOT_DO,
            details=Details(reason="Voie privée", photos=(picture(),)),
        )
    assert conflict.value.current["state"] == "qualified"
    assert list(services.settings.photos.iterdir()) == []
    assert len(services.context.journal.of("request", key)) == 2


@pytest.mark.parametrize(
    ("decision", "details", "code"),
    [
        (Decision.PLAN, {"on": date(2026, 11, 23)}, "date_past"),
        (Decision.PLAN, {"on": date(2036, 11, 23)}, "date_too_far"),
        (Decision.TRANSFER, {"body": "nobody", "reason": "r"}, "body_unknown"),
        (Decision.TRANSFER, {"body": "trois_canaux"}, "reason_missing"),
        (Decision.QUALIFY, {"category": "lighting"}, "category_unknown"),
        (Decision.QUALIFY, {"category": "no_such"}, "category_unknown"),
        (Decision.MARK_DUPLICATE, {"duplicate_of": "TV-2026-000001"}, "duplicate_itself"),
        (Decision.MARK_DUPLICATE, {"duplicate_of": "TV-2026-000009"}, "duplicate_unknown"),
        (Decision.NOT_DO, {"reason": "x" * 1001}, "text_too_long"),
        (Decision.FINISH, {"answer": "ok", "photos": (b"x",)}, "photo_unreadable"),
        (Decision.REOPEN, {"reason": "r"}, "decision_not_allowed"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_changes_nothing(
    send: Send, decide: Decide, read: Read, decision: Decision, details: dict[str, Any], code: str
) -> None:
    key = send().request_id
    before = decide(key, Decision.QUALIFY)
    with pytest.raises(Refused) as refused:
        decide(key, decision, **details)
    assert refused.value.code == code
    assert read(key) == before


def test_another_category_is_another_route_and_another_delay(send: Send, decide: Decide) -> None:
    request = decide(send().request_id, Decision.QUALIFY, category="bench")
    assert (request.category, request.team, request.due_on) == ("bench", "roads", date(2026, 12, 22))


def test_a_transfer_names_the_body_and_a_reopening_forgets_it(
    services: Services, send: Send, decide: Decide, clock: Hand
) -> None:
    receipt = send()
    sent = decide(receipt.request_id, Decision.TRANSFER, body="trois_canaux", reason="Compétence intercommunale")
    assert (sent.state, sent.body, sent.is_open) == (State.TRANSFERRED, "trois_canaux", False)
    seen = services.requests.followed(by=INHABITANT, reference=receipt.reference)
    assert seen.body
    assert seen.request.reason == "Compétence intercommunale"
    clock.move(days=7)
    again = decide(receipt.request_id, Decision.REOPEN, reason="Envoyée par erreur")
    assert (again.state, again.body, again.reason, again.closed_at) == (State.REOPENED, "", "", None)
    assert again.due_on == date(2026, 12, 8)


def test_duplicates_never_form_a_chain(send: Send, decide: Decide, read: Read) -> None:
    first, second, third = send(), send(), send()
    decide(first.request_id, Decision.MARK_DUPLICATE, duplicate_of=second.reference)
    decide(second.request_id, Decision.MARK_DUPLICATE, duplicate_of=third.reference.lower())
    assert read(first.request_id).duplicate_of == third.request_id
    with pytest.raises(Refused) as refused:
        decide(third.request_id, Decision.MARK_DUPLICATE, duplicate_of=first.reference)
    assert refused.value.code == "duplicate_chain"
    assert decide(first.request_id, Decision.REOPEN, reason="Autre lampadaire").duplicate_of == ""


def test_a_reopening_forgets_the_old_satisfaction(services: Services, send: Send, decide: Decide) -> None:
    receipt = send()
    decide(receipt.request_id, Decision.NOT_DO, reason="Voie privée")
    services.requests.rate(by=INHABITANT, reference=receipt.reference, code=receipt.tracking_code, mood=Mood.BAD)
    assert decide(receipt.request_id, Decision.REOPEN, reason="Voie communale en fait").mood is None


def test_a_question_is_for_the_author_alone(services: Services, send: Send, decide: Decide) -> None:
    receipt = send()
    decide(receipt.request_id, Decision.ASK, answer="Quel numéro sur le mât ?")
    public = services.requests.followed(by=INHABITANT, reference=receipt.reference)
    author = services.requests.followed(by=INHABITANT, reference=receipt.reference, code=receipt.tracking_code)
    assert public.messages == ()
    assert [message.kind for message in author.messages] == [MessageKind.QUESTION]


def test_the_moderated_description_is_the_one_that_is_public(services: Services, send: Send) -> None:
    receipt = send(description="Lampe éteinte devant chez M. Untel")

    def shown() -> str:
        return services.requests.followed(by=INHABITANT, reference=receipt.reference).request.description

    assert shown() == ""
    services.handling.publish_description(by=AGENT, request_id=receipt.request_id, version=1, text="Lampe éteinte")
    assert shown() == "Lampe éteinte"
    services.handling.publish_description(by=AGENT, request_id=receipt.request_id, version=2, public=False)
    assert shown() == ""


def test_a_photo_is_public_once_an_agent_has_looked(services: Services, send: Send) -> None:
    receipt = send(photos=(picture(),))
    photo = services.reading.dossier(by=AGENT, request_id=receipt.request_id).photos[0]

    def fetch(**given: str) -> bytes:
        return services.reading.photo(by=INHABITANT, photo_id=photo.id, **given)

    for given in ({}, {"reference": receipt.reference, "code": "0" * 26}, {"code": receipt.tracking_code}):
        with pytest.raises(Refused) as refused:
            fetch(**given)
        assert refused.value.code == "photo_unknown"
    own = fetch(reference=receipt.reference, code=receipt.tracking_code)
    assert own == services.reading.photo(by=COUNTER, photo_id=photo.id)
    services.handling.publish_photo(by=AGENT, photo_id=photo.id, version=1)
    assert fetch() == own
    with pytest.raises(Conflict):
        services.handling.publish_photo(by=AGENT, photo_id=photo.id, version=1, public=False)
    services.handling.publish_photo(by=AGENT, photo_id=photo.id, version=2, public=False)
    with pytest.raises(Refused):
        fetch()


def test_people_without_the_right_are_refused(services: Services, send: Send) -> None:
    key = send().request_id
    handling, reading = services.handling, services.reading
    attempts: list[Callable[[], object]] = [
        lambda: handling.decide(by=COUNTER, request_id=key, version=1, decision=Decision.QUALIFY),
        lambda: handling.note(by=INHABITANT, request_id=key, text="x"),
        lambda: handling.publish_description(by=COUNTER, request_id=key, version=1),
        lambda: handling.publish_photo(by=INHABITANT, photo_id="x", version=1),
        lambda: reading.queue(by=INHABITANT),
        lambda: reading.dossier(by=INHABITANT, request_id=key),
        lambda: reading.find(by=INHABITANT, reference="TV-2026-000001"),
    ]
    for attempt in attempts:
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "not_allowed"


def test_an_unknown_request_is_refused(services: Services) -> None:
    for key in ("", "x", "\ud800\0", "' or 1=1 --"):
        with pytest.raises(Refused) as refused:
            services.handling.decide(by=AGENT, request_id=key, version=1, decision=Decision.START)
        assert refused.value.code == "request_unknown"
