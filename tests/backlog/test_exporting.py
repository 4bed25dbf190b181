"""A project that leaves as a file comes back the same, to the byte, with all that hangs on it."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import demo
from backlog.models import ItemKind
from backlog.project_tables import KINDS, TABLES
from data.access import SYSTEM, Role, actor
from data.refusals import Refused
from services import Services
from tests.backlog.conftest import DEVELOPER, OFFICIAL, OWNER, Add, started
from tests.backlog.project_hand import ACTS, ADDRESS, exported, live, tables, town
from tests.backlog.test_hostile import HOSTILE
from tests.conftest import Hand

ROOT = Path(__file__).parents[2]
# Tables of the same database that are no part of the project: the town, its people, what the store needs.
NOT_OF_THE_PROJECT = {
    "counter",
    "journal",
    "account",
    "session",
    "sign_in_link",
    "service_team",
    "body",
    "category",
    "address",
    "request",
    "contact",
    "photo",
    "message",
    "feedback_contact",
    "_sqlite_migrations",
    "sqlite_sequence",
}
ANY_TEXT = st.text(st.characters(), max_size=40) | st.sampled_from(HOSTILE)


@pytest.fixture
def elsewhere(tmp_path: Path, clock: Hand) -> Iterator[Services]:
    made = town(tmp_path / "elsewhere", clock)
    yield made
    made.store.close()


def test_demonstration_project_comes_back_the_same(tmp_path: Path) -> None:
    there, here = town(tmp_path / "there"), town(tmp_path / "here")
    demo.build(there, requests=20, today=date(2026, 11, 25))
    here.increments.open_all(by=SYSTEM)  # as `manage.py init` prepares it
    file = exported(there)
    assert here.exports.import_project(by=SYSTEM, file=file)["sprint"] == len(there.sprints.all(by=OWNER))
    assert exported(here) == file
    assert tables(here) == tables(there)
    for sprint in there.sprints.all(by=OWNER):
        one, number = sprint.id, sprint.number
        assert here.sprints.report(by=OWNER, sprint_id=one) == there.sprints.report(by=OWNER, sprint_id=one)
        curve = there.sprints.burndown_events(by=OWNER, sprint_id=one)
        assert here.sprints.burndown_events(by=OWNER, sprint_id=one) == curve
        assert here.reviews.of(by=OWNER, sprint_number=number) == there.reviews.of(by=OWNER, sprint_number=number)
    assert here.store.check() == []
    following = here.items.add(by=OWNER, kind=ItemKind.STORY, title="La suivante")
    assert following.number == len(tables(there)["item"]) + 1
    there.store.close()
    here.store.close()


@settings(max_examples=20, deadline=None)
@given(
    acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9), ANY_TEXT), min_size=3, max_size=30),
    still=st.booleans(),
)
def test_any_project_comes_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, str]], still: bool
) -> None:
    clock, folder = Hand(), tmp_path_factory.mktemp("towns")
    there, here = town(folder / "there", clock), town(folder / "here", clock)
    with there.store.transaction():
        live(there, [("add", 0, "un"), ("add", 0, "deux")])
        for act in acts:
            clock.move(minutes=0 if still else 3)
            live(there, [act])
    file = exported(there)
    here.exports.import_project(by=OWNER, file=file)
    assert exported(here) == file
    assert tables(here) == tables(there)
    assert here.store.check() == []
    there.store.close()
    here.store.close()


def test_file_holds_every_table_and_column_of_the_project(services: Services) -> None:
    names = services.store.rows("select name from sqlite_master where type = 'table'")
    tables_there = {row["name"] for row in names if "_search" not in row["name"]}
    assert tables_there - NOT_OF_THE_PROJECT == {table.name for table in TABLES}
    for table in TABLES:
        kept = {column.name: not column.optional for column in table.columns}
        found = services.store.rows(f"pragma table_info({table.name})")
        assert {row["name"]: bool(row["notnull"] or row["pk"] == 1) for row in found} == kept, table.name


def test_journal_of_the_file_knows_every_kind_that_the_project_writes() -> None:
    written = set()
    for path in (ROOT / "backlog").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("journal.write"):
                value = next(each.value for each in node.keywords if each.arg == "kind")
                written |= {value.value} if isinstance(value, ast.Constant) else set()
    assert written - {"project"} <= set(KINDS)


def test_attached_file_comes_back_and_a_lost_one_stays_lost(services: Services, elsewhere: Services, add: Add) -> None:
    item = add()
    for name in ("compte rendu.txt", "perdu.txt"):
        services.attachments.add(by=OWNER, item_id=item.id, name=name, content="Présents : é, ü".encode())
    (services.settings.attachments / tables(services)["item_attachment"][1]["file"]).unlink()
    file = exported(services)
    elsewhere.exports.import_project(by=OWNER, file=file)
    assert exported(elsewhere) == file
    kept, lost = elsewhere.attachments.of(by=OWNER, item_id=item.id)
    assert elsewhere.attachments.read(by=OWNER, attachment_id=kept.id) == "Présents : é, ü".encode()
    assert not (elsewhere.settings.attachments / f"{lost.id}.txt").exists()


def test_history_that_came_in_says_so_and_the_one_before_does_not_leave(
    services: Services, elsewhere: Services
) -> None:
    elsewhere.increments.open_all(by=SYSTEM)
    services.goals.set_goal(by=OWNER, text="Un seul endroit")
    elsewhere.exports.import_project(by=OWNER, file=exported(services))
    line = elsewhere.context.journal.of("project", "project")[0]
    assert (line.verb, line.actor) == ("import_project", OWNER.id)
    assert [each["kind"] for each in tables(elsewhere)["journal"]] == ["product_goal"]


def test_file_holds_private_items_but_neither_address_nor_hidden_card(services: Services, add: Add) -> None:
    item = add("Élément privé", is_private=True)
    live(services, [("say", 0, "La carte est petite")])
    assert services.store.scalar("select email from feedback_contact") == ADDRESS
    hidden = services.poker.open(by=OWNER, item_id=item.id)
    services.poker.vote(by=DEVELOPER, round_id=hidden.id, card="13")
    file = exported(services)
    assert "Élément privé" in file.decode()
    assert ADDRESS not in file.decode()
    assert json.loads(file)["poker_vote"] == []
    services.poker.reveal(by=OWNER, round_id=hidden.id, version=hidden.version)
    assert [each["value"] for each in json.loads(exported(services))["poker_vote"]] == ["13"]


@pytest.mark.parametrize("by", [OFFICIAL, DEVELOPER, actor(Role.SCRUM_MASTER)], ids=lambda each: each.role)
def test_whole_project_is_for_those_who_exchange_it(services: Services, by: object) -> None:
    verbs: tuple[Callable[..., object], ...] = (services.exports.write_project, services.exports.import_project)
    for verb, given_ in zip(verbs, ({"to": None}, {"file": b""}), strict=True):
        with pytest.raises(Refused, match="not_allowed"):
            verb(by=by, **given_)


def test_project_comes_in_only_where_there_is_none(services: Services, elsewhere: Services, add: Add) -> None:
    started(services, add())
    file = exported(services)
    with pytest.raises(Refused, match="project_not_empty") as refused:
        services.exports.import_project(by=OWNER, file=file)
    assert refused.value.facts == {"items": 1, "sprints": 1, "feedbacks": 0}
    assert exported(services) == file
    elsewhere.exports.import_project(by=OWNER, file=file)
    with pytest.raises(Refused, match="project_not_empty"):
        elsewhere.exports.import_project(by=OWNER, file=file)


def test_preview_counts_and_writes_nothing(services: Services, elsewhere: Services, add: Add) -> None:
    add()
    before = exported(elsewhere)
    assert elsewhere.exports.import_project(by=OWNER, file=exported(services), preview=True)["item"] == 1
    assert exported(elsewhere) == before
    assert elsewhere.context.journal.of("project", "project") == []
