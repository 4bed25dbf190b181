"""A town of before the fourth migration gets what the journal alone knew: the flow of its items, its definition."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

import demo
from data.migrations import MIGRATIONS
from data.settings import Settings
from data.sqlite import SqliteStore
from data.store import Row
from services import make_services

FOURTH = "m0004_project"
START = "2026-10-01T08:00:00.000Z"


def moment(day: int) -> str:
    return f"2026-10-{day:02}T09:00:00.000Z"


CLOSED = {"state": "closed", "started_at": START, "closed_at": moment(16)}


class Old:
    """A town as the first three migrations made it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = Database(path)
        MIGRATIONS.apply(self.database, stop_before=FOURTH)

    def add(self, table: str, *rows: Row) -> None:
        self.database.table(table).insert_all(rows)

    def item(self, id: str, number: int, state: str, **fields: Any) -> None:
        row = {"id": id, "number": number, "kind": "story", "title": f"Titre {number}", "rank": f"a{number}"}
        self.add("item", row | {"state": state, "created_at": START, "updated_at": moment(20)} | fields)

    def said(self, day: int, key: str, verb: str, thing: str = "item", **changes: Any) -> None:
        line = {"at": moment(day), "actor": "po", "actor_name": "Paule", "role": "product_owner"}
        kept = json.dumps(changes, ensure_ascii=False, separators=(",", ":"))
        self.add("journal", line | {"kind": thing, "key": key, "verb": verb, "changes": kept})

    def migrated(self) -> SqliteStore:
        """The same town today."""
        self.database.close()
        store = SqliteStore(self.path)
        assert store.migrate() == [each.name for each in MIGRATIONS._migrations][3:]
        assert store.check() == []
        return store


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Old]:
    made = Old(tmp_path / "boucle.sqlite3")
    yield made
    made.database.close()


def flow(store: SqliteStore, item: str) -> list[tuple[str, str | None, str]]:
    rows = store.rows("select * from item_flow where item_id = :id order by at", {"id": item})
    return [(row["at"], row["before"], row["after"]) for row in rows]


def since(store: SqliteStore, item: str) -> str:
    return str(store.get("item", item)["state_since"])


def test_item_gets_every_state_that_it_went_through(old: Old) -> None:
    old.add(
        "sprint", {"id": "s1", "number": 1, "goal": "But", "starts_on": "2026-10-02", "ends_on": "2026-10-15"} | CLOSED
    )
    old.item("done", 1, "done", sprint_id="s1", done_at=moment(5))
    old.item("returned", 2, "backlog")
    old.item("waiting", 3, "backlog")
    for key in ("done", "returned", "waiting"):
        old.said(1, key, "add", title=[None, "Titre"], kind=[None, "story"])
    pulled = {"sprint_id": [None, "s1"], "state": ["backlog", "todo"]}
    old.said(2, "done", "pull", **pulled, version=[1, 2])
    old.said(2, "returned", "pull", **pulled, version=[1, 2])
    old.said(2, "s1", "start", thing="sprint", state=["planned", "active"])
    old.said(3, "done", "move", state=["todo", "doing"], version=[2, 3])
    old.said(3, "waiting", "edit", title=["Titre", "Autre"], version=[1, 2])
    old.said(4, "done", "tick", done_line=[None, "Testé"])
    old.said(5, "done", "move", state=["doing", "done"], done_at=[None, moment(5)], version=[3, 4])
    old.said(
        6, "returned", "return", sprint_id=["s1", None], state=["todo", "backlog"], rank=["a2", "Zz"], version=[2, 3]
    )
    old.said(7, "gone", "add", title=[None, "Sans ligne"])
    store = old.migrated()
    assert flow(store, "done") == [
        (moment(1), None, "backlog"),
        (moment(2), "backlog", "todo"),
        (moment(3), "todo", "doing"),
        (moment(5), "doing", "done"),
    ]
    assert flow(store, "returned")[-2:] == [(moment(2), "backlog", "todo"), (moment(6), "todo", "backlog")]
    assert flow(store, "waiting") == [(moment(1), None, "backlog")]
    assert store.scalar("select count(*) from item_flow") == 8  # nothing of what has no item any more
    inside = "select count(*) from item_flow where item_id = 'done' and sprint_id = 's1'"
    assert store.scalar(inside) == 3  # every state of the sprint, not only the first
    assert [since(store, each) for each in ("done", "returned", "waiting")] == [moment(5), moment(6), moment(1)]
    store.close()


def test_item_that_the_journal_does_not_tell_of_is_where_it_is_since_its_last_change(old: Old) -> None:
    old.item("done", 1, "done", done_at=moment(9))
    old.item("waiting", 2, "backlog")
    store = old.migrated()
    assert [since(store, each) for each in ("done", "waiting")] == [moment(9), moment(20)]
    assert store.scalar("select count(*) from item_flow") == 0
    store.close()


def test_definition_of_done_of_then_is_its_first_version(old: Old) -> None:
    lines = [("b", "Testé", 2, 1), ("a", "Relu « ainsi »", 1, 1), ("c", "Abandonné", 3, 0)]
    names = ("id", "text", "position", "is_active")
    old.add("done_line", *(dict(zip(names, each, strict=True)) for each in lines))
    old.item("one", 1, "backlog")
    old.said(3, "one", "add", title=[None, "Titre"])
    store = old.migrated()
    (version,) = store.rows("select * from definition_version")
    assert (version["number"], version["created_at"], version["author_name"]) == (1, moment(3), "")
    assert json.loads(version["lines"]) == [{"id": "a", "text": "Relu « ainsi »"}, {"id": "b", "text": "Testé"}]
    store.close()


def test_town_without_a_project_gets_no_version_of_anything(old: Old) -> None:
    store = old.migrated()
    assert store.rows("select * from definition_version") == store.rows("select * from item_flow") == []
    store.close()


def test_columns_of_today_have_their_defaults_on_what_was_there(old: Old) -> None:
    old.item("one", 1, "backlog", criteria='["un"]')
    old.add("epic", {"id": "e", "title": "Carte", "colour": "#0072b2", "position": 1})
    store = old.migrated()
    row = store.get("item", "one")
    assert (row["tags"], row["is_private"], row["blocked"], row["criteria"], row["moscow"]) == (
        "[]",
        0,
        "",
        '["un"]',
        None,
    )
    assert store.get("epic", "e")["is_closed"] == 0
    store.close()


def test_migrated_demonstration_is_the_one_that_the_verbs_write_today(tmp_path: Path, old: Old) -> None:
    lived = make_services(Settings(data_dir=tmp_path / "lived"))
    demo.build(lived, requests=20, today=date(2026, 11, 25))
    tables = ("account", "epic", "sprint", "item", "done_line", "done_tick", "journal")
    for table in tables:
        names = [column.name for column in old.database.table(table).columns]
        rows = lived.store.rows(f"select {', '.join(names)} from {table}")
        old.add(table, *rows)
    store = old.migrated()
    moves = "select item_id, at, before, after, sprint_id from item_flow order by item_id, at, before"
    assert store.rows(moves) == lived.store.rows(moves)
    standing = "select id, state, state_since from item order by id"
    assert store.rows(standing) == lived.store.rows(standing)
    kept = store.scalar("select lines from definition_version order by number desc")
    assert kept == lived.store.scalar("select lines from definition_version order by number desc")
    lived.store.close()
    store.close()
