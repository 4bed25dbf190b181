"""The project written from the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backlog.models import ItemKind
from backlog.sheet import COLUMNS
from data.settings import Settings
from manage import main
from services import make_services
from tests.backlog.conftest import OWNER


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A town with two items, one of them private."""
    monkeypatch.setenv("BOUCLE_DATA_DIR", str(tmp_path / "town"))
    assert run("init").exit_code == 0
    services = make_services(Settings())
    services.items.add(by=OWNER, kind=ItemKind.STORY, title="=Été", criteria=["un", "deux"])
    services.items.add(by=OWNER, kind=ItemKind.BUG, title="Confidentiel", is_private=True)
    services.store.close()
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_project_goes_to_the_screen_or_to_a_file_as_the_same_bytes(folder: Path) -> None:
    screen = run("export")
    assert screen.exit_code == 0
    assert [each["title"] for each in json.loads(screen.stdout_bytes)["item"]] == ["=Été", "Confidentiel"]
    assert run("export", "--output", str(folder / "project.json")).exit_code == 0
    assert (folder / "project.json").read_bytes() == screen.stdout_bytes
    assert [each.name for each in folder.iterdir() if each.is_file()] == ["project.json"]


def test_table_has_stable_codes_and_no_private_item_unasked(folder: Path) -> None:
    found = list(csv.reader(run("export", "--format", "csv").stdout_bytes.decode().splitlines(keepends=True)))
    assert found[0] == list(COLUMNS)
    assert [row[2] for row in found[1:]] == ["'=Été"]
    assert b"Confidentiel" in run("export", "--format", "csv", "--private").stdout_bytes


def test_table_in_french_is_for_a_french_spreadsheet(folder: Path) -> None:
    target = folder / "backlog.csv"
    run("export", "--format", "csv", "--lang", "fr", "--output", str(target))
    assert target.read_bytes().startswith("\ufeffNuméro;Nature;Titre;".encode())
    assert target.read_bytes().endswith(b"\r\n")


def test_document_is_in_the_language_asked_for(folder: Path) -> None:
    assert run("export", "--format", "md").stdout_bytes.decode().startswith("# Backlog de produit\n")
    assert run("export", "--format", "md", "--lang", "en").stdout_bytes.decode().startswith("# Product backlog\n")


def test_folder_that_is_missing_is_refused_and_an_old_file_stays_until_the_new_one_is_whole(folder: Path) -> None:
    answer = run("export", "--output", str(folder / "nowhere" / "project.json"))
    assert answer.exit_code == 1
    assert "nowhere" in answer.output
    (folder / "project.json").write_text("before")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("backlog.exporting.pour", broken)
        assert run("export", "--output", str(folder / "project.json")).exit_code == 1
    assert [each.name for each in folder.iterdir() if each.is_file()] == ["project.json"]
    assert (folder / "project.json").read_text() == "before"


def broken(*_: object) -> None:
    raise OSError("disk full")


def test_export_without_a_town_says_so_and_makes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOUCLE_DATA_DIR", str(tmp_path / "town"))
    answer = run("export")
    assert answer.exit_code == 1
    assert "No town here" in answer.output
    assert not (tmp_path / "town").exists()
