"""Sprints: rules 5 to 7 of the loop."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from backlog.models import COLUMNS, ItemState, SprintState
from data.refusals import Refused
from data.store import Conflict
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OWNER, Add, carry, closed, fresh, planned, started
from tests.conftest import Hand


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
    lines = [services.goals.add_done_line(by=DEVELOPER, text=text) for text in ("Testé", "Relu")]
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
    line, item = services.goals.add_done_line(by=DEVELOPER, text="Testé"), add()
    started(services, item)
    services.goals.retire_done_line(by=DEVELOPER, line_id=line.id)
    assert carry(services, item).done_at is not None
    assert carry(services, item, ItemState.DOING).done_at is None


def test_line_ticked_twice_is_told_once(services: Services, add: Add) -> None:
    line, item = services.goals.add_done_line(by=DEVELOPER, text="Testé"), add()
    for done in (True, True, False, False):
        services.items.tick(by=DEVELOPER, item_id=item.id, line_id=line.id, done=done)
    page = services.items.page(by=OWNER, number=item.number)
    assert [entry.verb for entry in page.history] == ["add", "tick", "untick"]
    assert [line.ticked for line in page.done_lines] == [False]


def test_board_holds_each_card_in_its_column(services: Services, add: Add) -> None:
    items = [add() for _ in COLUMNS]
    sprint = started(services, *items)
    for item, column in zip(items, COLUMNS, strict=True):
        carry(services, item, column)
    columns = services.board.of(by=OWNER, sprint_id=sprint.id).columns
    assert [[card.item.number for card in columns[column]] for column in COLUMNS] == [[1], [2], [3], [4]]


def test_card_moved_by_two_people_is_a_conflict(services: Services, add: Add) -> None:
    item = add()
    started(services, item)
    version = fresh(services, item).version
    services.board.move(by=DEVELOPER, item_id=item.id, version=version, to=ItemState.DOING)
    with pytest.raises(Conflict):
        services.board.move(by=OWNER, item_id=item.id, version=version, to=ItemState.REVIEW)
    services.board.move(by=OWNER, item_id=item.id, version=version, to=ItemState.DOING)  # what is so, is no conflict


def test_card_outside_the_active_sprint_does_not_move(services: Services, add: Add) -> None:
    item = add()
    with pytest.raises(Refused, match="item_not_in_sprint"):
        carry(services, item)
    planned(services, item)
    with pytest.raises(Refused, match="sprint_not_active"):
        carry(services, item)
    with pytest.raises(Refused, match="column_unknown"):
        carry(services, item, ItemState.DROPPED)
    with pytest.raises(Refused, match="item_not_waiting"):
        planned(services, item)


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


def test_sprint_closed_returns_the_unfinished_to_the_top_in_their_order(services: Services, add: Add) -> None:
    items = [add() for _ in range(5)]
    closed(services, started(services, items[2], items[4], items[3]))
    rows = services.items.listing(by=OWNER).rows
    assert [row.item.number for row in rows] == [3, 4, 5, 1, 2]
    assert {row.item.state for row in rows} == {ItemState.BACKLOG}
    assert {row.item.sprint_id for row in rows} == {None}


def test_sprint_cancelled_is_the_owner_s_decision(services: Services, add: Add) -> None:
    sprint = started(services, add(estimate=2))
    with pytest.raises(Refused, match="not_allowed"):
        services.closing.cancel(by=MASTER, sprint_id=sprint.id, version=sprint.version, reason="Objectif caduc")
    ended = services.closing.cancel(by=OWNER, sprint_id=sprint.id, version=sprint.version, reason="Objectif caduc")
    assert ended.state is SprintState.CANCELLED
    assert services.sprints.active(by=OWNER) is None
    assert services.items.listing(by=OWNER).rows[0].item.state is ItemState.BACKLOG


def test_sprint_closed_with_an_old_version_is_a_conflict(services: Services) -> None:
    sprint = started(services)
    with pytest.raises(Conflict):
        services.closing.close(by=MASTER, sprint_id=sprint.id, version=sprint.version - 1)
    assert services.sprints.active(by=OWNER) == sprint
