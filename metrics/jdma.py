"""Satisfaction as "Je donne mon avis" counts it: good 10, medium 5, bad 0; good from 8, medium from 5 (DISIC, MIT)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MARKS = {"good": 10, "medium": 5, "bad": 0}
Band = Literal["good", "medium", "bad"]


@dataclass(frozen=True)
class Satisfaction:
    """The average mark out of 10 of so many answers, and its band; None without an answer."""

    answers: int
    average: float | None
    band: Band | None


def satisfaction(*, good: int, medium: int, bad: int) -> Satisfaction:
    """From the number of answers of each kind."""
    answers = good + medium + bad
    if not answers:
        return Satisfaction(0, None, None)
    average = (good * MARKS["good"] + medium * MARKS["medium"] + bad * MARKS["bad"]) / answers
    return Satisfaction(answers, average, "good" if average >= 8 else "medium" if average >= 5 else "bad")
