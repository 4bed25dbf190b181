"""The rows behind the priorities: light ones to order everything, whole ones for a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backlog.models import AHEAD, Attention, KanoAnswer, KanoClass, Method, Moscow
from backlog.repository import PRIORITY
from backlog.scores import Effort, kano, rice, wsjf
from backlog.visibility import visible
from data.access import Actor
from data.clock import to_text
from data.store import Row, Store, one_of

Condition = tuple[str, dict[str, Any]]
MOSCOW_ORDER = tuple(Moscow)
KANO_ORDER = (  # what to build first, the usual reading of the table
    KanoClass.MUST_BE,
    KanoClass.ONE_DIMENSIONAL,
    KanoClass.ATTRACTIVE,
    KanoClass.INDIFFERENT,
    KanoClass.QUESTIONABLE,
    KanoClass.REVERSE,
)
# The place of a score among those of its method: the smaller, the sooner.
PLACES: dict[Method, Callable[[Any], float]] = {
    Method.MOSCOW: lambda score: MOSCOW_ORDER.index(score),
    Method.WSJF: lambda score: -score,
    Method.RICE: lambda score: -score,
    Method.KANO: lambda score: KANO_ORDER.index(score),
}
INPUTS = {
    Method.MOSCOW: ("moscow",),
    Method.WSJF: ("wsjf_value", "wsjf_criticality", "wsjf_risk", "wsjf_size"),
    Method.RICE: ("rice_reach", "rice_impact", "rice_confidence", "rice_effort"),
    Method.KANO: ("kano_functional", "kano_dysfunctional"),
}


@dataclass(frozen=True)
class Weighed:
    """An item in an order: its rank among all, its version, and what its method says (None: no score)."""

    id: str
    rank: str
    version: int
    score: Any


def ahead(by: Actor, attention: Attention | None, epic: str | None, untouched_since: datetime) -> Condition:
    """The condition of SQL for the items still ahead that the person may see, and asked to look at."""
    places, parameters = one_of(AHEAD)
    where, values = f"item.state in ({places}) and {visible(by)}", dict[str, Any](parameters)
    if attention is Attention.MUST:
        where += " and item.moscow = 'must'"
    elif attention is Attention.UNESTIMATED:
        where += " and item.estimate is null"
    elif attention is Attention.OLD:
        where, values["untouched"] = f"{where} and item.updated_at < :untouched", to_text(untouched_since)
    elif attention is Attention.UNRATED:
        where += "".join(f" and item.{field} is null" for field in PRIORITY)
    if epic:
        where, values["epic"] = f"{where} and item.epic_id = :epic", epic
    return where, values


def ids_by_rank(store: Store, condition: Condition, limit: int, offset: int) -> list[str]:
    """A page of the items in the order of the ranking."""
    where, values = condition
    sql = f"select id from item where {where} order by rank limit :limit offset :offset"
    return [row["id"] for row in store.rows(sql, values | {"limit": limit, "offset": offset})]


def weighed(store: Store, condition: Condition, method: Method) -> list[Weighed]:
    """Every item in the order of a method; without a score, after the others; the ranking decides between equals."""
    where, values = condition
    rows = store.rows(f"select id, rank, version, {', '.join(INPUTS[method])} from item where {where}", values)
    found = [Weighed(row["id"], row["rank"], row["version"], score_of(row, method)) for row in rows]
    place = PLACES[method]
    return sorted(
        found, key=lambda each: (each.score is None, 0 if each.score is None else place(each.score), each.rank)
    )


def score_of(row: Row, method: Method) -> Any:
    """What one method says of a row that holds at least its inputs."""
    inputs = INPUTS[method]
    if any(row[field] is None for field in inputs):
        return None
    if method is Method.MOSCOW:
        return Moscow(row["moscow"])
    if method is Method.WSJF:
        return wsjf(*(row[field] for field in inputs))
    if method is Method.RICE:
        return rice(*(row[field] for field in inputs))
    return kano(*(KanoAnswer(row[field]) for field in inputs))


def efforts(store: Store, condition: Condition) -> tuple[Effort, ...]:
    """Items and points of each MoSCoW category, those not sorted yet last."""
    where, values = condition
    rows = store.rows(
        "select moscow, count(*) as items, coalesce(sum(estimate), 0) as points, "
        "sum(case when estimate is null then 1 else 0 end) as unestimated "
        f"from item where {where} group by moscow",
        values,
    )
    by_code = {row["moscow"]: row for row in rows}
    found = [(each, by_code.get(each.value if each else None)) for each in (*Moscow, None)]
    return tuple(Effort(each, row["items"], row["points"], row["unestimated"]) for each, row in found if row)


def rows_in_order(store: Store, item_ids: Iterable[str]) -> list[Row]:
    """The whole rows of those items, in that order."""
    ids = list(item_ids)
    places, parameters = one_of(ids)
    found = {row["id"]: row for row in store.rows(f"select * from item where id in ({places})", parameters)}
    return [found[each] for each in ids if each in found]
