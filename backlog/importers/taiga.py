"""Taiga's JSON dump of a project: everything refers by name, people by address, points by role."""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from backlog.importers.dates import read_date
from backlog.importers.document_reader import DocumentReader, keyed, titled
from backlog.importers.documents import dict_of, dicts_of, list_of, named, number_of, others, text_of, texts_of
from backlog.importers.incoming import Attached, Format, Incoming, LinkTo, Said, Stage
from backlog.importers.numbers import read_points
from backlog.importers.vocabulary import kind_of, stage_of
from backlog.models import ItemKind, Relation

TAKEN = named(
    "ref subject description tags created_date modified_date finish_date finished_date history attachments role_points "
    "custom_attributes_values version user_story generated_from_issue assigned_to related_user_stories color is_closed "
    "backlog_order sprint_order kanban_order us_order taskboard_order epics_order votes is_iocaine"
)
INFORMING = named("status milestone owner watchers type severity priority is_blocked blocked_note external_reference")
ORDERS = ("backlog_order", "sprint_order", "kanban_order")
LISTS = {"epics": "epic_statuses", "user_stories": "us_statuses", "issues": "issue_statuses", "tasks": "task_statuses"}


@dataclass
class TaigaProject(DocumentReader):
    """A project. Stories come first, as its backlog orders them; then issues; then tasks, linked to their story."""

    format: ClassVar[Format] = Format.TAIGA

    @cached_property
    def statuses(self) -> dict[str, dict[str, Mapping[str, Any]]]:
        """The states of each list by name."""
        return {
            kind: {text_of(each.get("name")): each for each in dicts_of(self.document.get(states))}
            for kind, states in LISTS.items()
        }

    @cached_property
    def points(self) -> dict[str, float | None]:
        """The value of each name of the scale; None is not known yet."""
        scale = {text_of(each.get("name")): each.get("value") for each in dicts_of(self.document.get("points"))}
        return {"?": None} | {name: number_of(value) for name, value in scale.items()}

    @cached_property
    def epic_of(self) -> dict[str, str]:
        """The title of the first epic of each story, by reference."""
        found: dict[str, str] = {}
        for epic in dicts_of(self.document.get("epics")):
            for each in dicts_of(epic.get("related_user_stories")):
                found.setdefault(text_of(each.get("user_story")), text_of(epic.get("subject")))
        return found

    @cached_property
    def ordered(self) -> list[tuple[int, Mapping[str, Any], str]]:
        """Every row with its number in the file and the list it comes from."""
        line, found = 0, []
        for kind in LISTS:
            things = []
            for each in dicts_of(self.document.get(kind)):
                line += 1
                things.append((line, each, kind))
            if kind == "user_stories":
                things.sort(key=lambda each: (*(order(each[1], name) for name in ORDERS), each[0]))
            found += things
        return found

    @cached_property
    def kinds(self) -> dict[int, str]:
        return {line: kind for line, _, kind in self.ordered}

    def things(self) -> Sequence[tuple[int, Mapping[str, Any]]]:
        return [(line, each) for line, each, _ in self.ordered]

    def people(self) -> dict[str, str]:
        """By address; names are only in what people wrote."""
        found = {
            text_of(each.get("user") or each.get("email")): "" for each in dicts_of(self.document.get("memberships"))
        }
        for _, thing, _ in self.ordered:
            for name in ("owner", "assigned_to"):
                found.setdefault(text_of(thing.get(name)), "")
            for address in texts_of(thing.get("watchers")) + texts_of(thing.get("votes")):
                found.setdefault(address, "")
            for said in dicts_of(thing.get("history")):
                address, name = author_of(said)
                if name or address not in found:
                    found[address] = name
        return {address: name for address, name in found.items() if address}

    def row(self, line: int, thing: Mapping[str, Any]) -> Incoming:
        kind = self.kinds[line]
        title = titled(text_of(thing.get("subject")))
        ref = keyed(text_of(thing.get("ref")))
        self.note_filled(thing, TAKEN | INFORMING)
        custom = others(dict_of(thing.get("custom_attributes_values")), frozenset())
        self.filled.update(dict.fromkeys(custom))
        finished = text_of(thing.get("finish_date") or thing.get("finished_date"))
        modified = read_date(text_of(thing.get("modified_date")), on="updated")
        stage = self._stage(kind, thing, bool(finished))
        done = read_date(finished, on="done") or modified
        return Incoming(
            source=f"{self.format.value}:{text_of(self.document.get('slug'))}".rstrip(":"),
            external_id=ref,
            line=line,
            kind=ItemKind.CHORE if kind == "tasks" else kind_of([text_of(thing.get("type"))]),
            title=title,
            stage=stage,
            description=text_of(thing.get("description")),
            estimate=self._estimate(thing),
            tags=tuple(tags_of(thing)),
            assignee=text_of(thing.get("assigned_to")),
            reporter=text_of(thing.get("owner")),
            epic=self.epic_of.get(ref, "") if kind == "user_stories" else "",
            epic_colour=text_of(thing.get("color")),
            is_epic=kind == "epics",
            sprint=text_of(thing.get("milestone")),
            created_at=read_date(text_of(thing.get("created_date")), on="created"),
            updated_at=modified,
            done_at=done if stage is Stage.DONE else None,
            comments=tuple(comments_of(thing)),
            links=tuple(links_of(thing)),
            votes=len(list_of(thing.get("votes"))),
            attachments=tuple(attachments_of(thing)),
            original=others(thing, TAKEN) | custom | self._told(thing),
        )

    def _stage(self, kind: str, thing: Mapping[str, Any], finished: bool) -> Stage:
        """What Taiga counts as closed is done: the state may be, and a story is when all its tasks are."""
        name = text_of(thing.get("status"))
        status = self.statuses[kind].get(name, {})
        if stage_of(name) is Stage.GIVEN_UP and (status.get("is_closed") is not False) and not finished_story(thing):
            return Stage.GIVEN_UP
        if thing.get("is_closed") is True or status.get("is_closed") is True:
            return Stage.DONE
        if not status and finished:
            return Stage.DONE
        stage = stage_of(name)
        return Stage.STARTED if stage is Stage.DONE else stage

    def _estimate(self, thing: Mapping[str, Any]) -> float | None:
        """The points of every role together; a role that does not know adds nothing, and nobody knowing is unknown."""
        names = [text_of(each.get("points")) for each in dicts_of(thing.get("role_points"))]
        values = [self.points[name] if name in self.points else read_points(name) for name in names]
        known = [value for value in values if value is not None]
        return sum(known) if known else None

    def _told(self, thing: Mapping[str, Any]) -> dict[str, str]:
        roles = dicts_of(thing.get("role_points"))
        told = {
            "role_points": ", ".join(f"{text_of(each.get('role'))} {text_of(each.get('points'))}" for each in roles),
            "attachments": "\n".join(each.name for each in attachments_of(thing)),
            "user_story": text_of(thing.get("user_story")),
        }
        return {key: each for key, each in told.items() if each}


def order(thing: Mapping[str, Any], name: str) -> float:
    value = number_of(thing.get(name))
    return math.inf if value is None or math.isnan(value) else value


def finished_story(thing: Mapping[str, Any]) -> bool:
    """Whether a story was finished before it was put away."""
    return bool(thing.get("finish_date"))


def tags_of(thing: Mapping[str, Any]) -> Iterator[str]:
    """Tags are texts, or pairs of a text and a colour."""
    for each in list_of(thing.get("tags")):
        yield text_of(each[0]) if isinstance(each, list) and each else text_of(each)


def author_of(said: Mapping[str, Any]) -> tuple[str, str]:
    """Address and name of who wrote a line of the history."""
    user = list_of(said.get("user"))
    return (text_of(user[0]) if user else "", text_of(user[1]) if len(user) > 1 else "")


def comments_of(thing: Mapping[str, Any]) -> Iterator[Said]:
    """The lines of the history that say something and were not deleted, oldest first."""
    lines = dicts_of(thing.get("history"))
    for said in sorted(lines, key=lambda each: text_of(each.get("created_at"))):
        body = text_of(said.get("comment"))
        if body.strip() and not said.get("delete_comment_date"):
            address, name = author_of(said)
            yield Said(address or name, body, read_date(text_of(said.get("created_at")), on="comment"))


def links_of(thing: Mapping[str, Any]) -> Iterator[LinkTo]:
    """The story of a task, the issue that a story came from."""
    for name in ("user_story", "generated_from_issue"):
        target = text_of(thing.get(name))
        if target:
            yield LinkTo(Relation.RELATES, target)


def attachments_of(thing: Mapping[str, Any]) -> Iterator[Attached]:
    """The files, whose bytes are in the dump in base 64."""
    for each in dicts_of(thing.get("attachments")):
        file = dict_of(each.get("attached_file"))
        name = text_of(each.get("name")) or text_of(file.get("name")).rsplit("/", 1)[-1]
        try:
            content = base64.b64decode(text_of(file.get("data")), validate=True) or None
        except (binascii.Error, ValueError):
            content = None
        yield Attached(name, content)
