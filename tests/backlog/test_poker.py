"""Planning poker: cards stay secret until they are shown, the estimate lands on the item."""

from __future__ import annotations

import json

import pytest

from backlog.models import Item, ItemState, PokerScale, RoundState
from backlog.poker import Round
from backlog.poker_cards import CARDS, results
from data.access import Role, actor
from data.refusals import Refused
from data.store import Conflict
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OFFICIAL, OWNER, Add, carry, fresh, started

OTHER = actor(Role.DEVELOPER, id="dev2", name="Didier")


def opened(services: Services, item: Item, scale: PokerScale = PokerScale.FIBONACCI) -> Round:
    return services.poker.open(by=DEVELOPER, item_id=item.id, scale=scale)


def vote(services: Services, played: Round, **cards: str) -> None:
    people = {"owner": OWNER, "master": MASTER, "developer": DEVELOPER, "other": OTHER}
    for name, card in cards.items():
        services.poker.vote(by=people[name], round_id=played.id, card=card)


def revealed(services: Services, item: Item, **cards: str) -> Round:
    played = opened(services, item)
    vote(services, played, **cards)
    services.poker.reveal(by=DEVELOPER, round_id=played.id, version=played.version)
    return services.poker.table(by=DEVELOPER, round_id=played.id).round


def code(act: object) -> str:
    with pytest.raises(Refused) as refused:
        act()  # type: ignore[operator]
    return refused.value.code


def test_cards_are_hidden_from_every_reader_until_they_are_shown(services: Services, add: Add) -> None:
    item = add()
    played = opened(services, item)
    vote(services, played, other="13")
    poker = services.poker
    seen = [
        poker.table(by=DEVELOPER, round_id=played.id),
        poker.under_way(by=OWNER),
        poker.pulse(by=OWNER),
        poker.unestimated(by=OWNER),
        services.items.page(by=OWNER, number=item.number),
        services.context.journal.of("poker", played.id),
        services.store.rows("select * from journal"),
    ]
    assert "13" not in "".join(repr(each) for each in seen[:5])
    assert all("13" not in json.dumps(entry.changes) + entry.reason for entry in seen[5])
    assert all("13" not in row["changes"] + row["reason"] for row in seen[6])
    table = poker.table(by=DEVELOPER, round_id=played.id)
    assert (table.voters, table.mine, table.results) == (("Didier",), None, None)
    assert poker.table(by=OTHER, round_id=played.id).mine == "13"


def test_shown_cards_name_the_ends_and_propose_the_card_that_reaches_the_median(services: Services, add: Add) -> None:
    played = opened(services, add())
    vote(services, played, owner="?", master="3", developer="8", other="5")
    shown = services.poker.reveal(by=DEVELOPER, round_id=played.id, version=played.version)
    assert list(shown.distribution.items()) == [
        ("3", ("Samir",)),
        ("5", ("Didier",)),
        ("8", ("Dina",)),
        ("?", ("Paule",)),
    ]
    assert (shown.lowest, shown.highest) == (("Samir",), ("Dina",))
    assert (shown.median, shown.proposed, shown.is_agreed) == (5, 5, False)
    assert services.poker.table(by=OWNER, round_id=played.id).results == shown


@pytest.mark.parametrize(
    ("cards", "median", "proposed", "agreed"),
    [
        (["5", "5"], 5, 5, True),
        (["3", "8"], 5.5, 8, False),
        (["0.5", "1"], 0.75, 1, False),
        (["?", "coffee"], None, None, False),
        (["?"], None, None, False),
        (["5", "?"], 5, 5, False),
    ],
)
def test_results_of_the_cards(cards: list[str], median: float | None, proposed: float | None, agreed: bool) -> None:
    shown = results([(f"Personne {number}", card) for number, card in enumerate(cards)], PokerScale.FIBONACCI)
    assert (shown.median, shown.proposed, shown.is_agreed) == (median, proposed, agreed)


def test_two_people_of_the_same_name_count_twice() -> None:
    assert results([("Dina", "1"), ("Dina", "3")], PokerScale.FIBONACCI).median == 2


def test_sizes_of_clothes_become_points(services: Services, add: Add) -> None:
    item = add()
    played = opened(services, item, PokerScale.T_SHIRT)
    vote(services, played, other="L")
    assert code(lambda: vote(services, played, other="5")) == "poker_card_unknown"
    shown = services.poker.reveal(by=DEVELOPER, round_id=played.id, version=played.version)
    assert shown.proposed == CARDS[PokerScale.T_SHIRT]["L"]


def test_card_may_be_changed_until_they_are_shown_and_no_later(services: Services, add: Add) -> None:
    played = opened(services, add())
    vote(services, played, other="3")
    vote(services, played, other="8")
    assert services.poker.pulse(by=OWNER) == {played.id: (1, 1)}
    shown = services.poker.reveal(by=DEVELOPER, round_id=played.id, version=played.version)
    assert list(shown.distribution) == ["8"]
    assert code(lambda: vote(services, played, other="5")) == "poker_revealed"


def test_settled_estimate_is_on_the_item(services: Services, add: Add) -> None:
    item = add()
    played = revealed(services, item, other="5")
    services.poker.settle(
        by=DEVELOPER, round_id=played.id, version=played.version, item_version=item.version, estimate=5
    )
    assert fresh(services, item).estimate == 5
    assert services.context.journal.of("item", item.id)[-1].changes["estimate"] == (None, 5)
    assert services.poker.under_way(by=OWNER) == ()
    over = services.poker.table(by=OWNER, round_id=played.id).round
    assert (over.state, over.estimate) == (RoundState.SETTLED, 5)
    assert code(lambda: vote(services, played, other="5")) == "poker_over"


def test_settling_over_somebody_elses_estimate_is_a_conflict(services: Services, add: Add) -> None:
    item = add()
    played = revealed(services, item, other="5")
    services.items.edit(by=OWNER, item_id=item.id, version=item.version, estimate=8)
    with pytest.raises(Conflict):
        services.poker.settle(
            by=DEVELOPER, round_id=played.id, version=played.version, item_version=item.version, estimate=5
        )
    assert fresh(services, item).estimate == 8
    assert services.poker.table(by=OWNER, round_id=played.id).round.state is RoundState.REVEALED


def test_settling_keeps_what_others_changed_elsewhere_on_the_item(services: Services, add: Add) -> None:
    item = add()
    played = revealed(services, item, other="5")
    services.items.edit(by=OWNER, item_id=item.id, version=item.version, title="Un autre titre")
    services.poker.settle(
        by=DEVELOPER, round_id=played.id, version=played.version, item_version=item.version, estimate=5
    )
    assert (fresh(services, item).title, fresh(services, item).estimate) == ("Un autre titre", 5)


def test_voting_again_begins_without_any_card(services: Services, add: Add) -> None:
    item = add()
    played = revealed(services, item, other="5", master="13")
    second = services.poker.again(by=MASTER, round_id=played.id, version=played.version)
    assert services.poker.pulse(by=OWNER) == {second.id: (1, 0)}
    assert services.poker.table(by=OTHER, round_id=second.id).mine is None


def test_item_has_one_round_at_a_time(services: Services, add: Add) -> None:
    item = add()
    played = opened(services, item)
    assert code(lambda: opened(services, item)) == "poker_already_open"
    services.poker.cancel(by=DEVELOPER, round_id=played.id, version=played.version)
    assert opened(services, item).state is RoundState.OPEN


def test_cancelled_round_never_shows_its_cards(services: Services, add: Add) -> None:
    item = add()
    played = opened(services, item)
    vote(services, played, other="13")
    services.poker.cancel(by=MASTER, round_id=played.id, version=played.version)
    assert services.poker.table(by=DEVELOPER, round_id=played.id).results is None
    assert fresh(services, item).estimate is None


def test_round_is_led_by_whoever_opened_it_or_plans_sprints(services: Services, add: Add) -> None:
    played = opened(services, add())
    vote(services, played, other="3")
    key = {"round_id": played.id, "version": played.version}
    assert code(lambda: services.poker.reveal(by=OTHER, **key)) == "poker_not_leader"
    assert code(lambda: services.poker.cancel(by=OTHER, **key)) == "poker_not_leader"
    assert services.poker.table(by=MASTER, round_id=played.id).leads
    assert not services.poker.table(by=OTHER, round_id=played.id).leads
    services.poker.reveal(by=MASTER, **key)


def test_order_of_the_steps_is_kept(services: Services, add: Add) -> None:
    item = add()
    played = opened(services, item)
    key = {"by": DEVELOPER, "round_id": played.id, "version": played.version}
    assert code(lambda: services.poker.reveal(**key)) == "poker_without_votes"
    assert code(lambda: services.poker.settle(item_version=1, estimate=3, **key)) == "poker_not_revealed"
    assert code(lambda: services.poker.settle(item_version=1, estimate=None, **key)) == "poker_without_estimate"
    assert code(lambda: services.poker.again(**key)) == "poker_not_revealed"
    vote(services, played, other="3")
    services.poker.reveal(**key)
    with pytest.raises(Conflict):
        services.poker.reveal(**key)


def test_item_done_or_given_up_is_not_estimated(services: Services, add: Add) -> None:
    done, dropped = add(), add()
    started(services, done)
    carry(services, done, ItemState.DONE)
    services.items.drop(by=OWNER, item_id=dropped.id, version=dropped.version, reason="Plus utile")
    assert code(lambda: opened(services, done)) == "item_is_done"
    assert code(lambda: opened(services, dropped)) == "item_dropped"


def test_next_items_are_the_first_without_an_estimate_that_no_round_is_about(services: Services, add: Add) -> None:
    estimated, playing, next_one = add(estimate=3), add(), add()
    opened(services, playing)
    assert estimated.estimate == 3
    assert [item.id for item in services.poker.unestimated(by=OTHER)] == [next_one.id]


def test_official_has_no_seat_at_the_table(services: Services, add: Add) -> None:
    item = add()
    assert code(lambda: services.poker.open(by=OFFICIAL, item_id=item.id)) == "not_allowed"
    assert code(lambda: services.poker.under_way(by=OFFICIAL)) == "not_allowed"
