"""`python -m bench [NAME…]`: every measure, or those named; a table, and JSON with `--json FILE`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bench.browser import visit
from bench.forecasts import forecasts
from bench.imports import imports
from bench.measure import Figure, as_json, table
from bench.moves import moves
from bench.towns import ROOT, town

SIZES = (100, 1_000, 5_000, 20_000)
COMPARED = 5_000  # the size at which the page has limits
SCRIPTS = ("backlog", "priorites", "sprint", "courbes", "previsions")
ROW = '[data-testid="stMain"] a[href*="element"]'
RUNS = 30


def scripts(folder: Path) -> list[Figure]:
    """The script of the backlog's page at each size, and of its neighbours at the compared one."""
    found = []
    for items in SIZES:
        for path in SCRIPTS if items == COMPARED else SCRIPTS[:1]:
            command = [sys.executable, "-m", "bench.script", str(town(folder, items=items)), path]
            ran = subprocess.run(
                [*command, "product_owner", str(RUNS)], cwd=ROOT, check=True, capture_output=True, text=True
            )
            times = json.loads(ran.stdout.splitlines()[-1])
            name = f"script of /{path}, {items:,} items, p95"
            found.append(Figure(name, times["screen"]["p95"], "ms", 100, times["bare"]["p95"]))
    return found


def pages(folder: Path) -> list[Figure]:
    """What the browser receives and waits for at each size of the backlog."""
    found = []
    for items in SIZES:
        seen = visit(town(folder, items=items), "backlog", "product_owner", ROW)
        found.append(Figure(f"/backlog over the wire, {items:,} items", seen.kilobytes, "KB", 500))
        found.append(Figure(f"/backlog until usable, {items:,} items", seen.seconds, "s", 2))
    return found


def ranking(folder: Path) -> list[Figure]:
    """One move at each size."""
    return [figure for items in SIZES for figure in moves(town(folder, items=items), items)]


MEASURES: dict[str, Callable[[Path], list[Figure]]] = {
    "scripts": scripts,
    "pages": pages,
    "moves": ranking,
    "forecasts": forecasts,
    "imports": imports,
}


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(MEASURES)))
@click.option("--json", "target", type=click.Path(path_type=Path), help="Also write the figures there.")
def main(names: tuple[str, ...], target: Path | None) -> None:
    """Measures, prints, and exits with 1 when something is over its limit."""
    with TemporaryDirectory() as folder:
        figures = [figure for name in names or MEASURES for figure in MEASURES[name](Path(folder))]
    click.echo(table(figures))
    if target:
        target.write_text(as_json(figures), "utf-8")
    sys.exit(0 if all(each.holds for each in figures) else 1)


if __name__ == "__main__":
    main()
