"""A file that is foreign, newer, cut, changed or made up is refused with its reason, and nothing of it is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backlog.project_file import is_project_file
from data.refusals import Refused
from services import Services
from tests.backlog.conftest import OWNER, Add, carry, closed, started
from tests.backlog.project_hand import exported, live, town
from tests.conftest import Hand

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def file(services: Services, add: Add) -> bytes:
    """A project with a little of everything."""
    items = [add(estimate=3), add(epic_id=services.goals.add_epic(by=OWNER, title="Carte", colour="#0072b2").id)]
    sprint = started(services, *items)
    carry(services, items[0])
    services.attachments.add(by=OWNER, item_id=items[0].id, name="note.txt", content=b"bonjour")
    live(services, [("say", 0, "un"), ("link", 0, "x"), ("comment", 0, "x"), ("tick", 0, "x"), ("limit", 0, "x")])
    closed(services, sprint)
    return exported(services)


@pytest.fixture
def here(tmp_path: Path, clock: Hand) -> Iterator[Services]:
    made = town(tmp_path / "here", clock)
    yield made
    made.store.close()


def refusal(here: Services, content: bytes) -> str:
    """Why a file is refused; nothing of it stays."""
    before = here.store.scalar("select count(*) from journal"), exported(here)
    with pytest.raises(Refused) as refused:
        here.exports.import_project(by=OWNER, file=content)
    assert (here.store.scalar("select count(*) from journal"), exported(here)) == before
    assert list(here.settings.attachments.iterdir()) == []
    return refused.value.code


@pytest.mark.parametrize(
    "content",
    [b"", b"number,title\n1,Un\n", b"PK\x03\x04\xff\xfe", b"[]", b"null", b'{"format": "autre"}', b'{"users": []}'],
    ids=["empty", "csv", "archive", "list", "null", "other", "taiga"],
)
def test_foreign_file_is_refused(here: Services, content: bytes) -> None:
    assert refusal(here, content) == "project_file_foreign"
    assert not is_project_file(content)


def test_our_file_is_recognised_by_its_first_bytes_however_it_is_laid_out(file: bytes) -> None:
    assert is_project_file(file[:200])
    assert is_project_file(b"\xef\xbb\xbf" + file[:200])
    assert is_project_file(json.dumps(json.loads(file), indent=4).encode()[:200])
    assert is_project_file(json.dumps(json.loads(file)).encode()[:200])


def test_file_laid_out_otherwise_is_still_the_same_project(here: Services, file: bytes) -> None:
    here.exports.import_project(by=OWNER, file=b"\xef\xbb\xbf" + json.dumps(json.loads(file), indent=1).encode())
    assert exported(here) == file


@pytest.mark.parametrize("version", [2, 99, "1", None, True])
def test_file_of_another_version_is_refused(here: Services, file: bytes, version: object) -> None:
    assert refusal(here, json.dumps(json.loads(file) | {"version": version}).encode()) == "project_file_newer"


def test_file_cut_anywhere_is_refused(here: Services, file: bytes) -> None:
    for end in range(60, len(file) - 3, max(1, len(file) // 40)):
        assert refusal(here, file[:end]) == "project_file_damaged"


def test_changed_file_is_refused_until_its_digest_is_taken_out(here: Services, file: bytes) -> None:
    found = json.loads(file)
    found["item"][0]["title"] = "Autre titre"
    assert refusal(here, json.dumps(found).encode()) == "project_file_changed"
    del found["digest"]
    here.exports.import_project(by=OWNER, file=json.dumps(found).encode())
    assert here.items.page(by=OWNER, number=1).item.title == "Autre titre"


def row(table: str, **values: object) -> Change:
    """Other values in the first row of a table."""
    return lambda found: found[table][0].update(values)


MADE_UP: dict[str, Change] = {
    "table missing": lambda found: found.pop("sprint"),
    "table of another shape": lambda found: found.update(item={}),
    "row of another shape": lambda found: found["item"].append("x"),
    "column missing": lambda found: found["item"][0].pop("title"),
    "column unknown": row("item", admin=True),
    "text that is a number": row("item", title=3),
    "text without end": row("item", description="x" * 200_000),
    "half a character": row("item", title="\ud800"),
    "half a character in a list": row("item", tags=["\ud800"]),
    "number that is a text": row("item", number="1"),
    "number too large": row("item", number=2**70),
    "estimate below nothing": row("item", estimate=-1),
    "estimate not finite": row("item", estimate=float("inf")),
    "flag that is a number": row("item", is_private=1),
    "state unknown": row("item", state="elsewhere"),
    "empty state": row("item", state=None),
    "criteria of another shape": row("item", criteria={"a": 1}),
    "criteria that are numbers": row("item", criteria=[1]),
    "rank that is none": row("item", rank="!!"),
    "rank with foreign letters": row("item", rank="a0é"),
    "moment without zone": row("item", created_at="2026-11-24T09:00:00.000"),
    "moment that is none": row("item", created_at="hier"),
    "day that is none": row("sprint", starts_on="2026-02-31"),
    "epic that is not there": row("item", epic_id="nowhere"),
    "item twice": lambda found: found["item"].append(dict(found["item"][0])),
    "number twice": lambda found: found["item"][1].update(number=found["item"][0]["number"]),
    "two active sprints": lambda found: found["sprint"].extend(
        {**found["sprint"][0], "id": str(n), "number": n, "state": "active"} for n in (8, 9)
    ),
    "report of another shape": row("sprint", report={"goal": "x"}),
    "committed of another shape": row("sprint", committed=[{"name": "x"}]),
    "colour that is a style": row("epic", colour="red;background:url(//x)"),
    "file elsewhere": row("item_attachment", file="../../boucle.sqlite3"),
    "file that is a program": row("item_attachment", content="f0VMRgIBAQ==", name="note"),
    "file that is not base 64": row("item_attachment", content="é"),
    "file of another kind": row("item_attachment", media_type="text/html"),
    "journal of an account": row("journal", kind="account"),
    "journal of a request": row("journal", kind="request"),
    "journal line of another shape": row("journal", changes={"title": "x"}),
    "role unknown": row("journal", role="king"),
}


@pytest.mark.parametrize("change", MADE_UP.values(), ids=MADE_UP)
def test_made_up_file_is_refused(here: Services, file: bytes, change: Change) -> None:
    found = json.loads(file)
    change(found)
    del found["digest"]
    assert refusal(here, json.dumps(found).encode()) == "project_file_damaged"


@pytest.mark.parametrize("middle", [b"[" * 100_000, b"NaN", b"-Infinity", b"9" * 10_000])
def test_file_that_tires_the_reader_is_refused(here: Services, file: bytes, middle: bytes) -> None:
    start, end = file.split(b'"item": [', 1)
    assert refusal(here, start + b'"item": [' + middle + b"," + end) == "project_file_damaged"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["done", "a0", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


class Undo(Exception):
    """Takes back what a test has written."""


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_value_anywhere_is_taken_and_read_or_refused(here: Services, file: bytes, data: st.DataObject) -> None:
    found = json.loads(file)
    table = data.draw(st.sampled_from([name for name, rows in found.items() if isinstance(rows, list) and rows]))
    place = data.draw(st.sampled_from(found[table]))
    place[data.draw(st.sampled_from(sorted(place)))] = data.draw(JSON)
    del found["digest"]
    with pytest.raises((Undo, Refused), match=r"^$|^project_file_damaged$"), here.store.transaction():
        here.exports.import_project(by=OWNER, file=json.dumps(found).encode())
        here.items.listing(by=OWNER)
        here.sprints.all(by=OWNER)
        assert len(here.goals.epics(by=OWNER)) == 1
        for each in here.settings.attachments.iterdir():
            each.unlink()
        raise Undo
