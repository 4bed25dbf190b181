"""The command that brings in a file: of another tool, row by row, or a whole project of ours."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from pathlib import Path

import click

from backlog.project_file import is_project_file
from data.access import SYSTEM
from data.refusals import Refused
from data.settings import Settings
from locales import imports
from services import make_services


class Bar(ExitStack):
    """Rows done, of how many, on the error output of a terminal."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self.done = name, 0

    def show(self, done: int, total: int) -> None:
        """Moves on; appears with the first rows."""
        if not sys.stderr.isatty():
            return
        if not done:
            self.bar = self.enter_context(
                click.progressbar(length=total, label=self.name, file=sys.stderr, show_pos=True)
            )
        self.bar.update(done - self.done)
        self.done = done


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--preview", is_flag=True, help="The same, then everything is taken back.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
@click.option("--keep-people/--pseudonymise", "keep", help="Names as in the file, or « Personne 1 » … (otherwise).")
@click.option("--people", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="JSON: name there → here.")
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
def import_file(file: Path, preview: bool, as_json: bool, keep: bool, people: Path | None, lang: str) -> None:
    """Brings in FILE: an export of Jira, Taiga, GitHub, GitLab, Trello or Azure DevOps, or a whole project of Boucle.

    Exit 1 when nothing of it can be read.
    """
    settings = Settings()
    if not settings.database.exists():
        raise click.ClickException(f"No town here: {settings.database}. `manage.py init` prepares one.")
    choice = names_in(people) if people else "keep" if keep else "pseudonymise"
    services = make_services(settings)
    try:
        if is_project(file):
            click.echo(json.dumps(services.exports.import_project(by=SYSTEM, file=file.read_bytes(), preview=preview)))
            return
        with Bar(file.name) as bar:
            report = services.imports.run(
                by=SYSTEM, file=file, name=file.name, preview=preview, people=choice, progress=bar.show
            )
    except Refused as refused:
        raise click.ClickException(" ".join(imports.reason(each, lang) for each in refused.problems)) from refused
    said = json.dumps(imports.as_json(report, lang), ensure_ascii=False) if as_json else None
    click.echo(said or "\n".join(imports.lines(report, lang)))
    if not report.created + report.updated + report.unchanged:
        raise click.ClickException(f"Nothing of {file.name} came in.")


def names_in(file: Path) -> dict[str, str]:
    """Who is called what here, from a JSON object."""
    try:
        found = json.loads(file.read_text("utf-8-sig"))
    except ValueError as wrong:
        raise click.ClickException(f"{file} is not a JSON object of names: {wrong}") from wrong
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found.values()):
        raise click.ClickException(f'{file} is not a JSON object of names: {{"name there": "name here"}}.')
    return found


def is_project(file: Path) -> bool:
    """Whether a file begins as what `export` writes."""
    with file.open("rb") as opened:
        return is_project_file(opened.read(400))
