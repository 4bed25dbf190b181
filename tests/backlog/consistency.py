"""What must hold of a project whatever was done to it, and by however many people at once."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from backlog.changes import LISTS, values
from backlog.models import ItemState, SprintState
from backlog.repository import as_item
from data.store import Row
from services import Services

# The fields of an item that its first line of the journal leaves out when they are empty.
EMPTY = dict.fromkeys(("epic_id", "estimate", "sprint_id", "done_at", "blocked_at"))
EMPTY |= dict.fromkeys(("as_a", "i_want", "so_that", "description", "assignee", "blocked"), "")
SETTLED = (ItemState.DONE, ItemState.DROPPED)


def assert_consistent(services: Services) -> None:
    """The items, their journal, their flow, their words and the sprints tell one story."""
    store = services.store
    assert store.check() == []
    items = store.rows("select * from item")
    sprints = {row["id"]: row for row in store.rows("select * from sprint")}
    assert [row["state"] for row in sprints.values()].count(SprintState.ACTIVE) <= 1
    assert len({row["rank"] for row in items}) == len(items)
    for row in items:
        assert_told(services, row)
        assert_flow(services, row)
        assert_placed(row, sprints.get(row["sprint_id"]))
        words = store.rows("select words from item_search where key = :id", {"id": row["id"]})
        assert [each["words"] for each in words] == [f"{row['number']} {as_item(row).text}"]
    for row in store.rows("select * from feedback"):
        assert (row["state"] == "item") == (row["item_id"] is not None)
        assert (row["state"] == "snoozed") == (row["snoozed_until"] is not None)


def assert_told(services: Services, row: Row) -> None:
    """Read from its first line on, the journal gives the item as it is; each line begins where the last one ended."""
    now = values(row)
    told: dict[str, Any] = EMPTY | {"is_private": 0, "state": "backlog", "version": 1} | {name: [] for name in LISTS}
    for line in services.context.journal.of("item", row["id"]):
        changes = {field: pair for field, pair in line.changes.items() if field in now}  # not what stands beside it
        if line.verb != "add":
            # The first line leaves out the rank, which nobody chose.
            before = {field: pair[0] for field, pair in changes.items()}
            assert {field: told.get(field, before[field]) for field in changes} == before
        told |= {field: pair[1] for field, pair in changes.items()}
    assert told == {field: now[field] for field in told}


def assert_flow(services: Services, row: Row) -> None:
    """The flow leads without a gap from the backlog to the state of the item."""
    flow = services.store.rows("select * from item_flow where item_id = :id order by rowid", {"id": row["id"]})
    assert [each["after"] for each in flow[:-1]] == [each["before"] for each in flow[1:]]
    assert flow[0]["before"] is None
    assert (flow[-1]["after"], flow[-1]["at"]) == (row["state"], row["state_since"])
    assert all(one["at"] <= other["at"] for one, other in pairwise(flow))


def assert_placed(row: Row, sprint: Row | None) -> None:
    """An item is in a sprint or waits; what is Done has its moment; nothing blocks what is settled."""
    state = ItemState(row["state"])
    assert (sprint is None) == (state in (ItemState.BACKLOG, ItemState.DROPPED))
    assert (row["done_at"] is not None) == (state is ItemState.DONE)
    assert bool(row["blocked"]) == (row["blocked_at"] is not None)
    assert not (row["blocked"] and state in SETTLED)
    if sprint is not None and sprint["state"] != SprintState.ACTIVE:
        assert state is (ItemState.TODO if sprint["state"] == SprintState.PLANNED else ItemState.DONE)
