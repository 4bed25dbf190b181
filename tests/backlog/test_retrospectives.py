"""Retrospectives and goals."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from backlog.models import RetroFormat
from backlog.views import Progress
from data.refusals import Refused
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OFFICIAL, OWNER, Add, carry, closed, planned, started

HELD = {"format": RetroFormat.START_STOP_CONTINUE, "held_on": date(2026, 12, 4)}
CARDS = [("start", "Montrer plus tôt aux élus", 3), ("continue", "Les points courts", 0)]


def test_retrospective_keeps_cards_and_actions_but_no_author(services: Services, add: Add) -> None:
    action = add("Inviter les élus plus tôt")
    sprint = closed(services, started(services))
    held = services.retrospectives.record(
        by=MASTER, sprint_id=sprint.id, **HELD, summary="Du rythme", return_on_time=4, cards=CARDS, actions=[action.id]
    )
    assert [(card.lane, card.text, card.votes) for card in held.cards] == CARDS
    assert held.actions == (action,)
    assert services.retrospectives.of(by=DEVELOPER, sprint_number=1) == held
    assert services.retrospectives.all(by=DEVELOPER) == (held,)
    assert services.retrospectives.of(by=DEVELOPER, sprint_number=2) is None
    assert "élus" not in repr(services.context.journal.of("retrospective", held.id))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"cards": [("mad", "Lent", 0)]}, "lane_unknown"),
        ({"cards": [("start", "Lent", -1)]}, "votes_invalid"),
        ({"cards": [("start", " ", 0)]}, "text_missing"),
        ({"cards": [("start", "Lent", 0)] * 201}, "too_many_cards"),
        ({"return_on_time": 6}, "return_on_time_invalid"),
        ({"return_on_time": float("nan")}, "return_on_time_invalid"),
    ],
)
def test_retrospective_that_cannot_be_is_refused_whole(services: Services, changes: dict[str, Any], code: str) -> None:
    sprint = started(services)
    with pytest.raises(Refused, match=code):
        services.retrospectives.record(by=MASTER, sprint_id=sprint.id, **(HELD | changes))
    assert services.store.scalar("select count(*) from retro_card") == 0


def test_retrospective_is_one_for_a_sprint_that_was_lived(services: Services) -> None:
    with pytest.raises(Refused, match="sprint_not_started"):
        services.retrospectives.record(by=MASTER, sprint_id=planned(services).id, **HELD)
    sprint = started(services)
    services.retrospectives.record(by=MASTER, sprint_id=sprint.id, **HELD)
    with pytest.raises(Refused, match="retrospective_exists"):
        services.retrospectives.record(by=MASTER, sprint_id=sprint.id, **HELD)


def test_product_goal_set_replaces_the_one_before(services: Services, add: Add) -> None:
    assert services.goals.goal(by=OFFICIAL) is None
    services.goals.set_goal(by=OWNER, text="Signaler en une minute")
    services.goals.set_goal(by=OWNER, text="Être tenu au courant")
    goal = services.goals.goal(by=OFFICIAL)
    assert goal is not None
    assert goal.text == "Être tenu au courant"
    items = [add() for _ in range(4)]
    started(services, items[0])
    carry(services, items[0])
    services.items.drop(by=OWNER, item_id=items[1].id, version=1, reason="Fait autrement")
    assert services.goals.progress(by=OFFICIAL) == Progress(done=1, total=3)


def test_epics_and_lines_keep_their_order(services: Services) -> None:
    with pytest.raises(Refused, match="colour_invalid"):
        services.goals.add_epic(by=OWNER, title="Signaler", colour="red;}")
    for name in ("Signaler", "Suivre"):
        services.goals.add_epic(by=OWNER, title=name, colour="#0072B2")
        services.definition_of_done.add(by=DEVELOPER, text=name)
    assert [each.title for each in services.goals.epics(by=OWNER)] == ["Signaler", "Suivre"]
    assert [each.text for each in services.definition_of_done.lines(by=OFFICIAL)] == ["Signaler", "Suivre"]
