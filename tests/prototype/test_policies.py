"""Every pair of state and decision, against a table written by hand: the one that people were promised."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from data.refusals import Refused
from prototype.models import CLOSED, Decision, Details, State
from prototype.policies import RULES, Demand, can_decide, check_decision, decisions_allowed

EVERYTHING = Details(reason="r", answer="a", on=date(2026, 12, 1), body="b", duplicate_of="TV-2026-000001")

# One letter a decision: Qualify Plan Start Finish Not-do Transfer asK Duplicate reOpen Refuse Cancel Answer.
LETTERS = dict(zip("QPSFNTKDORCA", Decision, strict=True))
PROMISED = {
    State.RECEIVED: "QNTKDCA",
    State.QUALIFIED: "QPSFNTKDCA",
    State.PLANNED: "PSFNTKDCA",
    State.IN_PROGRESS: "PFNTKDCA",
    State.DONE: "OA",
    State.NOT_DONE: "OA",
    State.TRANSFERRED: "OA",
    State.DUPLICATE: "OA",
    State.ANSWER_WANTED: "QPSFNTDCA",
    State.REOPENING_WANTED: "ORA",
    State.REOPENED: "QPSFNTKDCA",
    State.CANCELLED: "",
}
LEADS_TO = {
    Decision.QUALIFY: State.QUALIFIED,
    Decision.PLAN: State.PLANNED,
    Decision.START: State.IN_PROGRESS,
    Decision.FINISH: State.DONE,
    Decision.NOT_DO: State.NOT_DONE,
    Decision.TRANSFER: State.TRANSFERRED,
    Decision.ASK: State.ANSWER_WANTED,
    Decision.MARK_DUPLICATE: State.DUPLICATE,
    Decision.REOPEN: State.REOPENED,
    Decision.REFUSE_REOPENING: None,
    Decision.CANCEL: State.CANCELLED,
    Decision.ANSWER: None,
}
PAIRS = list(product(State, Decision))


@pytest.mark.parametrize(("state", "decision"), PAIRS)
def test_every_pair_is_allowed_or_refused_as_promised(state: State, decision: Decision) -> None:
    promised = decision in {LETTERS[letter] for letter in PROMISED[state]}
    assert can_decide(state, decision) is promised
    assert (decision in decisions_allowed(state)) is promised
    if promised:
        assert check_decision(state, decision, EVERYTHING).to is LEADS_TO[decision]
    else:
        with pytest.raises(Refused) as refused:
            check_decision(state, decision, EVERYTHING)
        assert refused.value.code == "decision_not_allowed"


@pytest.mark.parametrize(("state", "decision"), RULES)
def test_every_demand_that_is_not_met_is_named_beside_its_field(state: State, decision: Decision) -> None:
    demands = RULES[state, decision].demands
    if not demands:
        check_decision(state, decision, Details())
        return
    with pytest.raises(Refused) as refused:
        check_decision(state, decision, Details(reason="  ", answer="\n"))
    assert {problem.code for problem in refused.value.problems} == {f"{each.name.lower()}_missing" for each in demands}
    assert {problem.field for problem in refused.value.problems} == set(demands)


@pytest.mark.parametrize("decision", [Decision.NOT_DO, Decision.TRANSFER, Decision.CANCEL, Decision.REFUSE_REOPENING])
def test_a_no_always_demands_a_reason(decision: Decision) -> None:
    assert all(Demand.REASON in rule.demands for (_state, each), rule in RULES.items() if each is decision)


def test_every_open_state_leads_to_a_closed_one() -> None:
    for state in set(State) - CLOSED:
        assert any(
            rule.to in CLOSED or (rule.to is None and decision is Decision.REFUSE_REOPENING)
            for (each, decision), rule in RULES.items()
            if each is state
        )
