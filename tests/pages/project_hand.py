"""A project that has worked for some weeks, for the tests of what is drawn and forecast from it."""

from __future__ import annotations

from datetime import timedelta

from backlog.models import Item, ItemKind, ItemState, Sprint
from data.access import Role, actor
from data.clock import local_day
from services import Services
from tests.conftest import Hand

OWNER = actor(Role.PRODUCT_OWNER)


def add(town: Services, title: str, **fields: object) -> Item:
    return town.items.add(by=OWNER, kind=ItemKind.STORY, title=title, **fields)


def started(town: Services, count: int, points: float = 2.0) -> tuple[Sprint, list[Item]]:
    """An active sprint of four weeks with so many items."""
    first = local_day(town.context.clock())
    sprint = town.sprints.plan(by=OWNER, goal="Suivre sans compte", starts_on=first, ends_on=first + timedelta(days=27))
    items = [add(town, f"Élément *{place}*", estimate=points) for place in range(1, count + 1)]
    for item in items:
        town.sprints.pull(by=OWNER, item_id=item.id, version=item.version, sprint_id=sprint.id)
    return town.sprints.start(by=OWNER, sprint_id=sprint.id, version=sprint.version), items


def move(town: Services, item: Item, to: ItemState) -> None:
    version = town.items.page(by=OWNER, number=item.number).item.version
    town.board.move(by=OWNER, item_id=item.id, version=version, to=to)


def close(town: Services, sprint: Sprint) -> None:
    town.closing.close(by=OWNER, sprint_id=sprint.id, version=sprint.version)


def worked(town: Services, clock: Hand, weeks: int, *, done: bool = True) -> tuple[Sprint, list[Item]]:
    """So many whole weeks, in each of which one item was begun then, unless told otherwise, finished two days later."""
    sprint, items = started(town, weeks + 3)
    for item in items[:weeks]:
        move(town, item, ItemState.DOING)
        clock.move(days=2)
        if done:
            move(town, item, ItemState.DONE)
        clock.move(days=5)
    return sprint, items
