"""Hostile input: a refusal or a text kept inert, never anything else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.refusals import Refused
from data.words import clean_text
from services import Services
from tests.backlog.conftest import OWNER, Add, Say, started

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'`; DROP TABLE item; --",
    "') or 1=1; delete from feedback; --",
    'NEAR(a b) AND title:x* "',
    "\u202eesrever\u202c isolé\u2069",
    "שלום עולם",
    "👩‍👩‍👧‍👦 🇫🇷",
    "nul\0au milieu",
    "\ud800 demi",
    "=cmd|' /C calc'!A0",
    "{{7*7}} %s %(x)s {0}",
]
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
ANY_TEXT = st.text(st.characters(), max_size=120) | st.sampled_from(HOSTILE)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_inert(services: Services, add: Add, say: Say, text: str) -> None:
    item, said = add("Titre " + text), say("Avis " + text)
    assert item.title == clean_text("Titre " + text, field="title", lines=False)
    assert said.comment == clean_text("Avis " + text, field="comment")
    assert "\0" not in item.title + said.comment
    assert "\u202e" not in item.title + said.comment
    for letter in ("<", "'", '"', "{", "ש", "👩"):
        assert item.title.count(letter) == text.count(letter)
    assert services.items.listing(by=OWNER, words=text).total in (0, 1)
    services.feedback.similar(by=OWNER, feedback_id=said.id)
    sprint = started(services, item)
    assert services.reviews.of(by=OWNER, sprint_number=sprint.number).not_delivered[0].item.title == item.title
    assert services.store.check() == []


def test_megabyte_of_text_is_refused_and_leaves_nothing(services: Services, add: Add, say: Say) -> None:
    huge = "é" * 1_000_000
    for act in (lambda: add(huge), lambda: add(description=huge), lambda: add(criteria=[huge]), lambda: say(huge)):
        with pytest.raises(Refused, match="text_too_long"):
            act()
    assert services.items.listing(by=OWNER, words=huge).total == 0
    assert services.store.scalar("select (select count(*) from item) + (select count(*) from feedback)") == 0


@SHARED
@given(ANY_TEXT, ANY_TEXT)
def test_any_text_can_be_said_and_looked_for(services: Services, say: Say, text: str, other: str) -> None:
    with services.store.transaction():
        said = say(text)
        assert services.feedback.inbox(by=OWNER, limit=1).rows[0].comment == clean_text(text, field="comment")
        assert len(services.feedback.similar(by=OWNER, feedback_id=said.id).feedbacks) <= 5
        assert services.items.listing(by=OWNER, words=other).total == 0
