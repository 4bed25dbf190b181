"""`manage.py import`: the report as words and as JSON, exit codes, people, a whole project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from data.settings import Settings
from data.sqlite import SqliteStore
from manage import main

SAMPLES = Path(__file__).parents[1] / "samples"
JIRA = str(SAMPLES / "jira_cloud_export_all_fields.csv")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BOUCLE_DATA_DIR", str(tmp_path / "town"))
    assert run("init").exit_code == 0
    return tmp_path


def count(sql: str = "select count(*) from item") -> int:
    store = SqliteStore(Settings().database)
    found = int(store.scalar(sql))
    store.close()
    return found


def test_json_report_has_its_keys_and_the_preview_writes_nothing(town: Path) -> None:
    answer = run("import", JIRA, "--preview", "--json")
    assert answer.exit_code == 0
    report = json.loads(answer.stdout)
    assert {"read", "created", "updated", "unchanged", "refused", "unmapped_columns"} <= set(report)
    assert (report["format"], report["preview"], report["read"], report["created"]) == ("jira", True, 22, 22)
    assert count() == 0


def test_import_then_import_again(town: Path) -> None:
    assert json.loads(run("import", JIRA, "--json").stdout)["created"] == 22
    again = json.loads(run("import", JIRA, "--json").stdout)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 22)
    assert count() == 22
    assert run("check").output.strip() == "All is well."


def test_refused_row_is_told_with_line_and_reason(town: Path) -> None:
    file = town / "jira.csv"
    file.write_text("Summary,Issue key,Created\nBonne,A-1,\nMauvaise,A-2,jamais\n", "utf-8")
    answer = run("import", str(file), "--json")
    (refused,) = json.loads(answer.stdout)["refused"]
    assert answer.exit_code == 0
    assert refused["line"] == 3
    assert "« jamais »" in refused["reason"]
    assert "Row 3 refused. Creation date" in run("import", str(file), "--lang", "en").stdout


@pytest.mark.parametrize("content", [b"", b"Nom,Age\nAna,3\n", b"\x89PNG\r\n\x1a\n\0\0\0", b"{"])
def test_file_that_cannot_be_read_says_so_on_the_error_output(town: Path, content: bytes) -> None:
    file = town / "any"
    file.write_bytes(content)
    answer = run("import", str(file), "--json")
    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert answer.stderr.startswith("Error: ")


def test_file_of_which_every_row_is_refused_is_a_failure(town: Path) -> None:
    file = town / "jira.csv"
    file.write_text("Summary,Issue key,Created\nMauvaise,A-2,jamais\n", "utf-8")
    answer = run("import", str(file), "--json")
    assert answer.exit_code == 1
    assert len(json.loads(answer.stdout)["refused"]) == 1
    assert "jira.csv" in answer.stderr


def test_people_are_numbered_kept_or_named(town: Path) -> None:
    trello = str(SAMPLES / "trello_board_export.json")
    names = town / "names.json"
    names.write_text('{"Test User": "Paule"}', "utf-8")
    for options, here in ((), "Personne 1"), (("--keep-people",), "Test User"), (("--people", str(names)), "Paule"):
        report = json.loads(run("import", trello, "--json", *options).stdout)
        assert report["people"] == [{"name": "Test User", "here": here}]
        assert count(f"select count(*) from item where assignee = '{here}'") == 3


@pytest.mark.parametrize("content", ["[]", "{", '{"a": 1}'])
def test_names_that_are_none_are_refused(town: Path, content: str) -> None:
    names = town / "names.json"
    names.write_text(content, "utf-8")
    answer = run("import", JIRA, "--people", str(names))
    assert answer.exit_code == 1
    assert "names" in answer.stderr
    assert count() == 0


def test_whole_project_goes_out_and_comes_back(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("import", JIRA)
    assert run("export", "--output", str(town / "project.json")).exit_code == 0
    again = run("import", str(town / "project.json"))
    assert again.exit_code == 1
    monkeypatch.setenv("BOUCLE_DATA_DIR", str(town / "other"))
    run("init")
    answer = run("import", str(town / "project.json"))
    assert answer.exit_code == 0
    assert count() == 22
    assert json.loads(run("import", JIRA, "--json").stdout)["unchanged"] == 22


def test_without_a_town_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOUCLE_DATA_DIR", str(tmp_path / "none"))
    answer = run("import", JIRA)
    assert answer.exit_code == 1
    assert "init" in answer.stderr
    assert not (tmp_path / "none").exists()
