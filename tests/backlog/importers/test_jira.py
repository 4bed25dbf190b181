"""Jira's CSV: the sample exactly, then the traps of other sites and other languages."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest

from backlog.importers.incoming import LinkTo, Stage
from backlog.models import ItemKind, Relation
from services import Services
from tests.backlog.importers.hand import bring, broken, items, read, reader, sample

FILE = "jira_cloud_export_all_fields.csv"


def cells() -> list[dict[str, list[str]]]:
    """The sample, read another way: every cell of a heading, row by row."""
    rows = list(csv.reader(io.StringIO(sample(FILE).decode("utf-8-sig"), newline="")))
    found = []
    for row in rows[1:]:
        record: dict[str, list[str]] = {}
        for heading, cell in zip(rows[0], row, strict=True):
            record.setdefault(heading, []).append(cell)
        found.append(record)
    return found


def paris(text: str) -> datetime:
    """`22/Sep/25 9:26 AM` in Paris in summer, in UTC."""
    moment = datetime.strptime(text, "%d/%b/%y %I:%M %p").replace(tzinfo=UTC)
    return moment.replace(hour=moment.hour - 2) if moment.hour >= 2 else moment


def test_sample_has_its_rows_keys_titles_and_dates() -> None:
    rows, expected = read(sample(FILE)), cells()
    assert [row.external_id for row in rows] == [f"TES-{number}" for number in range(25, 3, -1)]
    assert [row.title for row in rows] == [each["Summary"][0] for each in expected]
    assert [row.created_at for row in rows] == [paris(each["Created"][0]) for each in expected]
    assert [row.updated_at for row in rows] == [paris(each["Updated"][0]) for each in expected]
    done = {row.external_id: row.done_at for row in rows if row.stage is Stage.DONE}
    assert done == {each["Issue key"][0]: paris(each["Resolved"][0]) for each in expected if each["Resolved"][0]}
    assert len(done) == 10


def test_sample_has_its_states_kinds_and_people() -> None:
    rows = {row.external_id: row for row in read(sample(FILE))}
    stages = {"To Do": Stage.WAITING, "In Progress": Stage.STARTED, "Done": Stage.DONE}
    for each in cells():
        row = rows[each["Issue key"][0]]
        assert row.stage is stages[each["Status"][0]]
        assert row.kind is (ItemKind.CHORE if each["Issue Type"][0] == "Task" else ItemKind.STORY)
        assert (row.assignee, row.reporter) == (each["Assignee"][0], each["Reporter"][0])
        assert row.sprint == each["Sprint"][0]
        assert row.estimate is None


def test_sample_has_its_comments_with_author_and_hour() -> None:
    rows = {row.external_id: row for row in read(sample(FILE))}
    for each in cells():
        said = [cell.split(";", 2) for cell in each["Comment"] if cell]
        comments = rows[each["Issue key"][0]].comments
        assert [(one.at, one.author) for one in comments] == [(paris(at), author) for at, author, _ in said]
    assert sum(len(row.comments) for row in rows.values()) == 17
    assert (
        rows["TES-9"]
        .comments[0]
        .body.endswith(
            "[apps.staidlogic.com](http://apps.staidlogic.com) as it requires the domain pointed to the application."
        )
    )
    assert rows["TES-11"].comments[0].body.endswith("*image-20250821-144149.png*")


def test_sample_is_ranked_as_jira_ranks_it(services: Services) -> None:
    bring(services, sample(FILE))
    ranked = sorted(cells(), key=lambda each: each["Custom field (Rank)"][0])
    assert list(items(services)) == [each["Issue key"][0] for each in ranked]


def test_sample_is_kept_with_names_and_mentions(services: Services) -> None:
    bring(services, sample(FILE), people="keep")
    assert items(services)["TES-19"]["assignee"] == "Personne B"
    body = services.store.scalar("select body from item_comment where body like '%Network Architecture with%'")
    assert body.startswith("@Personne B is working on the Network Architecture with respect to")


def test_sample_says_what_has_no_field_here() -> None:
    found = reader(sample(FILE))
    list(found.rows())
    assert found.unmapped() == (
        *("Project key", "Project name", "Project type", "Priority", "Last Viewed", "Due date"),
    )


ROW = "Summary,Issue key,Issue Type,Status,{more}\nUn titre,A-1,Story,To Do,{cell}\n"


@pytest.mark.parametrize(
    "date",
    [
        "22/Sep/25 9:26 AM",
        "22/sept./25 09:26",
        "22/Sep./25 9:26 AM",
        "22.09.2025 09:26",
        "22/09/2025 09:26",
        "2025-09-22 09:26",
        "2025-09-22T09:26:00.000+0200",
        "2025-09-22T07:26:00Z",
        "1758525960",
        "1758525960000",
        "22/Sep/25 9:26\u202fAM",
        "22. September 2025 09:26",
        "Sep 22, 2025, 9:26 AM",
        "22 septembre 2025 à 9h26",
    ],
)
def test_date_is_read_in_every_way_that_jira_writes_it(date: str) -> None:
    (row,) = read(ROW.format(more="Created", cell=f'"{date}"'))
    assert row.created_at == datetime(2025, 9, 22, 7, 26, tzinfo=UTC)


def test_date_of_an_american_site_is_month_first() -> None:
    rows = read("Summary,Issue key,Created\nA,A-1,9/8/2025 1:00 PM\nB,A-2,9/22/2025 1:00 PM\n")
    assert rows[0].created_at == datetime(2025, 9, 8, 11, tzinfo=UTC)


@pytest.mark.parametrize("date", ["99/99/99", "32/Jan/25 9:00 AM", "hier", "22/Sep/25 13:00 PM", "0000-00-00", "1"])
def test_date_that_is_none_breaks_its_row_only(date: str) -> None:
    content = f"Summary,Issue key,Created\nA,A-1,{date}\nB,A-2,2025-01-01\n"
    assert broken(content) == [(2, "import_date_invalid")]


@pytest.mark.parametrize(
    "headings",
    [
        "Résumé;Clé de ticket;Type de ticket;État;Responsable;Création;Étiquettes;Étiquettes;"
        "Champs personnalisés (Story Points)",
        "Zusammenfassung;Vorgangsschlüssel;Vorgangstyp;Status;Zugewiesene Person;Erstellt;Stichwörter;Stichwörter;"
        "Benutzerdefinierte Felder (Story Points)",
        "Summary;Issue key;Issue Type;Status;Assignee;Created;Labels;Labels;Custom field (Story point estimate)",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_headings_are_known_in_three_languages_and_every_encoding(headings: str, encoding: str) -> None:
    (row,) = read(f"{headings}\r\nÀ l’heure;P-1;Bug;En cours;Zoé;22.09.2025 09:26;un;deux;3,5\r\n", encoding)
    assert (row.title, row.external_id, row.kind) == ("À l’heure", "P-1", ItemKind.BUG)
    assert (row.assignee, row.tags, row.estimate) == ("Zoé", ("un", "deux"), 3.5)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separator_is_found_and_the_line_of_excel_is_skipped(separator: str) -> None:
    lines = [["Summary", "Issue key"], ["Un titre", "A-1"]]
    body = "\n".join(separator.join(line) for line in lines)
    assert read(body)[0].title == "Un titre"
    assert read(f"sep={separator}\n{body}")[0].line == 3


def test_both_fields_of_points_are_read() -> None:
    heads = "Summary,Issue key,Custom field (Story Points),Custom field (Story point estimate)\n"
    rows = read(heads + "A,A-1,5.0,\nB,A-2,,3\nC,A-3,,\n")
    assert [row.estimate for row in rows] == [5, 3, None]
    assert broken(heads + "A,A-1,beaucoup,\n") == [(2, "import_number_invalid")]


def test_wiki_markup_becomes_markdown() -> None:
    text = (
        "h2. Titre\n\n*gras* et _italique_ et -barré-\n* un\n** deux\n# trois\n{code:python}x = *y*{code}\n"
        "{{mono_espace}} [lien|https://a.fr/_x_] [https://b.fr] bq. non\nbq. oui\n||A||B||\n|1|2|\n"
    )
    (row,) = read(ROW.format(more="Description", cell='"' + text + '"'))
    assert row.description == (
        "## Titre\n\n**gras** et *italique* et ~~barré~~\n- un\n   - deux\n1. trois\n\n```python\nx = *y*\n```\n\n"
        "`mono_espace` [lien](https://a.fr/_x_) <https://b.fr> bq. non\n> oui\n\n| A | B |\n| --- | --- |\n|1|2|"
    )


def test_epic_is_known_by_key_by_number_and_by_title(services: Services) -> None:
    heads = "Summary,Issue key,Issue id,Issue Type,Parent,Parent summary,Epic Link,Epic Name\n"
    lines = "Une,A-3,3,Story,,,A-1,\nDeux,A-4,4,Story,1,,,\nTrois,A-5,5,Story,99,Ailleurs,,\n"
    lines += "Une épopée,A-1,1,Epic,,,,Le suivi\n"
    report = bring(services, heads + lines + "Quatre,A-6,6,Sub-task,3,Une,,\n")
    assert (report.created, report.epics) == (5, 2)
    epics = {row["id"]: row["title"] for row in services.store.rows("select id, title from epic")}
    titles = {key: epics.get(row["epic_id"]) for key, row in items(services).items()}
    assert titles == {"A-3": "Le suivi", "A-4": "Le suivi", "A-5": "Ailleurs", "A-6": None}
    assert services.store.scalar("select count(*) from item_link where kind = 'relates'") == 1


def test_links_are_read_from_both_ends() -> None:
    heads = "Summary,Issue key,Inward issue link (Blocks),Outward issue link (Duplicate),Outward issue link (Relates)\n"
    (row,) = read(heads + "A,A-1,A-2,A-3,A-4\n")
    assert row.links == (
        LinkTo(Relation.BLOCKED_BY, "A-2"),
        LinkTo(Relation.DUPLICATES, "A-3"),
        LinkTo(Relation.RELATES, "A-4"),
    )


def test_resolution_may_say_that_nothing_was_done() -> None:
    rows = read("Summary,Issue key,Status,Resolution\nA,A-1,Done,Won't Do\nB,A-2,Closed,Fixed\nC,A-3,Annulé,\n")
    assert [row.stage for row in rows] == [Stage.GIVEN_UP, Stage.DONE, Stage.GIVEN_UP]


def test_row_with_a_security_level_is_private() -> None:
    assert read(ROW.format(more="Security Level", cell="Interne"))[0].is_private
    assert not read(ROW.format(more="Security Level", cell=""))[0].is_private


def test_row_that_is_shifted_or_has_no_title_or_key_is_told_apart() -> None:
    content = "Summary,Issue key\nA,A-1,de trop\n,A-2\nC,\nD,A-4\n"
    assert broken(content) == [(2, "import_line_shifted"), (3, "import_title_missing"), (4, "import_key_missing")]


def test_quote_that_is_never_closed_breaks_one_row() -> None:
    content = 'Summary,Issue key\nA,A-1\n"B' + "x" * 1_100_000 + "\nC,A-3\n"
    assert (3, "import_line_unreadable") in broken(content)
