"""Two people at the same things at the same moment: one outcome, the whole of it told, and nobody waits for ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from backlog.models import Item, ItemState, Place, Relation, RoundState, SprintState
from data.access import Role, actor
from data.refusals import Refused
from data.store import Conflict, NotFound
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OWNER, Add, Say, carry, fresh, planned, started
from tests.backlog.consistency import assert_consistent
from tests.backlog.test_together import together

TURNS = 12
NO = (Refused, Conflict, NotFound)
Act = Callable[[], object]


def race(services: Services, *acts: Act, turns: int = 1) -> list[Counter[str]]:
    """Each act in its thread, so many times; how often each ended in what."""
    ends: list[Counter[str]] = [Counter() for _ in acts]

    def work(act: Act, end: Counter[str]) -> Callable[[], None]:
        def run() -> None:
            for _ in range(turns):
                try:
                    act()
                except NO as no:
                    end[no.code if isinstance(no, Refused) else type(no).__name__] += 1
                else:
                    end["done"] += 1

        return run

    assert together(services, *(work(act, end) for act, end in zip(acts, ends, strict=True))) == []
    return ends


@pytest.fixture(autouse=True)
def consistent(services: Services) -> Iterator[None]:
    """After each of these tests."""
    yield
    assert_consistent(services)


def its(services: Services, item: Item) -> dict[str, Any]:
    return {"item_id": item.id, "version": fresh(services, item).version}


def test_people_who_play_together_each_have_one_card(services: Services, add: Add) -> None:
    round = services.poker.open(by=DEVELOPER, item_id=add().id)
    people = [actor(Role.DEVELOPER, id=f"dev-{number}", name=f"Dev {number}") for number in range(4)]

    def play(by: Any) -> Act:
        return lambda: [services.poker.vote(by=by, round_id=round.id, card=card) for card in ("1", "2", "5")]

    race(services, *map(play, people), play(people[0]))
    assert len(services.poker.table(by=DEVELOPER, round_id=round.id).voters) == 4


def test_card_played_while_cards_are_shown_is_in_or_refused(services: Services, add: Add) -> None:
    for _ in range(TURNS):
        round = services.poker.open(by=DEVELOPER, item_id=add().id)
        services.poker.vote(by=DEVELOPER, round_id=round.id, card="1")
        played, shown = race(
            services,
            lambda: services.poker.vote(by=OWNER, round_id=round.id, card="8"),  # noqa: B023 - run at once
            lambda: services.poker.reveal(by=DEVELOPER, round_id=round.id, version=1),  # noqa: B023
        )
        assert shown == {"done": 1}
        found = services.poker.table(by=DEVELOPER, round_id=round.id).results
        assert found is not None
        assert ("8" in found.distribution) == (played == {"done": 1})
        cards = services.context.journal.of("poker", round.id)[-1].changes
        assert sorted(found.distribution) == sorted(cards["cards"][1])


def test_round_settled_and_stopped_at_once_has_one_end(services: Services, add: Add) -> None:
    item = add()
    round = services.poker.open(by=DEVELOPER, item_id=item.id)
    services.poker.vote(by=DEVELOPER, round_id=round.id, card="3")
    services.poker.reveal(by=DEVELOPER, round_id=round.id, version=1)
    led = {"by": DEVELOPER, "round_id": round.id, "version": 2}
    settled, stopped, again = race(
        services,
        lambda: services.poker.settle(**led, item_version=item.version, estimate=3),
        lambda: services.poker.cancel(**led),
        lambda: services.poker.again(**led),
    )
    assert settled["done"] + stopped["done"] + again["done"] == 1
    assert fresh(services, item).estimate == (3 if settled["done"] else None)
    state = services.poker.table(by=DEVELOPER, round_id=round.id).round.state
    assert state in (RoundState.SETTLED, RoundState.CANCELLED, RoundState.AGAIN)


def test_two_sprints_started_at_once_leave_one_active(services: Services, add: Add) -> None:
    sprints = [planned(services, add()), planned(services, add())]

    def start(place: int) -> Act:
        return lambda: services.sprints.start(by=MASTER, sprint_id=sprints[place].id, version=sprints[place].version)

    ends = race(services, start(0), start(1), start(0), start(1))
    assert sum(end["done"] for end in ends) == 1
    assert [each.state for each in services.sprints.all(by=OWNER)].count(SprintState.ACTIVE) == 1


def test_sprint_closed_twice_at_once_is_closed_once(services: Services, add: Add) -> None:
    sprint = started(services, add(estimate=3), add(estimate=5))
    ended = {"sprint_id": sprint.id, "version": sprint.version}
    ends = race(
        services,
        lambda: services.closing.close(by=MASTER, **ended),
        lambda: services.closing.close(by=OWNER, **ended),
        lambda: services.closing.cancel(by=OWNER, **ended, reason="Le but ne vaut plus"),
    )
    assert sum(end["done"] for end in ends) == 1
    verbs = [each.verb for each in services.context.journal.of("sprint", sprint.id)]
    assert len([verb for verb in verbs if verb in ("close", "cancel")]) == 1


def test_card_moved_while_its_sprint_closes_is_reported_where_it_was(services: Services, add: Add) -> None:
    items = [add(estimate=points) for points in (1, 2, 3, 5, 8)]
    sprint = started(services, *items)

    def finish(item: Item) -> Act:
        return lambda: services.board.move(by=DEVELOPER, **its(services, item), to=ItemState.DONE)

    ends = {"by": MASTER, "sprint_id": sprint.id, "version": sprint.version}
    *moved, closed = race(services, *map(finish, items), lambda: services.closing.close(**ends))
    assert closed == {"done": 1}
    report = services.sprints.report(by=OWNER, sprint_id=sprint.id)
    done = {each.id for each in report.completed_items}
    assert done == {item.id for item, end in zip(items, moved, strict=True) if end["done"]}
    assert report.completed + report.unfinished == report.committed == 19
    for item in items:
        now = fresh(services, item)
        assert (now.state, now.sprint_id) == (
            (ItemState.DONE, sprint.id) if item.id in done else (ItemState.BACKLOG, None)
        )


def test_item_blocked_while_it_is_done_ends_unblocked(services: Services, add: Add) -> None:
    sprint = started(services)
    for _ in range(TURNS):
        item = add()
        services.sprints.pull(by=OWNER, **its(services, item), sprint_id=sprint.id)
        read = its(services, item)
        race(
            services,
            lambda: services.blocking.block(by=DEVELOPER, **read, reason="Attend"),  # noqa: B023
            lambda: services.board.move(by=DEVELOPER, **read, to=ItemState.DONE),  # noqa: B023
        )
        now = fresh(services, item)
        assert now.state is ItemState.DONE
        assert (now.blocked, now.blocked_at) == ("", None)


def test_move_and_its_undo_at_once_lose_no_rank(services: Services, add: Add) -> None:
    items = [add(f"Élément {number}") for number in range(6)]
    services.items.move(by=OWNER, **its(services, items[3]), place=Place.TOP)
    race(
        services,
        lambda: services.items.undo_move(by=OWNER),
        lambda: services.items.move(by=OWNER, **its(services, items[5]), place=Place.TOP),
        lambda: services.items.move(by=OWNER, **its(services, items[3]), place=Place.UP),
        lambda: services.items.move(by=OWNER, **its(services, items[1]), before=items[0].id),
        turns=TURNS,
    )
    ranks = [row["rank"] for row in services.store.rows("select rank from item")]
    assert len(set(ranks)) == len(items)


def test_value_rated_while_evidence_is_taken_is_one_of_the_two(services: Services, add: Add, say: Say) -> None:
    item = add()
    for voice in ("session-1", "session-2"):
        said = say(voice=voice)
        services.feedback.join_item(by=OWNER, feedback_id=said.id, version=1, item_number=item.number)
    read = {"by": OWNER, "item_id": item.id, "version": fresh(services, item).version}
    ends = race(
        services,
        lambda: services.prioritisation.take_evidence(**read, field="rice_reach"),
        lambda: services.prioritisation.rate(**read, rice_reach=900),
    )
    assert Counter(end for each in ends for end in each.elements()) == {"done": 1, "Conflict": 1}
    reach = fresh(services, item).priority.rice_reach
    assert reach == (2 if ends[0]["done"] else 900)
    assert services.prioritisation.one(by=OWNER, item=fresh(services, item)).fed == (
        frozenset({"rice_reach"}) if ends[0]["done"] else frozenset()
    )


def test_definition_that_changes_while_items_are_done_holds_for_each_of_them(services: Services, add: Add) -> None:
    line = services.definition_of_done.add(by=OWNER, text="Relu par quelqu’un d’autre")
    items = [add() for _ in range(4)]
    started(services, *items)

    def finish(item: Item) -> Act:
        def act() -> None:
            services.items.tick(by=DEVELOPER, item_id=item.id, line_id=line.id, done=True)
            services.board.move(by=DEVELOPER, **its(services, item), to=ItemState.DONE)

        return act

    *moved, added, retired = race(
        services,
        *map(finish, items),
        lambda: services.definition_of_done.add(by=OWNER, text="Documenté"),
        lambda: services.definition_of_done.retire(by=OWNER, line_id=line.id),
    )
    assert (added, retired) == ({"done": 1}, {"done": 1})
    order = {
        (each.kind, each.key, each.verb): each.number
        for kind in ("item", "done_line")
        for each in services.context.journal.since(kind, services.context.clock())
    }
    asked = next(number for (kind, key, verb), number in order.items() if kind == "done_line" and key != line.id)
    for item, end in zip(items, moved, strict=True):
        assert end["done"] == (fresh(services, item).state is ItemState.DONE)
        assert not end["done"] or order["item", item.id, "move"] < asked
    versions = services.definition_of_done.versions(by=OWNER)
    assert [each.number for each in versions] == [3, 2, 1]


def test_item_given_up_and_taken_back_at_once_is_one_or_the_other(services: Services, add: Add) -> None:
    item = add()
    race(
        services,
        lambda: services.items.drop(by=OWNER, **its(services, item), reason="Personne ne le demande"),
        lambda: services.dropping.restore(by=OWNER, **its(services, item)),
        lambda: services.dropping.restore(by=OWNER, **its(services, item)),
        turns=TURNS,
    )
    assert fresh(services, item).state in (ItemState.BACKLOG, ItemState.DROPPED)


def test_one_limit_is_never_passed_by_cards_that_arrive_together(services: Services, add: Add) -> None:
    items = [add() for _ in range(5)]
    started(services, *items)
    services.board.set_limit(by=MASTER, state=ItemState.DOING, maximum=2, is_hard=True)

    def begin(item: Item) -> Act:
        return lambda: carry(services, item, ItemState.DOING)

    ends = race(services, *map(begin, items))
    assert sum(end["done"] for end in ends) == 2
    assert sum(end["wip_limit_reached"] for end in ends) == 3


def test_links_made_together_close_no_circle(services: Services, add: Add) -> None:
    one, two, three = add(), add(), add()

    def block(item: Item, other: Item) -> Act:
        return lambda: services.links.link(by=OWNER, item_id=item.id, relation=Relation.BLOCKS, other_id=other.id)

    race(services, block(one, two), block(two, three), block(three, one), block(two, one))
    ways = {(row["from_id"], row["to_id"]) for row in services.store.rows("select * from item_link")}
    assert ways
    assert not ways & {(end, start) for start, end in ways}
    assert not {(one.id, two.id), (two.id, three.id), (three.id, one.id)} <= ways
