"""What import-linter cannot see: the modules that stand beside the packages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def imported(file: str) -> set[str]:
    """The top-level names that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize(
    ("file", "forbidden"),
    [
        ("services.py", {"streamlit", "folium", "sqlite3", "sqlite_utils", "starlette", "pages", "api", "demo", "app"}),
        ("manage.py", {"streamlit", "folium", "sqlite3", "sqlite_utils", "starlette", "pages", "api", "app"}),
        ("app.py", {"sqlite3", "sqlite_utils", "backlog", "prototype", "data", "demo"}),
    ],
)
def test_door_imports_only_what_its_place_allows(file: str, forbidden: set[str]) -> None:
    assert imported(file) & forbidden == set()


def test_composition_is_imported_only_where_it_may_be() -> None:
    for folder in ("backlog", "prototype", "metrics", "data", "locales"):
        for file in (ROOT / folder).rglob("*.py"):
            assert "services" not in imported(str(file.relative_to(ROOT))), file
