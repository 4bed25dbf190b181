"""Customer satisfaction: the share of 4 and 5 among answers from 1 to 5."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Satisfied:
    """How many are satisfied among so many answers; `percent` (0 to 100) is None without one."""

    satisfied: int
    answers: int

    @property
    def percent(self) -> float | None:
        """The share of those satisfied."""
        return 100 * self.satisfied / self.answers if self.answers else None


def satisfied(counts: Mapping[int, int]) -> Satisfied:
    """From the number of answers by mark. Raises ValueError for a mark outside 1 to 5 or a negative number."""
    if not all(1 <= mark <= 5 and count >= 0 for mark, count in counts.items()):
        raise ValueError("marks go from 1 to 5, counts from 0")
    return Satisfied(counts.get(4, 0) + counts.get(5, 0), sum(counts.values()))
