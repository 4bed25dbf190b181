"""GitLab's CSV of issues or work items: columns change by version, labels share a cell, times are seconds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import ClassVar

from backlog.importers.incoming import Format, Incoming, Stage
from backlog.importers.numbers import read_count, read_points
from backlog.importers.table_reader import TableReader, check_named, first_moment
from backlog.importers.tables import Line
from backlog.importers.vocabulary import is_epic_type, is_yes, kind_of, stage_of
from data.words import fold

NAMES: dict[str, tuple[str, ...]] = {
    "number": ("issue id", "iid", "id du ticket", "ticket id", "ticket nummer"),
    "id": ("id",),
    "url": ("url",),
    "title": ("title", "titre", "titel"),
    "type": ("type", "typ", "work item type"),
    "state": ("state", "etat", "status", "zustand"),
    "description": ("description", "beschreibung"),
    "author": ("author", "auteur", "autor"),
    "author_login": ("author username", "nom d utilisateur de l auteur", "autor benutzername"),
    "assignee": ("assignee", "assignees", "assigne", "personne assignee", "responsable", "zugewiesene person"),
    "assignee_login": (
        "assignee username",
        "assignee usernames",
        "assignees username",
        "nom d utilisateur de l assigne",
        "nom d utilisateur du responsable",
    ),
    "confidential": ("confidential", "confidentiel", "vertraulich"),
    "created": ("created at utc", "created at", "date de creation utc", "cree le utc", "erstellt am utc"),
    "updated": ("updated at utc", "updated at", "date de mise a jour utc", "mis a jour le utc", "aktualisiert am utc"),
    "closed": ("closed at utc", "closed at", "date de fermeture utc", "ferme le utc", "geschlossen am utc"),
    "milestone": ("milestone", "jalon", "meilenstein"),
    "iteration": ("iteration",),
    "weight": ("weight", "poids", "gewicht", "gewichtung"),
    "labels": ("labels", "labels list", "etiquettes", "label"),
    "votes": ("upvotes", "upvotes count", "votes", "votes positifs"),
    "epic_id": ("epic id", "id de l epopee", "epic iid"),
    "epic": ("epic title", "titre de l epopee", "epic titel", "parent title", "titre du parent"),
}
OPENED = frozenset({"open", "opened", "ouvert", "ouverte", "offen", "reopened"})
CLOSED = frozenset({"closed", "ferme", "fermee", "geschlossen"})
PROJECT = re.compile(r"https?://(?P<path>.+?)/(?:-/)?(?:issues|work_items)/(?P<number>\d+)")


@dataclass
class GitLabTable(TableReader):
    """A GitLab export; a number is only known inside its project, which its address names."""

    format: ClassVar[Format] = Format.GITLAB
    names: ClassVar[Mapping[str, tuple[str, ...]]] = NAMES
    dates: ClassVar[tuple[str, ...]] = ("created", "updated", "closed")
    informing: ClassVar[tuple[str, ...]] = ("url", "state", "type", "author", "milestone", "iteration", "epic_id")
    zone: ClassVar[tzinfo] = UTC

    def note(self, line: Line, people: dict[str, str]) -> None:
        """A login may stand for a name in what was written."""
        for role in ("author", "assignee"):
            names, logins = (self.columns.one(line.cells, each) for each in (role, f"{role}_login"))
            for name, login in zip(several(names), several(logins) or several(names), strict=False):
                people[name] = name
                people[login] = name

    def row(self, line: Line) -> Incoming:
        one, cells = self.columns.one, line.cells
        found = PROJECT.match(one(cells, "url"))
        key, title = one(cells, "number") or (found["number"] if found else one(cells, "id")), one(cells, "title")
        check_named(key, title)
        labels = tuple(each for text in self.columns.all(cells, "labels") for each in several(text))
        moments = {each: self.moment(cells, each) for each in self.dates}
        stage = state_of(one(cells, "state"), labels)
        done = first_moment((moments["closed"], moments["updated"])) if stage is Stage.DONE else None
        return Incoming(
            source=f"{self.format.value}:{found['path']}" if found else self.format.value,
            external_id=key,
            line=line.number,
            kind=kind_of([one(cells, "type"), *labels]),
            title=title,
            stage=stage,
            description=one(cells, "description"),
            estimate=read_points(one(cells, "weight")),
            tags=labels,
            assignee=next(iter(several(one(cells, "assignee") or one(cells, "assignee_login"))), ""),
            reporter=one(cells, "author") or one(cells, "author_login"),
            epic=one(cells, "epic"),
            is_epic=is_epic_type(one(cells, "type")),
            sprint=one(cells, "iteration") or one(cells, "milestone"),
            created_at=moments["created"],
            updated_at=moments["updated"],
            done_at=done,
            votes=read_count(one(cells, "votes")),
            is_private=is_yes(one(cells, "confidential")),
            original=self.told(cells),
        )


def several(text: str) -> list[str]:
    """What a cell lists with commas."""
    return [each.strip() for each in text.split(",") if each.strip()]


def state_of(name: str, labels: tuple[str, ...]) -> Stage:
    """Open or closed; a closed one may carry a label that says nothing was done, an open one that it is under way."""
    folded = fold(name)
    if folded in CLOSED:
        given_up = any(stage_of(label) is Stage.GIVEN_UP for label in labels)
        return Stage.GIVEN_UP if given_up else Stage.DONE
    if folded in OPENED:
        return Stage.STARTED if any(stage_of(label) is Stage.STARTED for label in labels) else Stage.WAITING
    return stage_of(name)
