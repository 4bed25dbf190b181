"""The backlog as a table: what a spreadsheet reads is what people wrote, and runs nothing."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backlog.models import ItemKind
from backlog.sheet import COLUMNS, neutral
from backlog.wording import CODES
from data.access import SYSTEM, Actor, Role, actor
from data.refusals import Refused
from locales.exports import NAMES, wording
from services import Services
from tests.backlog.conftest import OFFICIAL, OWNER, Add, carry, started
from tests.backlog.test_hostile import HOSTILE

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|' /C calc'!A0",
    "  =1",
    "＝1+1",
    "\n=1",
    "\u00a0@x",
]
STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def sheet(services: Services, by: Actor, **options: Any) -> str:
    """The text of the table."""
    to = io.StringIO(newline="")
    services.exports.write_sheet(by=by, to=to, **options)
    return to.getvalue()


def rows(text: str, separator: str = ",") -> list[dict[str, str]]:
    """What a spreadsheet reads."""
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


@pytest.mark.parametrize("text", FORMULAS)
def test_cell_that_would_be_a_formula_is_text(text: str) -> None:
    assert neutral(text) == "'" + text


@pytest.mark.parametrize("text", ["-5", "+33", "-2,5", "3.25", "", "a=b", "é", "'=1", "12-5", "jean@exemple.fr"])
def test_number_or_word_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text(st.characters(), max_size=30) | st.sampled_from([*FORMULAS, *HOSTILE, 'a"b;c,d\ne']), max_size=5),
    st.sampled_from(["", "fr", "en"]),
)
def test_any_text_is_a_cell_that_runs_nothing_and_reads_as_written(
    services: Services, texts: list[str], lang: str
) -> None:
    text, words = "".join(texts)[:250], wording(lang) if lang else CODES
    with services.store.transaction():
        item = services.items.add(
            by=OWNER, kind=ItemKind.STORY, title=f"abc {text}", description=text, criteria=texts, tags=[text[:40]]
        )
        last = rows(sheet(services, OWNER, wording=words).removeprefix(words.mark), words.separator)[-1]
    assert list(last) == [words.name(column) for column in COLUMNS]
    cell = last[words.name("description")]
    assert cell.removeprefix("'") == item.description.removeprefix("'")
    assert last[words.name("criteria")].removeprefix("'") == "\n".join(item.criteria).removeprefix("'")
    for value in last.values():
        assert not value.startswith(STARTS) or value.lstrip("+-").replace(",", ".").replace(".", "", 1).isdigit()


def test_sheet_holds_every_item_in_the_order_of_the_ranking(services: Services, add: Add) -> None:
    epic = services.goals.add_epic(by=OWNER, title="Carte", colour="#0072b2")
    done = add("Terminé", estimate=2.5, epic_id=epic.id, tags=["a", "b"], criteria=["un", "deux"], assignee="Dina")
    started(services, done)
    carry(services, done)
    first = services.items.move(by=OWNER, item_id=add("Premier").id, version=1, before=done.id)
    found = rows(sheet(services, OWNER))
    assert [each["number"] for each in found] == [str(first.number), str(done.number)]
    kept = {"kind": "story", "title": "Terminé", "estimate": "2.5", "epic": "Carte", "state": "done", "sprint": "1"}
    kept |= {
        "tags": "a, b",
        "criteria": "un\ndeux",
        "is_private": "no",
        "done_at": "2026-11-24 10:00",
        "assignee": "Dina",
    }
    assert kept.items() <= found[1].items()
    assert found[0]["estimate"] == ""


def test_french_sheet_is_one_that_a_french_spreadsheet_opens(services: Services, add: Add) -> None:
    add(estimate=2.5)
    text = sheet(services, OWNER, wording=wording("fr"))
    assert text.startswith("\ufeffNuméro;Nature;Titre;")
    assert rows(text.removeprefix("\ufeff"), ";")[0]["Estimation"] == "2,5"
    assert rows(text.removeprefix("\ufeff"), ";")[0]["Nature"] == "Récit"
    english = sheet(services, OWNER, wording=wording("en")).removeprefix("\ufeff")
    assert rows(english)[0]["Estimate"] == "2.5"


def test_every_column_has_a_name_in_words() -> None:
    assert set(COLUMNS) <= set(NAMES)
    assert len({NAMES[column] for column in COLUMNS}) == len(COLUMNS)


def test_private_item_is_in_the_sheet_and_the_document_of_the_team_alone(services: Services, add: Add) -> None:
    add("Faille confidentielle", is_private=True)
    add("Visible")
    administrator = actor(Role.ADMINISTRATOR)
    for verb in (services.exports.write_sheet, services.exports.write_document):
        for by, options, seen in (
            (OWNER, {}, True),
            (OFFICIAL, {}, False),
            (administrator, {}, False),
            (SYSTEM, {}, False),
            (SYSTEM, {"with_private": True}, True),
        ):
            to = io.StringIO(newline="")
            verb(by=by, to=to, **options)
            assert ("Faille" in to.getvalue(), "Visible" in to.getvalue()) == (seen, True)
        with pytest.raises(Refused, match="not_allowed"):
            verb(by=OFFICIAL, to=io.StringIO(), with_private=True)
