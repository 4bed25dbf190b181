"""The flow of items: when each began and became Done, in which order the rest comes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from backlog.flow import Pace, SprintVelocity
from backlog.flow_rows import Entered
from backlog.models import Item, ItemState, Sprint
from services import Services
from tests.backlog.conftest import MASTER, OFFICIAL, OWNER, Add, carry, closed, fresh, planned, started
from tests.conftest import Hand

LONG_AGO = date(2020, 1, 1)
DOING, REVIEW, DONE, TODO = ItemState.DOING, ItemState.REVIEW, ItemState.DONE, ItemState.TODO


@pytest.fixture
def items(add: Add) -> list[Item]:
    """Four items, of 5, 3, 2 points and of nobody knows how many."""
    return [add(f"Élément {name}", estimate=points) for name, points in zip("abcd", (5.0, 3.0, 2.0, None), strict=True)]


@pytest.fixture
def sprint(services: Services, items: list[Item]) -> Sprint:
    """The first three in an active sprint."""
    return started(services, *items[:3])


def test_finished_item_has_its_first_beginning_and_its_end(
    services: Services, sprint: Sprint, items: list[Item], clock: Hand
) -> None:
    carry(services, items[0], DOING)
    clock.move(days=2)
    carry(services, items[0], TODO)
    carry(services, items[0], DOING)
    clock.move(days=1)
    carry(services, items[0], DONE)
    (found,) = services.flow.finished(by=OWNER, since=LONG_AGO)
    assert (found.number, found.title, found.points, found.epic) == (items[0].number, "Élément a", 5.0, "")
    assert found.started_at == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert found.done_at == datetime(2026, 11, 27, 9, tzinfo=UTC)


def test_item_that_skips_the_columns_began_when_it_was_done(
    services: Services, sprint: Sprint, items: list[Item]
) -> None:
    carry(services, items[1], DONE)
    (found,) = services.flow.finished(by=OWNER, since=LONG_AGO)
    assert found.started_at == found.done_at


def test_reopened_item_counts_once_the_last_time_it_was_done(
    services: Services, sprint: Sprint, items: list[Item], clock: Hand
) -> None:
    carry(services, items[0], DONE)
    clock.move(days=1)
    carry(services, items[0], DOING)
    assert services.flow.finished(by=OWNER, since=LONG_AGO) == ()
    assert services.flow.pace(by=OWNER, since=LONG_AGO).days == ()
    clock.move(days=1)
    carry(services, items[0], DONE)
    assert [each.done_at.day for each in services.flow.finished(by=OWNER, since=LONG_AGO)] == [26]
    assert services.flow.pace(by=OWNER, since=LONG_AGO) == Pace(date(2026, 11, 24), ((date(2026, 11, 26), 1),))


def test_finished_items_begin_at_the_day_asked(
    services: Services, sprint: Sprint, items: list[Item], clock: Hand
) -> None:
    carry(services, items[0], DONE)
    clock.move(days=2)
    carry(services, items[1], DONE)
    assert len(services.flow.finished(by=OWNER, since=date(2026, 11, 24))) == 2
    assert [each.title for each in services.flow.finished(by=OWNER, since=date(2026, 11, 25))] == ["Élément b"]


def test_day_is_the_one_of_the_town_late_in_the_evening(
    services: Services, sprint: Sprint, items: list[Item], clock: Hand
) -> None:
    clock.move(hours=14.5)  # 23:30 in UTC, past midnight in Paris
    carry(services, items[0], DONE)
    assert services.flow.pace(by=OWNER, since=LONG_AGO).days == ((date(2026, 11, 25), 1),)
    assert Entered(DONE, date(2026, 11, 25), 1) in services.flow.entered(by=OWNER, since=LONG_AGO)


def test_items_in_progress_are_those_begun_and_not_done(
    services: Services, sprint: Sprint, items: list[Item], clock: Hand
) -> None:
    carry(services, items[1], DOING)
    clock.move(days=1)
    carry(services, items[0], DOING)
    carry(services, items[1], REVIEW)
    carry(services, items[2], DONE)
    found = services.flow.in_progress(by=OWNER)
    assert [(each.title, each.state) for each in found] == [("Élément b", REVIEW), ("Élément a", DOING)]
    assert found[0].started_at == datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_private_item_is_counted_and_not_named_to_officials(services: Services, add: Add, clock: Hand) -> None:
    hidden, shown, other = add("Faille", is_private=True), add("Carte"), add("Guichet", is_private=True)
    started(services, hidden, shown, other)
    for item in (hidden, shown):
        carry(services, item, DONE)
    carry(services, other, DOING)
    flow = services.flow
    assert [each.title for each in flow.finished(by=OFFICIAL, since=LONG_AGO)] == ["Carte"]
    assert flow.in_progress(by=OFFICIAL) == ()
    assert flow.ranked(by=OFFICIAL, limit=9) == ()
    assert flow.ranked_item(by=OFFICIAL, number=other.number) is None
    assert len(flow.finished(by=OWNER, since=LONG_AGO)) == 2
    assert flow.pace(by=OFFICIAL, since=LONG_AGO) == flow.pace(by=OWNER, since=LONG_AGO)
    assert flow.left(by=OFFICIAL) == flow.left(by=OWNER) == 1


def test_each_state_is_entered_once_by_an_item_even_when_it_skips_or_goes_back(
    services: Services, sprint: Sprint, items: list[Item], clock: Hand
) -> None:
    clock.move(days=1)
    carry(services, items[0], REVIEW)
    clock.move(days=1)
    carry(services, items[0], TODO)
    carry(services, items[1], DONE)
    first, second, third = (date(2026, 11, day) for day in (24, 25, 26))
    assert set(services.flow.entered(by=OWNER, since=LONG_AGO)) == {
        Entered(ItemState.BACKLOG, first, 4),
        Entered(TODO, first, 3),
        Entered(DOING, second, 1),
        Entered(REVIEW, second, 1),
        Entered(DOING, third, 1),
        Entered(REVIEW, third, 1),
        Entered(DONE, third, 1),
    }


def test_what_was_entered_before_the_first_day_counts_on_it(
    services: Services, sprint: Sprint, items: list[Item], clock: Hand
) -> None:
    clock.move(days=3)
    carry(services, items[0], DOING)
    day = date(2026, 11, 26)
    assert set(services.flow.entered(by=OWNER, since=day)) == {
        Entered(ItemState.BACKLOG, day, 4),
        Entered(TODO, day, 3),
        Entered(DOING, date(2026, 11, 27), 1),
    }


def test_sprint_counts_its_own_items_while_it_ran(
    services: Services, sprint: Sprint, items: list[Item], clock: Hand
) -> None:
    clock.move(days=1)
    carry(services, items[0], DONE)
    services.sprints.pull(by=OWNER, item_id=items[3].id, version=fresh(services, items[3]).version, sprint_id=sprint.id)
    clock.move(days=1)
    closed(services, sprint)
    clock.move(days=1)
    after = started(services, items[1])
    carry(services, items[1], DONE)
    first, second = date(2026, 11, 24), date(2026, 11, 25)
    assert set(services.flow.entered_in_sprint(by=OWNER, sprint_id=sprint.id)) == {
        Entered(TODO, first, 3),
        Entered(TODO, second, 1),
        Entered(DOING, second, 1),
        Entered(REVIEW, second, 1),
        Entered(DONE, second, 1),
    }
    last = services.flow.entered_in_sprint(by=OWNER, sprint_id=after.id)
    assert {(each.state, each.items) for each in last} == {(state, 1) for state in (TODO, DOING, REVIEW, DONE)}


def test_sprint_that_has_not_started_has_no_flow(services: Services, items: list[Item]) -> None:
    sprint = planned(services, items[0])
    assert services.flow.entered_in_sprint(by=OWNER, sprint_id=sprint.id) == ()
    assert services.flow.burnup(by=OWNER, sprint_id=sprint.id) == ()


def test_burnup_follows_the_scope_and_what_is_done(
    services: Services, sprint: Sprint, items: list[Item], clock: Hand
) -> None:
    clock.move(days=1)
    carry(services, items[0], DONE)
    services.sprints.put_back(by=MASTER, item_id=items[2].id, version=fresh(services, items[2]).version)
    found = [(each.scope, each.done) for each in services.flow.burnup(by=OWNER, sprint_id=sprint.id)]
    assert found == [(10, 0), (10, 5), (8, 5)]


def test_velocities_are_those_of_the_frozen_reports(services: Services, sprint: Sprint, items: list[Item]) -> None:
    carry(services, items[0], DONE)
    closed(services, sprint)
    running = started(services, items[1])
    assert services.flow.velocities(by=OWNER, limit=5) == (SprintVelocity(sprint.number, 10.0, 5.0),)
    closed(services, running)
    assert [each.number for each in services.flow.velocities(by=OWNER, limit=1)] == [running.number]


def test_project_without_work_has_no_pace(services: Services, items: list[Item]) -> None:
    assert services.flow.pace(by=OWNER, since=LONG_AGO) == Pace(None, ())
    assert services.flow.finished(by=OWNER, since=LONG_AGO) == ()


def test_sprint_comes_first_in_the_order_of_the_work(services: Services, items: list[Item]) -> None:
    started(services, items[2])
    found = services.flow.ranked(by=OWNER, limit=2)
    assert [(each.title, each.place) for each in found] == [("Élément c", 1), ("Élément a", 2)]
    assert services.flow.left(by=OWNER) == 4
    last = services.flow.ranked_item(by=OFFICIAL, number=items[3].number)
    assert last is not None
    assert last.place == 4
    assert services.flow.ranked_item(by=OFFICIAL, number=999) is None


def test_open_epics_come_in_the_order_of_their_last_item(services: Services, add: Add) -> None:
    one, two = (
        services.goals.add_epic(by=OWNER, title=title, colour="#0072b2") for title in ("Suivre sa demande", "La carte")
    )
    services.goals.add_epic(by=OWNER, title="Sans rien dedans", colour="#0072b2")
    for epic in (one, two, one):
        add(epic_id=epic.id)
    found = services.flow.epics_ahead(by=OFFICIAL)
    assert [(each.title, each.left, each.place) for each in found] == [("La carte", 1, 2), ("Suivre sa demande", 2, 3)]
