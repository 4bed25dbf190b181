"""System Usability Scale: ten answers from 1 to 5, a score from 0 to 100 (Brooke 1996)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

QUESTIONS = 10


@dataclass(frozen=True)
class Usability:
    """The average score of so many questionnaires; None without one."""

    answers: int
    average: float | None


def contributions(answers: Sequence[int]) -> tuple[int, ...]:
    """What each answer counts for, from 0 to 4: odd questions are praise (x − 1), even ones blame (5 − x).

    Raises ValueError unless there are ten answers from 1 to 5.
    """
    if len(answers) != QUESTIONS or not all(1 <= each <= 5 for each in answers):
        raise ValueError("ten answers from 1 to 5 are needed")
    return tuple(5 - each if position % 2 else each - 1 for position, each in enumerate(answers))


def score(answers: Sequence[int]) -> float:
    """The score of one questionnaire, from 0 to 100. Raises ValueError as `contributions` does."""
    return sum(contributions(answers)) * 2.5


def usability(questionnaires: Sequence[Sequence[int]]) -> Usability:
    """From every questionnaire. Raises ValueError as `contributions` does."""
    scores = [score(each) for each in questionnaires]
    return Usability(len(scores), sum(scores) / len(scores) if scores else None)
