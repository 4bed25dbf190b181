"""Planning poker: everybody picks a card in secret, all are shown together, the item gets its estimate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backlog.changes import write_item
from backlog.item_fields import clean_estimate
from backlog.models import Item, ItemState, PokerScale, RoundState
from backlog.poker_cards import CARDS, Results, results
from backlog.repository import as_item, moment
from data.access import Actor, Permission, require
from data.clock import from_text, to_text
from data.context import Context
from data.refusals import refuse
from data.store import Conflict, Row
from data.words import clean_choice

LIVE = "state in ('open', 'revealed')"


@dataclass(frozen=True)
class Round:
    """A round of estimation of an item; `estimate` once it is settled."""

    id: str
    item_id: str
    scale: PokerScale
    state: RoundState
    opened_by: str
    opened_by_name: str
    opened_at: datetime
    closed_at: datetime | None
    estimate: float | None
    version: int


@dataclass(frozen=True)
class Table:
    """What somebody sees of a round: who has voted, their own card; the cards of the others once they are shown."""

    round: Round
    item: Item
    voters: tuple[str, ...]
    mine: str | None
    results: Results | None
    leads: bool  # whether they may show the cards, settle, stop


@dataclass(frozen=True)
class Poker:
    """Verbs of the estimation together; all need EDIT_BACKLOG.

    Showing the cards, beginning again, settling and stopping are for whoever opened the round, or holds PLAN_SPRINT.
    Before the cards are shown, no verb and no line of the journal holds another person's.
    """

    context: Context

    def open(self, *, by: Actor, item_id: str, scale: PokerScale = PokerScale.FIBONACCI) -> Round:
        """A new round on an item. One at a time: Raises Refused("poker_already_open")."""
        require(by, Permission.EDIT_BACKLOG)
        store = self.context.store
        with store.transaction():
            item = as_item(store.get("item", item_id))
            if item.state is ItemState.DONE:
                raise refuse("item_is_done")
            if item.state is ItemState.DROPPED:
                raise refuse("item_dropped", number=item.number)
            if store.row(f"select id from poker_round where item_id = :item and {LIVE}", {"item": item_id}):
                raise refuse("poker_already_open", number=item.number)
            return self._open(by, item_id, clean_choice(scale, PokerScale, field="scale"))

    def vote(self, *, by: Actor, round_id: str, card: str) -> None:
        """Plays a card, or changes it, until the cards are shown. The journal says who voted, never what."""
        require(by, Permission.EDIT_BACKLOG)
        store = self.context.store
        with store.transaction():
            played = self._round(round_id, RoundState.OPEN)
            if card not in CARDS[played.scale]:
                raise refuse("poker_card_unknown", on="card")
            key = {"round_id": round_id, "voter": by.id}
            vote = {"voter_name": by.name, "value": card, "voted_at": to_text(self.context.clock())}
            store.execute("delete from poker_vote where round_id = :round_id and voter = :voter", key)
            store.insert("poker_vote", key | vote)
            self._trace(by, round_id, "vote", {})

    def reveal(self, *, by: Actor, round_id: str, version: int) -> Results:
        """Shows every card at once; no vote counts any more."""
        require(by, Permission.EDIT_BACKLOG)
        with self.context.store.transaction():
            shown = self._led(by, round_id, version, RoundState.OPEN)
            votes = self._votes(round_id)
            if not votes:
                raise refuse("poker_without_votes")
            cards = sorted(row["value"] for row in votes)
            self._end(by, shown, "reveal", RoundState.REVEALED, {"cards": (None, cards)})
            return self._results(shown, votes)

    def again(self, *, by: Actor, round_id: str, version: int) -> Round:
        """After the discussion, a new round of the same cards on the same item."""
        require(by, Permission.EDIT_BACKLOG)
        with self.context.store.transaction():
            before = self._led(by, round_id, version, RoundState.REVEALED)
            self._end(by, before, "again", RoundState.AGAIN, {})
            return self._open(by, before.item_id, before.scale)

    def settle(self, *, by: Actor, round_id: str, version: int, item_version: int, estimate: float) -> Item:
        """Writes the estimate on the item. Raises Conflict when somebody else has estimated it since it was read."""
        require(by, Permission.EDIT_BACKLOG)
        points = clean_estimate(estimate)
        if points is None:
            raise refuse("poker_without_estimate", on="estimate")
        with self.context.store.transaction():
            settled = self._led(by, round_id, version, RoundState.REVEALED)
            item = write_item(
                self.context,
                by=by,
                id=settled.item_id,
                version=item_version,
                verb="estimate",
                wanted={"estimate": points},
            )
            self._end(by, settled, "settle", RoundState.SETTLED, {"estimate": (None, points)}, estimate=points)
            return item

    def cancel(self, *, by: Actor, round_id: str, version: int) -> None:
        """Stops a round; the item stays as it was, the cards are never shown."""
        require(by, Permission.EDIT_BACKLOG)
        with self.context.store.transaction():
            stopped = self._led(by, round_id, version, RoundState.OPEN, RoundState.REVEALED)
            self._end(by, stopped, "cancel", RoundState.CANCELLED, {})

    def pulse(self, *, by: Actor) -> dict[str, tuple[int, int]]:
        """Version and number of votes of each round under way: all that a live screen reads to know if it is late."""
        require(by, Permission.EDIT_BACKLOG)
        rows = self.context.store.rows(
            "select id, version, (select count(*) from poker_vote where round_id = id) as votes "
            f"from poker_round where {LIVE} order by opened_at"
        )
        return {row["id"]: (row["version"], row["votes"]) for row in rows}

    def under_way(self, *, by: Actor) -> tuple[tuple[Round, Item], ...]:
        """The rounds that are open or shown, the oldest first, with their items."""
        require(by, Permission.EDIT_BACKLOG)
        store = self.context.store
        with store.snapshot():
            rounds = [
                as_round(row) for row in store.rows(f"select * from poker_round where {LIVE} order by opened_at, id")
            ]
            return tuple((each, as_item(store.get("item", each.item_id))) for each in rounds)

    def table(self, *, by: Actor, round_id: str) -> Table:
        """What that person sees of a round. Raises NotFound."""
        require(by, Permission.EDIT_BACKLOG)
        store = self.context.store
        with store.snapshot():
            seen = as_round(store.get("poker_round", round_id))
            votes = self._votes(round_id)
            shown = seen.state in (RoundState.REVEALED, RoundState.SETTLED, RoundState.AGAIN)
            return Table(
                round=seen,
                item=as_item(store.get("item", seen.item_id)),
                voters=tuple(row["voter_name"] for row in votes),
                mine=next((row["value"] for row in votes if row["voter"] == by.id), None),
                results=self._results(seen, votes) if shown else None,
                leads=leads(by, seen),
            )

    def unestimated(self, *, by: Actor, limit: int = 10) -> tuple[Item, ...]:
        """The first items of the ranking that nobody has estimated and that no round is about."""
        require(by, Permission.EDIT_BACKLOG)
        rows = self.context.store.rows(
            "select * from item where estimate is null and state in ('backlog', 'todo') "
            f"and id not in (select item_id from poker_round where {LIVE}) order by rank limit :limit",
            {"limit": limit},
        )
        return tuple(as_item(row) for row in rows)

    def _open(self, by: Actor, item_id: str, scale: PokerScale) -> Round:
        row: Row = {"id": self.context.new_id(), "item_id": item_id, "scale": scale.value}
        row |= {"state": RoundState.OPEN.value, "opened_by": by.id, "opened_by_name": by.name}
        row |= {"opened_at": to_text(self.context.clock())}
        self.context.store.insert("poker_round", row)
        self._trace(by, row["id"], "open", {"item_id": (None, item_id), "scale": (None, scale.value)})
        return as_round(self.context.store.get("poker_round", row["id"]))

    def _end(
        self, by: Actor, ended: Round, verb: str, state: RoundState, changes: dict[str, Any], **values: Any
    ) -> None:
        columns = {"state": state.value, **values}
        if state is not RoundState.REVEALED:
            columns["closed_at"] = to_text(self.context.clock())
        self.context.store.update("poker_round", ended.id, columns, version=ended.version)
        self._trace(by, ended.id, verb, {"state": (ended.state.value, state.value), **changes})

    def _round(self, round_id: str, *states: RoundState) -> Round:
        found = as_round(self.context.store.get("poker_round", round_id))
        if found.state in states:
            return found
        if found.state is RoundState.OPEN:
            raise refuse("poker_not_revealed")
        if found.state is RoundState.REVEALED:
            raise refuse("poker_revealed")
        raise refuse("poker_over")

    def _led(self, by: Actor, round_id: str, version: int, *states: RoundState) -> Round:
        """The round, if the person may lead it, it is in one of these states and still at that version."""
        row = self.context.store.get("poker_round", round_id)
        if not leads(by, as_round(row)):
            raise refuse("poker_not_leader", name=row["opened_by_name"])
        if row["version"] != version:
            raise Conflict("poker_round", round_id, version, row)
        return self._round(round_id, *states)

    def _votes(self, round_id: str) -> list[Row]:
        return self.context.store.rows(
            "select * from poker_vote where round_id = :round order by voter_name, voter", {"round": round_id}
        )

    def _results(self, shown: Round, votes: list[Row]) -> Results:
        return results([(row["voter_name"], row["value"]) for row in votes], shown.scale)

    def _trace(self, by: Actor, round_id: str, verb: str, changes: dict[str, Any]) -> None:
        self.context.journal.write(by=by, kind="poker", key=round_id, verb=verb, changes=changes)


def leads(by: Actor, led: Round) -> bool:
    """Whether that person leads the round: they opened it, or plan sprints."""
    return by.id == led.opened_by or by.can(Permission.PLAN_SPRINT)


def as_round(row: Row) -> Round:
    """The round of a row."""
    return Round(
        **{
            **row,
            "scale": PokerScale(row["scale"]),
            "state": RoundState(row["state"]),
            "opened_at": from_text(row["opened_at"]),
            "closed_at": moment(row["closed_at"]),
        }
    )
