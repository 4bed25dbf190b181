"""Net Promoter Score: the share of 9 and 10 less the share of 0 to 6, from −100 to 100."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

ENOUGH = 30  # answers under which the score moves too much to be read alone
Band = Literal["detractor", "passive", "promoter"]


@dataclass(frozen=True)
class Recommendation:
    """`score` is None without an answer; `is_fragile` warns of fewer than thirty."""

    answers: int
    promoters: int
    detractors: int
    score: float | None

    @property
    def is_fragile(self) -> bool:
        """Whether a few more answers could change what it says."""
        return self.answers < ENOUGH


def band(answer: int) -> Band:
    """Where an answer stands. Raises ValueError outside 0 to 10."""
    if not 0 <= answer <= 10:
        raise ValueError("an answer goes from 0 to 10")
    return "promoter" if answer >= 9 else "passive" if answer >= 7 else "detractor"


def net_score(promoters: int, detractors: int, answers: int) -> float:
    """The score of so many of each among all answers."""
    return 100 * (promoters - detractors) / answers


def recommendation(answers: Sequence[int]) -> Recommendation:
    """From every answer, 0 to 10. Raises ValueError outside."""
    bands = [band(each) for each in answers]
    promoters, detractors = bands.count("promoter"), bands.count("detractor")
    score = net_score(promoters, detractors, len(bands)) if bands else None
    return Recommendation(len(bands), promoters, detractors, score)
