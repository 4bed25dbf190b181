"""GitHub's issues as JSON: of the REST API, page by page or not, of a search, or of `gh issue list --json`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from backlog.importers.dates import read_date
from backlog.importers.document_reader import DocumentReader, keyed, titled
from backlog.importers.documents import dict_of, dicts_of, list_of, named, others, text_of, texts_of
from backlog.importers.incoming import Format, Incoming, Said, Stage
from backlog.importers.vocabulary import kind_of, stage_of
from data.refusals import Problem

TAKEN = named(
    "title body user author labels assignee assignees created_at createdAt updated_at updatedAt closed_at closedAt "
    "type pull_request url repository_url labels_url comments_url events_url timeline_url node_id id"
)
# Used, and told as they were beside the item.
INFORMING = named(
    "number state state_reason stateReason milestone reactions reactionGroups comments html_url "
    "locked author_association"
)
PROJECT = re.compile(r"https?://(?:api\.)?(?P<path>[^/\s]+(?:/api/v3)?/.+?)/(?:issues|pull)/\d+")
NOT_DONE = frozenset({"not_planned", "duplicate"})


@dataclass
class GitHubIssues(DocumentReader):
    """Issues; what is a pull request is left out and counted."""

    format: ClassVar[Format] = Format.GITHUB

    @cached_property
    def every(self) -> list[tuple[int, Mapping[str, Any]]]:
        """Every issue and pull request, numbered from 1."""
        return list(enumerate(flat(self.document), start=1))

    def things(self) -> Sequence[tuple[int, Mapping[str, Any]]]:
        return [(line, each) for line, each in self.every if not is_pull_request(each)]

    def left_out(self) -> tuple[Problem, ...]:
        count = sum(is_pull_request(each) for _, each in self.every)
        return (Problem("import_pull_requests", "", {"count": count}),) if count else ()

    def people(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for _, each in self.every:
            for who in (each.get("user"), each.get("author"), each.get("assignee"), *list_of(each.get("assignees"))):
                login = login_of(who)
                if login:
                    found[login] = text_of(dict_of(who).get("name")) or login
            for said in dicts_of(each.get("comments")):
                found.setdefault(login_of(said.get("author") or said.get("user")), "")
        return {login: name or login for login, name in found.items() if login}

    def row(self, line: int, thing: Mapping[str, Any]) -> Incoming:
        title = titled(text_of(thing.get("title")))
        number = keyed(text_of(thing.get("number")))
        labels = tuple(texts_of(thing.get("labels")))
        stage = stage_in(thing, labels)
        closed = date_in(thing, "closed_at", "closedAt")
        self.note_filled(thing, TAKEN | INFORMING)
        assigned = [login_of(each) for each in (thing.get("assignee"), *list_of(thing.get("assignees")))]
        return Incoming(
            source=self._source(thing),
            external_id=number,
            line=line,
            kind=kind_of([text_of(dict_of(thing.get("type")).get("name")), *labels]),
            title=title,
            stage=stage,
            description=text_of(thing.get("body")).replace("\r\n", "\n"),
            tags=labels,
            assignee=next((each for each in assigned if each), ""),
            reporter=login_of(thing.get("user") or thing.get("author")),
            sprint=text_of(dict_of(thing.get("milestone")).get("title")),
            created_at=date_in(thing, "created_at", "createdAt"),
            updated_at=date_in(thing, "updated_at", "updatedAt"),
            done_at=closed if stage is Stage.DONE else None,
            comments=tuple(comments_of(thing)),
            votes=votes_of(thing),
            original=told(thing),
        )

    def _source(self, thing: Mapping[str, Any]) -> str:
        for name in ("html_url", "url"):
            found = PROJECT.match(text_of(thing.get(name)))
            if found:
                path = found["path"].removesuffix("/-").split("/")
                return ":".join((self.format.value, "/".join(each for each in path[1:] if each != "repos")))
        return self.format.value


def flat(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The objects of a list, of lists of them, or of the answer to a search."""
    if isinstance(value, dict):
        if "number" in value or "title" in value:
            yield value
        else:
            yield from flat(value.get("items") or value.get("issues") or [], depth + 1)
    elif isinstance(value, list) and depth < 4:
        for each in value:
            yield from flat(each, depth + 1)


def is_pull_request(thing: Mapping[str, Any]) -> bool:
    return bool(thing.get("pull_request")) or "/pull/" in text_of(thing.get("html_url") or thing.get("url"))


def stage_in(thing: Mapping[str, Any], labels: Sequence[str]) -> Stage:
    """Closed is done, unless its reason or a label says that nothing was."""
    if text_of(thing.get("state")).lower() != "closed":
        return Stage.STARTED if any(stage_of(label) is Stage.STARTED for label in labels) else Stage.WAITING
    reason = text_of(thing.get("state_reason") or thing.get("stateReason")).lower()
    if reason in NOT_DONE or any(stage_of(label) is Stage.GIVEN_UP for label in labels):
        return Stage.GIVEN_UP
    return Stage.DONE


def date_in(thing: Mapping[str, Any], *names: str) -> Any:
    """The date under the first of these names. Raises Refused("import_date_invalid")."""
    return read_date(next((said for name in names if (said := text_of(thing.get(name)))), ""), on=names[0])


def comments_of(thing: Mapping[str, Any]) -> Iterator[Said]:
    """The comments, where the file holds them and not only their number."""
    for each in dicts_of(thing.get("comments")):
        body = text_of(each.get("body"))
        if body.strip():
            author = login_of(each.get("author") or each.get("user"))
            yield Said(author, body.replace("\r\n", "\n"), date_in(each, "created_at", "createdAt"))


def votes_of(thing: Mapping[str, Any]) -> int:
    """How many thumbs are up."""
    thumbs = dict_of(thing.get("reactions")).get("+1")
    if isinstance(thumbs, int):
        return thumbs
    for group in dicts_of(thing.get("reactionGroups")):
        count = dict_of(group.get("users")).get("totalCount")
        if group.get("content") == "THUMBS_UP" and isinstance(count, int):
            return count
    return 0


def told(thing: Mapping[str, Any]) -> dict[str, str]:
    """The original data: a milestone by its title, reactions by how many of each."""
    found = others(thing, TAKEN | {"milestone", "reactions", "reactionGroups", "comments"})
    milestone = text_of(dict_of(thing.get("milestone")).get("title"))
    reactions = {key: each for key, each in dict_of(thing.get("reactions")).items() if isinstance(each, int) and each}
    told_too = {
        "user": login_of(thing.get("user") or thing.get("author")),
        "milestone": milestone,
        "reactions": ", ".join(f"{key} {each}" for key, each in reactions.items()),
        "comments": text_of(thing.get("comments")),
        "url": text_of(thing.get("url")) if "html_url" not in thing else "",
    }
    return found | {key: each for key, each in told_too.items() if each}


def login_of(value: Any) -> str:
    """The login of a person, given as one or as a text."""
    return text_of(dict_of(value).get("login")) or text_of(value)
