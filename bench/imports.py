"""Importing 20,000 rows of Jira: how long a preview and an import take, and how much memory they add."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

from bench.measure import Figure
from bench.towns import ROOT
from data.access import SYSTEM
from data.settings import Settings
from services import make_services

HEADINGS = (
    *("Summary", "Issue key", "Issue id", "Issue Type", "Status", "Priority", "Resolution"),
    *("Assignee", "Assignee Id", "Reporter", "Reporter Id", "Created", "Updated", "Resolved", "Votes", "Description"),
    *("Labels", "Labels", "Labels", "Sprint", "Custom field (Rank)", "Custom field (Story Points)"),
    *("Custom field (Epic Link)", "Custom field (Team)", "Outward issue link (Blocks)"),
    *("Comment", "Comment", "Status Category"),
)
WORDS = ("lampadaire", "signalement", "carte", "habitant", "adresse", "réponse", "délai", "voirie", "équipe", "liste")
ROWS, PEOPLE, EPICS = 20_000, 60, 20
LIMIT, MEMORY = 10.0, 100.0  # seconds, megabytes


def write_jira(path: Path, rows: int) -> None:
    """A Jira CSV with as many rows: repeated columns, wiki markup, two comments a row, dates as Jira writes them."""
    chance, begins = random.Random(1), datetime(2024, 1, 8, 9, 0)  # noqa: DTZ001 - the file has no zone either
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(HEADINGS)
        for number in range(rows, 0, -1):
            table.writerow(jira_row(number, chance, begins + timedelta(minutes=20 * number)))


def jira_row(number: int, chance: random.Random, at: datetime) -> list[str]:
    """One row; the first ones are epics."""
    said = lambda count: " ".join(chance.choices(WORDS, k=count))  # noqa: E731
    when = f"{at:%d/%b/%y} {at.hour % 12 or 12}:{at:%M %p}"
    who, category = chance.randrange(PEOPLE), chance.choice(("To Do", "In Progress", "Done"))
    comment = f"{when};id-{who:024d};[~accountid:id-{who:024d}] {said(25)}"
    name, epic = f"Personne N{who}", number <= EPICS
    return [
        f"{said(6)} {number}",
        f"BCH-{number}",
        str(10_000 + number),
        "Epic" if epic else "Story",
        category,
        "Medium",
        "Done" if category == "Done" else "",
        name,
        f"id-{who:024d}",
        name,
        f"id-{who:024d}",
        when,
        when,
        when if category == "Done" else "",
        str(number % 9),
        f"h2. {said(3)}\n\n* {said(20)}\n* *{said(4)}* {said(20)}\n\n{{code:python}}print(1){{code}}\n",
        *(chance.choice(WORDS), chance.choice(WORDS), ""),
        "Sprint 1",
        f"0|i{number:06d}:",
        str(chance.choice((1, 2, 3, 5, 8))),
        "" if epic else f"BCH-{number % EPICS + 1}",
        said(2),
        f"BCH-{number - 1}" if number % 50 == 0 else "",
        comment,
        comment,
        category,
    ]


def imports(folder: Path) -> list[Figure]:
    """20,000 rows in a process of their own, so that its memory is that of the import."""
    command = [sys.executable, "-m", "bench.imports", str(folder), str(ROWS)]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found = json.loads(ran.stdout)
    size = f"{found['megabytes']:.0f} MB of Jira CSV, {ROWS:,} rows"
    return [
        Figure(f"preview of {size}", found["preview"], "s", LIMIT, found["read"]),
        Figure(f"import of {size}", found["import"], "s", baseline=found["preview"]),
        Figure(f"second import of {size}, nothing new", found["again"], "s", baseline=found["preview"]),
        Figure(f"memory that the preview of {size} adds", found["memory"], "MB", MEMORY),
    ]


def measure(folder: Path, rows: int) -> dict[str, float]:
    """Seconds of bare reading, of a preview, of the import and of a second one; megabytes that the preview adds."""
    path = folder / "jira.csv"
    write_jira(path, rows)
    verbs = make_services(Settings(data_dir=folder / "town")).imports
    found, before = {"megabytes": path.stat().st_size / 1e6}, peak()
    found["read"] = read_bare(path)
    for name in ("preview", "import", "again"):
        begins = perf_counter()
        verbs.run(by=SYSTEM, file=path, name=path.name, preview=name == "preview")
        found[name] = perf_counter() - begins
        found.setdefault("memory", peak() - before)
    return found


def read_bare(path: Path) -> float:
    """Seconds to read the cells and do nothing of them."""
    begins = perf_counter()
    with path.open(newline="", encoding="utf-8") as file:
        sum(len(row) for row in csv.reader(file))
    return perf_counter() - begins


def peak() -> float:
    """The most memory that this process ever held, in megabytes.

    From Linux's own account of this program: getrusage would keep that of the one that started it.
    """
    status = Path("/proc/self/status").read_text("ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
