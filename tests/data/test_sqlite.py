"""What the store promises."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from data.access import Role
from data.sqlite import SqliteStore
from data.store import Conflict, NotFound
from services import Services


def goal(key: str, text: str = "un") -> dict[str, object]:
    return {"id": key, "text": text, "is_active": 1, "created_at": "2026-11-24T09:00:00.000Z"}


def test_transaction_that_fails_leaves_nothing(services: Services) -> None:
    store = services.store
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.insert("product_goal", goal("a"))
        _ = 1 / 0
    assert store.rows("select * from product_goal") == []


def test_nested_transaction_that_fails_leaves_the_outer_one(services: Services) -> None:
    store = services.store
    with store.transaction():
        store.insert("product_goal", goal("a"))
        with pytest.raises(ZeroDivisionError), store.transaction():
            store.insert("product_goal", goal("b"))
            _ = 1 / 0
    assert [row["id"] for row in store.rows("select id from product_goal")] == ["a"]


def test_update_with_an_old_version_is_a_conflict_that_shows_the_present(services: Services) -> None:
    store = services.store
    store.insert("product_goal", goal("a"))
    assert store.update("product_goal", "a", {"text": "deux"}, version=1) == 2
    with pytest.raises(Conflict) as caught:
        store.update("product_goal", "a", {"text": "trois"}, version=1)
    assert caught.value.current["text"] == "deux"


def test_update_of_nothing_is_not_found(services: Services) -> None:
    with pytest.raises(NotFound):
        services.store.update("product_goal", "nowhere", {"text": "x"}, version=1)


def test_journal_refuses_to_be_rewritten(services: Services) -> None:
    services.sessions.add_account(name="Agnès", role=Role.AGENT, id="agnes")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        services.store.execute("update journal set reason = 'x'")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        services.store.execute("delete from journal")


def test_threads_that_read_then_write_one_row_lose_nothing(services: Services) -> None:
    store = services.store
    store.insert("product_goal", goal("a", "0"))
    failures: list[BaseException] = []

    def add() -> None:
        try:
            for _ in range(25):
                with store.transaction():
                    row = store.get("product_goal", "a")
                    store.update("product_goal", "a", {"text": str(int(row["text"]) + 1)}, version=row["version"])
        except BaseException as problem:  # noqa: BLE001 - the assertion below shows it
            failures.append(problem)
        finally:
            store.close()

    threads = [threading.Thread(target=add) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.get("product_goal", "a")["text"] == "150"


def test_backup_opens_as_a_store(services: Services, tmp_path: Path) -> None:
    services.store.insert("product_goal", goal("a"))
    services.store.backup(tmp_path / "copy.sqlite3")
    copy = SqliteStore(tmp_path / "copy.sqlite3")
    assert copy.get("product_goal", "a")["text"] == "un"
    assert copy.check() == []
    copy.close()


def test_number_of_a_rolled_back_transaction_is_given_again(services: Services) -> None:
    store = services.store
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.next_number("TV-2026")
        _ = 1 / 0
    with store.transaction():
        assert store.next_number("TV-2026") == 1


def test_bulk_load_makes_the_indexes_again(services: Services) -> None:
    indexes = "select name, sql from sqlite_master where type = 'index' and tbl_name = 'journal' order by name"
    before = services.store.rows(indexes)
    with services.store.without_indexes(["journal"]):
        assert services.store.rows(indexes) == []
    assert services.store.rows(indexes) == before != []


def test_bulk_load_that_fails_loses_no_index(services: Services) -> None:
    indexes = "select name from sqlite_master where type = 'index' and tbl_name = 'journal' order by name"
    before = services.store.rows(indexes)
    with pytest.raises(ZeroDivisionError), services.store.without_indexes(["journal"]):
        1 / 0
    assert services.store.rows(indexes) == before


def test_vocabulary_holds_each_word_folded_with_its_rows_and_follows_the_index(services: Services) -> None:
    store = services.store
    store.insert_many("item_search", [{"key": "a", "words": "Dépôt, dépôt sauvage"}, {"key": "b", "words": "un depot"}])
    assert store.vocabulary("item_search") == {"depot": 2, "sauvage": 1, "un": 1}
    store.execute("delete from item_search where key = 'a'")
    with store.snapshot():
        assert store.vocabulary("item_search") == {"depot": 1, "un": 1}
    assert store.vocabulary("feedback_search") == {}
    assert store.check() == []
