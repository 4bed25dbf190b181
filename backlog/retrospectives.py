"""Retrospectives: what to keep, what to change. No query joins a card to its author, because nothing keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backlog.models import LANES, Card, RetroFormat, Retrospective, SprintState
from backlog.repository import as_item
from backlog.visibility import visible
from data.access import Actor, Permission, require
from data.context import Context
from data.numbers import as_count, as_number
from data.refusals import refuse
from data.store import Row
from data.words import clean_choice, clean_text

CARDS = 200


@dataclass(frozen=True)
class Retrospectives:
    """Verbs on retrospectives: the team records them."""

    context: Context

    def record(
        self,
        *,
        by: Actor,
        sprint_id: str,
        format: RetroFormat,
        held_on: date,
        summary: str = "",
        return_on_time: float | None = None,
        cards: Sequence[tuple[str, str, int]] = (),
        actions: Sequence[str] = (),
    ) -> Retrospective:
        """Keeps a retrospective: cards are (lane, text, votes), actions are ids of backlog items.

        `return_on_time` is the team's mark for the time spent, from 1 to 5.
        """
        require(by, Permission.EDIT_BACKLOG)
        kept = clean_text(summary, field="summary", maximum=4_000)
        mark = as_number(return_on_time)
        if return_on_time is not None and (mark is None or not 1 <= mark <= 5):
            raise refuse("return_on_time_invalid", on="return_on_time")
        key, store = self.context.new_id(), self.context.store
        held_as = clean_choice(format, RetroFormat, field="format")
        rows = self._cards(key, held_as, cards)
        with store.transaction():
            sprint = store.get("sprint", sprint_id)
            if sprint["state"] == SprintState.PLANNED:
                raise refuse("sprint_not_started", number=sprint["number"])
            if store.row("select id from retrospective where sprint_id = :sprint", {"sprint": sprint_id}):
                raise refuse("retrospective_exists", number=sprint["number"])
            row = {"id": key, "sprint_id": sprint_id, "format": held_as.value, "summary": kept}
            store.insert("retrospective", row | {"held_on": held_on.isoformat(), "return_on_time": mark})
            store.insert_many("retro_card", rows)
            for item_id in dict.fromkeys(actions):
                store.get("item", item_id)
                store.insert("retro_action", {"retrospective_id": key, "item_id": item_id})
            changes = {"cards": (None, len(rows)), "actions": (None, len(set(actions)))}
            self.context.journal.write(by=by, kind="retrospective", key=key, verb="record", changes=changes)
            return self._read(by, store.get("retrospective", key))

    def all(self, *, by: Actor) -> tuple[Retrospective, ...]:
        """Every retrospective, latest first; of its actions, those that the person may see."""
        require(by, Permission.SEE_RETROSPECTIVE)
        with self.context.store.snapshot():
            rows = self.context.store.rows("select * from retrospective order by held_on desc")
            return tuple(self._read(by, row) for row in rows)

    def of(self, *, by: Actor, sprint_number: int) -> Retrospective | None:
        """The retrospective of a sprint, None when there was none."""
        require(by, Permission.SEE_RETROSPECTIVE)
        return next((each for each in self.all(by=by) if each.sprint_number == sprint_number), None)

    def _cards(self, key: str, format: RetroFormat, cards: Sequence[tuple[str, str, int]]) -> list[Row]:
        if len(cards) > CARDS:
            raise refuse("too_many_cards", on="cards", maximum=CARDS)
        rows: list[Row] = []
        for position, (lane, text, votes) in enumerate(cards):
            if lane not in LANES[format]:
                raise refuse("lane_unknown", on="cards", lane=lane)
            count = as_count(votes)
            if count is None or count < 0:
                raise refuse("votes_invalid", on="cards")
            card = {"id": self.context.new_id(), "retrospective_id": key, "lane": lane, "position": position}
            rows.append(card | {"votes": count, "text": clean_text(text, field="cards", minimum=1, maximum=500)})
        return rows

    def _read(self, by: Actor, row: Row) -> Retrospective:
        store, key = self.context.store, {"key": row["id"]}
        cards = store.rows(
            "select id, lane, text, votes, position from retro_card where retrospective_id = :key order by position",
            key,
        )
        actions = store.rows(
            "select item.* from item join retro_action link on link.item_id = item.id "
            f"where link.retrospective_id = :key and {visible(by)} order by item.number",
            key,
        )
        return Retrospective(
            id=row["id"],
            sprint_id=row["sprint_id"],
            sprint_number=store.get("sprint", row["sprint_id"])["number"],
            format=RetroFormat(row["format"]),
            held_on=date.fromisoformat(row["held_on"]),
            summary=row["summary"],
            return_on_time=row["return_on_time"],
            cards=tuple(Card(**card) for card in cards),
            actions=tuple(as_item(item) for item in actions),
            version=row["version"],
        )
