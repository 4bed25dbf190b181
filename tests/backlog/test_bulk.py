"""Many items at once: one transaction, one line each, refusals item by item."""

from __future__ import annotations

import pytest

from backlog.bulk import MOST
from backlog.models import Item, ItemKind, ItemState, Moscow, Place
from data.refusals import Refused
from data.store import NotFound
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OFFICIAL, OWNER, Add, carry, fresh, planned, started


def chosen(*items: Item) -> dict[str, int]:
    return {item.id: item.version for item in items}


def order(services: Services) -> list[int]:
    return [row.item.number for row in services.items.listing(by=OWNER).rows]


def test_fields_are_given_to_all_with_a_line_each(services: Services, add: Add) -> None:
    epic = services.goals.add_epic(by=OWNER, title="Signaler", colour="#0072B2")
    items = [add(), add(), add()]
    done = services.bulk.edit(
        by=DEVELOPER, chosen=chosen(*items[:2]), epic_id=epic.id, assignee="Dina", kind=ItemKind.BUG, estimate=3
    )
    assert (done.changed, done.refused) == (2, ())
    for item in items[:2]:
        now = fresh(services, item)
        assert (now.epic_id, now.assignee, now.kind, now.estimate) == (epic.id, "Dina", ItemKind.BUG, 3)
        assert len(services.context.journal.of("item", item.id)) == 2
    assert fresh(services, items[2]).version == 1


def test_tags_are_added_and_removed_whatever_their_case(services: Services, add: Add) -> None:
    first, second = add(tags=["Voirie", "Ancien"]), add(tags=["ancien"])
    services.bulk.edit(by=OWNER, chosen=chosen(first, second), add_tags=["voirie", "Mobile"], remove_tags=["ANCIEN"])
    assert fresh(services, first).tags == ("Voirie", "Mobile")
    assert fresh(services, second).tags == ("voirie", "Mobile")


def test_priority_is_given_to_all(services: Services, add: Add) -> None:
    items = [add(), add()]
    services.bulk.edit(by=OWNER, chosen=chosen(*items), moscow=Moscow.MUST)
    assert [fresh(services, item).priority.moscow for item in items] == [Moscow.MUST, Moscow.MUST]


@pytest.mark.parametrize(("place", "expected"), [(Place.TOP, [2, 4, 1, 3]), (Place.BOTTOM, [1, 3, 2, 4])])
def test_items_sent_to_an_end_keep_their_order(services: Services, add: Add, place: Place, expected: list[int]) -> None:
    items = [add() for _ in range(4)]
    services.bulk.move(by=OWNER, chosen=chosen(items[3], items[1]), place=place)
    assert order(services) == expected


def test_items_are_dropped_with_the_reason_and_the_done_one_is_refused(services: Services, add: Add) -> None:
    first, second = add("Premier"), add("Deuxième")
    started(services, first)
    carry(services, first)
    done = services.bulk.drop(
        by=OWNER, chosen=chosen(fresh(services, first), second), reason="Remplacé par le nouveau circuit"
    )
    assert done.changed == 1
    assert [(each.number, each.problems[0].code) for each in done.refused] == [(1, "item_is_done")]
    assert fresh(services, second).state is ItemState.DROPPED
    assert services.context.journal.of("item", second.id)[-1].reason == "Remplacé par le nouveau circuit"


def test_items_go_into_a_sprint_but_the_one_that_does_not_wait(services: Services, add: Add) -> None:
    first, second = add(), add()
    other, sprint = planned(services, first), planned(services)
    done = services.bulk.pull(by=MASTER, chosen=chosen(fresh(services, first), second), sprint_id=sprint.id)
    assert (done.changed, [each.problems[0].code for each in done.refused]) == (1, ["item_not_waiting"])
    assert [fresh(services, item).sprint_id for item in (first, second)] == [other.id, sprint.id]


def test_field_that_somebody_changed_since_is_refused_for_that_item_alone(services: Services, add: Add) -> None:
    first, second = add(estimate=1), add(estimate=1)
    services.items.edit(by=DEVELOPER, item_id=first.id, version=1, estimate=5)
    done = services.bulk.edit(by=OWNER, chosen=chosen(first, second), estimate=8)
    assert (done.changed, [each.problems[0].code for each in done.refused]) == (1, ["item_changed_since"])
    assert [fresh(services, item).estimate for item in (first, second)] == [5, 8]


def test_item_that_has_it_already_is_not_counted(services: Services, add: Add) -> None:
    first, second = add(assignee="Dina"), add()
    assert services.bulk.edit(by=OWNER, chosen=chosen(first, second), assignee="Dina").changed == 1


def test_what_suits_no_item_is_refused_as_a_whole_beside_its_field(services: Services, add: Add) -> None:
    item = add()
    for act, code in (
        (lambda: services.bulk.edit(by=OWNER, chosen=chosen(item), estimate=0.1), "estimate_invalid"),
        (lambda: services.bulk.edit(by=OWNER, chosen=chosen(item), epic_id="nowhere"), "epic_unknown"),
        (lambda: services.bulk.drop(by=OWNER, chosen=chosen(item), reason=" "), "text_missing"),
        (lambda: services.bulk.move(by=OWNER, chosen=chosen(item), place=Place.UP), "place_not_an_end"),
        (lambda: services.bulk.edit(by=OWNER, chosen={}, estimate=1), "nothing_chosen"),
        (lambda: services.bulk.edit(by=OWNER, chosen=dict.fromkeys(map(str, range(MOST + 1)), 1)), "too_many_chosen"),
    ):
        with pytest.raises(Refused, match=code):
            act()
    with pytest.raises(NotFound):
        services.bulk.edit(by=OWNER, chosen={"nowhere": 1}, estimate=1)
    assert fresh(services, item).version == 1


@pytest.mark.parametrize("verb", ["move", "drop", "pull"])
def test_each_act_asks_for_the_right_that_it_asks_for_one_item(services: Services, add: Add, verb: str) -> None:
    given = {"move": {"place": Place.TOP}, "drop": {"reason": "Inutile"}, "pull": {"sprint_id": planned(services).id}}
    with pytest.raises(Refused, match="not_allowed"):
        getattr(services.bulk, verb)(by=DEVELOPER, chosen=chosen(add()), **given[verb])
    with pytest.raises(Refused, match="not_allowed"):
        services.bulk.edit(by=OFFICIAL, chosen=chosen(add()), estimate=1)


def test_value_that_suits_no_item_is_refused_as_a_whole(services: Services, add: Add) -> None:
    chosen = {add().id: 1, add().id: 1}
    for fields in ({"moscow": "never"}, {"estimate": 0.3}, {"add_tags": ["x" * 41]}, {"kind": "epic"}):
        with pytest.raises(Refused, match=r"choice_unknown|estimate_invalid|text_too_long"):
            services.bulk.edit(by=OWNER, chosen=chosen, **fields)
