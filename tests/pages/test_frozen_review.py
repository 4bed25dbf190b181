"""The review of a closed sprint reads the same whatever is edited afterwards (rule 7)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from backlog.models import Item, ItemKind, ItemState, Place, Relation, Sprint
from data.clock import local_day
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OWNER
from tests.conftest import Hand
from tests.pages.harness import Door


@pytest.fixture
def ended(town: Services, clock: Hand) -> Sprint:
    """A closed sprint: an item Done, of two increments; one not; one that came, one that went."""
    first = local_day(clock())
    epic = town.goals.add_epic(by=OWNER, title="Carte", colour="#0072b2")
    plan = town.sprints.plan(by=MASTER, goal="Voir autour", starts_on=first, ends_on=first + timedelta(days=11))
    for title in ("Carte des travaux", "Carte des écoles", "Carte des bancs", "Carte des parcs"):
        town.items.add(by=OWNER, kind=ItemKind.STORY, title=title, estimate=3.0, epic_id=epic.id)
    for number in (1, 2, 3):
        pull(town, number, plan)
    plan = town.sprints.start(by=MASTER, sprint_id=plan.id, version=plan.version)
    clock.move(days=2)
    town.board.move(**its(town, 1), to=ItemState.DONE)
    for key in ("map", "report"):
        town.increments.attach(by=OWNER, key=key, item_id=item(town, 1).id)
    town.sprints.put_back(**its(town, 3))
    pull(town, 4, plan)
    clock.move(days=9)
    return town.closing.close(by=MASTER, sprint_id=plan.id, version=plan.version)


def item(town: Services, number: int) -> Item:
    return town.items.page(by=OWNER, number=number).item


def its(town: Services, number: int) -> dict[str, Any]:
    """What a verb asks about an item."""
    return {"by": OWNER, "item_id": item(town, number).id, "version": item(town, number).version}


def pull(town: Services, number: int, sprint: Sprint) -> None:
    town.sprints.pull(**its(town, number), sprint_id=sprint.id)


def read(test: AppTest) -> list[str]:
    """Everything that the page says."""
    assert not test.exception
    parts = (test.title, test.header, test.subheader, test.markdown, test.info, test.caption, test.table)
    links = [each.proto.label for each in test.get("page_link")]
    return [str(each.value) for part in parts for each in part] + links


def test_review_of_a_closed_sprint_reads_the_same_after_a_storm(
    door: Door, town: Services, ended: Sprint, clock: Hand
) -> None:
    before = {lang: read(door.open("revue", by="official", lang=lang)) for lang in ("fr", "en")}
    assert "Carte des travaux" in "\n".join(before["fr"])
    storm(town, clock)
    after = {lang: read(door.open("revue", by="official", lang=lang)) for lang in ("fr", "en")}
    assert after == before


def storm(town: Services, clock: Hand) -> None:
    """Everything that may be done to the items of an ended sprint and around them."""
    for number in (1, 2, 3, 4):
        fields = {
            "title": f"Renommé {number}",
            "estimate": 13.0,
            "tags": ["après"],
            "assignee": "Hugo",
            "criteria": ["x"],
        }
        town.items.edit(**its(town, number), **fields, epic_id=None)
        town.items.move(**its(town, number), place=Place.TOP)
        town.comments.say(by=DEVELOPER, item_id=item(town, number).id, body="Encore")
        town.increments.attach(by=OWNER, key="follow", item_id=item(town, number).id)
        town.prioritisation.rate(**its(town, number), moscow="must", wsjf_value=8)
    town.links.link(by=OWNER, item_id=item(town, 1).id, relation=Relation.DUPLICATES, other_id=item(town, 2).id)
    town.blocking.block(**its(town, 2), reason="On attend")
    town.items.drop(**its(town, 4), reason="Plus utile")
    epic = town.goals.epics(by=OWNER)[0]
    epic = town.goals.edit_epic(by=OWNER, epic_id=epic.id, version=epic.version, title="Autre", colour="#d55e00")
    town.goals.close_epic(by=OWNER, epic_id=epic.id, version=epic.version, closed=True)
    town.definition_of_done.add(by=OWNER, text="Relu par quelqu’un")
    clock.move(days=1)
    day = local_day(clock())
    following = town.sprints.plan(by=MASTER, goal="", starts_on=day, ends_on=day + timedelta(days=9))
    pull(town, 2, following)
    town.store.execute("delete from increment_item where increment_key = 'map'")
