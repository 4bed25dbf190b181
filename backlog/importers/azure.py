"""Azure DevOps' CSV of a query: a tree by `Title 1`, `Title 2` …, tags with "; ", HTML, names with addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from backlog.importers.incoming import Format, Incoming, LinkTo, Stage
from backlog.importers.markup import html_to_markdown
from backlog.importers.numbers import NUMBER, first_points
from backlog.importers.table_reader import TableReader, check_named, first_moment
from backlog.importers.tables import Columns, Line
from backlog.importers.vocabulary import is_epic_type, kind_of, stage_of
from backlog.models import Relation
from data.words import fold

NAMES: dict[str, tuple[str, ...]] = {
    "number": ("id",),
    "type": ("work item type", "type d element de travail", "arbeitselementtyp", "arbeitsaufgabentyp"),
    "title": ("title", "titre", "titel"),
    "assignee": ("assigned to", "affecte a", "assigne a", "attribue a", "zugewiesen an", "zugewiesen zu"),
    "author": ("created by", "cree par", "erstellt von"),
    "state": ("state", "etat", "status", "zustand"),
    "reason": ("reason", "raison", "motif", "grund", "ursache"),
    "tags": ("tags", "balises", "etiquettes", "kategorien", "markierungen"),
    "points": (
        "story points",
        "effort",
        "size",
        "points d histoire",
        "points de recit",
        "points du recit",
        "taille",
        "aufwand",
        "grosse",
        "storypoints",
        "story punkte",
    ),
    "rank": ("stack rank", "backlog priority", "rang dans la pile", "priorite du backlog", "stapelrang"),
    "description": ("description", "beschreibung"),
    "repro": ("repro steps", "etapes de reproduction", "schritte zum reproduzieren"),
    "criteria": ("acceptance criteria", "criteres d acceptation", "akzeptanzkriterien"),
    "iteration": ("iteration path", "chemin d iteration", "iterationspfad"),
    "parent": ("parent", "parent id", "ubergeordnet", "ubergeordnetes element"),
    "created": ("created date", "date de creation", "erstellungsdatum", "erstellt am"),
    "updated": ("changed date", "date de modification", "anderungsdatum", "geandert am"),
    "closed": ("closed date", "date de fermeture", "geschlossen am", "abschlussdatum"),
    "category_changed": ("state change date", "date de changement d etat", "datum der statusanderung"),
}
LEVEL = re.compile(r"(?:title|titre|titel) (\d{1,2})")
PERSON = re.compile(r"(?P<name>[^<>]+?)\s*<(?P<address>[^<>]*)>")
STAGES = {  # state categories of the processes that Azure DevOps ships
    "resolved": Stage.STARTED,
    "resolu": Stage.STARTED,
    "gelost": Stage.STARTED,
    "active": Stage.STARTED,
    "actif": Stage.STARTED,
    "active e": Stage.STARTED,
    "aktiv": Stage.STARTED,
    "committed": Stage.STARTED,
    "valide": Stage.STARTED,
    "removed": Stage.GIVEN_UP,
}
SEPARATOR = " › "


@dataclass(frozen=True)
class Above:
    """A row of the tree that others may stand under; `epic` is the title of the epic it is in, or is."""

    level: int
    key: str
    epic: str
    is_epic: bool


@dataclass
class AzureTable(TableReader):
    """An export of a query. A row without a number, not saved yet over there, is known by its place in the tree."""

    epics: dict[str, str] = field(default_factory=dict)  # number → title
    above: list[Above] = field(default_factory=list)  # from the highest down to the last row read
    met: dict[str, int] = field(default_factory=dict)

    format: ClassVar[Format] = Format.AZURE
    names: ClassVar[Mapping[str, tuple[str, ...]]] = NAMES
    dates: ClassVar[tuple[str, ...]] = ("created", "updated", "closed", "category_changed")
    informing: ClassVar[tuple[str, ...]] = ("type", "state", "reason", "author", "iteration", "parent")

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The columns of titles from the highest level down; one column when the query is flat."""
        found = sorted(
            (int(level[1]), place)
            for place, heading in enumerate(self.table.headings)
            if (level := LEVEL.fullmatch(fold(heading)))
        )
        return tuple(place for _, place in found) or self.columns.places.get("title", ())[:1]

    @cached_property
    def columns(self) -> Columns:
        return Columns(tuple(LEVEL.sub("title", fold(each)) for each in self.table.headings), NAMES)

    def note(self, line: Line, people: dict[str, str]) -> None:
        for role in ("assignee", "author"):
            text = self.columns.one(line.cells, role)
            if text:
                found = PERSON.fullmatch(text)
                people[text] = found["name"].strip() if found else text
        number = self.columns.one(line.cells, "number")
        if number and is_epic_type(self.columns.one(line.cells, "type")):
            self.epics[number] = self._title(line.cells)[1]

    def rank(self, cells: Sequence[str]) -> tuple[bool, float, str]:
        """The stack rank; a tree keeps the order of its file."""
        text = self.columns.one(cells, "rank").replace(",", ".")
        if len(self.levels) > 1 or not NUMBER.fullmatch(text):
            return (True, 0.0, "")
        return (False, float(text), "")

    def row(self, line: Line) -> Incoming:
        one, cells = self.columns.one, line.cells
        level, title = self._title(cells)
        check_named(title or one(cells, "number"), title)
        is_epic, parent = is_epic_type(one(cells, "type")), one(cells, "parent")
        while self.above and self.above[-1].level >= level:
            self.above.pop()
        over = self.above[-1] if self.above else Above(0, parent, self.epics.get(parent, ""), parent in self.epics)
        key = one(cells, "number") or self._place(over.key, title)
        self.above.append(Above(level, key, title if is_epic else over.epic, is_epic))
        moments = {each: self.moment(cells, each) for each in self.dates}
        stage = STAGES.get(fold(one(cells, "state"))) or stage_of(one(cells, "state"))
        done = first_moment(moments[each] for each in ("closed", "category_changed", "updated"))
        linked = over.key and not over.is_epic and not is_epic
        return Incoming(
            source=self.format.value,
            external_id=key,
            line=line.number,
            kind=kind_of([one(cells, "type")]),
            title=title,
            stage=stage,
            description=html_to_markdown(one(cells, "description") or one(cells, "repro")),
            criteria=lines_of(html_to_markdown(one(cells, "criteria"))),
            estimate=first_points(self.columns.all(cells, "points")),
            tags=tuple(each.strip() for each in one(cells, "tags").split(";") if each.strip()),
            assignee=one(cells, "assignee"),
            reporter=one(cells, "author"),
            epic="" if is_epic else over.epic,
            is_epic=is_epic,
            sprint=one(cells, "iteration"),
            created_at=moments["created"],
            updated_at=moments["updated"],
            done_at=done if stage is Stage.DONE else None,
            links=(LinkTo(Relation.RELATES, over.key),) if linked else (),
            original=self.told(cells),
        )

    def _title(self, cells: Sequence[str]) -> tuple[int, str]:
        """The level of a row and its title: the one column of titles that it fills."""
        for level, place in enumerate(self.levels):
            if cells[place].strip():
                return level, cells[place].strip()
        return 0, ""

    def _place(self, over: str, title: str) -> str:
        """What a row without a number is known by: the way to it; the second of two alike says so."""
        path = f"{over}{SEPARATOR}{title}" if over else title
        self.met[path] = self.met.get(path, 0) + 1
        return path if self.met[path] == 1 else f"{path} ({self.met[path]})"


def lines_of(markdown: str) -> tuple[str, ...]:
    """Criteria, one a line, without the marks of a list."""
    lines = [re.sub(r"^\s*(?:[-*]|\d+[.)])\s+", "", line).strip() for line in markdown.splitlines()]
    return tuple(line for line in lines if line)
