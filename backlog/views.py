"""What is read of the backlog: lists, boards, reviews; each a picture of one moment, made of the models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from backlog.models import (
    Committed,
    DoneLine,
    Epic,
    Feedback,
    Increment,
    Item,
    ItemState,
    ProductGoal,
    Sprint,
    SprintReport,
)
from data.journal import Entry


@dataclass(frozen=True)
class Progress:
    """How many items there are, given up ones apart, and how many of them are Done."""

    done: int
    total: int


@dataclass(frozen=True)
class Standing:
    """The product goal and how far it is."""

    goal: ProductGoal | None
    progress: Progress


@dataclass(frozen=True)
class EpicProgress:
    """How far an epic is, given up items apart; `points` leave out the `unestimated` items, which are not 0."""

    epic: Epic
    done: int = 0
    total: int = 0
    points_done: float = 0.0
    points: float = 0.0
    unestimated: int = 0


@dataclass(frozen=True)
class Listed:
    """A row of a list or a card of the board: the item with the people behind it (each counted once)."""

    item: Item
    voices: int
    epic: Epic | None


@dataclass(frozen=True)
class Listing:
    """One page of a list, and how many rows there are in all; `words` when others were searched than those asked."""

    rows: tuple[Listed, ...]
    total: int
    words: str = ""


@dataclass(frozen=True)
class Reach:
    """Where a sprint of so many `points` would end in the ranking: before the item `before`.

    `unestimated` items stand above and weigh nothing in the sum.
    """

    before: str
    points: float
    unestimated: int


@dataclass(frozen=True)
class Inbox:
    """One page of feedbacks, and how many there are in all."""

    rows: tuple[Feedback, ...]
    total: int


@dataclass(frozen=True)
class Similar:
    """What resembles a feedback: other feedbacks and items, best first."""

    feedbacks: tuple[Feedback, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class ItemPage:
    """Everything about one item."""

    item: Item
    epic: Epic | None
    sprint_number: int | None
    feedbacks: tuple[Feedback, ...]
    voices: int
    history: tuple[Entry, ...]
    done_lines: tuple[DoneLine, ...]
    increment_keys: tuple[str, ...]


@dataclass(frozen=True)
class Limit:
    """How many cards a column may hold; a hard limit refuses one more, a soft one says so."""

    maximum: int
    is_hard: bool


@dataclass(frozen=True)
class Moved:
    """A card once moved; `over`: the soft limit that its column is now over."""

    item: Item
    over: Limit | None


@dataclass(frozen=True)
class Board:
    """The columns of a sprint; counts and points not Done are of the whole of it, whatever the cards shown.

    `left_by`: for an item, the numbers of the ended sprints that left it unfinished.
    """

    sprint: Sprint
    columns: Mapping[ItemState, tuple[Listed, ...]]
    counts: Mapping[ItemState, int]
    limits: Mapping[ItemState, Limit]
    remaining: float
    left_by: Mapping[str, tuple[int, ...]]

    @property
    def cards(self) -> tuple[Listed, ...]:
        """Every card shown, column by column."""
        return tuple(card for cards in self.columns.values() for card in cards)

    @property
    def people(self) -> tuple[str, ...]:
        """Who has a card."""
        return in_order(card.item.assignee for card in self.cards)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the cards, each once whatever its case."""
        return in_order(tag for card in self.cards for tag in card.item.tags)

    @property
    def epics(self) -> tuple[Epic, ...]:
        """The epics of the cards."""
        return tuple({card.epic.id: card.epic for card in self.cards if card.epic}.values())


def in_order(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, in the order of the alphabet, whatever the case."""
    return tuple(sorted({each.casefold(): each for each in words if each}.values(), key=str.casefold))


@dataclass(frozen=True)
class Instant:
    """The points of a sprint from a moment on."""

    at: datetime
    remaining: float
    scope: float


@dataclass(frozen=True)
class Moods:
    """How many answers of each mood; `metrics.jdma` makes a mark of them."""

    good: int = 0
    medium: int = 0
    bad: int = 0


@dataclass(frozen=True)
class Shown:
    """An increment at a review, with what people have said of it so far."""

    increment: Increment
    moods: Moods


@dataclass(frozen=True)
class Presented:
    """An item at a review with its increments."""

    item: Committed
    increments: tuple[Shown, ...]


@dataclass(frozen=True)
class Review:
    """A sprint review: live while the sprint is active, frozen once it is closed."""

    sprint: Sprint
    scope: SprintReport
    delivered: tuple[Presented, ...]
    not_delivered: tuple[Presented, ...]
    in_review: tuple[Shown, ...]  # what waits for a decision in this sprint
    moods: Moods  # of everything said during the sprint
    comments: tuple[Feedback, ...]  # already sorted, or remarks of the review
