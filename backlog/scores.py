"""What the four methods make of their inputs. An input nobody gave gives no score, which is not 0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backlog.models import KanoAnswer, KanoClass, Moscow, Priority

WSJF_SCALE = (1, 2, 3, 5, 8, 13, 20)  # Scaled Agile Framework, "WSJF"
RICE_IMPACTS = (3, 2, 1, 0.5, 0.25)  # Sean McBride, Intercom: massive, high, medium, low, minimal
RICE_CONFIDENCES = (1, 0.8, 0.5)  # high, medium, low
RICE_LEAST_EFFORT = 0.5  # person-months
MUST_SHARE = 60  # percent of the effort; beyond it nothing is left to give up (DSDM handbook, ch. 10)
# The standard table: a row for each answer to "if it were there", a letter for each to "if it were not".
KANO_TABLE = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")


@dataclass(frozen=True)
class Scores:
    """The four methods side by side; None where an input is missing."""

    moscow: Moscow | None
    wsjf: float | None
    rice: float | None
    kano: KanoClass | None


@dataclass(frozen=True)
class Effort:
    """The items of a MoSCoW category (None: not sorted yet): how many, their points, how many without an estimate."""

    moscow: Moscow | None
    items: int
    points: float
    unestimated: int


def scores(priority: Priority) -> Scores:
    """What each method says of an item."""
    return Scores(priority.moscow, wsjf_of(priority), rice_of(priority), kano_of(priority))


def wsjf(value: float, criticality: float, risk: float, size: float) -> float:
    """Weighted shortest job first: cost of delay ÷ job size. Raises ValueError unless the size is above 0."""
    if size <= 0:
        raise ValueError("a job of size 0 has no WSJF")
    return (value + criticality + risk) / size


def rice(reach: float, impact: float, confidence: float, effort: float) -> float:
    """Reach × impact × confidence ÷ effort. Raises ValueError when the effort is under its least."""
    if effort < RICE_LEAST_EFFORT:
        raise ValueError(f"an effort is {RICE_LEAST_EFFORT} at least")
    return reach * impact * confidence / effort


def kano(functional: KanoAnswer, dysfunctional: KanoAnswer) -> KanoClass:
    """The class of a function, from what people would feel with it and without it."""
    answers = list(KanoAnswer)
    return KanoClass(KANO_TABLE[answers.index(functional)][answers.index(dysfunctional)])


def cost_of_delay(priority: Priority) -> float | None:
    """The numerator of WSJF: value + criticality + risk."""
    value, criticality, risk = priority.wsjf_value, priority.wsjf_criticality, priority.wsjf_risk
    return None if value is None or criticality is None or risk is None else value + criticality + risk


def wsjf_of(priority: Priority) -> float | None:
    """The WSJF of an item."""
    value, criticality = priority.wsjf_value, priority.wsjf_criticality
    risk, size = priority.wsjf_risk, priority.wsjf_size
    if value is None or criticality is None or risk is None or not size:
        return None
    return wsjf(value, criticality, risk, size)


def rice_of(priority: Priority) -> float | None:
    """The RICE of an item."""
    reach, impact = priority.rice_reach, priority.rice_impact
    confidence, effort = priority.rice_confidence, priority.rice_effort
    if reach is None or impact is None or confidence is None or not effort:
        return None
    return rice(reach, impact, confidence, effort)


def kano_of(priority: Priority) -> KanoClass | None:
    """The Kano class of an item."""
    functional, dysfunctional = priority.kano_functional, priority.kano_dysfunctional
    return kano(functional, dysfunctional) if functional and dysfunctional else None


def must_share(efforts: Iterable[Effort]) -> float | None:
    """The percentage of the effort that is Must, among Must, Should and Could; None before anything is estimated."""
    points = {each.moscow: each.points for each in efforts if each.moscow not in (None, Moscow.WONT)}
    total = sum(points.values())
    return 100 * points.get(Moscow.MUST, 0) / total if total else None
