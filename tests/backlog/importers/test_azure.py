"""Azure DevOps' CSV: the sample exactly, the tree, tags, HTML, people with addresses, rows without a number."""

from __future__ import annotations

from datetime import UTC, datetime

from backlog.importers.incoming import LinkTo, Stage
from backlog.models import ItemKind, Relation
from services import Services
from tests.backlog.importers.hand import bring, items, read, sample

FILE = "azure_devops_tree.csv"
EPIC = "Track Telementry for data imports"
TITLES = [
    "Fix issues with code",
    "Open private preview for select customers",
    "Enable feature for customer champs",
]


def test_sample_has_its_epic_and_what_is_under_it(services: Services) -> None:
    rows = read(sample(FILE))
    assert [row.title for row in rows] == [EPIC, *TITLES]
    assert [row.is_epic for row in rows] == [True, False, False, False]
    assert [row.epic for row in rows] == ["", EPIC, EPIC, EPIC]
    assert {row.stage for row in rows} == {Stage.WAITING}
    report = bring(services, sample(FILE))
    assert (report.read, report.created, report.epics) == (4, 4, 1)
    assert report.unmapped_columns == ("Priority",)
    assert [row["title"] for row in items(services).values()] == TITLES
    assert len({row["epic_id"] for row in items(services).values()}) == 1


def test_sample_comes_in_once_though_its_rows_have_no_number(services: Services) -> None:
    bring(services, sample(FILE))
    again = bring(services, sample(FILE))
    assert (again.created, again.unchanged) == (0, 4)


def test_tree_is_followed_up_and_down() -> None:
    content = (
        "ID,Work Item Type,Title 1,Title 2,Title 3,State\n"
        "1,Epic,E,,,New\n2,Feature,,F,,New\n3,User Story,,,S,Active\n4,Bug,,G,,Closed\n5,Epic,E2,,,New\n,Task,,,T,New\n"
    )
    rows = {row.title: row for row in read(content)}
    assert [rows[title].epic for title in ("F", "S", "G", "T")] == ["E", "E", "E", "E2"]
    assert rows["S"].links == (LinkTo(Relation.RELATES, "2"),)
    assert rows["G"].links == ()
    assert rows["T"].external_id == "5 › T"
    assert (rows["S"].stage, rows["G"].stage, rows["G"].kind) == (Stage.STARTED, Stage.DONE, ItemKind.BUG)


def test_two_rows_alike_without_a_number_are_two() -> None:
    content = "ID,Work Item Type,Title 1,Title 2,State\n1,Epic,E,,New\n,Task,,T,New\n,Task,,T,New\n"
    assert [row.external_id for row in read(content)] == ["1", "1 › T", "1 › T (2)"]


def test_tags_html_people_and_american_dates_are_read(services: Services) -> None:
    content = (
        "ID,Work Item Type,Title,State,Assigned To,Tags,Story Points,Description,Acceptance Criteria,Closed Date\n"
        '7,User Story,Un titre,Closed,Ana Lopez <ana@ville.fr>,"carte; à voir",3.5,'
        '"<div>Un <b>mot</b><ul><li>a</li></ul></div>",'
        '"<ol><li>un</li><li>deux</li></ol>",9/22/2025 9:26:00 AM\n'
    )
    (row,) = read(content)
    assert (row.tags, row.estimate, row.criteria) == (("carte", "à voir"), 3.5, ("un", "deux"))
    assert row.description == "Un **mot**\n\n- a"
    assert row.done_at == datetime(2025, 9, 22, 7, 26, tzinfo=UTC)
    bring(services, content, people="keep")
    assert items(services)["7"]["assignee"] == "Ana Lopez"


def test_stack_rank_orders_a_flat_query(services: Services) -> None:
    head = "ID,Work Item Type,Title,State,Stack Rank\n"
    content = head + "1,Bug,Un titre,New,20\n2,Bug,Deux titres,New,3,\n3,Bug,Sans rang,New,\n"
    bring(services, content)
    assert list(items(services)) == ["2", "1", "3"]


def test_french_headings_are_known() -> None:
    (row,) = read("ID;Type d'élément de travail;Titre 1;Titre 2;État;Balises\n1;Epic;E;;Nouveau;\n")
    assert row.is_epic
