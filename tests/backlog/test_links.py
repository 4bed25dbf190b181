"""What items are to one another, read from both sides."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backlog.links import INVERSE
from backlog.models import Item, Relation
from data.refusals import Refused
from data.store import NotFound
from services import Services
from tests.backlog.conftest import DEVELOPER, OFFICIAL, OWNER, Add


def seen(services: Services, item: Item, by=DEVELOPER) -> list[tuple[Relation, int]]:
    return [(each.relation, each.item.number) for each in services.links.of(by=by, item_id=item.id)]


def refusal(services: Services, item: Item, relation: Relation, other: Item) -> str:
    with pytest.raises(Refused) as refused:
        services.links.link(by=DEVELOPER, item_id=item.id, relation=relation, other_id=other.id)
    return refused.value.code


@pytest.mark.parametrize("relation", list(Relation))
def test_link_is_read_from_both_sides(services: Services, add: Add, relation: Relation) -> None:
    one, two = add(), add()
    services.links.link(by=DEVELOPER, item_id=one.id, relation=relation, other_id=two.id)
    assert seen(services, one) == [(relation, two.number)]
    assert seen(services, two) == [(INVERSE[relation], one.number)]


@pytest.mark.parametrize("relation", list(Relation))
def test_link_to_itself_is_refused(services: Services, add: Add, relation: Relation) -> None:
    item = add()
    assert refusal(services, item, relation, item) == "link_to_itself"


@pytest.mark.parametrize("relation", list(Relation))
def test_same_link_said_again_from_either_side_is_refused(services: Services, add: Add, relation: Relation) -> None:
    one, two = add(), add()
    services.links.link(by=DEVELOPER, item_id=one.id, relation=relation, other_id=two.id)
    assert refusal(services, one, relation, two) == "link_repeated"
    assert refusal(services, two, INVERSE[relation], one) == "link_repeated"


@pytest.mark.parametrize("relation", [Relation.BLOCKS, Relation.DUPLICATES])
def test_link_that_would_turn_in_a_circle_is_refused(services: Services, add: Add, relation: Relation) -> None:
    one, two, three = add(), add(), add()
    services.links.link(by=DEVELOPER, item_id=one.id, relation=relation, other_id=two.id)
    services.links.link(by=DEVELOPER, item_id=two.id, relation=relation, other_id=three.id)
    assert refusal(services, three, relation, one) == "link_cycle"
    assert refusal(services, one, INVERSE[relation], three) == "link_cycle"
    services.links.link(by=DEVELOPER, item_id=three.id, relation=Relation.RELATES, other_id=one.id)


@settings(max_examples=25, deadline=timedelta(seconds=5), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(list(Relation)), st.integers(0, 4)), max_size=20))
def test_nothing_ever_waits_for_itself(services: Services, add: Add, wanted: list[tuple[int, Relation, int]]) -> None:
    items = [add() for _ in range(5)]
    for start, relation, end in wanted:
        with suppress(Refused):
            services.links.link(by=DEVELOPER, item_id=items[start].id, relation=relation, other_id=items[end].id)
    blocked = {
        item.id: {each.item.id for each in services.links.of(by=OWNER, item_id=item.id) if each.relation == "blocks"}
        for item in items
    }
    while free := [id for id, others in blocked.items() if not others & set(blocked)]:
        for id in free:
            del blocked[id]
    assert not blocked


def test_unlinked_items_no_longer_know_each_other(services: Services, add: Add) -> None:
    one, two = add(), add()
    link = services.links.link(by=DEVELOPER, item_id=one.id, relation=Relation.BLOCKS, other_id=two.id)
    services.links.unlink(by=OWNER, link_id=link.id)
    assert seen(services, one) == seen(services, two) == []
    with pytest.raises(NotFound):
        services.links.unlink(by=OWNER, link_id=link.id)


def test_each_end_keeps_the_link_in_its_history_without_a_title(services: Services, add: Add) -> None:
    one, two = add("Le titre de l’un"), add("Le titre de l’autre")
    link = services.links.link(by=DEVELOPER, item_id=one.id, relation=Relation.BLOCKS, other_id=two.id)
    services.links.unlink(by=DEVELOPER, link_id=link.id)
    for item, said in ((one, ["blocks", two.id]), (two, ["blocked_by", one.id])):
        entries = services.context.journal.of("item", item.id)[-2:]
        assert [(each.verb, each.changes) for each in entries] == [
            ("link", {"link": (None, said)}),
            ("unlink", {"link": (said, None)}),
        ]


def test_private_end_of_a_link_does_not_exist_for_officials(services: Services, add: Add) -> None:
    one, hidden = add(), add(is_private=True)
    services.links.link(by=DEVELOPER, item_id=one.id, relation=Relation.BLOCKED_BY, other_id=hidden.id)
    assert seen(services, one) == [(Relation.BLOCKED_BY, hidden.number)]
    assert seen(services, one, by=OFFICIAL) == []
    with pytest.raises(NotFound):
        services.links.of(by=OFFICIAL, item_id=hidden.id)


def test_link_leaves_the_version_of_an_item_to_those_who_write_it(services: Services, add: Add) -> None:
    one, two = add(), add()
    services.links.link(by=DEVELOPER, item_id=one.id, relation=Relation.BLOCKS, other_id=two.id)
    assert services.items.edit(by=OWNER, item_id=one.id, version=one.version, title="Un autre titre").version == 2
