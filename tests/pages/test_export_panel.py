"""The panel of the exports: what each role is offered, and what a click makes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import pages.shell.identity as identity
from backlog.models import ItemKind
from data.access import Role, actor
from data.refusals import Refused
from pages.product import export_panel as panel
from tests.backlog.conftest import OWNER
from tests.backlog.project_hand import exported, town
from tests.pages.harness import Door

PROJECT, SHEET, DOCUMENT = "Télécharger le projet entier", "Télécharger le tableau", "Télécharger le document"
Made = dict[str, Callable[[], bytes]]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    """What each button of the last run would make, by its label: AppTest has no click for a download yet."""
    found: Made = {}
    monkeypatch.setattr(panel.st, "download_button", lambda label, data, **_: found.update({label: data}))
    return found


def show(door: Door, role: Role, lang: str = "fr") -> AppTest:
    """The panel as that role."""

    def script() -> None:
        from pages.product.export_panel import export_panel
        from pages.shell.identity import who_is_here
        from pages.shell.page import Here
        from pages.shell.texts import lang
        from services import get_services

        export_panel(Here(services=get_services(), by=who_is_here(get_services()), lang=lang()))

    secret = door.services.sessions.open(role.value)
    door.monkeypatch.setattr(identity, "secret", lambda: secret)
    door.monkeypatch.setattr(panel, "secret", lambda: secret)
    test = AppTest.from_function(script, default_timeout=20)
    test.query_params["lang"] = lang
    return test.run()


def said(test: AppTest) -> str:
    return "\n".join(each.value for each in test.markdown)


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.PRODUCT_OWNER, {PROJECT, SHEET, DOCUMENT}),
        (Role.ADMINISTRATOR, {PROJECT, SHEET, DOCUMENT}),
        (Role.DEVELOPER, {SHEET, DOCUMENT}),
        (Role.OFFICIAL, {SHEET, DOCUMENT}),
    ],
)
def test_role_is_offered_the_files_that_it_may_have(door: Door, made: Made, role: Role, offered: set[str]) -> None:
    door.services.items.add(by=OWNER, kind=ItemKind.BUG, title="Faille", is_private=True)
    test = show(door, role)
    assert not test.exception
    assert set(made) == offered
    team = role in (Role.PRODUCT_OWNER, Role.DEVELOPER)
    assert (b"Faille" in made[SHEET](), b"Faille" in made[DOCUMENT]()) == (team, team)
    assert ("Les éléments privés n’y sont pas." in said(test)) is not team


def test_click_makes_the_file_of_that_moment_and_nothing_is_made_before(
    door: Door, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    whole = door.services.exports.write_project

    def write(**given: Any) -> None:
        asked.append("project")
        whole(**given)

    monkeypatch.setattr("backlog.exporting.Exports.write_project", lambda self, **given: write(**given))
    show(door, Role.PRODUCT_OWNER)
    assert asked == []
    door.services.items.add(by=OWNER, kind=ItemKind.STORY, title="Écrit après")
    assert [each["title"] for each in json.loads(made[PROJECT]())["item"]] == ["Écrit après"]
    assert asked == ["project"]


def test_file_is_not_made_for_somebody_who_has_signed_out_since(door: Door, made: Made) -> None:
    show(door, Role.PRODUCT_OWNER)
    door.services.store.execute("delete from session")
    for label in (PROJECT, SHEET, DOCUMENT):
        with pytest.raises(Refused, match="not_allowed"):
            made[label]()


def test_table_follows_the_language_of_the_screen(door: Door, made: Made) -> None:
    show(door, Role.PRODUCT_OWNER, lang="en")
    assert made["Download the table"]().decode("utf-8-sig").startswith("Number,Kind,Title,")
    show(door, Role.PRODUCT_OWNER)
    assert made[SHEET]().decode("utf-8-sig").startswith("Numéro;Nature;Titre;")


def test_empty_project_says_that_there_is_little_to_take(door: Door) -> None:
    test = show(door, Role.PRODUCT_OWNER)
    assert not test.exception
    assert ["presque vides" in each.value for each in test.info] == [True]
    door.services.items.add(by=OWNER, kind=ItemKind.STORY, title="Un élément")
    assert not show(door, Role.PRODUCT_OWNER).info


def test_whole_project_made_on_the_screen_comes_back(door: Door, made: Made) -> None:
    show(door, Role.ADMINISTRATOR)
    to = io.StringIO(newline="")
    door.services.exports.write_project(by=actor(Role.ADMINISTRATOR), to=to)
    assert made[PROJECT]() == to.getvalue().encode()


@pytest.mark.parametrize("role", ["developer", "official"])
def test_screen_of_exchanges_gives_lists_to_who_sees_the_project(door: Door, made: Made, role: str) -> None:
    test = door.open("echanges", by=role)
    assert not test.exception
    assert set(made) == {SHEET, DOCUMENT}
    assert not test.file_uploader


def test_screen_of_exchanges_is_closed_to_an_inhabitant(door: Door, made: Made) -> None:
    assert not door.open("echanges").exception
    assert made == {}


def test_exported_project_comes_back_by_the_screen_laid_out_as_one_likes(
    door: Door, made: Made, tmp_path: Path
) -> None:
    there = town(tmp_path / "there")
    there.items.add(by=OWNER, kind=ItemKind.STORY, title="Venu d’ailleurs")
    file = exported(there)
    there.store.close()
    test = door.open("echanges", by="product_owner")
    laid_out = json.dumps(json.loads(file), indent=2).encode()
    test.file_uploader(key="import_file").set_value(("projet.json", laid_out, "application/json")).run()
    assert door.services.store.scalar("select count(*) from item") == 0
    test.button(key="import_project").click().run()
    assert not test.exception
    assert door.services.items.page(by=OWNER, number=1).item.title == "Venu d’ailleurs"
    assert exported(door.services) == file


def test_project_is_not_taken_back_over_another_one(door: Door) -> None:
    door.services.items.add(by=OWNER, kind=ItemKind.STORY, title="Déjà là")
    file = exported(door.services)
    test = door.open("echanges", by="product_owner")
    test.file_uploader(key="import_file").set_value(("projet.json", file, "application/json")).run()
    assert not test.exception
    assert "Il y a déjà un projet ici (éléments : 1" in "\n".join(each.value for each in test.error)
    assert exported(door.services) == file
