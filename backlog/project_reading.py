"""An exported project read back: everything is checked before anything is written."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backlog.file_kinds import recognised
from backlog.project_file import FORMAT, VERSION, digest_of, is_project_file
from backlog.project_tables import JOURNAL, KINDS, TABLES, Table
from backlog.project_values import UNREADABLE, no_constant, stored
from data.refusals import Refused, refuse
from data.store import Row

CONTENT = "content"


@dataclass(frozen=True)
class Project:
    """Rows ready for the store, by table; the journal; the files of the attachments, by name."""

    rows: Mapping[str, list[Row]]
    journal: list[Row]
    files: Mapping[str, bytes]
    digest: str


class Damaged(ValueError):
    """What cannot be: the message says where in the file."""


def read_project(content: bytes) -> Project:
    """The project that a file holds.

    Raises Refused: project_file_foreign (not one of ours), project_file_newer (facts version, known),
    project_file_changed (the rows are not those that were exported), project_file_damaged (fact place).
    """
    found = parsed(content)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise refuse("project_file_foreign", on="file")
    version = found.get("version")
    if type(version) is not int or version > VERSION:
        raise refuse("project_file_newer", on="file", version=str(version), known=VERSION)
    try:
        sections = {each.name: section(found, each) for each in (*TABLES, JOURNAL)}
        digest = digest_of(sections)
        if "digest" in found and found["digest"] != digest:
            raise refuse("project_file_changed", on="file")
        rows = {each.name: list(stored_rows(each, sections[each.name])) for each in TABLES}
        check_together(rows)
        files = dict(attached(sections["item_attachment"]))
        journal = list(stored_rows(JOURNAL, sections["journal"]))
        check_journal(journal)
    except (Damaged, RecursionError) as damaged:
        raise refuse("project_file_damaged", on="file", place=str(damaged)[:120]) from damaged
    return Project(rows, journal, files, digest)


def parsed(content: bytes) -> object:
    """The JSON of a file; what is not JSON is foreign, or damaged when it begins as ours do."""
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=no_constant)
    except (RecursionError, ValueError) as wrong:  # nested without end, a number too long, not UTF-8
        if is_project_file(content):
            place = f"{wrong.lineno}:{wrong.colno}" if isinstance(wrong, json.JSONDecodeError) else "JSON"
            raise refuse("project_file_damaged", on="file", place=place) from wrong
        raise refuse("project_file_foreign", on="file") from wrong


def section(found: Mapping[str, Any], table: Table) -> list[Row]:
    """The list of a table, whose rows have exactly its columns."""
    names = {column.name for column in table.columns} | ({CONTENT} if table.name == "item_attachment" else set())
    rows = found.get(table.name)
    if not isinstance(rows, list):
        raise Damaged(table.name)
    for position, row in enumerate(rows, 1):
        if not isinstance(row, dict) or set(row) != names:
            raise Damaged(f"{table.name} {position}")
    return rows


def attached(rows: list[Row]) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each file that was there when the project left, of a kind that people may join."""
    for position, row in enumerate(rows, 1):
        if row[CONTENT] is not None:
            try:
                content = base64.b64decode(row[CONTENT], validate=True)
                if recognised(row["name"], content).media_type != row["media_type"]:
                    raise Damaged(row["media_type"])
                yield row["file"], content
            except (binascii.Error, Refused, *UNREADABLE) as wrong:
                raise Damaged(f"item_attachment {position} {CONTENT}") from wrong


def stored_rows(table: Table, rows: list[Row]) -> Iterator[Row]:
    """The rows as the store keeps them, every value checked."""
    for position, row in enumerate(rows, 1):
        made: Row = {}
        for column in table.columns:
            try:
                made[column.name] = stored(column, row[column.name])
            except UNREADABLE as wrong:
                raise Damaged(f"{table.name} {position} {column.name}") from wrong
        yield made


def check_together(rows: Mapping[str, list[Row]]) -> None:
    """Every row is told apart from the others, and names only rows that are there. Raises Damaged."""
    keys = {each.name: {row[each.key] for row in rows[each.name]} for each in TABLES}
    for each in TABLES:
        for columns in each.unique:
            if len({tuple(row[name] for name in columns) for row in rows[each.name]}) != len(rows[each.name]):
                raise Damaged(f"{each.name} {' '.join(columns)}")
        for column in each.columns:
            if column.refers:
                named = {row[column.name] for row in rows[each.name]} - {None}
                if not named <= keys[column.refers]:
                    raise Damaged(f"{each.name} {column.name}")
    if sum(row["state"] == "active" for row in rows["sprint"]) > 1:
        raise Damaged("sprint state")


def check_journal(lines: list[Row]) -> None:
    """Lines about a project only: a file never speaks of a request or an account. Raises Damaged."""
    for position, line in enumerate(lines, 1):
        if line["kind"] not in KINDS:
            raise Damaged(f"journal {position} kind")
