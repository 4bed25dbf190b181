"""The daily: what moved since the last one, what is stuck, what sleeps, who is free."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from backlog.daily import last_daily
from backlog.models import Item, ItemState
from data.access import Role
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OFFICIAL, OWNER, Add, carry, fresh, started
from tests.conftest import Hand


def take(services: Services, item: Item, name: str, to: ItemState = ItemState.DOING) -> None:
    """Somebody takes a card and moves it."""
    services.items.edit(by=DEVELOPER, item_id=item.id, version=fresh(services, item).version, assignee=name)
    carry(services, item, to)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (datetime(2026, 11, 25, 8, 45, tzinfo=UTC), datetime(2026, 11, 24, 8, 30, tzinfo=UTC)),  # Wednesday: Tuesday
        (datetime(2026, 11, 23, 8, 45, tzinfo=UTC), datetime(2026, 11, 20, 8, 30, tzinfo=UTC)),  # Monday: Friday
        (datetime(2026, 11, 22, 8, 45, tzinfo=UTC), datetime(2026, 11, 20, 8, 30, tzinfo=UTC)),  # Sunday: Friday
        (datetime(2026, 11, 12, 8, 45, tzinfo=UTC), datetime(2026, 11, 10, 8, 30, tzinfo=UTC)),  # after 11 November
        (datetime(2026, 10, 26, 8, 45, tzinfo=UTC), datetime(2026, 10, 23, 7, 30, tzinfo=UTC)),  # clocks went back
    ],
)
def test_last_daily_is_that_of_the_working_day_before(now: datetime, before: datetime) -> None:
    assert last_daily(now) == before


def test_goal_days_and_points_left(services: Services, add: Add, clock: Hand) -> None:
    first, second, third = add(estimate=5), add(estimate=3), add()
    sprint = started(services, first, second, third)
    carry(services, first)
    view = services.daily.view(by=OFFICIAL, sprint_id=sprint.id)
    assert view.sprint.goal == sprint.goal
    assert (view.points_left, len(view.left), view.without_estimate) == (3, 2, 1)
    assert view.days_left == 9  # Tuesday 24 November to Friday 4 December
    clock.move(days=20)
    assert services.daily.view(by=OFFICIAL, sprint_id=sprint.id).days_left == 0


def test_what_moved_is_told_once_an_item_from_where_to_where(services: Services, add: Add, clock: Hand) -> None:
    old, new, still = add("Avant-hier"), add("Hier"), add("Immobile")
    sprint = started(services, old, new, still)
    carry(services, old, ItemState.DOING)
    clock.move(days=2)
    carry(services, new, ItemState.DOING)
    clock.move(hours=1)
    now = fresh(services, new)
    services.board.move(by=MASTER, item_id=new.id, version=now.version, to=ItemState.REVIEW)
    services.items.edit(by=OWNER, item_id=still.id, version=fresh(services, still).version, title="Immobile encore")
    view = services.daily.view(by=DEVELOPER, sprint_id=sprint.id)
    assert [each.item.number for each in view.moved] == [new.number]
    told = view.moved[0]
    assert told.path == (ItemState.TODO, ItemState.DOING, ItemState.REVIEW)
    assert (told.who, told.at) == (("Dina", "Samir"), clock.now)
    wider = services.daily.view(by=DEVELOPER, sprint_id=sprint.id, since=datetime(2026, 11, 23, tzinfo=UTC))
    assert [each.item.number for each in wider.moved] == [new.number, old.number]


def test_nothing_is_told_from_before_the_start(services: Services, add: Add) -> None:
    sprint = started(services, add(), add())
    assert services.daily.view(by=DEVELOPER, sprint_id=sprint.id).moved == ()


def test_what_came_into_the_sprint_or_left_it_is_told(services: Services, add: Add, clock: Hand) -> None:
    leaving, late, brief = add("Sort"), add("Arrive"), add("Passe")
    sprint = started(services, leaving)
    clock.move(days=1)
    services.sprints.put_back(by=MASTER, item_id=leaving.id, version=fresh(services, leaving).version)
    for each in (late, brief):
        services.sprints.pull(by=MASTER, item_id=each.id, version=each.version, sprint_id=sprint.id)
    services.sprints.put_back(by=MASTER, item_id=brief.id, version=fresh(services, brief).version)
    told = {each.item.title: each.path for each in services.daily.view(by=DEVELOPER, sprint_id=sprint.id).moved}
    assert told == {
        "Sort": (ItemState.TODO, ItemState.BACKLOG),
        "Arrive": (ItemState.BACKLOG, ItemState.TODO),
        "Passe": (ItemState.BACKLOG, ItemState.TODO, ItemState.BACKLOG),
    }


def test_what_moves_outside_the_sprint_is_not_told(services: Services, add: Add, clock: Hand) -> None:
    outside = add("Ailleurs")
    sprint = started(services, add())
    clock.move(days=1)
    services.items.drop(by=OWNER, item_id=outside.id, version=1, reason="Plus utile")
    add("Nouveau")
    assert services.daily.view(by=DEVELOPER, sprint_id=sprint.id).moved == ()


def test_blocked_ones_come_longest_first_and_do_not_sleep(services: Services, add: Add, clock: Hand) -> None:
    first, second = add("Premier"), add("Second")
    sprint = started(services, first, second)
    for each in (second, first):
        carry(services, each, ItemState.DOING)
        version = fresh(services, each).version
        services.blocking.block(by=DEVELOPER, item_id=each.id, version=version, reason="On attend la clé")
        clock.move(days=7)
    view = services.daily.view(by=DEVELOPER, sprint_id=sprint.id)
    assert [each.title for each in view.blocked] == ["Second", "Premier"]
    assert view.asleep == ()


def test_what_stands_for_three_working_days_sleeps(services: Services, add: Add, clock: Hand) -> None:
    doing, waiting, done = add("En cours"), add("À faire"), add("Terminé")
    sprint = started(services, doing, waiting, done)
    carry(services, doing, ItemState.DOING)
    carry(services, done)
    clock.move(days=2)  # Thursday
    assert services.daily.view(by=DEVELOPER, sprint_id=sprint.id).asleep == ()
    clock.move(days=4)  # Monday: the weekend does not count
    asleep = services.daily.view(by=DEVELOPER, sprint_id=sprint.id).asleep
    assert [(each.item.title, each.days) for each in asleep] == [("En cours", 4)]


def test_who_is_free_and_who_has_several_things(services: Services, add: Add) -> None:
    for name in ("Dina", "Hugo", "Zoé"):
        services.sessions.add_account(name=name, role=Role.DEVELOPER)
    services.sessions.add_account(name="Élise", role=Role.OFFICIAL)
    items = [add(str(position) * 3) for position in range(5)]
    sprint = started(services, *items)
    take(services, items[0], "dina")
    take(services, items[1], "Dina", ItemState.REVIEW)
    take(services, items[2], "Hugo")
    take(services, items[3], "Une stagiaire", ItemState.DONE)
    take(services, items[4], "")
    view = services.daily.view(by=DEVELOPER, sprint_id=sprint.id)
    assert view.free == ("Une stagiaire", "Zoé")
    assert [(each.name, len(each.items)) for each in view.several] == [("Dina", 2)]
    assert [each.id for each in view.unassigned] == [items[4].id]


def test_private_item_is_not_told_to_officials(services: Services, add: Add, clock: Hand) -> None:
    item = add("Faille signalée", is_private=True, estimate=3)
    sprint = started(services, item)
    clock.move(days=1)
    carry(services, item, ItemState.DOING)
    version = fresh(services, item).version
    services.blocking.block(by=DEVELOPER, item_id=item.id, version=version, reason="On attend le correctif")
    ours = services.daily.view(by=DEVELOPER, sprint_id=sprint.id)
    assert (len(ours.moved), len(ours.blocked), len(ours.left)) == (1, 1, 1)
    theirs = services.daily.view(by=OFFICIAL, sprint_id=sprint.id)
    assert (theirs.moved, theirs.blocked, theirs.unassigned, theirs.left) == ((), (), (), ())


def test_stamp_grows_when_something_happens_in_the_project_and_only_then(services: Services, add: Add) -> None:
    seen = [services.daily.stamp(by=OFFICIAL)]
    services.sessions.add_account(name="Zoé", role=Role.DEVELOPER)
    assert services.daily.stamp(by=OFFICIAL) == seen[-1]
    for act in (add, lambda: started(services), lambda: services.impediments.open(by=DEVELOPER, text="Le réseau")):
        act()
        seen.append(services.daily.stamp(by=OFFICIAL))
    assert seen == sorted(set(seen))
