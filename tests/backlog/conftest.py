"""The people of the project, and short ways to what most tests begin with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from backlog.models import Feedback, Item, ItemKind, ItemState, Mood, Sprint
from data.access import INHABITANT, Role, actor
from services import Services

OWNER = actor(Role.PRODUCT_OWNER, id="po", name="Paule")
MASTER = actor(Role.SCRUM_MASTER, id="sm", name="Samir")
DEVELOPER = actor(Role.DEVELOPER, id="dev", name="Dina")
OFFICIAL = actor(Role.OFFICIAL, id="elu", name="Élise")

Add = Callable[..., Item]
Say = Callable[..., Feedback]


@pytest.fixture
def add(services: Services) -> Add:
    """A new story, with changes."""

    def act(title: str = "Prévenir des doublons", **fields: Any) -> Item:
        return services.items.add(by=OWNER, kind=fields.pop("kind", ItemKind.STORY), title=title, **fields)

    return act


@pytest.fixture
def say(services: Services) -> Say:
    """A feedback on the report screen, with changes."""

    def act(comment: str = "La carte est petite.", **fields: Any) -> Feedback:
        given = {"mood": Mood.MEDIUM, "screen": "signaler", "increment_key": "report", "voice": "session-1"}
        return services.feedback.give(by=fields.pop("by", INHABITANT), comment=comment, **(given | fields))

    return act


def planned(services: Services, *items: Item, goal: str = "Suivre sa demande sans compte") -> Sprint:
    """A planned sprint of two weeks with these items."""
    sprint = services.sprints.plan(by=MASTER, goal=goal, starts_on=date(2026, 11, 23), ends_on=date(2026, 12, 4))
    for item in items:
        services.sprints.pull(by=OWNER, item_id=item.id, version=fresh(services, item).version, sprint_id=sprint.id)
    return sprint


def started(services: Services, *items: Item) -> Sprint:
    """An active sprint that committed to these items."""
    sprint = planned(services, *items)
    return services.sprints.start(by=MASTER, sprint_id=sprint.id, version=sprint.version)


def closed(services: Services, sprint: Sprint) -> Sprint:
    """That sprint, closed."""
    return services.closing.close(by=MASTER, sprint_id=sprint.id, version=sprint.version)


def fresh(services: Services, item: Item) -> Item:
    """The item as the store holds it now."""
    return services.items.page(by=OWNER, number=item.number).item


def carry(services: Services, item: Item, to: ItemState = ItemState.DONE) -> Item:
    """Moves a card across the board."""
    now = fresh(services, item)
    return services.board.move(by=DEVELOPER, item_id=item.id, version=now.version, to=to).item
