"""Every public verb is keyword-only, says who acts, promises something, and asks for the right first."""

from __future__ import annotations

import pytest

from backlog.blocking import Blocking
from backlog.board import SprintBoard
from backlog.capacity import Capacity
from backlog.closing import Closing
from backlog.daily import Daily
from backlog.feedback import FeedbackBox
from backlog.goals import Goals
from backlog.impediments import Impediments
from backlog.increments import Increments
from backlog.items import Items
from backlog.retrospectives import Retrospectives
from backlog.reviews import Reviews
from backlog.sprints import Sprints
from data.access import INHABITANT
from services import Services
from tests.verbs import NOBODY, Verb, assert_refused_first, assert_well_made, verbs

FAMILIES = {
    Items: "items",
    Sprints: "sprints",
    Capacity: "capacity",
    SprintBoard: "board",
    Closing: "closing",
    FeedbackBox: "feedback",
    Increments: "increments",
    Reviews: "reviews",
    Retrospectives: "retrospectives",
    Goals: "goals",
    Blocking: "blocking",
    Impediments: "impediments",
    Daily: "daily",
}
VERBS = verbs(FAMILIES)
# What somebody without an account may do; a new verb is refused to them until it is named here.
OPEN_TO_ALL = {
    FeedbackBox.give,
    FeedbackBox.answers,
    Goals.goal,
    Goals.progress,
    Goals.done_lines,
    Increments.all,
    Increments.of_screen,
    Increments.is_open,
    Increments.released_lately,
    Reviews.numbers,
    Reviews.of,
    Sprints.active,
    Sprints.all,
    Sprints.burndown_events,
    Sprints.completed,
    Sprints.report,
}


@pytest.mark.parametrize(("family", "verb"), VERBS)
def test_verb_is_keyword_only_takes_by_and_has_a_docstring(family: type, verb: Verb) -> None:
    assert_well_made(verb)


@pytest.mark.parametrize(
    ("family", "verb"),
    [each for each in VERBS if each.values[1] is not Increments.is_open],  # a question that everybody may ask
)
def test_verb_refuses_somebody_without_any_right_before_all_else(services: Services, family: type, verb: Verb) -> None:
    assert_refused_first(getattr(services, FAMILIES[family]), verb, NOBODY)


@pytest.mark.parametrize(("family", "verb"), [each for each in VERBS if each.values[1] not in OPEN_TO_ALL])
def test_verb_of_the_project_refuses_an_inhabitant(services: Services, family: type, verb: Verb) -> None:
    assert_refused_first(getattr(services, FAMILIES[family]), verb, INHABITANT)
