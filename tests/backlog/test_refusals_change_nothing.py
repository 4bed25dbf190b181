"""Whatever a verb is given, it does its work with a line of the journal, or says no and changes nothing."""

from __future__ import annotations

import hashlib
import inspect
import math
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from backlog.capacity import Presence
from data.access import INHABITANT
from data.refusals import Refused
from data.store import Conflict, NotFound, Store
from locales.sentences import SENTENCES
from services import Services
from tests.backlog.conftest import OFFICIAL, OWNER, Say
from tests.backlog.every_verb import call, reads, writes
from tests.backlog.test_verbs import FAMILIES
from tests.backlog.whole_project import Project, whole_project

ALONE = "sprints.start"  # cannot succeed while another sprint is under way
ELSEWHERE = {"exports", "imports"}  # what they are given is a file: they have tests of their own
NO = (Refused, Conflict, NotFound)
HUGE = 10**400  # past a float
WIDE = 2**63  # past an integer of the store
TEXTS = (
    "",
    " \u200b ",
    "\ud800",
    "\u202e\u2066",
    "nul\0",
    "שלום עולם",
    "item; drop table item; --",
    "' or 1=1 --",
    "é" * 10_000_000,
    "number",
    "NaN",
)
NUMBERS = (math.nan, math.inf, -math.inf, -0.0, -1, 0, 0.3, 1.5, True, HUGE, -HUGE, WIDE, 1e308)
LISTS = ([], [""], ["\ud800"], ["x" * 400], ["a"] * 1_000)
SPECIAL: dict[str, tuple[Any, ...]] = {
    "people": ([], *([Presence("Dina", days, absent)] for days in NUMBERS for absent in (0, -0.0, math.nan, HUGE)),
               [Presence(text, 1) for text in TEXTS], [Presence("Dina", 1)] * 2),
    "cards": ([], [("start", "Bien", math.nan)], [("start", "Bien", HUGE)], [("start", "Bien", True)],
              [("start", "Bien", 1.5)], [("\ud800", "Bien", 1)], [("start", "\ud800", 1)]),
    "chosen": ({}, {"nothing": HUGE}, {"": -1}),
    "apart": ({}, {"nothing": "top"}, {"\ud800": "\ud800"}),
    "field": ("rice_reach", "wsjf_value"),  # a name of ours, not a value
    "content": (b"", b"\0", b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff"),
}  # fmt: skip
DAYS = (date.min, date.max, date(2026, 11, 24))


@pytest.fixture
def project(services: Services, say: Say) -> Project:
    return whole_project(services, say)


def state(store: Store) -> str:
    """The whole database in a few letters."""
    found = hashlib.sha256()
    for row in store.rows(
        "select name from sqlite_master where type = 'table' and name not like '%\\_search\\_%' escape '\\'"
    ):
        found.update(repr(store.rows(f"select * from {row['name']}")).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def lines(store: Store) -> int:
    return int(store.scalar("select count(*) from journal"))


class Over(Exception):
    """Ends a trial: what it did is undone."""


def tried(of: Project, verb: str, by: Any, arguments: dict[str, Any]) -> str | None:
    """The code of the refusal, "" of a Conflict or NotFound, None of a success; the store is left as it was."""
    store, before = of.services.store, state(of.services.store)
    try:
        with store.transaction():
            written = lines(store)
            try:
                call(of.services, verb, by, arguments)
            except NO as no:
                assert state(store) == before
                return no.code if isinstance(no, Refused) else ""
            assert (lines(store) > written) == (state(store) != before), "what changes is told, what is told changes"
            raise Over
    except Over:
        return None


def hostile(name: str, value: Any) -> Iterator[Any]:
    """What could be sent in place of a good argument."""
    if name in SPECIAL:
        yield from SPECIAL[name]
    elif name == "is_private" or isinstance(value, bool):
        yield from (True, False)
    elif isinstance(value, date):
        yield from DAYS
    elif isinstance(value, int | float):
        yield from NUMBERS
    elif isinstance(value, list | tuple):
        yield from LISTS
    else:
        yield from TEXTS


def test_every_verb_is_called_here(project: Project) -> None:
    named = {
        f"{attribute}.{name}"
        for family, attribute in FAMILIES.items()
        if attribute not in ELSEWHERE
        for name, verb in vars(family).items()
        if inspect.isfunction(verb) and not name.startswith("_")
    }
    assert named == {*writes(project), *reads(project), ALONE}


def test_verb_that_succeeds_leaves_a_line_of_the_journal(project: Project) -> None:
    for verb, (by, arguments) in writes(project).items():
        assert tried(project, verb, by, arguments) is None, verb


def test_verb_that_is_not_allowed_changes_nothing(project: Project) -> None:
    for verb, (_, arguments) in writes(project).items():
        for by in (INHABITANT, OFFICIAL):
            if verb != "feedback.give" and not (by is OFFICIAL and verb.startswith("saved_views")):
                assert tried(project, verb, by, arguments) == "not_allowed", verb


def test_hostile_argument_is_refused_in_words_or_kept_clean(project: Project) -> None:
    wrong = []
    for verb, (by, arguments) in writes(project).items():
        for name, value in arguments.items():
            for given in hostile(name, value):
                try:
                    code = tried(project, verb, by, arguments | {name: given})
                except Exception as problem:  # noqa: BLE001 - every one of them is told at the end
                    wrong.append(f"{verb} {name}={given!r:.40}: {type(problem).__name__} {problem!s:.90}")
                else:
                    if code and code not in SENTENCES:
                        wrong.append(f"{verb} {name}={given!r:.40}: {code} has no sentence")
    assert not wrong, "\n".join(wrong)


def test_reader_writes_nothing(project: Project) -> None:
    before = state(project.services.store)
    for verb, arguments in reads(project).items():
        call(project.services, verb, OWNER, arguments)
    assert state(project.services.store) == before
