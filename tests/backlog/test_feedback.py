"""Feedback: rules 1 and 2 of the loop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from backlog.feedback import voice_of
from backlog.models import Feedback, FeedbackState, ItemKind, ItemState, Mood
from data.access import INHABITANT, Role, actor
from data.refusals import Refused
from data.store import Conflict, NotFound
from services import Services
from tests.backlog.conftest import OFFICIAL, OWNER, Add, Say, closed, started
from tests.conftest import Hand


def inbox(services: Services, state: FeedbackState = FeedbackState.UNSORTED) -> list[str]:
    return [each.comment for each in services.feedback.inbox(by=OWNER, state=state).rows]


def test_feedback_records_where_when_and_who_by_itself(services: Services, say: Say) -> None:
    sprint = started(services)
    counter = actor(Role.COUNTER)
    said = say(
        by=counter,
        request_reference="TV-2026-000123",
        lang="en",
        channel="phone",
        on_behalf=True,
        email="Ines@Example.org",
        voice=voice_of(counter, email=" ines@example.org ", on_behalf=True),
    )
    assert (said.screen, said.increment_key, said.request_reference) == ("signaler", "report", "TV-2026-000123")
    assert (said.sprint_id, said.lang, said.channel, said.given_by) == (sprint.id, "en", "phone", "counter")
    assert said.on_behalf
    assert said.voice == voice_of(INHABITANT, email="INES@example.org")
    assert services.store.scalar("select email from feedback_contact") == "Ines@Example.org"


def test_feedback_keeps_words_and_address_out_of_the_journal(services: Services, say: Say) -> None:
    said = say("Appelez Mme Martin", email="ines@example.org")
    written = repr(services.context.journal.of("feedback", said.id))
    assert "Martin" not in written
    assert "ines@" not in written


def test_feedback_without_a_comment_is_enough(services: Services, say: Say) -> None:
    say("", mood=Mood.GOOD)
    assert inbox(services) == [""]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"mood": "furious"}, "mood_missing"),
        ({"email": "pas une adresse"}, "email_invalid"),
        ({"comment": "é" * 2001}, "text_too_long"),
        ({"voice": " "}, "text_missing"),
        ({"screen": "revue"}, "not_allowed"),
        ({"sprint_id": "any"}, "not_allowed"),
        ({"on_behalf": True}, "not_allowed"),
    ],
)
def test_feedback_that_cannot_be_is_refused_whole(
    services: Services, say: Say, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        say(**changes)
    assert services.store.scalar("select count(*) from feedback") == 0


def test_feedback_on_an_unknown_increment_or_sprint_is_not_found(services: Services, say: Say) -> None:
    with pytest.raises(NotFound):
        say(increment_key="teleportation")
    with pytest.raises(NotFound):
        say(by=OFFICIAL, screen="revue", sprint_id="nowhere")
    assert services.store.scalar("select count(*) from feedback") == 0


def test_triage_makes_an_item_of_a_feedback(services: Services, say: Say) -> None:
    said = say()
    item = services.feedback.make_item(
        by=OWNER, feedback_id=said.id, version=said.version, kind=ItemKind.IMPROVEMENT, title="Agrandir la carte"
    )
    page = services.items.page(by=OWNER, number=item.number)
    assert [(each.id, each.state) for each in page.feedbacks] == [(said.id, FeedbackState.ITEM)]
    assert page.increment_keys == ("report",)
    assert page.voices == 1
    assert inbox(services) == []
    assert [entry.verb for entry in page.history] == ["add", "attach_increment", "join_feedback"]


def test_triage_joins_an_existing_item(services: Services, say: Say, add: Add) -> None:
    item, said = add(), say()
    services.feedback.join_item(by=OWNER, feedback_id=said.id, version=1, item_number=item.number)
    assert services.items.listing(by=OWNER).rows[0].voices == 1
    assert inbox(services, FeedbackState.ITEM) == ["La carte est petite."]


def test_triage_declines_with_a_published_reason(services: Services, say: Say) -> None:
    said = say()
    with pytest.raises(Refused, match="text_missing"):
        services.feedback.decline(by=OWNER, feedback_id=said.id, version=1, reason=" ")
    services.feedback.decline(by=OWNER, feedback_id=said.id, version=1, reason="La carte suit la taille de l’écran.")
    answers = services.feedback.answers(by=INHABITANT, voice="session-1")
    assert [(each.state, each.reason) for each in answers] == [
        (FeedbackState.DECLINED, "La carte suit la taille de l’écran.")
    ]


def test_triage_snoozes_until_a_day_and_the_feedback_comes_back(services: Services, say: Say, clock: Hand) -> None:
    said = say()
    with pytest.raises(Refused, match="date_not_future"):
        services.feedback.snooze(by=OWNER, feedback_id=said.id, version=1, until=date(2026, 11, 24))
    services.feedback.snooze(by=OWNER, feedback_id=said.id, version=1, until=date(2026, 11, 26))
    assert inbox(services) == []
    assert inbox(services, FeedbackState.SNOOZED) == ["La carte est petite."]
    clock.move(days=1, hours=13, minutes=59)  # 23:59 in Paris, the day before
    assert inbox(services) == []
    clock.move(minutes=2)
    assert inbox(services) == ["La carte est petite."]
    assert inbox(services, FeedbackState.SNOOZED) == []
    services.feedback.decline(by=OWNER, feedback_id=said.id, version=2, reason="Trop cher pour cette année")


def outcomes(services: Services, said: Feedback, number: int) -> dict[str, Callable[[int], object]]:
    of = {"by": OWNER, "feedback_id": said.id}
    box = services.feedback
    return {
        "make_item": lambda version: box.make_item(**of, version=version, kind=ItemKind.BUG, title="Corriger"),
        "join_item": lambda version: box.join_item(**of, version=version, item_number=number),
        "decline": lambda version: box.decline(**of, version=version, reason="Hors sujet"),
        "snooze": lambda version: box.snooze(**of, version=version, until=date(2026, 12, 24)),
    }


@pytest.mark.parametrize("outcome", ["make_item", "join_item", "decline", "snooze"])
def test_triage_undone_puts_the_feedback_back(services: Services, say: Say, add: Add, outcome: str) -> None:
    item, said = add(), say()
    outcomes(services, said, item.number)[outcome](1)
    again = services.feedback.undo(by=OWNER, feedback_id=said.id, version=2)
    assert (again.state, again.item_id, again.reason, again.snoozed_until) == (FeedbackState.UNSORTED, None, "", None)
    assert services.items.page(by=OWNER, number=item.number).voices == 0
    with pytest.raises(Refused, match="feedback_not_sorted"):
        services.feedback.undo(by=OWNER, feedback_id=said.id, version=3)


@pytest.mark.parametrize("outcome", ["make_item", "join_item", "decline", "snooze"])
def test_triage_of_what_somebody_else_sorted_leaves_nothing(
    services: Services, say: Say, add: Add, outcome: str
) -> None:
    item, said = add(), say()
    services.feedback.decline(by=OWNER, feedback_id=said.id, version=1, reason="Hors sujet")
    with pytest.raises(Refused, match="feedback_already_sorted"):
        outcomes(services, said, item.number)[outcome](2)
    services.feedback.undo(by=OWNER, feedback_id=said.id, version=2)
    with pytest.raises(Conflict):
        outcomes(services, said, item.number)[outcome](1)
    assert services.items.listing(by=OWNER).total == 1


def test_triage_joins_no_item_that_is_unknown_or_dropped(services: Services, say: Say, add: Add) -> None:
    item, said = add(), say()
    services.items.drop(by=OWNER, item_id=item.id, version=1, reason="Fait autrement")
    for number, code in ((item.number, "item_dropped"), (99, "item_unknown"), (10**30, "item_unknown")):
        with pytest.raises(Refused, match=code):
            services.feedback.join_item(by=OWNER, feedback_id=said.id, version=1, item_number=number)


def test_similar_feedbacks_and_items_are_proposed(services: Services, say: Say, add: Add) -> None:
    add("Agrandir la carte sur téléphone")
    add("Envoyer un SMS")
    dropped = add("Une carte en relief")
    services.items.drop(by=OWNER, item_id=dropped.id, version=1, reason="Fait autrement")
    near = say("Cartes : je ne vois rien sur mon telephone")
    say("Le bouton est caché")
    said = say("La carte est illisible sur un téléphone")
    found = services.feedback.similar(by=OWNER, feedback_id=said.id)
    assert [each.id for each in found.feedbacks] == [near.id]
    assert [each.number for each in found.items] == [1]
    assert services.feedback.similar(by=OWNER, feedback_id=say("").id).items == ()


def test_feedback_keeps_its_screen_and_its_sprint(services: Services, say: Say) -> None:
    before = say("Avant le sprint")
    sprint = started(services)
    say("Pendant le sprint", screen="suivre", increment_key="follow")
    closed(services, sprint)
    say("À la revue", by=OFFICIAL, screen="revue", sprint_id=sprint.id)
    assert before.sprint_id is None
    said = services.feedback.inbox(by=OWNER).rows
    assert {each.comment for each in said if each.sprint_id == sprint.id} == {"Pendant le sprint", "À la revue"}
    assert [each.comment for each in said if each.screen == "signaler"] == ["Avant le sprint"]


def test_voices_of_different_people_differ() -> None:
    counter = actor(Role.COUNTER, id="c1")
    voices = [
        voice_of(counter),
        voice_of(counter, on_behalf=True, session="x1"),
        voice_of(counter, on_behalf=True, email="a@example.org"),
        voice_of(INHABITANT, session="x2"),
    ]
    assert len(set(voices)) == 4


def test_inbox_shows_the_latest_first_by_pages(services: Services, say: Say, clock: Hand) -> None:
    for number in range(3):
        clock.move(minutes=1)
        say(f"Avis {number}")
    page = services.feedback.inbox(by=OWNER, limit=2, offset=1)
    assert ([each.comment for each in page.rows], page.total) == (["Avis 1", "Avis 0"], 3)


def test_item_made_of_a_feedback_that_is_refused_leaves_it_unsorted(services: Services, say: Say) -> None:
    said = say()
    with pytest.raises(Refused, match="text_missing"):
        services.feedback.make_item(by=OWNER, feedback_id=said.id, version=1, kind=ItemKind.BUG, title="")
    assert inbox(services) == ["La carte est petite."]
    assert services.items.listing(by=OWNER, states=(ItemState.BACKLOG,)).total == 0
