"""What Scrum and the loop are made of. Codes are stable; their labels are texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

DEMONSTRATION_SCREEN = "revue"  # a remark written at a sprint review is a feedback on this screen


class ItemKind(StrEnum):
    """What an item of the product backlog is about."""

    STORY = "story"
    BUG = "bug"
    IMPROVEMENT = "improvement"
    CHORE = "chore"
    SPIKE = "spike"


class ItemState(StrEnum):
    """Where an item is: waiting, in one of the board's columns, or given up."""

    BACKLOG = "backlog"
    TODO = "todo"
    DOING = "doing"
    REVIEW = "review"
    DONE = "done"
    DROPPED = "dropped"


COLUMNS = (ItemState.TODO, ItemState.DOING, ItemState.REVIEW, ItemState.DONE)
AHEAD = (ItemState.BACKLOG, ItemState.TODO, ItemState.DOING, ItemState.REVIEW)  # what the ranked list shows


class Moscow(StrEnum):
    """DSDM's four priorities."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"
    WONT = "wont"


class KanoAnswer(StrEnum):
    """What people would feel with a function, or without it."""

    LIKE = "like"
    MUST_BE = "must_be"
    NEUTRAL = "neutral"
    LIVE_WITH = "live_with"
    DISLIKE = "dislike"


class KanoClass(StrEnum):
    """What a function is to people, by the Kano evaluation table."""

    ATTRACTIVE = "A"
    ONE_DIMENSIONAL = "O"
    MUST_BE = "M"
    INDIFFERENT = "I"
    REVERSE = "R"
    QUESTIONABLE = "Q"


class Method(StrEnum):
    """The four ways to weigh an item."""

    MOSCOW = "moscow"
    WSJF = "wsjf"
    RICE = "rice"
    KANO = "kano"


class Attention(StrEnum):
    """What in the priorities asks for a look."""

    MUST = "must"
    UNESTIMATED = "unestimated"
    OLD = "old"
    UNRATED = "unrated"


class PokerScale(StrEnum):
    """The cards of an estimation together."""

    FIBONACCI = "fibonacci"
    T_SHIRT = "t_shirt"


class RoundState(StrEnum):
    """The life of a round of estimation: votes hidden, shown, then written on the item or not."""

    OPEN = "open"
    REVEALED = "revealed"
    SETTLED = "settled"
    AGAIN = "again"
    CANCELLED = "cancelled"


class Relation(StrEnum):
    """What an item is to another one."""

    BLOCKS = "blocks"
    BLOCKED_BY = "blocked_by"
    RELATES = "relates"
    DUPLICATES = "duplicates"
    DUPLICATED_BY = "duplicated_by"


class Mood(StrEnum):
    """The three answers of Je donne mon avis."""

    GOOD = "good"
    MEDIUM = "medium"
    BAD = "bad"


class FeedbackState(StrEnum):
    """What became of a feedback."""

    UNSORTED = "unsorted"
    ITEM = "item"
    DECLINED = "declined"
    SNOOZED = "snoozed"


class SprintState(StrEnum):
    """The life of a sprint; at most one is active."""

    PLANNED = "planned"
    ACTIVE = "active"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class IncrementState(StrEnum):
    """The life of an increment, decided at reviews."""

    PLANNED = "planned"
    IN_REVIEW = "in_review"
    RELEASED = "released"


class Place(StrEnum):
    """Where to move an item in the ranking."""

    UP = "up"
    DOWN = "down"
    TOP = "top"
    BOTTOM = "bottom"


class Where(StrEnum):
    """Where an item that a sprint leaves unfinished goes: to an end of the backlog, or into the following sprint."""

    TOP = "top"
    BOTTOM = "bottom"
    NEXT_SPRINT = "next_sprint"


class ItemOrder(StrEnum):
    """What a list of items is sorted by; the ranking decides between equals."""

    RANK = "rank"
    VOICES = "voices"
    UPDATED = "updated"
    CREATED = "created"
    ESTIMATE = "estimate"
    WSJF = "wsjf"
    RICE = "rice"


class RetroFormat(StrEnum):
    """How a retrospective was held, and so the lanes of its cards."""

    START_STOP_CONTINUE = "start_stop_continue"
    MAD_SAD_GLAD = "mad_sad_glad"
    FOUR_L = "four_l"
    SAILBOAT = "sailboat"
    DAKI = "daki"


LANES: Mapping[RetroFormat, tuple[str, ...]] = {
    RetroFormat.START_STOP_CONTINUE: ("start", "stop", "continue"),
    RetroFormat.MAD_SAD_GLAD: ("mad", "sad", "glad"),
    RetroFormat.FOUR_L: ("liked", "learned", "lacked", "longed_for"),
    RetroFormat.SAILBOAT: ("wind", "anchor", "rocks", "island"),
    RetroFormat.DAKI: ("drop", "add", "keep", "improve"),
}


@dataclass(frozen=True)
class Priority:
    """The inputs of the four methods that rank an item; None where nobody has answered yet."""

    moscow: Moscow | None = None
    wsjf_value: float | None = None
    wsjf_criticality: float | None = None
    wsjf_risk: float | None = None
    wsjf_size: float | None = None
    rice_reach: float | None = None
    rice_impact: float | None = None
    rice_confidence: float | None = None
    rice_effort: float | None = None
    kano_functional: KanoAnswer | None = None
    kano_dysfunctional: KanoAnswer | None = None


@dataclass(frozen=True)
class Item:
    """One element of the product backlog. `estimate` is None when nobody knows yet, which is not 0.

    `blocked` says why it is stuck ("" when it is not); `state_since` is when it came where it is.
    """

    id: str
    number: int
    kind: ItemKind
    title: str
    as_a: str
    i_want: str
    so_that: str
    description: str
    criteria: tuple[str, ...]
    epic_id: str | None
    estimate: float | None
    rank: str
    state: ItemState
    sprint_id: str | None
    assignee: str
    created_at: datetime
    updated_at: datetime
    done_at: datetime | None
    tags: tuple[str, ...]
    is_private: bool
    blocked: str
    blocked_at: datetime | None
    state_since: datetime
    priority: Priority
    version: int

    @property
    def text(self) -> str:
        """All its words."""
        story = [self.title, self.as_a, self.i_want, self.so_that, self.description]
        return " ".join([*story, *self.criteria, *self.tags])


@dataclass(frozen=True)
class Epic:
    """A theme that groups items; `colour` is a code of the charts' palette or a #rrggbb."""

    id: str
    title: str
    colour: str
    position: int
    version: int
    is_closed: bool = False


@dataclass(frozen=True)
class ProductGoal:
    """The commitment of the product backlog; one is active."""

    id: str
    text: str
    is_active: bool
    created_at: datetime
    version: int


@dataclass(frozen=True)
class DoneLine:
    """A line of the Definition of Done; for an item, whether and by whom it is ticked."""

    id: str
    text: str
    position: int
    is_active: bool
    ticked: bool = False
    ticked_at: datetime | None = None
    ticked_by: str = ""


@dataclass(frozen=True)
class Feedback:
    """What somebody said, with where and when. `voice` identifies one person without naming them."""

    id: str
    mood: Mood
    comment: str
    screen: str
    increment_key: str
    request_reference: str
    sprint_id: str | None
    lang: str
    channel: str
    given_by: str
    on_behalf: bool
    voice: str
    state: FeedbackState
    item_id: str | None
    reason: str
    snoozed_until: date | None
    created_at: datetime
    sorted_at: datetime | None
    version: int


@dataclass(frozen=True)
class Increment:
    """A usable part of the prototype: declared by the prototype, its state decided here."""

    key: str
    title: str
    title_en: str
    screen: str
    summary: str
    summary_en: str
    state: IncrementState
    sprint_id: str | None
    released_at: datetime | None
    version: int


@dataclass(frozen=True)
class Committed:
    """An item as it was at one moment of a sprint (its start, its close)."""

    id: str
    number: int
    title: str
    estimate: float | None
    is_private: bool = False


@dataclass(frozen=True)
class SprintReport:
    """A sprint's account, in points: committed + added − removed + reestimated = scope = completed + unfinished.

    Lists are the items concerned; an unestimated one weighs nothing in points and is still listed.
    """

    goal: str
    committed: float
    added: float
    removed: float
    reestimated: float
    scope: float
    completed: float
    unfinished: float
    committed_items: tuple[Committed, ...] = ()
    added_items: tuple[Committed, ...] = ()
    removed_items: tuple[Committed, ...] = ()
    reestimated_items: tuple[Committed, ...] = ()
    completed_items: tuple[Committed, ...] = ()
    unfinished_items: tuple[Committed, ...] = ()
    increments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # item id → keys of its increments


@dataclass(frozen=True)
class Sprint:
    """A sprint; `committed` is frozen at its start, `report` at its close."""

    id: str
    number: int
    goal: str
    starts_on: date
    ends_on: date
    state: SprintState
    started_at: datetime | None
    closed_at: datetime | None
    committed: tuple[Committed, ...]
    report: SprintReport | None
    focus_factor: float
    version: int


@dataclass(frozen=True)
class Card:
    """A card of a retrospective: nothing says who wrote it."""

    id: str
    lane: str
    text: str
    votes: int
    position: int


@dataclass(frozen=True)
class Retrospective:
    """A retrospective with its cards; its actions are backlog items."""

    id: str
    sprint_id: str
    sprint_number: int
    format: RetroFormat
    held_on: date
    summary: str
    return_on_time: float | None
    cards: tuple[Card, ...]
    actions: tuple[Item, ...]
    version: int
