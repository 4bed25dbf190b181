"""Weighing items: the inputs of MoSCoW, WSJF, RICE and Kano, their scores side by side, what people said behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from backlog import priority_rows as rows_of
from backlog.changes import write_item
from backlog.evidence import FED, Evidence, evidence_of, fed_fields
from backlog.item_rows import seen_item
from backlog.models import Attention, Epic, Item, KanoAnswer, Method, Moscow
from backlog.repository import as_item, epics
from backlog.scores import (
    MUST_SHARE,
    RICE_CONFIDENCES,
    RICE_IMPACTS,
    RICE_LEAST_EFFORT,
    WSJF_SCALE,
    Effort,
    Scores,
    must_share,
    scores,
)
from backlog.visibility import may_see
from data.access import Actor, Permission, require
from data.context import Context
from data.numbers import as_number
from data.refusals import refuse
from data.store import NotFound
from data.words import clean_choice

OLD = timedelta(days=183)  # six months without a touch
LARGEST = 1_000_000  # people reached, person-months
CODES: Mapping[str, type[Moscow] | type[KanoAnswer]] = {
    "moscow": Moscow,
    "kano_functional": KanoAnswer,
    "kano_dysfunctional": KanoAnswer,
}
SCALES: Mapping[str, tuple[float, ...]] = {
    **dict.fromkeys(("wsjf_value", "wsjf_criticality", "wsjf_risk", "wsjf_size"), WSJF_SCALE),
    "rice_impact": RICE_IMPACTS,
    "rice_confidence": RICE_CONFIDENCES,
}


@dataclass(frozen=True)
class Rated:
    """A row of the table: the item, its four scores, its evidence, which of its values came from evidence."""

    item: Item
    scores: Scores
    evidence: Evidence
    fed: frozenset[str]
    epic: Epic | None


@dataclass(frozen=True)
class PriorityTable:
    """One page of the items still ahead, and how many there are in all."""

    rows: tuple[Rated, ...]
    total: int


@dataclass(frozen=True)
class Warnings:
    """What asks for attention among the items still ahead.

    `must_share` is the percentage of the effort that is Must (None before anything is estimated), `efforts` its parts.
    """

    items: int
    unestimated: int
    old: int
    unrated: int
    must_share: float | None
    efforts: tuple[Effort, ...]

    @property
    def too_much_must(self) -> bool:
        """Whether Must takes more than 60 % of the effort (DSDM)."""
        return self.must_share is not None and self.must_share > MUST_SHARE


@dataclass(frozen=True)
class Prioritisation:
    """Verbs on priorities. Reading needs SEE_PROJECT, rating EDIT_BACKLOG."""

    context: Context

    def rate(self, *, by: Actor, item_id: str, version: int, **inputs: Any) -> Item:
        """Keeps inputs of the methods (fields of Priority; None takes one back).

        Raises Conflict when one was changed by somebody else, Refused for a value outside its scale.
        """
        require(by, Permission.EDIT_BACKLOG)
        wanted = {field: clean_input(field, value) for field, value in inputs.items()}
        with self.context.store.transaction():
            return write_item(self.context, by=by, id=item_id, version=version, verb="prioritise", wanted=wanted)

    def take_evidence(self, *, by: Actor, item_id: str, version: int, field: str) -> Item:
        """Puts in place what evidence proposes now for `wsjf_value` or `rice_reach`; the journal says why.

        Raises Refused("no_evidence") when nobody has said anything.
        """
        require(by, Permission.EDIT_BACKLOG)
        if field not in FED:
            raise TypeError(f"evidence proposes nothing for {field!r}")
        store = self.context.store
        with store.transaction():
            found = evidence_of(store, [seen_item(store, by, item_id).id])[item_id]
            value = found.proposal(field)
            if value is None:
                raise refuse("no_evidence", on=field)
            return write_item(
                self.context,
                by=by,
                id=item_id,
                version=version,
                verb="prioritise",
                wanted={field: value},
                reason=found.words,
            )

    def one(self, *, by: Actor, item: Item) -> Rated:
        """The row of the table of one item. Raises NotFound when it does not exist for that person."""
        require(by, Permission.SEE_PROJECT)
        store = self.context.store
        if not may_see(by, item):
            raise NotFound("item", item.id)
        with store.snapshot():
            found, fed = evidence_of(store, [item.id])[item.id], fed_fields(store, [item.id])
            return Rated(item, scores(item.priority), found, fed.get(item.id, frozenset()), None)

    def table(
        self,
        *,
        by: Actor,
        method: Method | None = None,
        attention: Attention | None = None,
        epic: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> PriorityTable:
        """The items still ahead with the four methods; in the order of one, or of the ranking.

        Without a score in that method, an item comes after the others.
        """
        require(by, Permission.SEE_PROJECT)
        store, condition = self.context.store, rows_of.ahead(by, attention, epic, self._untouched_since())
        with store.snapshot():
            total = int(store.scalar(f"select count(*) from item where {condition[0]}", condition[1]))
            if method is None:
                ids = rows_of.ids_by_rank(store, condition, limit, offset)
            else:
                chosen = clean_choice(method, Method, field="method")
                found = rows_of.weighed(store, condition, chosen)[offset : offset + limit]
                ids = [each.id for each in found]
            return PriorityTable(self._rated(ids), total)

    def warnings(self, *, by: Actor) -> Warnings:
        """What asks for attention among the items still ahead."""
        require(by, Permission.SEE_PROJECT)
        store, since = self.context.store, self._untouched_since()
        every = rows_of.ahead(by, None, None, since)
        with store.snapshot():
            parts = rows_of.efforts(store, every)
            counts = {}
            for attention in (Attention.OLD, Attention.UNRATED):
                where, values = rows_of.ahead(by, attention, None, since)
                counts[attention] = int(store.scalar(f"select count(*) from item where {where}", values))
        return Warnings(
            items=sum(each.items for each in parts),
            unestimated=sum(each.unestimated for each in parts),
            old=counts[Attention.OLD],
            unrated=counts[Attention.UNRATED],
            must_share=must_share(parts),
            efforts=parts,
        )

    def bubbles(self, *, by: Actor, limit: int = 150) -> tuple[Rated, ...]:
        """The first items of the ranking whose cost of delay and effort are both known."""
        require(by, Permission.SEE_PROJECT)
        store = self.context.store
        where, values = rows_of.ahead(by, None, None, self._untouched_since())
        where += "".join(f" and {field} is not null" for field in rows_of.INPUTS[Method.WSJF][:3])
        where += " and (estimate is not null or wsjf_size is not null)"
        with store.snapshot():
            return self._rated(rows_of.ids_by_rank(store, (where, values), limit, 0))

    def _rated(self, ids: list[str]) -> tuple[Rated, ...]:
        store = self.context.store
        found, fed, by_id = evidence_of(store, ids), fed_fields(store, ids), epics(store)
        items = [as_item(row) for row in rows_of.rows_in_order(store, ids)]
        return tuple(
            Rated(
                item,
                scores(item.priority),
                found[item.id],
                fed.get(item.id, frozenset()),
                by_id.get(item.epic_id or ""),
            )
            for item in items
        )

    def _untouched_since(self) -> datetime:
        return self.context.clock() - OLD


def clean_input(field: str, value: Any) -> Any:
    """An input as its column keeps it. Raises Refused when it is outside its scale, TypeError for another field."""
    if field in CODES:
        return clean_choice(value, CODES[field], field=field).value if value else None
    if field not in SCALES and field not in ("rice_reach", "rice_effort"):
        raise TypeError(f"a priority has no input {field!r}")
    if value is None:
        return None
    kept = as_number(value)
    if field == "wsjf_size" and kept == 0:
        raise refuse("wsjf_size_zero", on=field)
    if field in SCALES and kept not in SCALES[field]:
        raise refuse("not_on_the_scale", on=field, scale=[f"{each:g}" for each in SCALES[field]])
    if field == "rice_reach" and (kept is None or not 0 <= kept <= LARGEST):
        raise refuse("rice_reach_invalid", on=field, maximum=LARGEST)
    if field == "rice_effort" and (kept is None or not RICE_LEAST_EFFORT <= kept <= LARGEST):
        raise refuse("rice_effort_invalid", on=field, minimum=RICE_LEAST_EFFORT)
    return kept
