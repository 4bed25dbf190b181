"""The README and the tables of the application say what is there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import click
import pytest

from data.access import ROLES, Role
from data.settings import Settings
from locales.texts import Texts
from manage import main as manage
from pages.main import MENU, MODULES
from prototype.catalogue import INCREMENTS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PATHS = {module.SCREEN.path: module.SCREEN for module in MODULES}


def section(title: str) -> str:
    """The text under a title of the README."""
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def commands() -> dict[str, set[str]]:
    """Every command that the README writes after `manage.py`, with its options."""
    written = re.findall(r"manage\.py ([a-z-]+[^`]*)`", README)
    written += re.findall(r"`([a-z-]+[^`]*)`", section("Commands").split("with", 1)[1])
    found: dict[str, set[str]] = {}
    for each in written:
        found.setdefault(each.split()[0], set()).update(re.findall(r"--[a-z]+", each))
    return found


def test_every_setting_is_in_the_readme_and_nothing_else() -> None:
    documented = re.findall(r"^\| `(BOUCLE_\w+)` \|", section("Settings"), re.MULTILINE)
    assert sorted(documented) == sorted(f"BOUCLE_{name.upper()}" for name in Settings.model_fields)


def test_the_readme_gives_each_setting_its_default() -> None:
    given = dict(re.findall(r"^\| `BOUCLE_(\w+)` \| `([^`]*)`", section("Settings"), re.MULTILINE))
    for name, value in given.items():
        default = Settings.model_fields[name.lower()].default
        if isinstance(default, Path):
            default = default.relative_to(ROOT)
        assert value == str(int(default) if isinstance(default, bool) else default), name


def test_commands_are_all_in_the_readme_and_nothing_else() -> None:
    assert set(commands()) == set(manage.commands)


def test_options_of_the_readme_exist() -> None:
    for name, options in commands().items():
        known = {
            option for each in manage.commands[name].params if isinstance(each, click.Option) for option in each.opts
        }
        assert options <= known, name


def test_targets_and_files_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"make ([a-z]+)(?=`|\s+#)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for path in re.findall(r"^\| `([\w./]+)` \|", section("Layout"), re.MULTILINE) + re.findall(
        r"\]\((?!http)(\S+)\)", README
    ):
        assert (ROOT / path).exists(), path


def test_every_screen_has_an_address_of_its_own() -> None:
    assert [path for path, times in Counter(module.SCREEN.path for module in MODULES).items() if times > 1] == []


def test_every_module_with_a_screen_is_registered() -> None:
    declaring = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "pages").rglob("*.py")
        if re.search(r"^SCREEN = ", path.read_text("utf-8"), re.MULTILINE)
    }
    assert declaring == {module.__name__ for module in MODULES}  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", Role)
def test_a_menu_has_at_most_seven_screens_that_exist_and_that_the_role_may_see(role: Role) -> None:
    menu = MENU[role]
    assert 1 <= len(menu) <= 7
    assert len(set(menu)) == len(menu)
    for path in menu:
        needed = PATHS[path].permission
        assert needed is None or needed in ROLES[role], path


def test_every_increment_is_tried_on_a_screen_that_exists() -> None:
    assert {each.screen for each in INCREMENTS} <= set(PATHS)


def test_titles_need_no_more_than_the_name_of_the_town() -> None:
    for screen in PATHS.values():
        assert "{" not in Texts("fr").t(screen.title, town="Techniville")
