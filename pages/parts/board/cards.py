"""What a board shows and what comes back from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["muted", "ok", "warning", "danger", "information", "progress", "accent"]
Kind = Literal["move", "select"]
Step = Literal["up", "down", "top", "bottom"]


@dataclass(frozen=True)
class Badge:
    """A word with its tone; `icon` is the name of a Material symbol ("block"), as a state is never a colour alone."""

    text: str
    tone: Tone = "muted"
    icon: str = ""


@dataclass(frozen=True)
class BoardCard:
    """A card. Every text is shown letter for letter (no Markdown). `colour` is a CSS colour of its edge, or "".

    `position` is its rank as people read it ("12", or "" to show none); `facts` are short and shown on one line.
    """

    id: str
    number: int
    version: int
    title: str
    href: str
    facts: tuple[str, ...] = ()
    badges: tuple[Badge, ...] = ()
    colour: str = ""
    position: str = ""
    selected: bool = False


@dataclass(frozen=True)
class BoardLine:
    """A line drawn between two cards, with its words: before the card with that id, at the end when it is ""."""

    before: str
    text: str


@dataclass(frozen=True)
class BoardColumn:
    """A column in its order. `note` says how much it holds, `warning` what is wrong (a limit passed).

    `empty` is said when it holds no card. A list is one column: its label names it for who does not see it.
    """

    key: str
    label: str
    note: str = ""
    cards: tuple[BoardCard, ...] = ()
    warning: str = ""
    lines: tuple[BoardLine, ...] = ()
    empty: str = ""


@dataclass(frozen=True)
class BoardEvent:
    """What somebody did, once.

    "move": card `id`, read at `version`, is now in `column`, between the cards `after` and `before` that are shown
    (None: it is the first, or the last). `place` when it was asked by the menu in these words; `position` (from 1) when
    a precise one was asked, and then `before` and `after` say nothing.
    "select": the shown cards that are ticked now are `selected`.
    """

    kind: Kind
    id: str = ""
    version: int = 0
    column: str | None = None
    before: str | None = None
    after: str | None = None
    place: Step | None = None
    position: int | None = None
    selected: tuple[str, ...] = ()
