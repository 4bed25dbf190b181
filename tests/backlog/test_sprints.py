"""Sprints: rules 5 to 7 of the loop."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from backlog.models import ItemState, SprintState
from backlog.sprints import following_days
from data.access import INHABITANT, Actor
from data.refusals import Refused
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OFFICIAL, OWNER, Add, carry, closed, fresh, planned, started
from tests.conftest import Hand

Ymd = tuple[int, int, int]


def test_sprint_without_a_goal_does_not_start(services: Services) -> None:
    sprint = planned(services, goal="")
    with pytest.raises(Refused, match="sprint_goal_missing"):
        services.sprints.start(by=MASTER, sprint_id=sprint.id, version=sprint.version)
    changed = services.sprints.change(
        by=MASTER,
        sprint_id=sprint.id,
        version=sprint.version,
        goal="Signaler",
        starts_on=sprint.starts_on,
        ends_on=sprint.ends_on,
    )
    begun = services.sprints.start(by=MASTER, sprint_id=sprint.id, version=changed.version)
    assert begun.state is SprintState.ACTIVE


def test_sprint_beside_an_active_one_does_not_start(services: Services) -> None:
    started(services)
    second = planned(services)
    with pytest.raises(Refused, match="sprint_already_active") as refused:
        services.sprints.start(by=MASTER, sprint_id=second.id, version=second.version)
    assert refused.value.facts == {"number": 1}


@pytest.mark.parametrize(("days", "code"), [(0, "sprint_dates_order"), (-3, "sprint_dates_order"), (31, "too_long")])
def test_sprint_with_impossible_dates_is_refused(services: Services, days: int, code: str) -> None:
    first = date(2026, 11, 23)
    with pytest.raises(Refused, match=code):
        services.sprints.plan(by=MASTER, goal="Signaler", starts_on=first, ends_on=first + timedelta(days=days))


def test_sprint_started_freezes_what_it_committed(services: Services, add: Add, clock: Hand) -> None:
    first, second, late = add(estimate=5), add(estimate=3), add(estimate=2)
    sprint = started(services, first, second)
    clock.move(hours=1)
    services.sprints.pull(by=OWNER, item_id=late.id, version=1, sprint_id=sprint.id)
    services.sprints.put_back(by=OWNER, item_id=second.id, version=fresh(services, second).version)
    services.items.edit(by=OWNER, item_id=first.id, version=fresh(services, first).version, estimate=8)
    report = services.sprints.report(by=OWNER, sprint_id=sprint.id)
    assert (report.committed, report.added, report.removed, report.reestimated) == (8, 2, 3, 3)
    assert [each.estimate for each in report.committed_items] == [5, 3]
    assert [each.number for each in report.added_items] == [late.number]
    assert [each.number for each in report.removed_items] == [second.number]
    assert report.scope == 10


def test_item_dropped_from_the_active_sprint_is_counted_as_removed(services: Services, add: Add) -> None:
    item, other = add(estimate=5), add(estimate=3)
    sprint = started(services, item, other)
    dropped = services.items.drop(by=OWNER, item_id=item.id, version=fresh(services, item).version, reason="Sans objet")
    assert (dropped.state, dropped.sprint_id) == (ItemState.DROPPED, None)
    report = services.sprints.report(by=OWNER, sprint_id=sprint.id)
    assert (report.committed, report.removed, report.scope, report.unfinished) == (8, 5, 3, 3)
    assert [each.number for each in report.removed_items] == [item.number]


def test_item_with_an_open_line_is_not_done(services: Services, add: Add) -> None:
    lines = [services.definition_of_done.add(by=DEVELOPER, text=text) for text in ("Testé", "Relu")]
    item = add()
    started(services, item)
    services.items.tick(by=DEVELOPER, item_id=item.id, line_id=lines[0].id, done=True)
    with pytest.raises(Refused, match="definition_of_done_open") as refused:
        carry(services, item)
    assert refused.value.facts == {"number": item.number, "lines": ["Relu"]}
    services.items.tick(by=DEVELOPER, item_id=item.id, line_id=lines[1].id, done=True)
    assert carry(services, item).state is ItemState.DONE
    with pytest.raises(Refused, match="item_is_done"):
        services.items.tick(by=DEVELOPER, item_id=item.id, line_id=lines[1].id, done=False)


def test_line_retired_no_longer_holds_an_item(services: Services, add: Add) -> None:
    line, item = services.definition_of_done.add(by=DEVELOPER, text="Testé"), add()
    started(services, item)
    services.definition_of_done.retire(by=DEVELOPER, line_id=line.id)
    assert carry(services, item).done_at is not None
    assert carry(services, item, ItemState.DOING).done_at is None


def test_line_ticked_twice_is_told_once(services: Services, add: Add) -> None:
    line, item = services.definition_of_done.add(by=DEVELOPER, text="Testé"), add()
    for done in (True, True, False, False):
        services.items.tick(by=DEVELOPER, item_id=item.id, line_id=line.id, done=done)
    page = services.items.page(by=OWNER, number=item.number)
    assert [entry.verb for entry in page.history] == ["add", "tick", "untick"]
    assert [line.ticked for line in page.done_lines] == [False]


def test_sprint_closed_keeps_its_report_whatever_happens_later(services: Services, add: Add, clock: Hand) -> None:
    done, not_done = add("Suivre", estimate=5), add("Contester", estimate=3)
    sprint = started(services, done, not_done)
    clock.move(days=3)
    carry(services, done)
    ended = closed(services, sprint)
    curve = services.sprints.burndown_events(by=OWNER, sprint_id=sprint.id)
    services.items.edit(
        by=OWNER, item_id=done.id, version=fresh(services, done).version, title="Tout autre chose", estimate=40
    )
    services.items.edit(by=OWNER, item_id=not_done.id, version=fresh(services, not_done).version, estimate=1)
    carry_again = started(services, not_done)
    carry(services, not_done)
    assert carry_again.committed[0].estimate == 1
    assert services.sprints.report(by=OWNER, sprint_id=sprint.id) == ended.report
    assert services.sprints.burndown_events(by=OWNER, sprint_id=sprint.id) == curve
    assert ended.report is not None
    assert [(each.title, each.estimate) for each in ended.report.completed_items] == [("Suivre", 5)]
    assert [each.remaining for each in curve] == [8, 3]


def test_velocity_is_made_of_the_sprints_that_went_to_their_end(services: Services, add: Add) -> None:
    for points in (5, 3):
        item = add(estimate=points)
        sprint = started(services, item)
        carry(services, item)
        closed(services, sprint)
    given_up = started(services, add(estimate=8))
    services.closing.cancel(by=OWNER, sprint_id=given_up.id, version=given_up.version, reason="Objectif caduc")
    started(services)
    assert services.sprints.completed(by=MASTER) == (5, 3)


@pytest.mark.parametrize(
    ("first", "last", "today", "following"),
    [
        ((2026, 11, 23), (2026, 12, 4), (2026, 12, 4), ((2026, 12, 7), (2026, 12, 18))),
        ((2026, 11, 23), (2026, 12, 4), (2026, 12, 9), ((2026, 12, 10), (2026, 12, 23))),  # closed late
        ((2026, 12, 7), (2026, 12, 18), (2026, 12, 18), ((2026, 12, 21), (2027, 1, 5))),  # Christmas, New Year's Day
        ((2026, 12, 5), (2026, 12, 6), (2026, 12, 6), ((2026, 12, 7), (2026, 12, 8))),  # nothing worked: two days
    ],
)
def test_following_sprint_has_as_many_working_days(
    services: Services, first: Ymd, last: Ymd, today: Ymd, following: tuple[Ymd, Ymd]
) -> None:
    sprint = services.sprints.plan(by=MASTER, goal="", starts_on=date(*first), ends_on=date(*last))
    assert following_days(sprint, date(*today)) == (date(*following[0]), date(*following[1]))


def test_private_title_is_the_team_s_even_in_a_frozen_report(services: Services, add: Add, clock: Hand) -> None:
    secret, later, late = add("Faille", is_private=True), add("Fuite"), add("Litige", is_private=True)
    sprint = started(services, secret, later)
    clock.move(hours=1)
    services.sprints.pull(by=OWNER, item_id=late.id, version=1, sprint_id=sprint.id)
    closed(services, sprint)
    services.items.edit(by=OWNER, item_id=later.id, version=fresh(services, later).version, is_private=True)
    stored = services.store.row("select committed, report from sprint", {})

    def titles(by: Actor) -> list[str]:
        report, review = (
            services.sprints.report(by=by, sprint_id=sprint.id),
            services.reviews.of(by=by, sprint_number=1),
        )
        frozen = services.sprints.all(by=by)[0]
        assert frozen.report == report == review.scope
        listed = [*report.committed_items, *report.added_items, *report.unfinished_items, *frozen.committed]
        return [each.title for each in [*listed, *(each.item for each in review.not_delivered)]]

    assert set(titles(OWNER)) == {"Faille", "Fuite", "Litige"}
    assert set(titles(INHABITANT)) == set(titles(OFFICIAL)) == {""}
    assert services.store.row("select committed, report from sprint", {}) == stored


def test_active_sprint_hides_the_private_titles_of_its_commitment(services: Services, add: Add) -> None:
    started(services, add("Faille", is_private=True), add("Suivre"))
    seen = services.sprints.active(by=INHABITANT)
    assert seen is not None
    assert [(each.title, each.is_private) for each in seen.committed] == [("", True), ("Suivre", False)]
