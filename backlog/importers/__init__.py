"""Readers of the files of other tools: recognised by what they hold, never by their name."""

from __future__ import annotations

from typing import Any, BinaryIO

from backlog.importers.azure import AzureTable
from backlog.importers.documents import read_document
from backlog.importers.files import read_file
from backlog.importers.github import GitHubIssues, flat
from backlog.importers.gitlab import GitLabTable
from backlog.importers.incoming import Reader
from backlog.importers.jira import JiraTable
from backlog.importers.table_reader import TableReader
from backlog.importers.tables import Table, open_table
from backlog.importers.taiga import TaigaProject
from backlog.importers.trello import TrelloBoard
from data.refusals import refuse

TABLES: tuple[tuple[type[TableReader], tuple[str, ...]], ...] = (  # the columns that each cannot do without
    (AzureTable, ("type", "title", "number", "state")),
    (GitLabTable, ("title", "url", "state", "author")),
    (GitLabTable, ("number", "title", "state", "author_login")),
    (JiraTable, ("summary", "key")),
    (AzureTable, ("type", "title", "number")),
)


def recognise(file: BinaryIO) -> Reader:
    """The reader of a file, which must stay open. Raises Refused.

    Codes: import_empty, import_too_large, import_packed, import_binary, import_json_invalid, import_one_column,
    import_unknown.
    """
    text = read_file(file)
    if text.begins_with()[:1] in ("{", "["):
        return document_reader(read_document(text))
    return table_reader(open_table(text))


def table_reader(table: Table) -> Reader:
    """The reader of a table, by its columns."""
    for kind, fields in TABLES:
        reader = kind(table)
        if reader.columns.has(*fields):
            return reader
    raise refuse("import_unknown", on="file")


def document_reader(document: Any) -> Reader:
    """The reader of a document, by what is in it."""
    if is_taiga(document):
        return TaigaProject(document)
    if is_trello(document):
        return TrelloBoard(document)
    if is_github(document):
        return GitHubIssues(document)
    raise refuse("import_unknown", on="file")


def is_taiga(document: Any) -> bool:
    return (
        isinstance(document, dict) and "user_stories" in document and ("us_statuses" in document or "slug" in document)
    )


def is_trello(document: Any) -> bool:
    return isinstance(document, dict) and isinstance(document.get("cards"), list) and "lists" in document


def is_github(document: Any) -> bool:
    first = next(flat(document), None)
    return first is not None and "number" in first and "title" in first and ("state" in first or "body" in first)
