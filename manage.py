"""The command door: prepare, fill, check, save, restore and serve a town."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import click

from backlog.wording import CODES
from data.access import SYSTEM, Role
from data.geography import load_geography
from data.reference_data import load_reference
from data.settings import ROOT, Settings
from data.sqlite import SqliteStore
from data.whole_file import whole_file
from locales.exports import wording
from manage_import import import_file
from services import Services, make_services


@click.group()
def main() -> None:
    """Boucle, from the command line."""


@main.command()
def init() -> None:
    """Prepares an empty town: schema, reference data, increments open to all."""
    services = prepared(Settings())
    click.echo(f"Ready: {services.settings.database}")


def prepared(settings: Settings) -> Services:
    """A town with its reference data; nothing is done twice."""
    services = make_services(settings)
    with services.store.transaction():
        load_reference(services.store)
        services.increments.open_all(by=SYSTEM)
    return services


@main.command()
@click.option("--requests", default=3_000, show_default=True, type=click.IntRange(min=0))
@click.option("--items", default=60, show_default=True, type=click.IntRange(min=0))
@click.option("--feedbacks", default=120, show_default=True, type=click.IntRange(min=0))
@click.option("--seed", default=1, show_default=True)
@click.option("--replace", is_flag=True, help="Replace the town that is there.")
def demo(requests: int, items: int, feedbacks: int, seed: int, replace: bool) -> None:
    """Fills the demonstration town: the same for a seed and a day."""
    settings = Settings()
    if settings.database.exists() and not replace:
        raise click.ClickException("There is a town already. --replace puts the demonstration in its place.")
    fill(settings, requests=requests, items=items, feedbacks=feedbacks, seed=seed)
    click.echo(f"Ready: {settings.database}")


def fill(settings: Settings, *, requests: int = 3_000, items: int = 60, feedbacks: int = 120, seed: int = 1) -> None:
    """Builds the demonstration beside the town and puts it there when it is whole."""
    import demo as demonstration

    building = settings.model_copy(update={"data_dir": settings.data_dir / "building"})
    shutil.rmtree(building.data_dir, ignore_errors=True)
    services = prepared_folder(building)
    demonstration.build(services, requests=requests, items=items, feedbacks=feedbacks, seed=seed, say=progress)
    services.store.execute("pragma wal_checkpoint(truncate)")
    services.store.close()
    for leftover in settings.data_dir.glob("boucle.sqlite3*"):
        leftover.unlink()
    building.database.replace(settings.database)
    for built, folder in zip(building.folders, settings.folders, strict=True):
        shutil.rmtree(folder, ignore_errors=True)
        built.replace(folder)
    shutil.rmtree(building.data_dir)


def prepared_folder(settings: Settings) -> Services:
    """Services on a folder that is made first."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return make_services(settings)


def progress(step: str, done: int, total: int) -> None:
    """One line that moves on a terminal, one line a step elsewhere."""
    if sys.stderr.isatty():
        click.echo(f"\r{step}: {done}/{total}   ", err=True, nl=done >= total)
    elif done >= total:
        click.echo(f"{step}: {total}", err=True)


@main.command()
def migrate() -> None:
    """Brings the schema up to date."""
    settings = Settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    applied = SqliteStore(settings.database).migrate()
    click.echo("\n".join(applied) or "Nothing to do.")


@main.command()
def check() -> None:
    """Says what is wrong with the database, the reference data and the files; exit 1 if anything is."""
    settings = Settings()
    if not settings.database.exists():
        raise click.ClickException(f"No town here: {settings.database}. `manage.py init` prepares one.")
    store = SqliteStore(settings.database)
    problems = store.check()
    for kind, table, folder in (
        ("photo", "photo", settings.photos),
        ("attachment", "item_attachment", settings.attachments),
    ):
        problems += [
            f"{kind} file missing: {row['file']}"
            for row in store.rows(f"select file from {table}")
            if not (folder / row["file"]).exists()
        ]
    if not load_geography().districts:
        problems.append("no district")
    for problem in problems:
        click.echo(problem)
    if problems:
        sys.exit(1)
    click.echo("All is well.")


@main.command()
@click.argument("target", type=click.Path(path_type=Path))
def backup(target: Path) -> None:
    """Copies the database and the files into a new folder TARGET, while the town works."""
    settings = Settings()
    if target.exists():
        raise click.ClickException(f"{target} exists already.")
    if not settings.database.exists():
        raise click.ClickException(f"No town here: {settings.database}.")
    target.mkdir(parents=True)
    SqliteStore(settings.database).backup(target / "boucle.sqlite3")
    for folder in settings.folders:
        if folder.exists():
            shutil.copytree(folder, target / folder.name)
    click.echo(f"Saved: {target}")


@main.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, file_okay=False))
def restore(source: Path) -> None:
    """Puts the town saved in the folder SOURCE in place of this one. Stop the server first."""
    settings, saved = Settings(), source / "boucle.sqlite3"
    if not saved.exists():
        raise click.ClickException(f"{source} holds no saved town.")
    copy = SqliteStore(saved)
    problems = copy.check()
    if problems:
        raise click.ClickException("This save is damaged: " + "; ".join(problems))
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    copy.backup(settings.database)
    copy.close()
    for folder in settings.folders:
        if (source / folder.name).exists():
            shutil.copytree(source / folder.name, folder, dirs_exist_ok=True)
    click.echo(f"Restored: {settings.database}")


@main.command()
@click.option("--format", "form", type=click.Choice(["json", "csv", "md"]), default="json", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write; otherwise the screen.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Words of that language: csv (otherwise codes), md (fr).")
@click.option("--private", is_flag=True, help="Private items too, in csv and md; json always holds them.")
def export(form: str, output: Path | None, lang: str | None, private: bool) -> None:
    """Writes the project: whole (json, see `import`), its items as a table (csv) or as a document (md)."""
    settings = Settings()
    if not settings.database.exists():
        raise click.ClickException(f"No town here: {settings.database}.")
    exports = make_services(settings).exports
    with writing(output) as to:
        if form == "json":
            exports.write_project(by=SYSTEM, to=to)
        elif form == "csv":
            exports.write_sheet(by=SYSTEM, to=to, wording=wording(lang) if lang else CODES, with_private=private)
        else:
            exports.write_document(by=SYSTEM, to=to, wording=wording(lang or "fr"), with_private=private)


@contextmanager
def writing(file: Path | None) -> Iterator[TextIO]:
    """A whole file, or standard output."""
    if file is None:
        to = TextIOWrapper(sys.stdout.buffer, "utf-8", newline="")
        yield to
        to.detach()
        return
    if not file.absolute().parent.is_dir():
        raise click.ClickException(f"No such folder: {file.absolute().parent}.")
    try:
        with whole_file(file) as to:
            yield to
    except OSError as wrong:
        raise click.ClickException(f"Nothing was written: {wrong}.") from wrong


main.add_command(import_file)


@main.command("add-account")
@click.argument("name")
@click.argument("role", type=click.Choice([role.value for role in Role if role not in (Role.INHABITANT, Role.SYSTEM)]))
@click.option("--team", default="", help="Code of the service team of an agent.")
def add_account(name: str, role: str, team: str) -> None:
    """Adds an account and prints its sign-in link, good once for 24 hours."""
    services = make_services(Settings())
    account = services.sessions.add_account(name=name, role=Role(role), team=team)
    click.echo(sign_in_address(services, account.id))


@main.command("sign-in-link")
@click.argument("account_id")
def sign_in_link(account_id: str) -> None:
    """Prints a sign-in link of an account, good once for 24 hours."""
    services = make_services(Settings())
    click.echo(sign_in_address(services, account_id))


def sign_in_address(services: Services, account_id: str) -> str:
    """Where that account signs in."""
    settings = services.settings
    base = settings.public_url.rstrip("/") or f"http://{settings.address}:{settings.port}"
    return f"{base}/connexion?lien={services.sessions.make_link(account_id)}"


@main.command()
@click.option("--watch", is_flag=True, help="Reload when the code changes.")
def serve(watch: bool) -> None:
    """Starts the application; prepares the town first when there is none."""
    settings = Settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    if settings.demo and not settings.database.exists():
        click.echo("First start: filling the demonstration town.", err=True)
        fill(settings)
    else:
        prepared(settings).store.close()
    if settings.demo and settings.address not in ("127.0.0.1", "localhost", "::1"):
        click.echo(
            f"Warning: demonstration mode on {settings.address}: whoever reaches this address can take any role.",
            err=True,
        )
    click.echo(f"Boucle on http://{settings.address}:{settings.port}", err=True)
    watching = ["--server.fileWatcherType", "auto", "--server.runOnSave", "true"] if watch else []
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    options = ["--server.address", settings.address, "--server.port", str(settings.port), *watching]
    os.chdir(ROOT)
    os.execv(sys.executable, [*command, *options])  # noqa: S606 - our own interpreter, no shell


if __name__ == "__main__":
    main()
