"""The command door on a real folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backlog.models import ItemKind
from data.access import Role, actor
from data.settings import Settings
from data.sqlite import SqliteStore
from manage import main
from services import make_services

OWNER = actor(Role.PRODUCT_OWNER)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BOUCLE_DATA_DIR", str(tmp_path / "town"))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_init_twice_keeps_one_town(folder: Path) -> None:
    assert run("init").exit_code == 0
    before = SqliteStore(Settings().database).scalar("select count(*) from journal")
    assert run("init").exit_code == 0
    assert SqliteStore(Settings().database).scalar("select count(*) from journal") == before
    assert run("check").output.strip() == "All is well."


def test_backup_restored_is_the_town_of_then(folder: Path) -> None:
    run("init")
    run("add-account", "Agnès", "agent")
    assert run("backup", str(folder / "saved")).exit_code == 0
    run("add-account", "Bruno", "developer")
    assert run("restore", str(folder / "saved")).exit_code == 0
    store = SqliteStore(Settings().database)
    assert [row["name"] for row in store.rows("select name from account")] == ["Agnès"]
    assert run("check").exit_code == 0


def test_backup_holds_the_files_too_and_check_misses_one(folder: Path) -> None:
    run("init")
    services = make_services(Settings())
    item = services.items.add(by=OWNER, kind=ItemKind.CHORE, title="Un élément")
    file = services.attachments.add(by=OWNER, item_id=item.id, name="note.txt", content=b"Bonjour")
    services.store.close()
    assert run("backup", str(folder / "saved")).exit_code == 0
    for each in Settings().attachments.iterdir():
        each.unlink()
    assert "attachment file missing" in run("check").output
    assert run("restore", str(folder / "saved")).exit_code == 0
    assert run("check").exit_code == 0
    assert make_services(Settings()).attachments.read(by=OWNER, attachment_id=file.id) == b"Bonjour"


def test_damaged_backup_is_refused_and_changes_nothing(folder: Path) -> None:
    run("init")
    (folder / "bad").mkdir()
    (folder / "bad" / "boucle.sqlite3").write_bytes(b"not a database at all" * 100)
    assert run("restore", str(folder / "bad")).exit_code == 1
    assert run("check").exit_code == 0


def test_account_gets_a_link_that_signs_in(folder: Path) -> None:
    run("init")
    assert "/connexion?lien=" in run("add-account", "Agnès", "agent").output


def test_demo_does_not_replace_a_town_unasked(folder: Path) -> None:
    run("init")
    answer = run("demo", "--requests", "10")
    assert answer.exit_code == 1
    assert "--replace" in answer.output


def test_check_without_a_town_says_so(folder: Path) -> None:
    answer = run("check")
    assert answer.exit_code == 1
    assert "init" in answer.output
