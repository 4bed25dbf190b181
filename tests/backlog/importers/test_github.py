"""GitHub's issues: the sample exactly, pages, pull requests, null bodies, reactions, the other ways to export."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from backlog.importers.incoming import Stage
from backlog.models import ItemKind
from services import Services
from tests.backlog.importers.hand import bring, items, read, reader, sample

FILE = "github_issues_paginated.json"
ISSUES: list[dict[str, Any]] = json.loads(sample(FILE))


def issue(**given: Any) -> dict[str, Any]:
    found = {"number": 1, "title": "Un titre", "state": "open", "body": None, "labels": [], "user": {"login": "ana"}}
    return found | {"html_url": "https://github.com/ville/boucle/issues/1"} | given


def test_sample_has_its_issues_in_their_order(services: Services) -> None:
    rows = read(sample(FILE))
    assert [row.external_id for row in rows] == [str(each["number"]) for each in ISSUES]
    assert [row.title for row in rows] == [f"Test issue {number}" for number in range(13, 0, -1)]
    assert {row.description for row in rows} == {""}
    assert {row.created_at for row in rows} == {datetime(2017, 10, 10, 16, tzinfo=UTC)}
    assert {row.source for row in rows} == {"github:octokit-fixture-org/paginate-issues"}
    report = bring(services, sample(FILE))
    assert (report.read, report.created) == (13, 13)
    assert list(items(services)) == [row.external_id for row in rows]


@pytest.mark.parametrize(
    "written",
    [
        lambda pages: json.dumps(pages),
        lambda pages: "".join(json.dumps(page) for page in pages),
        lambda pages: "\n".join(json.dumps(each) for page in pages for each in page),
        lambda pages: json.dumps({"total_count": 4, "items": [each for page in pages for each in page]}),
    ],
)
def test_pages_are_read_however_they_are_put_together(written: Any) -> None:
    pages = [[issue(number=1), issue(number=2)], [issue(number=3), issue(number=4)]]
    assert [row.external_id for row in read(written(pages))] == ["1", "2", "3", "4"]


def test_pull_requests_are_left_out_and_told(services: Services) -> None:
    content = json.dumps([issue(), issue(number=2, pull_request={"url": "x"})])
    report = bring(services, content)
    assert (report.read, report.created) == (1, 1)
    assert [(each.code, each.facts) for each in report.warnings] == [("import_pull_requests", {"count": 1})]


def test_only_pull_requests_bring_nothing_and_break_nothing(services: Services) -> None:
    report = bring(services, json.dumps([issue(pull_request={"url": "x"})]))
    assert (report.read, report.created) == (0, 0)
    assert report.warnings


def test_closed_is_done_unless_its_reason_or_a_label_says_otherwise() -> None:
    closed = {"state": "closed", "closed_at": "2025-02-01T10:00:00Z"}
    rows = read(
        json.dumps(
            [
                issue(number=1, **closed),
                issue(number=2, **closed, state_reason="not_planned"),
                issue(number=3, **closed, labels=[{"name": "wontfix"}]),
            ]
        )
    )
    assert [row.stage for row in rows] == [Stage.DONE, Stage.GIVEN_UP, Stage.GIVEN_UP]
    assert rows[0].done_at == datetime(2025, 2, 1, 10, tzinfo=UTC)


def test_labels_are_tags_and_tell_the_kind_and_thumbs_are_votes() -> None:
    labels = [{"name": "good first issue"}, {"name": "bug"}]
    (row,) = read(json.dumps([issue(labels=labels, reactions={"+1": 4, "heart": 2, "total_count": 6})]))
    assert (row.tags, row.kind, row.votes) == (("good first issue", "bug"), ItemKind.BUG, 4)
    assert row.original["reactions"] == "+1 4, heart 2, total_count 6"


def test_export_of_the_command_line_is_read_with_its_comments() -> None:
    thing = {
        "number": 7,
        "title": "Un titre",
        "state": "CLOSED",
        "stateReason": "COMPLETED",
        "body": "Texte",
        "author": {"login": "ana", "name": "Ana Lopez"},
        "assignees": [{"login": "bob"}],
        "labels": [],
        "createdAt": "2025-01-01T00:00:00Z",
        "closedAt": "2025-01-03T00:00:00Z",
        "comments": [{"author": {"login": "bob"}, "body": "Fait", "createdAt": "2025-01-02T00:00:00Z"}],
        "url": "https://github.com/ville/boucle/issues/7",
    }
    (row,) = read(json.dumps([thing]))
    assert (row.stage, row.assignee, row.source) == (Stage.DONE, "bob", "github:ville/boucle")
    assert [(said.author, said.body) for said in row.comments] == [("bob", "Fait")]
    assert reader(json.dumps([thing])).survey().people["ana"] == "Ana Lopez"
