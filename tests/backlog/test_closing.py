"""The end of a sprint: where what is unfinished goes, and a report that stays."""

from __future__ import annotations

from datetime import date

import pytest

from backlog.models import ItemState, SprintState, Where
from data.refusals import Refused
from data.store import Conflict
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OFFICIAL, OWNER, Add, carry, closed, fresh, planned, started
from tests.conftest import Hand


def order(services: Services) -> list[int]:
    """The numbers of the items ahead, in their ranking."""
    return [row.item.number for row in services.items.listing(by=OWNER).rows]


def test_unfinished_returns_to_the_top_in_its_order(services: Services, add: Add) -> None:
    items = [add() for _ in range(5)]
    closed(services, started(services, items[2], items[4], items[3]))
    rows = services.items.listing(by=OWNER).rows
    assert order(services) == [3, 4, 5, 1, 2]
    assert {row.item.state for row in rows} == {ItemState.BACKLOG}
    assert {row.item.sprint_id for row in rows} == {None}


def test_unfinished_sent_to_the_bottom_keeps_its_order(services: Services, add: Add) -> None:
    items = [add() for _ in range(4)]
    sprint = started(services, items[0], items[1])
    services.closing.close(by=MASTER, sprint_id=sprint.id, version=sprint.version, unfinished=Where.BOTTOM)
    assert order(services) == [3, 4, 1, 2]


def test_unfinished_goes_where_each_was_decided(services: Services, add: Add) -> None:
    items = [add(estimate=2) for _ in range(6)]
    sprint, following = started(services, *items[:5]), planned(services, goal="La suite")
    carry(services, items[3], ItemState.REVIEW)
    carry(services, items[4])
    services.closing.close(
        by=MASTER,
        sprint_id=sprint.id,
        version=sprint.version,
        unfinished=Where.TOP,
        apart={items[1].id: Where.BOTTOM, items[3].id: Where.NEXT_SPRINT},
    )
    assert order(services) == [1, 3, 4, 6, 2]  # the fifth is done
    carried = fresh(services, items[3])
    assert (carried.sprint_id, carried.state) == (following.id, ItemState.TODO)
    verbs = [services.context.journal.of("item", each.id)[-1].verb for each in items[:4]]
    assert verbs == ["return", "return", "return", "carry_over"]


def test_unfinished_carried_over_without_a_planned_sprint_makes_one(services: Services, add: Add) -> None:
    item = add()
    sprint = started(services, item)
    services.closing.close(by=MASTER, sprint_id=sprint.id, version=sprint.version, unfinished=Where.NEXT_SPRINT)
    made, ended = services.sprints.all(by=OWNER)
    assert (made.state, made.goal, made.number) == (SprintState.PLANNED, "", ended.number + 1)
    assert (made.starts_on, made.ends_on) == (date(2026, 12, 7), date(2026, 12, 18))
    assert fresh(services, item).sprint_id == made.id
    with pytest.raises(Refused, match="sprint_goal_missing"):
        services.sprints.start(by=MASTER, sprint_id=made.id, version=made.version)


def test_sprint_wholly_done_makes_no_other(services: Services, add: Add) -> None:
    item = add()
    sprint = started(services, item)
    carry(services, item)
    services.closing.close(by=MASTER, sprint_id=sprint.id, version=sprint.version, unfinished=Where.NEXT_SPRINT)
    assert len(services.sprints.all(by=OWNER)) == 1


def test_item_left_by_two_sprints_says_which(services: Services, add: Add) -> None:
    item, other, waiting = add(), add(), add()
    first = started(services, item, other)
    services.closing.close(by=MASTER, sprint_id=first.id, version=first.version, unfinished=Where.NEXT_SPRINT)
    second = services.sprints.all(by=OWNER)[0]
    services.sprints.put_back(by=MASTER, item_id=other.id, version=fresh(services, other).version)
    second = services.sprints.change(
        by=MASTER,
        sprint_id=second.id,
        version=second.version,
        goal="La suite",
        starts_on=second.starts_on,
        ends_on=second.ends_on,
    )
    closed(services, services.sprints.start(by=MASTER, sprint_id=second.id, version=second.version))
    ids = [item.id, other.id, waiting.id]
    assert services.closing.left_by(by=OFFICIAL, item_ids=ids) == {item.id: (1, 2), other.id: (1,)}
    third = started(services, item)
    assert services.board.of(by=OWNER, sprint_id=third.id).left_by == {item.id: (1, 2)}


@pytest.mark.parametrize("where", list(Where))
def test_report_is_the_same_wherever_the_unfinished_goes(
    services: Services, add: Add, clock: Hand, where: Where
) -> None:
    done, left = add("Suivre", estimate=5), add("Contester", estimate=3)
    sprint = started(services, done, left)
    clock.move(days=2)
    carry(services, done)
    so_far = services.sprints.report(by=OWNER, sprint_id=sprint.id)
    ended = services.closing.close(by=MASTER, sprint_id=sprint.id, version=sprint.version, unfinished=where)
    kept = services.store.row("select committed, report from sprint where id = :id", {"id": sprint.id})
    assert ended.report == so_far
    clock.move(days=1)
    services.items.edit(by=OWNER, item_id=left.id, version=fresh(services, left).version, estimate=13, title="Autre")
    services.items.edit(by=OWNER, item_id=done.id, version=fresh(services, done).version, estimate=1)
    assert services.store.row("select committed, report from sprint where id = :id", {"id": sprint.id}) == kept


def test_sprint_cancelled_is_the_owner_s_decision(services: Services, add: Add) -> None:
    sprint = started(services, add(estimate=2))
    with pytest.raises(Refused, match="not_allowed"):
        services.closing.cancel(by=MASTER, sprint_id=sprint.id, version=sprint.version, reason="Objectif caduc")
    with pytest.raises(Refused, match="text_missing"):
        services.closing.cancel(by=OWNER, sprint_id=sprint.id, version=sprint.version, reason=" ")
    ended = services.closing.cancel(by=OWNER, sprint_id=sprint.id, version=sprint.version, reason="Objectif caduc")
    assert ended.state is SprintState.CANCELLED
    assert ended.report is not None
    assert ended.report.unfinished == 2
    assert services.context.journal.of("sprint", sprint.id)[-1].reason == "Objectif caduc"
    assert services.sprints.active(by=OWNER) is None
    assert services.items.listing(by=OWNER).rows[0].item.state is ItemState.BACKLOG


def test_sprint_closed_with_an_old_version_is_a_conflict(services: Services) -> None:
    sprint = started(services)
    with pytest.raises(Conflict):
        services.closing.close(by=MASTER, sprint_id=sprint.id, version=sprint.version - 1)
    assert services.sprints.active(by=OWNER) == sprint


def test_sprint_is_not_a_developer_s_to_close(services: Services) -> None:
    sprint = started(services)
    with pytest.raises(Refused, match="not_allowed"):
        services.closing.close(by=DEVELOPER, sprint_id=sprint.id, version=sprint.version)
