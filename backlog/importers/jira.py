"""Jira's CSV ("all fields" or "my defaults"), Cloud or Server: columns repeat, dates and headings follow a language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from backlog.importers.dates import read_date
from backlog.importers.incoming import Attached, Format, Incoming, LinkTo, Said, Stage
from backlog.importers.jira_columns import IDENTITIES, INFORMING, NAMES, link_heading, plain_heading
from backlog.importers.markup import wiki_to_markdown
from backlog.importers.numbers import first_points, read_count
from backlog.importers.table_reader import TableReader, check_named, first_moment
from backlog.importers.tables import Columns, Line
from backlog.importers.vocabulary import is_epic_type, kind_of, relation_of, stage_of
from backlog.models import Relation
from data.refusals import Refused
from data.words import fold

CATEGORIES = {
    "to do": Stage.WAITING,
    "new": Stage.WAITING,
    "a faire": Stage.WAITING,
    "zu erledigen": Stage.WAITING,
    "in progress": Stage.STARTED,
    "en cours": Stage.STARTED,
    "in arbeit": Stage.STARTED,
    "done": Stage.DONE,
    "termine": Stage.DONE,
    "terminee": Stage.DONE,
    "fertig": Stage.DONE,
    "erledigt": Stage.DONE,
}
SAID = re.compile(r"(?P<at>[^;]{6,40});(?P<author>[^;]*);(?P<body>.*)", re.DOTALL)
LABEL = re.compile(r"[,\s]+")


@dataclass
class JiraTable(TableReader):
    """A Jira export. Epics are rows of their own that others name by key, by number or by title."""

    epics: dict[str, str] = field(default_factory=dict)  # key or number → title
    keys: dict[str, str] = field(default_factory=dict)  # number → key
    categories: dict[str, Stage | None] = field(default_factory=dict)  # as they are written, once folded

    format: ClassVar[Format] = Format.JIRA
    names: ClassVar[Mapping[str, tuple[str, ...]]] = NAMES
    dates: ClassVar[tuple[str, ...]] = ("created", "updated", "resolved", "category_changed")
    informing: ClassVar[tuple[str, ...]] = INFORMING

    @cached_property
    def columns(self) -> Columns:
        return Columns(tuple(plain_heading(each) for each in self.table.headings), NAMES)

    @cached_property
    def link_places(self) -> dict[int, tuple[Relation, bool]]:
        """The columns of links: what they mean, and whether they begin at the other end."""
        found = {place: link_heading(each) for place, each in enumerate(self.table.headings)}
        return {place: (relation_of(said[0]), said[1]) for place, said in found.items() if said}

    @cached_property
    def other_places(self) -> tuple[int, ...]:
        return tuple(place for place in self.columns.others(NAMES) if place not in self.link_places)

    def rank(self, cells: Sequence[str]) -> tuple[bool, float, str]:
        """LexoRank is made to be sorted as a text."""
        rank = self.columns.one(cells, "rank")
        return (not rank, 0.0, rank)

    def note(self, line: Line, people: dict[str, str]) -> None:
        self._meet(line.cells, people)
        self._note_epic(line.cells)

    def _meet(self, cells: Sequence[str], people: dict[str, str]) -> None:
        for name_field, id_field in IDENTITIES:
            names, ids = self.columns.all(cells, name_field), self.columns.all(cells, id_field)
            people.update((name, name) for name in names if name not in people)
            if len(names) == len(ids):
                people.update(zip(ids, names, strict=True))
        for text in self.columns.all(cells, "comment") + self.columns.all(cells, "attachment"):
            if (found := SAID.match(text)) and found["author"].strip():
                people.setdefault(found["author"].strip(), "")

    @cached_property
    def known(self) -> frozenset[str]:
        """The keys of every row, once all were seen."""
        return frozenset(self.keys.values())

    def _note_epic(self, cells: Sequence[str]) -> None:
        key, number = self.columns.one(cells, "key"), self.columns.one(cells, "number")
        if number:
            self.keys[number] = key
        if is_epic_type(self.columns.one(cells, "type")) and not self.columns.one(cells, "security"):
            title = self.columns.one(cells, "epic_name") or self.columns.one(cells, "summary")
            self.epics.update({name: title for name in (key, number) if name})

    def row(self, line: Line) -> Incoming:
        one, cells = self.columns.one, line.cells
        key, title = one(cells, "key") or one(cells, "number"), one(cells, "summary")
        check_named(key, title)
        moments = {each: self.moment(cells, each) for each in self.dates}
        stage, is_epic = self._stage(cells), is_epic_type(one(cells, "type"))
        epic, parents = self._parents(cells)
        done = first_moment(moments[each] for each in ("resolved", "category_changed", "updated"))
        return Incoming(
            source=self.format.value,
            external_id=key,
            line=line.number,
            kind=kind_of([one(cells, "type")]),
            title=(one(cells, "epic_name") or title) if is_epic else title,
            stage=stage,
            description=wiki_to_markdown(one(cells, "description")),
            criteria=criteria_of(one(cells, "criteria")),
            estimate=first_points(self.columns.all(cells, "points")),
            tags=tuple(each for text in self.columns.all(cells, "labels") for each in LABEL.split(text)),
            assignee=one(cells, "assignee"),
            reporter=one(cells, "reporter"),
            epic=epic,
            epic_colour=one(cells, "colour"),
            is_epic=is_epic,
            sprint=", ".join(self.columns.all(cells, "sprint")),
            created_at=moments["created"],
            updated_at=moments["updated"],
            done_at=done if stage is Stage.DONE else None,
            comments=tuple(self._said(text) for text in self.columns.all(cells, "comment")),
            links=(*parents, *self._links(cells)),
            votes=read_count(one(cells, "votes")),
            is_private=bool(one(cells, "security")),
            attachments=tuple(Attached(attached(text)) for text in self.columns.all(cells, "attachment")),
            original=self.told(cells),
        )

    def _stage(self, cells: Sequence[str]) -> Stage:
        """The category that Jira gives, else the name of the state; a resolution may say that nothing was done."""
        status, resolution = self.columns.one(cells, "status"), self.columns.one(cells, "resolution")
        category = self.columns.one(cells, "category")
        if category not in self.categories:
            self.categories[category] = CATEGORIES.get(fold(category))
        stage = self.categories[category] or stage_of(status)
        if stage is Stage.DONE and Stage.GIVEN_UP in (stage_of(status), stage_of(resolution)):
            return Stage.GIVEN_UP
        return stage

    def _parents(self, cells: Sequence[str]) -> tuple[str, tuple[LinkTo, ...]]:
        """The title of the epic, and a link to what is above without being one."""
        one = self.columns.one
        above = one(cells, "parent_key") or one(cells, "parent")
        for each in (one(cells, "epic_link"), above, self.keys.get(above, "")):
            if each in self.epics:
                return self.epics[each], ()
        if one(cells, "epic_link"):
            return one(cells, "epic_link_title") or one(cells, "epic_link"), ()
        if above in self.keys:
            above = self.keys[above]
        if above and above not in self.known and one(cells, "parent_title") and "sub" not in fold(one(cells, "type")):
            return one(cells, "parent_title"), ()
        return "", ((LinkTo(Relation.RELATES, above),) if above else ())

    def _links(self, cells: Sequence[str]) -> Iterator[LinkTo]:
        for place, (relation, inward) in self.link_places.items():
            for target in LABEL.split(cells[place].strip()):
                if target:
                    yield LinkTo(reversed_relation(relation) if inward else relation, target)

    def _said(self, text: str) -> Said:
        """`date;author;words`; a cell written otherwise is all words."""
        found = SAID.match(text)
        if found is None:
            return Said("", wiki_to_markdown(text), None)
        try:
            at = read_date(found["at"], on="comment", month_first=self.month_first)
        except Refused:
            return Said("", wiki_to_markdown(text), None)
        return Said(found["author"].strip(), wiki_to_markdown(found["body"]).strip(), at)


def reversed_relation(relation: Relation) -> Relation:
    """The same link read from its other end."""
    return {Relation.BLOCKS: Relation.BLOCKED_BY, Relation.DUPLICATES: Relation.DUPLICATED_BY}.get(relation, relation)


def criteria_of(text: str) -> tuple[str, ...]:
    """Acceptance criteria, one a line, without the marks of a list."""
    lines = [re.sub(r"^\s*(?:[-*#•]+|\d+[.)])\s+", "", line).strip() for line in text.splitlines()]
    return tuple(line for line in lines if line)


def attached(text: str) -> str:
    """The name in `date;author;name;address`, or the last step of an address."""
    parts = text.split(";")
    return parts[2].strip() if len(parts) >= 4 else parts[-1].rstrip("/").rsplit("/", 1)[-1]
