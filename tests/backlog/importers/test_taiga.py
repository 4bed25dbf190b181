"""Taiga's dump: the sample exactly, then base 64, statuses and what a hand-made one may hold."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any

from backlog.importers.incoming import LinkTo, Stage
from backlog.models import ItemKind, Relation
from services import Services
from tests.backlog.importers.hand import bring, broken, items, read, sample

FILE = "taiga_project_dump_trimmed.json"
DUMP: dict[str, Any] = json.loads(sample(FILE))
VALUE = {"?": None, "0": 0, "1/2": 0.5, **{str(n): n for n in (1, 2, 3, 5, 8, 10, 13, 20, 40)}}
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def at(text: str | None) -> datetime | None:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z").astimezone(UTC) if text else None


def story(**given: Any) -> str:
    """A project of one story."""
    thing = {"ref": 1, "subject": "Une carte", "status": "New", "role_points": [], "tags": [], "history": []} | given
    states = [{"name": "New", "is_closed": False}, {"name": "Archived", "is_closed": True, "is_archived": True}]
    return json.dumps({"slug": "p", "user_stories": [thing], "us_statuses": states, "points": DUMP["points"]})


def test_sample_has_its_stories_issues_and_tasks() -> None:
    rows = read(sample(FILE))
    assert len(rows) == 29 + 25 + 29
    refs = [str(each["ref"]) for kind in ("user_stories", "issues", "tasks") for each in DUMP[kind]]
    assert [row.external_id for row in rows] == refs
    assert {row.kind for row in rows[-29:]} == {ItemKind.CHORE}
    assert {row.source for row in rows} == {"taiga:project-example"}


def test_sample_has_the_points_of_its_roles() -> None:
    for row, each in zip(read(sample(FILE))[:29], DUMP["user_stories"], strict=True):
        known = [VALUE[role["points"]] for role in each["role_points"] if VALUE[role["points"]] is not None]
        assert row.estimate == (sum(known) if known else None)
    assert sum(row.estimate or 0 for row in read(sample(FILE))) == 665.5


def test_sample_has_its_dates_tags_and_comments() -> None:
    things = {each["ref"]: each for kind in ("user_stories", "issues", "tasks") for each in DUMP[kind]}
    for row in read(sample(FILE)):
        each = things[int(row.external_id)]
        assert (row.created_at, row.updated_at) == (at(each["created_date"]), at(each["modified_date"]))
        assert row.tags == tuple(each["tags"])
        said = [line["comment"] for line in each["history"] if line["comment"]]
        assert [one.body for one in row.comments] == said
        assert row.description == each["description"]
        if row.stage is Stage.DONE:
            assert row.done_at == at(each.get("finish_date") or each.get("finished_date") or each["modified_date"])


def test_sample_counts_as_done_what_taiga_counts_as_closed() -> None:
    rows = read(sample(FILE))
    stories = [row for row in rows[:29] if row.stage is Stage.DONE]
    assert [row.external_id for row in stories] == [str(s["ref"]) for s in DUMP["user_stories"] if s["is_closed"]]
    rejected = [each for each in DUMP["issues"] if each["status"] == "Rejected"]
    assert sum(row.stage is Stage.GIVEN_UP for row in rows) == len(rejected) == 3


def test_sample_links_tasks_to_their_story(services: Services) -> None:
    report = bring(services, sample(FILE))
    assert (report.read, report.created, report.refused) == (83, 83, ())
    assert services.store.scalar("select count(*) from item_link") == 29
    task = next(row for row in read(sample(FILE)) if row.external_id == "2")
    assert task.links == (LinkTo(Relation.RELATES, "1"),)


def test_sample_leaves_no_address_behind(services: Services) -> None:
    bring(services, sample(FILE), people="keep")
    for table, column in (("item", "assignee"), ("item_comment", "author_name"), ("item_comment", "body")):
        assert services.store.scalar(f"select count(*) from {table} where {column} like '%@%.%'") == 0
    assert services.store.scalar("select count(*) from item_origin where original like '%@taiga%'") == 0
    assert services.store.scalar("select count(*) from journal where changes like '%@taiga%'") == 0
    assert services.store.scalar("select author_name from item_comment where author_name = 'Silvia Soto'")


def test_backlog_order_is_the_ranking(services: Services) -> None:
    dump = json.loads(story())
    dump["user_stories"] = [{"ref": n, "subject": f"Carte {n}", "backlog_order": 10 - n} for n in range(1, 5)]
    bring(services, json.dumps(dump))
    assert list(items(services)) == ["4", "3", "2", "1"]


def test_story_that_nobody_estimated_has_no_points() -> None:
    roles = [{"role": "UX", "points": "?"}, {"role": "Back", "points": "?"}]
    assert read(story(role_points=roles))[0].estimate is None
    assert read(story(role_points=[*roles, {"role": "Front", "points": "1/2"}]))[0].estimate == 0.5
    assert broken(story(role_points=[{"role": "UX", "points": "XL"}])) == [(1, "import_number_invalid")]


def test_archived_story_is_given_up_unless_it_was_finished() -> None:
    assert read(story(status="Archived"))[0].stage is Stage.GIVEN_UP
    assert read(story(status="Archived", finish_date="2016-08-04T11:08:07+0000"))[0].stage is Stage.DONE


def test_deleted_comment_stays_away() -> None:
    lines = [
        {"comment": "gardé", "user": ["a@b.fr", "Ana"], "created_at": "2016-08-04T11:08:07+0000"},
        {"comment": "parti", "user": ["a@b.fr", "Ana"], "delete_comment_date": "2016-08-05T11:08:07+0000"},
    ]
    assert [said.body for said in read(story(history=lines))[0].comments] == ["gardé"]


def test_file_in_base_64_comes_in_and_a_bad_one_is_counted(services: Services) -> None:
    files = [
        {"name": "plan.png", "attached_file": {"name": "x/plan.png", "data": base64.b64encode(PNG).decode()}},
        {"name": "a.exe", "attached_file": {"data": base64.b64encode(b"MZ\0\0").decode()}},
        {"name": "b.txt", "attached_file": {"data": "pas du tout"}},
    ]
    before = bring(services, story(attachments=files), preview=True)
    assert not list(services.settings.attachments.glob("*"))
    report = bring(services, story(attachments=files))
    assert report.warnings == before.warnings
    assert [each.code for each in report.warnings] == ["import_files_named", "import_files_refused"]
    (row,) = services.store.rows("select * from item_attachment")
    assert row["name"] == "plan.jpg"
    assert (services.settings.attachments / row["file"]).exists()
    bring(services, story(attachments=files, subject="Une autre carte"))
    assert services.store.scalar("select count(*) from item_attachment") == 1


def test_epic_holds_its_stories(services: Services) -> None:
    dump = json.loads(story())
    dump["epics"] = [{"ref": 9, "subject": "Le suivi", "color": "#112233", "related_user_stories": [{"user_story": 1}]}]
    bring(services, json.dumps(dump))
    (epic,) = services.store.rows("select * from epic")
    assert (epic["title"], epic["colour"]) == ("Le suivi", "#112233")
    assert items(services)["1"]["epic_id"] == epic["id"]
