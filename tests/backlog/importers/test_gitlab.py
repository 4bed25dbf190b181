"""GitLab's CSV: the sample exactly, confidential issues, seconds, other versions."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

from backlog.importers.incoming import Stage
from services import Services
from tests.backlog.importers.hand import bring, items, read, reader, sample

FILE = "gitlab_export.csv"


def test_sample_has_its_issues_exactly(services: Services) -> None:
    rows = read(sample(FILE))
    expected = list(csv.DictReader(io.StringIO(sample(FILE).decode(), newline="")))
    assert [row.external_id for row in rows] == [each["Issue ID"] for each in expected] == ["1", "3", "34", "35"]
    for row, each in zip(rows, expected, strict=True):
        assert row.title == each["Title"]
        assert row.description == each["Description"]
        assert row.tags == tuple(each["Labels"].split(",") if each["Labels"] else ())
        assert row.created_at == datetime.fromisoformat(each["Created At (UTC)"]).replace(tzinfo=UTC)
        assert row.updated_at == datetime.fromisoformat(each["Updated At (UTC)"]).replace(tzinfo=UTC)
        assert (row.assignee, row.reporter) == (each["Assignee"], each["Author"])
        assert (row.sprint, row.estimate, row.is_private) == (each["Milestone"], None, False)
        assert row.source == "gitlab:localhost:3000/jashkenas/underscore"
    report = bring(services, sample(FILE))
    assert (report.read, report.created, report.refused) == (4, 4, ())
    assert list(items(services)) == ["1", "3", "34", "35"]


def test_seconds_are_no_points_and_stay_as_they_were() -> None:
    found = reader("Issue ID,URL,Title,State,Author,Weight,Time Estimate\n5,,Un titre,Open,ana,3,28800\n")
    (row,) = found.rows()
    assert (row.estimate, row.original["Time Estimate"]) == (3, "28800")
    assert found.unmapped() == ("Time Estimate",)


def test_confidential_issue_is_private_here(services: Services) -> None:
    head = "Title,Description,Issue ID,URL,State,Author,Author Username,Confidential,Closed At (UTC),Labels\n"
    lines = "Secret,,1,,Open,Ana,ana,Yes,,\nPublic,,2,,Closed,Ana,ana,No,2025-02-01 10:00:00,bug\n"
    bring(services, head + lines)
    found = items(services)
    assert [found[key]["is_private"] for key in ("1", "2")] == [1, 0]
    assert (found["2"]["state"], found["2"]["done_at"]) == ("done", "2025-02-01T10:00:00.000Z")


def test_closed_with_a_label_of_giving_up_is_given_up() -> None:
    head = "Issue ID,URL,Title,State,Author,Labels\n"
    rows = read(
        head + '1,,Un titre,Closed,Ana,"duplicate,front"\n2,,Un titre,Closed,Ana,front\n3,,Un titre,Open,Ana,doing\n'
    )
    assert [row.stage for row in rows] == [Stage.GIVEN_UP, Stage.DONE, Stage.STARTED]
