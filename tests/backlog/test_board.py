"""The board: cards in their columns, limits of work in progress, filters."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from backlog.board import age_in_days, narrowed
from backlog.models import COLUMNS, ItemState
from backlog.views import Limit
from data.refusals import Refused
from data.store import Conflict
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OFFICIAL, OWNER, Add, carry, closed, fresh, planned, started
from tests.backlog.test_together import together
from tests.conftest import Hand


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


def test_card_moved_twice_towards_a_full_column_is_told_as_moved(services: Services, add: Add) -> None:
    item, other = add(), add()
    started(services, item, other)
    services.board.set_limit(by=MASTER, state=ItemState.REVIEW, maximum=1, is_hard=True)
    carry(services, other, ItemState.REVIEW)
    version = fresh(services, item).version
    services.board.move(by=DEVELOPER, item_id=item.id, version=version, to=ItemState.DOING)
    with pytest.raises(Conflict):
        services.board.move(by=OWNER, item_id=item.id, version=version, to=ItemState.REVIEW)


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


def test_column_over_a_soft_limit_takes_the_card_and_says_so(services: Services, add: Add) -> None:
    first, second = add(), add()
    started(services, first, second)
    services.board.set_limit(by=MASTER, state=ItemState.DOING, maximum=1)
    moved = [
        services.board.move(by=DEVELOPER, item_id=each.id, version=fresh(services, each).version, to=ItemState.DOING)
        for each in (first, second)
    ]
    assert [each.over for each in moved] == [None, Limit(1, is_hard=False)]
    assert fresh(services, second).state is ItemState.DOING


def test_column_at_its_hard_limit_refuses_and_nothing_is_written(services: Services, add: Add) -> None:
    first, second = add(), add()
    sprint = started(services, first, second)
    services.board.set_limit(by=MASTER, state=ItemState.DOING, maximum=1, is_hard=True)
    carry(services, first, ItemState.DOING)
    before, stamp = fresh(services, second), services.board.stamp(by=OWNER)
    with pytest.raises(Refused, match="wip_limit_reached") as refused:
        carry(services, second, ItemState.DOING)
    assert refused.value.facts == {"number": second.number, "maximum": 1}
    assert (fresh(services, second), services.board.stamp(by=OWNER)) == (before, stamp)
    carry(services, first, ItemState.DOING)  # where it stands already
    board = services.board.of(by=OWNER, sprint_id=sprint.id)
    assert (board.counts[ItemState.DOING], board.limits) == (1, {ItemState.DOING: Limit(1, is_hard=True)})


def test_limit_is_for_the_board_of_one_sprint(services: Services, add: Add) -> None:
    done, first, second = add(), add(), add()
    services.board.set_limit(by=MASTER, state=ItemState.REVIEW, maximum=1, is_hard=True)
    sprint = started(services, first)
    carry(services, first, ItemState.REVIEW)
    carry(services, first)
    closed(services, sprint)
    started(services, second, done)
    assert carry(services, second, ItemState.REVIEW).state is ItemState.REVIEW


def test_hard_limit_is_never_exceeded_by_people_who_move_together(services: Services, add: Add) -> None:
    items = [add() for _ in range(8)]
    sprint = started(services, *items)
    services.board.set_limit(by=MASTER, state=ItemState.DOING, maximum=3, is_hard=True)
    refusals: list[str] = []

    def mover(mine: int) -> None:
        for item in items[mine::2]:
            for to in (ItemState.DOING, ItemState.TODO, ItemState.DOING):
                try:
                    carry(services, item, to)
                except Refused as refused:
                    refusals.append(refused.code)
                assert services.board.of(by=OWNER, sprint_id=sprint.id).counts[ItemState.DOING] <= 3

    assert together(services, lambda: mover(0), lambda: mover(1)) == []
    assert set(refusals) == {"wip_limit_reached"}
    assert services.board.of(by=OWNER, sprint_id=sprint.id).counts[ItemState.DOING] == 3


def test_limit_is_set_changed_and_lifted_with_a_line_each(services: Services) -> None:
    def limit(maximum: int | None, is_hard: bool = False) -> None:
        services.board.set_limit(by=MASTER, state=ItemState.DOING, maximum=maximum, is_hard=is_hard)

    limit(3)
    limit(3)
    limit(3, is_hard=True)
    limit(None)
    limit(None)
    assert services.board.limits(by=OWNER) == {}
    assert [entry.changes for entry in services.context.journal.of("board", "doing")] == [
        {"maximum": (None, 3), "is_hard": (None, False)},
        {"is_hard": (False, True)},
        {"maximum": (3, None), "is_hard": (True, None)},
    ]


@pytest.mark.parametrize("maximum", [0, -1, 100, 2.5])
def test_limit_that_is_no_number_of_cards_is_refused(services: Services, maximum: int) -> None:
    with pytest.raises(Refused, match="limit_invalid"):
        services.board.set_limit(by=MASTER, state=ItemState.DOING, maximum=maximum)
    assert services.board.limits(by=OWNER) == {}


@pytest.mark.parametrize("state", [ItemState.TODO, ItemState.DONE, ItemState.BACKLOG])
def test_only_work_in_progress_has_a_limit(services: Services, state: ItemState) -> None:
    with pytest.raises(Refused, match="column_unknown"):
        services.board.set_limit(by=MASTER, state=state, maximum=3)


def test_limit_is_not_a_developer_s_to_set(services: Services) -> None:
    with pytest.raises(Refused, match="not_allowed"):
        services.board.set_limit(by=DEVELOPER, state=ItemState.DOING, maximum=3)


def test_filters_keep_the_cards_asked_for_and_the_counts_of_all(services: Services, add: Add) -> None:
    epic = services.goals.add_epic(by=OWNER, title="Carte", colour="#0A6570")
    mapped = add(epic_id=epic.id, assignee="Dina", tags=["Mobile"], estimate=3)
    other = add(assignee="Samir", tags=["mobile", "été"], estimate=5)
    sprint = started(services, mapped, other, add())
    services.blocking.block(by=DEVELOPER, item_id=other.id, version=fresh(services, other).version, reason="Fibre")

    def shown(**filters: Any) -> list[int]:
        board = narrowed(services.board.of(by=OWNER, sprint_id=sprint.id), **filters)
        assert board.counts[ItemState.TODO] == 3
        assert board.remaining == 8
        return [card.item.number for card in board.columns[ItemState.TODO]]

    assert shown(person="Dina") == [1]
    assert shown(epic=epic.id) == [1]
    assert shown(tag="MOBILE") == [1, 2]
    assert shown(blocked=True) == [2]
    assert shown(person="Dina", blocked=True) == []
    board = services.board.of(by=OWNER, sprint_id=sprint.id)
    assert shown() == [1, 2, 3]
    assert (board.people, [each.title for each in board.epics]) == (("Dina", "Samir"), ["Carte"])
    assert board.tags == ("mobile", "été")


def test_private_card_is_the_team_s(services: Services, add: Add) -> None:
    sprint = started(services, add(is_private=True, assignee="Dina", estimate=5), add())
    board = services.board.of(by=OFFICIAL, sprint_id=sprint.id)
    assert [card.item.number for card in board.columns[ItemState.TODO]] == [2]
    assert (board.people, board.remaining) == ((), 5)
    assert len(services.board.of(by=DEVELOPER, sprint_id=sprint.id).columns[ItemState.TODO]) == 2


def test_age_of_a_card_counts_the_nights_in_its_column(services: Services, add: Add, clock: Hand) -> None:
    item = add()
    started(services, item)
    clock.now = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)  # 23:00 in Techniville
    moved = carry(services, item, ItemState.DOING)
    assert age_in_days(moved, clock()) == 0
    clock.move(hours=2)
    assert age_in_days(moved, clock()) == 1
    clock.move(days=3)
    edited = services.items.edit(by=OWNER, item_id=item.id, version=moved.version, title="Un autre titre")
    assert age_in_days(edited, clock()) == 4


def test_stamp_grows_with_what_happens_and_stays_otherwise(services: Services, add: Add) -> None:
    item = add()
    sprint = started(services, item)
    before = services.board.stamp(by=OFFICIAL)
    services.board.of(by=OWNER, sprint_id=sprint.id)
    assert services.board.stamp(by=OFFICIAL) == before
    carry(services, item, ItemState.DOING)
    assert services.board.stamp(by=OFFICIAL) > before
