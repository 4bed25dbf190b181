"""Moves in the ranking: precise ones, taken back, and total whatever several people do at once."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backlog.models import Place
from data.refusals import Refused
from data.settings import Settings
from data.store import Conflict
from services import Services, make_services
from tests.backlog.conftest import MASTER, OWNER, Add, fresh
from tests.backlog.test_together import together
from tests.conftest import Hand

OTHER = OWNER.__class__(id="po-2", name="Paulin", role=OWNER.role, permissions=OWNER.permissions)


def order(services: Services) -> list[int]:
    return [row.item.number for row in services.items.listing(by=OWNER).rows]


@pytest.mark.parametrize(
    ("number", "move", "expected"),
    [
        (4, {"after": 1}, [1, 4, 2, 3]),
        (1, {"after": 4}, [2, 3, 4, 1]),
        (2, {"after": 1}, [1, 2, 3, 4]),
        (2, {"after": 2}, [1, 2, 3, 4]),
        (4, {"position": 1}, [4, 1, 2, 3]),
        (1, {"position": 3}, [2, 3, 1, 4]),
        (2, {"position": 2}, [1, 2, 3, 4]),
        (2, {"position": 99}, [1, 3, 4, 2]),
        (2, {"position": 0}, [2, 1, 3, 4]),
    ],
)
def test_item_goes_after_another_or_to_a_position(
    services: Services, add: Add, number: int, move: dict[str, int], expected: list[int]
) -> None:
    items = [add() for _ in range(4)]
    where = {"after": items[move["after"] - 1].id} if "after" in move else move
    services.items.move(by=OWNER, item_id=items[number - 1].id, version=1, **where)
    assert order(services) == expected


def test_position_counts_only_what_is_still_ahead(services: Services, add: Add) -> None:
    items = [add() for _ in range(4)]
    services.items.drop(by=OWNER, item_id=items[0].id, version=1, reason="Inutile")
    services.items.move(by=OWNER, item_id=items[3].id, version=1, position=2)
    assert order(services) == [2, 4, 3]


@pytest.mark.parametrize("place", list(Place))
def test_move_taken_back_gives_the_order_before_with_its_line(services: Services, add: Add, place: Place) -> None:
    items = [add() for _ in range(4)]
    services.items.move(by=OWNER, item_id=items[1].id, version=1, place=place)
    undone = services.items.undo_move(by=OWNER)
    assert (undone.id, undone.rank, order(services)) == (items[1].id, items[1].rank, [1, 2, 3, 4])
    assert [entry.verb for entry in services.context.journal.of("item", undone.id)] == ["add", "rank", "undo_rank"]
    with pytest.raises(Refused, match="move_overtaken"):
        services.items.undo_move(by=OWNER)


def test_only_ones_own_last_move_of_the_day_is_taken_back(services: Services, add: Add, clock: Hand) -> None:
    first, second, _ = add(), add(), add()
    services.items.move(by=OWNER, item_id=first.id, version=1, place=Place.BOTTOM)
    services.items.move(by=OTHER, item_id=second.id, version=1, place=Place.BOTTOM)
    services.items.undo_move(by=OWNER)
    assert order(services) == [1, 3, 2]
    with pytest.raises(Refused, match="not_allowed"):
        services.items.undo_move(by=MASTER)
    clock.move(days=2)
    with pytest.raises(Refused, match="no_move_to_undo"):
        services.items.undo_move(by=OTHER)


def test_move_that_somebody_overtook_is_not_taken_back(services: Services, add: Add) -> None:
    first, _, _ = add(), add(), add()
    services.items.move(by=OWNER, item_id=first.id, version=1, place=Place.BOTTOM)
    services.items.move(by=OTHER, item_id=first.id, version=2, place=Place.UP)
    with pytest.raises(Refused, match="move_overtaken"):
        services.items.undo_move(by=OWNER)
    assert order(services) == [2, 1, 3]


def test_rank_taken_since_is_shared_out_again(services: Services, add: Add) -> None:
    first, second, third = add(), add(), add()
    services.items.move(by=OWNER, item_id=second.id, version=1, place=Place.BOTTOM)
    services.store.execute("update item set rank = :rank where id = :id", {"rank": second.rank, "id": first.id})
    services.items.undo_move(by=OWNER)
    ranks = [row["rank"] for row in services.store.rows("select rank from item")]
    assert len(set(ranks)) == 3
    assert order(services) == [1, 2, 3]
    assert fresh(services, third).version == 1


MOVES = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from([*Place, "before", "after", "position", "undo"]), st.integers(0, 5)),
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOVES)
def test_ranks_are_total_and_nothing_else_moves_whatever_is_done(moves: list[tuple[int, str, int]]) -> None:
    with TemporaryDirectory() as folder:
        services = make_services(Settings(data_dir=Path(folder)))
        items = [services.items.add(by=OWNER, kind="story", title=f"Élément {turn}") for turn in range(6)]
        for which, how, other in moves:
            before = order(services)
            number = act(services, items[which].id, how, items[other].id, other)
            after = order(services)
            assert sorted(after) == list(range(1, 7))
            assert [each for each in after if each != number] == [each for each in before if each != number]
        ranks = [row["rank"] for row in services.store.rows("select rank from item")]
        assert len(set(ranks)) == 6
        services.store.close()


def act(services: Services, item_id: str, how: str, other_id: str, position: int) -> int | None:
    """One move of a generated list; the number of what it moved."""
    version = services.store.get("item", item_id)["version"]
    given = {"before": {"before": other_id}, "after": {"after": other_id}, "position": {"position": position}}
    try:
        if how == "undo":
            return services.items.undo_move(by=OWNER).number
        where = given.get(how) or {"place": Place(how)}
        return services.items.move(by=OWNER, item_id=item_id, version=version, **where).number
    except Refused as refused:
        if refused.code not in ("no_move_to_undo", "move_overtaken"):
            raise
        return None


def test_ranks_stay_total_when_four_people_move_at_once(services: Services, add: Add) -> None:
    items = [add() for _ in range(8)]
    done: list[int] = []

    def mover(seed: int):
        def run() -> None:
            chance = random.Random(seed)
            who = OWNER.__class__(id=f"po-{seed}", name="P", role=OWNER.role, permissions=OWNER.permissions)
            for _ in range(25):
                item = chance.choice(items)
                version = services.store.get("item", item.id)["version"]
                try:
                    if chance.random() < 0.2:
                        services.items.undo_move(by=who)
                    else:
                        other = chance.choice(items).id
                        how = chance.choice(
                            [{"before": other}, {"after": other}, {"place": chance.choice(list(Place))}]
                        )
                        services.items.move(by=who, item_id=item.id, version=version, **how)
                    done.append(seed)
                except (Conflict, Refused):
                    pass

        return run

    assert together(services, *(mover(seed) for seed in range(4))) == []
    assert len(set(done)) == 4
    ranks = [row["rank"] for row in services.store.rows("select rank from item")]
    assert len(set(ranks)) == 8
    assert sorted(order(services)) == list(range(1, 9))
