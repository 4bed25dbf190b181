"""The flag of what is stuck: set with a reason, lifted, gone by itself when nothing can block any more."""

from __future__ import annotations

import pytest

from backlog.models import Item, ItemState
from data.clock import to_text
from data.refusals import Refused
from data.store import Conflict
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OFFICIAL, OWNER, Add, carry, fresh, started
from tests.conftest import Hand

REASON = "Le prestataire n’a pas livré l’adresse du serveur."


def block(services: Services, item: Item, reason: str = REASON) -> Item:
    version = fresh(services, item).version
    return services.blocking.block(by=DEVELOPER, item_id=item.id, version=version, reason=reason)


def test_blocked_item_says_why_and_since_when(services: Services, add: Add, clock: Hand) -> None:
    item = add()
    clock.move(hours=1)
    block(services, item, "  Le prestataire\nn’a pas livré. ")
    now = fresh(services, item)
    assert (now.blocked, now.blocked_at) == ("Le prestataire n’a pas livré.", clock.now)
    line = services.context.journal.of("item", item.id)[-1]
    assert (line.verb, line.actor_name) == ("block", "Dina")
    assert line.changes["blocked"] == ("", "Le prestataire n’a pas livré.")
    assert line.changes["blocked_at"] == (None, to_text(clock.now))


def test_another_reason_keeps_since_when(services: Services, add: Add, clock: Hand) -> None:
    item = block(services, add())
    since = clock.now
    clock.move(days=1)
    now = block(services, item, "Le serveur est là, il manque le mot de passe.")
    assert (now.blocked, now.blocked_at) == ("Le serveur est là, il manque le mot de passe.", since)


def test_unblocked_item_goes_on_and_unblocking_again_does_nothing(services: Services, add: Add) -> None:
    item = block(services, add())
    now = services.blocking.unblock(by=MASTER, item_id=item.id, version=item.version)
    assert (now.blocked, now.blocked_at) == ("", None)
    assert services.blocking.unblock(by=MASTER, item_id=item.id, version=now.version) == now
    assert [line.verb for line in services.context.journal.of("item", item.id)] == ["add", "block", "unblock"]


def test_done_item_is_unblocked_in_the_same_write(services: Services, add: Add) -> None:
    item = add(estimate=3.0)
    started(services, item)
    block(services, item)
    done = carry(services, item)
    assert (done.state, done.blocked, done.blocked_at) == (ItemState.DONE, "", None)
    line = services.context.journal.of("item", item.id)[-1]
    assert (line.verb, line.changes["blocked"]) == ("move", (REASON, ""))


def test_dropped_item_is_unblocked_too(services: Services, add: Add) -> None:
    item = block(services, add())
    dropped = services.items.drop(by=OWNER, item_id=item.id, version=item.version, reason="Plus utile")
    assert (dropped.blocked, dropped.blocked_at) == ("", None)


def test_item_that_moves_or_leaves_its_sprint_stays_blocked(services: Services, add: Add) -> None:
    item = add()
    started(services, item)
    block(services, item)
    assert carry(services, item, ItemState.DOING).blocked == REASON
    version = fresh(services, item).version
    assert services.sprints.put_back(by=MASTER, item_id=item.id, version=version).blocked == REASON


def test_settled_item_cannot_be_blocked(services: Services, add: Add) -> None:
    done, dropped = add(), add()
    started(services, done)
    carry(services, done)
    services.items.drop(by=OWNER, item_id=dropped.id, version=1, reason="Plus utile")
    with pytest.raises(Refused, match="item_is_done"):
        block(services, done)
    with pytest.raises(Refused, match="item_dropped") as refused:
        block(services, dropped)
    assert refused.value.facts == {"number": dropped.number}


@pytest.mark.parametrize(("reason", "code"), [("", "text_missing"), (" \u200b ", "text_missing"), ("é" * 301, "long")])
def test_reason_that_says_nothing_or_too_much_is_refused(services: Services, add: Add, reason: str, code: str) -> None:
    item = add()
    with pytest.raises(Refused, match=code):
        block(services, item, reason)
    assert fresh(services, item) == item


def test_two_people_who_block_at_once_meet_and_an_edit_goes_through(services: Services, add: Add) -> None:
    item = add()
    block(services, item)
    with pytest.raises(Conflict):
        services.blocking.block(by=MASTER, item_id=item.id, version=item.version, reason="Une autre raison")
    edited = services.items.edit(by=OWNER, item_id=item.id, version=item.version, title="Un autre titre")
    assert (edited.title, edited.blocked) == ("Un autre titre", REASON)


def test_official_blocks_nothing(services: Services, add: Add) -> None:
    with pytest.raises(Refused, match="not_allowed"):
        services.blocking.block(by=OFFICIAL, item_id=add().id, version=1, reason=REASON)
