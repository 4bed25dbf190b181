"""The cards of an estimation together, and what the votes say once they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from backlog.models import PokerScale

UNSURE, BREAK = "?", "coffee"  # "I cannot say", "let us stop for a while"
HALF = "0.5"
# The points of each card; None for those that give no number.
CARDS: Mapping[PokerScale, Mapping[str, float | None]] = {
    PokerScale.FIBONACCI: {
        "0": 0,
        HALF: 0.5,
        **{f"{points}": points for points in (1, 2, 3, 5, 8, 13, 21)},
        UNSURE: None,
        BREAK: None,
    },
    PokerScale.T_SHIRT: {"XS": 1, "S": 2, "M": 3, "L": 5, "XL": 8, UNSURE: None, BREAK: None},
}


@dataclass(frozen=True)
class Results:
    """What shown votes say, in points.

    `distribution` gives, for each card played and in the order of the scale, who played it. `lowest` and `highest`
    name those at the two ends, who explain themselves; they are empty when everybody agrees. `median` and `proposed`
    (the smallest card that reaches the median) are None when nobody gave a number.
    """

    distribution: Mapping[str, tuple[str, ...]]
    lowest: tuple[str, ...]
    highest: tuple[str, ...]
    median: float | None
    proposed: float | None
    is_agreed: bool


def results(votes: Sequence[tuple[str, str]], scale: PokerScale) -> Results:
    """From the votes: (name of the person, card); two people may have the same name."""
    cards = CARDS[scale]
    played = {card for _, card in votes}
    distribution = {
        card: tuple(sorted(name for name, theirs in votes if theirs == card)) for card in cards if card in played
    }
    points = {card: value for card in distribution if (value := cards[card]) is not None}
    numbers = [value for card, value in points.items() for _ in distribution[card]]
    agreed = len(distribution) == 1 and len(points) == 1
    apart = len(points) > 1
    middle = float(median(numbers)) if numbers else None
    numbered = [value for value in cards.values() if value is not None]
    return Results(
        distribution=distribution,
        lowest=distribution[min(points, key=points.__getitem__)] if apart else (),
        highest=distribution[max(points, key=points.__getitem__)] if apart else (),
        median=middle,
        proposed=None if middle is None else float(min(value for value in numbered if value >= middle)),
        is_agreed=agreed,
    )
