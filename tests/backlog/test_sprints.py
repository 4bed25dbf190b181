"""Sprints: rules 5 to 7 of the loop."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backlog.models import COLUMNS, ItemState, SprintState
from data.refusals import Refused
from data.store import Conflict
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OWNER, Add, carry, closed, fresh, planned, started
from tests.conftest import Hand

Acts = list[tuple[str, int, float]]
ACTS = ("pull", "put_back", "todo", "doing", "done", "estimate", "unknown", "drop", "add", "title")


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


def test_item_with_an_open_line_is_not_done(services: Services, add: Add) -> None:
    lines = [services.goals.add_done_line(by=DEVELOPER, text=text) for text in ("Testé", "Relu")]
    item = add()
    started(services, item)
    services.items.tick(by=DEVELOPER, item_id=item.id, line_id=lines[0].id, done=True)
    with pytest.raises(Refused, match="definition_of_done_open") as refused:
        carry(services, item)
    assert refused.value.facts == {"lines": ["Relu"]}
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
    columns = services.sprints.board(by=OWNER, sprint_id=sprint.id).columns
    assert [[card.item.number for card in columns[column]] for column in COLUMNS] == [[1], [2], [3], [4]]


def test_card_moved_by_two_people_is_a_conflict(services: Services, add: Add) -> None:
    item = add()
    started(services, item)
    version = fresh(services, item).version
    services.sprints.move(by=DEVELOPER, item_id=item.id, version=version, to=ItemState.DOING)
    with pytest.raises(Conflict):
        services.sprints.move(by=OWNER, item_id=item.id, version=version, to=ItemState.REVIEW)
    services.sprints.move(by=OWNER, item_id=item.id, version=version, to=ItemState.DOING)  # what is so, is no conflict


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


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    storm=st.lists(
        st.tuples(st.sampled_from(ACTS), st.integers(0, 7), st.sampled_from([0, 0.25, 1, 13])), min_size=5, max_size=20
    ),
    still=st.booleans(),
)
def test_sprint_closed_keeps_its_report_to_the_byte_through_a_storm_of_edits(
    services: Services, add: Add, clock: Hand, storm: Acts, still: bool
) -> None:
    with services.store.transaction():
        items = [add(estimate=points) for points in (5, None, 3, 2)]
        sprint = started(services, *items[:3])
        carry(services, items[0])
        services.increments.attach(by=DEVELOPER, key="report", item_id=items[0].id)
        closed(services, sprint)
        kept = "select committed, report, closed_at from sprint where id = :id"
        before = services.store.row(kept, {"id": sprint.id})
        curve = services.sprints.burndown_events(by=OWNER, sprint_id=sprint.id)
        following = started(services, items[1])
        services.increments.attach(by=DEVELOPER, key="map", item_id=items[0].id)
        for act, place, points in storm:
            if not still:
                clock.move(minutes=7)
            perform(services, following.id, "title" if act == "add" else act, items[place % 4].number, points)
        # The verbs of the ended sprint itself are refused.
        ended = services.sprints.all(by=OWNER)[1]
        with pytest.raises(Refused, match="sprint_not_active"):
            closed(services, ended)
        with pytest.raises(Refused, match="sprint_not_open"):
            services.sprints.pull(by=OWNER, item_id=add().id, version=1, sprint_id=sprint.id)
        assert services.store.row(kept, {"id": sprint.id}) == before
        assert services.sprints.burndown_events(by=OWNER, sprint_id=sprint.id) == curve
        closed(services, following)


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
        services.sprints.cancel(by=MASTER, sprint_id=sprint.id, version=sprint.version, reason="Objectif caduc")
    ended = services.sprints.cancel(by=OWNER, sprint_id=sprint.id, version=sprint.version, reason="Objectif caduc")
    assert ended.state is SprintState.CANCELLED
    assert services.sprints.active(by=OWNER) is None
    assert services.items.listing(by=OWNER).rows[0].item.state is ItemState.BACKLOG


def test_sprint_closed_with_an_old_version_is_a_conflict(services: Services) -> None:
    sprint = started(services)
    with pytest.raises(Conflict):
        services.sprints.close(by=MASTER, sprint_id=sprint.id, version=sprint.version - 1)
    assert services.sprints.active(by=OWNER) == sprint


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(st.sampled_from([None, 0, 0.5, 1, 3, 8]), max_size=4),
    acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 7), st.sampled_from([0, 0.25, 1, 2, 5, 13]))),
    still=st.booleans(),
)
def test_sprint_account_always_balances(
    services: Services,
    add: Add,
    clock: Hand,
    before: list[float | None],
    acts: Acts,
    still: bool,
) -> None:
    with services.store.transaction():  # the verbs nest in it, as in the demonstration town
        items = [add(estimate=estimate) for estimate in [1, *before, None, 2]]
        sprint = started(services, *items[:-2])
        for act, place, points in acts:
            if not still:
                clock.move(minutes=7)
            if act == "add":
                items.append(add(estimate=points))
            else:
                perform(services, sprint.id, act, items[place % len(items)].number, points)
        curve = services.sprints.burndown_events(by=OWNER, sprint_id=sprint.id)
        report = closed(services, sprint).report
    assert report is not None
    assert report.committed + report.added - report.removed + report.reestimated == report.scope
    assert report.scope == report.completed + report.unfinished
    assert all(0 <= each.remaining <= each.scope for each in curve)
    assert all(one.at <= two.at for one, two in itertools.pairwise(curve))
    assert (curve[0].scope, curve[-1].scope, curve[-1].remaining) == (report.committed, report.scope, report.unfinished)
    assert services.sprints.burndown_events(by=OWNER, sprint_id=sprint.id) == curve


def perform(services: Services, sprint_id: str, act: str, number: int, points: float) -> None:
    """One act on an item; those that its state forbids are refused and change nothing."""
    item = services.items.page(by=OWNER, number=number).item
    its = {"by": OWNER, "item_id": item.id, "version": item.version}
    verbs: dict[str, Callable[[], object]] = {
        "pull": lambda: services.sprints.pull(**its, sprint_id=sprint_id),
        "put_back": lambda: services.sprints.put_back(**its),
        "estimate": lambda: services.items.edit(**its, estimate=points),
        "unknown": lambda: services.items.edit(**its, estimate=None),
        "title": lambda: services.items.edit(**its, title=f"Titre {points}"),
        "drop": lambda: services.items.drop(**its, reason="Plus utile"),
    }
    try:
        verbs.get(act, lambda: services.sprints.move(**its, to=ItemState(act)))()
    except Refused:
        assert services.items.page(by=OWNER, number=number).item == item
