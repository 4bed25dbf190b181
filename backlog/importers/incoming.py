"""What every reader yields: one row of a foreign file in neutral words, or why it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from backlog.models import ItemKind, Relation
from data.refusals import Problem


class Format(StrEnum):
    """The files that are recognised, from their content."""

    JIRA = "jira"
    TAIGA = "taiga"
    GITHUB = "github"
    GITLAB = "gitlab"
    TRELLO = "trello"
    AZURE = "azure"


class Stage(StrEnum):
    """How far a thing had gone where it comes from, whatever the name of its state there."""

    WAITING = "waiting"
    STARTED = "started"
    DONE = "done"
    GIVEN_UP = "given_up"


@dataclass(frozen=True)
class Said:
    """A comment; `author` is a person as the file names them, `at` None when the file does not say."""

    author: str
    body: str
    at: datetime | None


@dataclass(frozen=True)
class Attached:
    """A file joined to a row: its bytes when the source holds them, else its name alone."""

    name: str
    content: bytes | None = None


@dataclass(frozen=True)
class LinkTo:
    """What this row is to another one of the same source."""

    relation: Relation
    target: str


@dataclass(frozen=True)
class Incoming:
    """One row, not cleaned yet. Texts are Markdown; people are named as the file does (name, login, address, id).

    `epic` is a title; with `is_epic` the row itself is one. `original` is everything that has no field here, as texts.
    """

    source: str
    external_id: str
    line: int
    kind: ItemKind
    title: str
    stage: Stage
    description: str = ""
    criteria: tuple[str, ...] = ()
    estimate: float | None = None
    tags: tuple[str, ...] = ()
    assignee: str = ""
    reporter: str = ""
    epic: str = ""
    epic_colour: str = ""
    is_epic: bool = False
    sprint: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    done_at: datetime | None = None
    comments: tuple[Said, ...] = ()
    links: tuple[LinkTo, ...] = ()
    votes: int = 0
    is_private: bool = False
    attachments: tuple[Attached, ...] = ()
    original: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Broken:
    """A row that cannot come in, by its line (1 is the first of a table; the first thing of a document)."""

    line: int
    problem: Problem


@dataclass(frozen=True)
class Survey:
    """What one look at a whole file tells before any row is read.

    `people` maps every way in which the file names somebody to their name ("" when it gives only an address or an id);
    `places` is the place of each row in the order of the source.
    """

    total: int
    people: Mapping[str, str]
    places: tuple[int, ...]


class Reader(Protocol):
    """A recognised file. `survey` first, then `rows`; `unmapped` and `left_out` are known once rows are read."""

    @property
    def format(self) -> Format:
        """Which one."""

    def survey(self) -> Survey:
        """The first look."""

    def rows(self) -> Iterator[Incoming | Broken]:
        """Row by row, in the order of the file; as many as the survey counted."""

    def unmapped(self) -> tuple[str, ...]:
        """The columns that hold something and have no field here: kept as original data."""

    def left_out(self) -> tuple[Problem, ...]:
        """What is no row of a backlog, counted."""
