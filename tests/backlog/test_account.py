"""The account of a sprint, whatever is done to it: it balances, and once closed it never changes (rules 5 and 7)."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from backlog.models import ItemState
from data.refusals import Refused
from services import Services
from tests.backlog.conftest import DEVELOPER, OWNER, Add, carry, closed, started
from tests.conftest import Hand

Acts = list[tuple[str, int, float]]
ACTS = ("pull", "put_back", "todo", "doing", "done", "estimate", "unknown", "drop", "add", "title")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(st.sampled_from([None, 0, 0.5, 1, 3, 8]), max_size=4),
    acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 7), st.sampled_from([0, 0.25, 1, 2, 5, 13]))),
    still=st.booleans(),
)
@example(before=[], acts=[("put_back", 0, 0), ("estimate", 0, 5), ("pull", 0, 0), ("estimate", 0, 2)], still=True)
@example(before=[], acts=[("estimate", 1, 5), ("pull", 1, 0), ("done", 1, 0), ("estimate", 1, 13)], still=False)
@example(before=[], acts=[("done", 0, 0), ("todo", 0, 0), ("drop", 0, 0), ("estimate", 0, 13)], still=False)
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
        assert services.sprints.report(by=OWNER, sprint_id=sprint.id) == ended.report
        assert services.sprints.burndown_events(by=OWNER, sprint_id=sprint.id) == curve
        closed(services, following)


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
        verbs.get(act, lambda: services.board.move(**its, to=ItemState(act)))()
    except Refused:
        assert services.items.page(by=OWNER, number=number).item == item
