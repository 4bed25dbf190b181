"""Every public verb is keyword-only, says who acts, promises something, and asks for the right first."""

from __future__ import annotations

import pytest

from backlog.attachments import ItemAttachments
from backlog.blocking import Blocking
from backlog.board import SprintBoard
from backlog.bulk import Bulk
from backlog.capacity import Capacity
from backlog.closing import Closing
from backlog.comments import ItemComments
from backlog.daily import Daily
from backlog.definition_of_done import DefinitionOfDone
from backlog.dropping import Dropping
from backlog.exporting import Exports
from backlog.feedback import FeedbackBox
from backlog.flow import Flow
from backlog.goals import Goals
from backlog.impediments import Impediments
from backlog.importing import Imports
from backlog.increments import Increments
from backlog.items import Items
from backlog.links import ItemLinks
from backlog.listing import Listings
from backlog.ordering import Ordering
from backlog.poker import Poker
from backlog.prioritisation import Prioritisation
from backlog.retrospectives import Retrospectives
from backlog.reviews import Reviews
from backlog.saved_views import SavedViews
from backlog.sprints import Sprints
from backlog.vocabulary import Vocabulary
from data.access import INHABITANT
from services import Services
from tests.verbs import NOBODY, Verb, assert_refused_first, assert_well_made, verbs

FAMILIES = {
    Items: "items",
    Listings: "listings",
    SavedViews: "saved_views",
    Bulk: "bulk",
    Sprints: "sprints",
    Capacity: "capacity",
    SprintBoard: "board",
    Closing: "closing",
    FeedbackBox: "feedback",
    Increments: "increments",
    Reviews: "reviews",
    Retrospectives: "retrospectives",
    Goals: "goals",
    DefinitionOfDone: "definition_of_done",
    Vocabulary: "vocabulary",
    Dropping: "dropping",
    ItemLinks: "links",
    ItemComments: "comments",
    ItemAttachments: "attachments",
    Blocking: "blocking",
    Impediments: "impediments",
    Daily: "daily",
    Prioritisation: "prioritisation",
    Ordering: "ordering",
    Poker: "poker",
    Exports: "exports",
    Imports: "imports",
    Flow: "flow",
}
VERBS = verbs(FAMILIES)
# What somebody without an account may do; a new verb is refused to them until it is named here.
OPEN_TO_ALL = {
    FeedbackBox.give,
    FeedbackBox.answers,
    Flow.burnup,
    Flow.entered,
    Flow.entered_in_sprint,
    Flow.finished,
    Flow.in_progress,
    Flow.pace,
    Flow.velocities,
    Goals.goal,
    Goals.progress,
    Goals.standing,
    DefinitionOfDone.lines,
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
