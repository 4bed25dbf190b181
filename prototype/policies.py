"""What a request's state allows: the transition table, as data. `check_…` raises the reason, `can_…` asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from data.refusals import Problem, Refused, refuse
from prototype.models import CLOSED, Decision, Details, Request, State

CONTEST_DAYS = 30  # after closure: product rule 9


class Demand(StrEnum):
    """What a decision cannot do without; the value is the field of `Details`."""

    REASON = "reason"
    ANSWER = "answer"
    DATE = "on"
    BODY = "body"
    DUPLICATE = "duplicate_of"


@dataclass(frozen=True)
class Rule:
    """Where a decision leads; `to` None is back to the state before the last change."""

    to: State | None
    demands: tuple[Demand, ...] = ()


S, D = State, Decision
_OPEN = (S.RECEIVED, S.QUALIFIED, S.PLANNED, S.IN_PROGRESS, S.ANSWER_WANTED, S.REOPENED)
_STUDIED = (S.QUALIFIED, S.PLANNED, S.IN_PROGRESS, S.REOPENED)  # somebody has looked at it
_CONTESTABLE = (S.DONE, S.NOT_DONE)


def _rules(decision: Decision, states: Iterable[State], rule: Rule) -> dict[tuple[State, Decision], Rule]:
    return {(state, decision): rule for state in states}


RULES: dict[tuple[State, Decision], Rule] = {
    # QUALIFY from QUALIFIED corrects the category, and so the routing.
    **_rules(D.QUALIFY, (S.RECEIVED, S.QUALIFIED, S.ANSWER_WANTED, S.REOPENED), Rule(S.QUALIFIED)),
    **_rules(D.PLAN, (*_STUDIED, S.ANSWER_WANTED), Rule(S.PLANNED, (Demand.DATE,))),
    **_rules(D.START, (S.QUALIFIED, S.PLANNED, S.ANSWER_WANTED, S.REOPENED), Rule(S.IN_PROGRESS)),
    **_rules(D.FINISH, (*_STUDIED, S.ANSWER_WANTED), Rule(S.DONE, (Demand.ANSWER,))),
    **_rules(D.NOT_DO, _OPEN, Rule(S.NOT_DONE, (Demand.REASON,))),
    **_rules(D.TRANSFER, _OPEN, Rule(S.TRANSFERRED, (Demand.BODY, Demand.REASON))),
    **_rules(D.ASK, (S.RECEIVED, *_STUDIED), Rule(S.ANSWER_WANTED, (Demand.ANSWER,))),
    **_rules(D.MARK_DUPLICATE, _OPEN, Rule(S.DUPLICATE, (Demand.DUPLICATE,))),
    (S.REOPENING_WANTED, D.REOPEN): Rule(S.REOPENED),  # the inhabitant gave the reason
    **_rules(D.REOPEN, (S.DONE, S.NOT_DONE, S.TRANSFERRED, S.DUPLICATE), Rule(S.REOPENED, (Demand.REASON,))),
    (S.REOPENING_WANTED, D.REFUSE_REOPENING): Rule(None, (Demand.REASON,)),
    **_rules(D.CANCEL, _OPEN, Rule(S.CANCELLED, (Demand.REASON,))),
    **_rules(D.ANSWER, (state for state in S if state is not S.CANCELLED), Rule(None, (Demand.ANSWER,))),
}


def decisions_allowed(state: State) -> tuple[Decision, ...]:
    """What may be decided about a request in that state, in the order of `Decision`."""
    return tuple(decision for decision in Decision if (state, decision) in RULES)


def can_decide(state: State, decision: Decision) -> bool:
    """Whether that decision exists from that state."""
    return (state, decision) in RULES


def check_decision(state: State, decision: Decision, details: Details) -> Rule:
    """The rule that applies. Raises Refused: decision_not_allowed, or reason_missing, answer_missing, date_missing,
    body_missing, duplicate_missing for everything that lacks."""
    rule = RULES.get((state, decision))
    if rule is None:
        raise refuse("decision_not_allowed", state=state.value, decision=decision.value)
    lacking = [demand for demand in rule.demands if not _given(details, demand)]
    if lacking:
        raise Refused(*(Problem(f"{demand.name.lower()}_missing", demand.value) for demand in lacking))
    return rule


def state_after(request: Request, decision: Decision, rule: Rule) -> State:
    """The state that the rule leads to."""
    if decision is Decision.ANSWER:
        return request.state
    if rule.to is None:
        return request.state_before if request.state_before in CLOSED else State.DONE
    return rule.to


def can_contest(request: Request, now: datetime) -> bool:
    """Whether the author may say that it is not fixed: done or not done, for 30 days."""
    return (
        request.state in _CONTESTABLE
        and request.closed_at is not None
        and now <= request.closed_at + timedelta(days=CONTEST_DAYS)
    )


def check_contest(request: Request, now: datetime) -> None:
    """Raises Refused: contest_not_closed, contest_too_late (fact days)."""
    if request.state not in _CONTESTABLE:
        raise refuse("contest_not_closed", state=request.state.value)
    if not can_contest(request, now):
        raise refuse("contest_too_late", days=CONTEST_DAYS)


def can_rate(request: Request) -> bool:
    """Whether the author may say how satisfied they are."""
    return request.state in _CONTESTABLE


def check_rate(request: Request) -> None:
    """Raises Refused("rate_not_closed")."""
    if not can_rate(request):
        raise refuse("rate_not_closed", state=request.state.value)


def can_comment(request: Request) -> bool:
    """Whether the author may still write: everything but a cancelled request."""
    return request.state is not State.CANCELLED


def check_comment(request: Request) -> None:
    """Raises Refused("comment_not_allowed")."""
    if not can_comment(request):
        raise refuse("comment_not_allowed", state=request.state.value)


def _given(details: Details, demand: Demand) -> bool:
    value = getattr(details, demand.value)
    return bool(value.strip()) if isinstance(value, str) else value is not None
