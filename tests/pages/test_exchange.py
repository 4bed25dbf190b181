"""Bringing in a file on the screen: nothing before the button, then what was shown, and the file stays chosen."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.access import SYSTEM
from services import Services
from tests.pages.harness import Door

SAMPLES = Path(__file__).parents[1] / "samples"


def chosen(door: Door, name: str, content: bytes | None = None, lang: str = "fr") -> AppTest:
    """The screen once that file is chosen."""
    screen = door.open("echanges", by="product_owner", lang=lang)
    file = (name, content if content is not None else (SAMPLES / name).read_bytes(), "text/plain")
    screen.file_uploader(key="import_file").set_value(file)
    return screen.run()


def words(screen: AppTest) -> str:
    blocks = [*screen.markdown, *screen.subheader, *screen.error, *screen.success, *screen.warning, *screen.info]
    return "\n".join(each.value for each in blocks)


def count(town: Services, table: str = "item") -> int:
    return int(town.store.scalar(f"select count(*) from {table}"))


def test_file_is_previewed_then_imported_and_stays_chosen(door: Door, town: Services) -> None:
    screen = chosen(door, "jira_cloud_export_all_fields.csv")
    assert not screen.exception
    assert "Jira (CSV)" in words(screen)
    assert "22 lignes lues · 22 créées" in words(screen)
    assert count(town) == 0
    screen.button(key="import_now").click().run()
    assert not screen.exception
    assert count(town) == 22
    assert "C’est importé" in words(screen)
    assert screen.file_uploader(key="import_file").value is not None
    assert [each.label for each in screen.button if each.key == "import_now"] == []


def test_second_import_has_nothing_to_do(door: Door, town: Services) -> None:
    chosen(door, "azure_devops_tree.csv").button(key="import_now").click().run()
    screen = chosen(door, "azure_devops_tree.csv")
    assert "4 inchangées" in words(screen)
    assert screen.button(key="import_now").disabled
    assert count(town) == 3
    assert count(town, "epic") == 1


def test_file_of_no_known_format_is_refused_with_what_to_do(door: Door, town: Services) -> None:
    screen = chosen(door, "any.csv", "Nom;Prénom\nA;B\n".encode())
    assert not screen.exception
    assert "d’aucun format connu" in words(screen)
    assert [each.key for each in screen.button if each.key == "import_now"] == []


def test_broken_row_is_told_with_its_line(door: Door, town: Services) -> None:
    content = b"Summary,Issue key,Created\nBonne,A-1,2025-01-02\nMauvaise,A-2,32/Jan/25 9:00 AM\n"
    screen = chosen(door, "jira.csv", content)
    assert "1 créée" in words(screen)
    assert "1 refusée" in words(screen)
    assert screen.table[0].value.iloc[0, 0] == "3"
    screen.button(key="import_now").click().run()
    assert count(town) == 1


def test_people_are_named_one_by_one(door: Door, town: Services) -> None:
    screen = chosen(door, "trello_board_export.json")
    way = next(each for each in screen.radio if str(each.key).startswith("import_way_"))
    way.set_value("names").run()
    screen.text_input[0].set_value("Paule")
    next(each for each in screen.button if each.label == "Essayer avec ces noms").click().run()
    assert not screen.exception
    screen.button(key="import_now").click().run()
    assert {row["assignee"] for row in town.store.rows("select assignee from item")} == {"Paule"}


def test_people_are_kept_when_wished(door: Door, town: Services) -> None:
    screen = chosen(door, "trello_board_export.json")
    next(each for each in screen.radio if str(each.key).startswith("import_way_")).set_value("keep").run()
    screen.button(key="import_now").click().run()
    assert {row["assignee"] for row in town.store.rows("select assignee from item")} == {"Test User"}


def test_text_of_a_file_is_shown_letter_for_letter(door: Door, town: Services) -> None:
    content = b"Summary,Issue key,Created,**x** :red[y]\nBonne,A-1,<b>32</b>,1\n"
    screen = chosen(door, "jira.csv", content)
    assert not screen.exception
    assert "<b>" not in str(screen.table[0].value.iloc[0, 1])
    assert r"\*\*x\*\*" in words(screen)


def test_whole_project_is_offered_back(door: Door, town: Services) -> None:
    kept = StringIO()
    town.exports.write_project(by=SYSTEM, to=kept)
    screen = chosen(door, "projet.json", kept.getvalue().encode())
    assert not screen.exception
    assert "Un projet entier de Boucle" in words(screen)


def test_original_data_is_on_the_page_of_the_item(door: Door, town: Services) -> None:
    chosen(door, "jira_cloud_export_all_fields.csv").button(key="import_now").click().run()
    number = town.store.scalar("select number from item order by rank")
    screen = door.open("element", by="product_owner", item=str(number))
    assert not screen.exception
    assert "TES Sprint 1" in words(screen)


def test_screen_refuses_who_may_not_exchange(door: Door, town: Services) -> None:
    screen = door.open("echanges", by="developer")
    assert not screen.exception
    assert len(screen.file_uploader) == 0


def test_screen_in_english(door: Door, town: Services) -> None:
    screen = chosen(door, "gitlab_export.csv", lang="en")
    assert "4 rows read · 4 created" in words(screen)
