"""Increments and reviews: rules 6 to 8 of the loop."""

from __future__ import annotations

import pytest

from backlog.models import IncrementState, Item, ItemState, Mood, Sprint
from backlog.views import Moods
from data.access import INHABITANT, Role, actor
from data.refusals import Refused
from data.store import Conflict, NotFound
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OFFICIAL, OWNER, Add, Say, carry, closed, fresh, planned, started
from tests.conftest import Hand

AGENT = actor(Role.AGENT)


def shown(services: Services, add: Add) -> tuple[Item, Sprint]:
    """A Done item of the report increment, in review in the active sprint; and an item that is not Done."""
    item, other = add("Signaler sur la carte", estimate=5), add("Signaler par téléphone", estimate=3)
    sprint = started(services, item, other)
    services.increments.attach(by=DEVELOPER, key="report", item_id=item.id)
    services.increments.attach(by=DEVELOPER, key="report", item_id=item.id)
    carry(services, item)
    services.increments.show(by=DEVELOPER, key="report", sprint_id=sprint.id)
    return item, sprint


def version(services: Services, key: str = "report") -> int:
    return next(each.version for each in services.increments.all(by=OWNER) if each.key == key)


def doors(services: Services, screen: str = "signaler") -> list[bool]:
    people = (INHABITANT, AGENT, OFFICIAL, DEVELOPER, OWNER)
    return [services.increments.is_open(screen=screen, by=person) for person in people]


def test_increment_opens_wider_as_it_is_shown_then_accepted(services: Services, add: Add) -> None:
    assert doors(services) == [False, False, False, True, True]
    shown(services, add)
    assert doors(services) == [False, True, True, True, True]
    released = services.increments.accept(by=OWNER, key="report", version=version(services))
    assert doors(services) == [True] * 5
    assert released.state is IncrementState.RELEASED
    assert services.increments.released_lately(by=INHABITANT, limit=3) == (released,)
    assert doors(services, "accueil") == [True] * 5  # a screen that is no increment


def test_increment_refused_in_the_sprint_sends_its_item_back_with_the_reason(services: Services, add: Add) -> None:
    item, _ = shown(services, add)
    services.increments.refuse(by=OWNER, key="report", version=version(services), reason="Illisible sur un téléphone")
    assert doors(services)[0] is False
    page = services.items.page(by=OWNER, number=item.number)
    assert (page.item.state, page.item.done_at) == (ItemState.TODO, None)
    assert page.history[-1].reason == "Illisible sur un téléphone"


def test_increment_refused_after_the_close_leaves_the_report_as_it_was(services: Services, add: Add) -> None:
    item, sprint = shown(services, add)
    report = closed(services, sprint).report
    services.increments.refuse(by=OWNER, key="report", version=version(services), reason="Illisible sur un téléphone")
    first = services.items.listing(by=OWNER).rows[0].item
    assert (first.id, first.state, first.sprint_id) == (item.id, ItemState.BACKLOG, None)
    review = services.reviews.of(by=INHABITANT, sprint_number=1)
    assert review.scope == report
    assert [each.item.number for each in review.delivered] == [item.number]
    assert review.in_review == ()


def test_increment_refused_at_a_later_review_sends_back_what_an_earlier_sprint_made(
    services: Services, add: Add
) -> None:
    item, other = add("Signaler sur la carte"), add("Signaler par téléphone")
    first = started(services, item)
    services.increments.attach(by=DEVELOPER, key="report", item_id=item.id)
    carry(services, item)
    report = closed(services, first).report
    second = started(services, other)
    services.increments.show(by=DEVELOPER, key="report", sprint_id=second.id)
    services.increments.refuse(by=OWNER, key="report", version=version(services), reason="Illisible sur un téléphone")
    page = services.items.page(by=OWNER, number=item.number)
    assert (page.item.state, page.history[-1].reason) == (ItemState.BACKLOG, "Illisible sur un téléphone")
    assert services.sprints.report(by=OWNER, sprint_id=first.id) == report
    assert fresh(services, other).state is ItemState.TODO


def test_increment_decided_twice_or_by_somebody_else_is_refused(services: Services, add: Add) -> None:
    _, sprint = shown(services, add)
    old = version(services)
    with pytest.raises(Refused, match="not_allowed"):
        services.increments.accept(by=OFFICIAL, key="report", version=old)
    with pytest.raises(Refused, match="increment_not_planned"):
        services.increments.show(by=DEVELOPER, key="report", sprint_id=sprint.id)
    services.increments.accept(by=OWNER, key="report", version=old)
    with pytest.raises(Conflict):
        services.increments.refuse(by=OWNER, key="report", version=old, reason="Trop tard")
    with pytest.raises(Refused, match="increment_not_in_review"):
        services.increments.refuse(by=OWNER, key="report", version=version(services), reason="Trop tard")
    with pytest.raises(NotFound):
        services.increments.show(by=DEVELOPER, key="teleportation", sprint_id=sprint.id)
    with pytest.raises(NotFound):
        services.increments.attach(by=DEVELOPER, key="map", item_id="nowhere")
    with pytest.raises(Refused, match="sprint_not_started"):
        services.increments.show(by=DEVELOPER, key="map", sprint_id=planned(services).id)


def test_review_lists_only_done_items_as_delivered(services: Services, add: Add, say: Say) -> None:
    item, sprint = shown(services, add)
    review = services.reviews.of(by=INHABITANT, sprint_number=sprint.number)
    assert [each.item.number for each in review.delivered] == [item.number]
    assert [each.increment.key for each in review.delivered[0].increments] == ["report"]
    assert [each.item.title for each in review.not_delivered] == ["Signaler par téléphone"]
    assert [each.increment.key for each in review.in_review] == ["report"]
    assert (review.scope.scope, review.scope.completed, review.scope.unfinished) == (8, 5, 3)
    carry(services, item, ItemState.REVIEW)
    assert services.reviews.of(by=INHABITANT, sprint_number=sprint.number).delivered == ()


def test_review_tells_what_people_said_once_it_was_read(services: Services, add: Add, say: Say) -> None:
    _, sprint = shown(services, add)
    say("Pas encore lu", mood=Mood.GOOD)
    declined = say("Déjà lu", mood=Mood.BAD)
    services.feedback.decline(by=OWNER, feedback_id=declined.id, version=1, reason="Ce n’est pas le sujet")
    say("Remarque de la revue", by=OFFICIAL, screen="revue", sprint_id=sprint.id, mood=Mood.GOOD)
    review = services.reviews.of(by=INHABITANT, sprint_number=sprint.number)
    assert review.moods == Moods(good=2, bad=1)
    assert {each.comment for each in review.comments} == {"Déjà lu", "Remarque de la revue"}
    assert review.delivered[0].increments[0].moods == Moods(good=1, bad=1)


def test_review_of_a_closed_sprint_does_not_follow_its_items(services: Services, add: Add, clock: Hand) -> None:
    item, sprint = shown(services, add)
    closed(services, sprint)
    before = services.reviews.of(by=OWNER, sprint_number=1)
    services.items.edit(by=OWNER, item_id=item.id, version=fresh(services, item).version, title="Autre", estimate=100)
    services.increments.attach(by=DEVELOPER, key="map", item_id=item.id)
    clock.move(days=1)
    assert services.reviews.of(by=OWNER, sprint_number=1) == before


def test_review_of_a_sprint_to_come_is_refused(services: Services) -> None:
    planned(services)
    assert services.reviews.numbers(by=INHABITANT) == ()
    with pytest.raises(Refused, match="sprint_not_started"):
        services.reviews.of(by=INHABITANT, sprint_number=1)
    for number in (7, -1, 10**30):  # the number comes from an address
        with pytest.raises(NotFound):
            services.reviews.of(by=INHABITANT, sprint_number=number)


def test_reviews_are_numbered_latest_first(services: Services) -> None:
    closed(services, started(services))
    started(services)
    assert services.reviews.numbers(by=INHABITANT) == (2, 1)
    assert [sprint.number for sprint in services.sprints.all(by=MASTER)] == [2, 1]
