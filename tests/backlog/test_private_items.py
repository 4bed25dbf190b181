"""Private items are the team's: whatever anybody else reads, no word of theirs is in it."""

from __future__ import annotations

from typing import Any

import pytest

from data.access import INHABITANT, Role, actor
from data.refusals import Refused
from data.store import NotFound
from services import Services
from tests.backlog.conftest import OFFICIAL, OWNER, Say
from tests.backlog.every_verb import call, reads
from tests.backlog.whole_project import SECRET, Project, whole_project

ADMINISTRATOR = actor(Role.ADMINISTRATOR, id="admin", name="Adèle")
AGENT = actor(Role.AGENT, id="agent", name="Gaël")
# The readers whose answers name no item even to the team.
NAMELESS = 15


@pytest.fixture
def project(services: Services, say: Say) -> Project:
    return whole_project(services, say)


def test_no_reader_tells_a_word_of_a_private_item_but_to_the_team(project: Project) -> None:
    told: dict[str, list[str]] = {}
    for verb, arguments in reads(project).items():
        for by in (OFFICIAL, ADMINISTRATOR, AGENT, INHABITANT):
            try:
                answer = call(project.services, verb, by, arguments)
            except Refused as refused:
                if refused.code != "not_allowed":
                    raise
                continue
            if SECRET.casefold() in repr(answer).casefold() or names_hidden(project, answer):
                told.setdefault(verb, []).append(by.role)
    assert list(told) == [], told


def names_hidden(of: Project, answer: Any) -> bool:
    """Whether an answer that is told by item holds a private one."""
    return isinstance(answer, dict) and bool({of.hidden.id, of.hidden_waiting.id} & set(answer))


def test_the_same_readers_tell_the_team_what_is_private(project: Project) -> None:
    told = [
        verb
        for verb, arguments in reads(project).items()
        if SECRET in repr(call(project.services, verb, OWNER, arguments))
    ]
    assert len(told) > NAMELESS


@pytest.mark.parametrize(
    ("verb", "key"),
    [
        ("items.page", "number"),
        ("links.of", "item_id"),
        ("comments.of", "item_id"),
        ("attachments.of", "item_id"),
        ("attachments.read", "attachment_id"),
        ("prioritisation.one", "item"),
    ],
)
def test_private_item_is_not_found_by_an_official(project: Project, verb: str, key: str) -> None:
    hidden = {
        "number": project.hidden.number,
        "item_id": project.hidden.id,
        "attachment_id": project.hidden_attachment,
        "item": project.hidden,
    }
    with pytest.raises(NotFound):
        call(project.services, verb, OFFICIAL, {key: hidden[key]})
    assert call(project.services, verb, OWNER, {key: hidden[key]}) is not None


@pytest.mark.parametrize("words", [SECRET, SECRET[:6], SECRET.replace("g", "j")])
def test_words_of_a_private_item_are_not_even_proposed_to_an_official(project: Project, words: str) -> None:
    found = project.services.items.listing(by=OFFICIAL, words=words)
    assert (found.total, found.words) == (0, "")
    assert project.services.items.listing(by=OWNER, words=words).total == 2
