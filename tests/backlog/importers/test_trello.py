"""Trello's board: the sample exactly, then order, archives, checklists, points in titles, custom values."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from backlog.importers.incoming import Stage
from services import Services
from tests.backlog.importers.hand import bring, items, read, reader, sample

FILE = "trello_board_export.json"
BOARD: dict[str, Any] = json.loads(sample(FILE))
LISTS = [
    {"id": "l2", "name": "Fait", "pos": 2, "closed": False},
    {"id": "l1", "name": "À faire", "pos": 1, "closed": False},
    {"id": "l3", "name": "Vieux", "pos": 3, "closed": True},
]


def board(*cards: dict[str, Any], **given: Any) -> str:
    """A board with these cards, in the list to do unless they say otherwise."""
    made = [
        {"id": f"c{place}", "name": "Une carte", "idList": "l1", "pos": place} | each
        for place, each in enumerate(cards)
    ]
    return json.dumps({"name": "Tableau", "lists": LISTS, "cards": made} | given)


def test_sample_has_its_cards_exactly(services: Services) -> None:
    rows = read(sample(FILE))
    assert [row.title for row in rows] == ["Write code", "Review code", "Visualize code"]
    assert [row.stage for row in rows] == [Stage.WAITING, Stage.WAITING, Stage.STARTED]
    made = {each["data"]["card"]["name"]: each["date"] for each in BOARD["actions"] if each["type"] == "createCard"}
    assert {row.title: row.created_at for row in rows} == {
        name: datetime.fromisoformat(date) for name, date in made.items()
    }
    assert rows[0].updated_at == datetime(2021, 1, 19, 9, 18, 13, 626000, tzinfo=UTC)
    assert [row.estimate for row in rows] == [None, None, None]
    report = bring(services, sample(FILE))
    assert (report.read, report.created) == (3, 3)
    assert [row["title"] for row in items(services).values()] == [row.title for row in rows]


def test_sample_has_its_custom_values_by_name() -> None:
    rows = read(sample(FILE))
    assert rows[2].original["Dropdown"] == "Down"
    assert rows[2].original["Number Value"] == "100.32"
    assert rows[0].original["Text Value"] == "Hello"
    found = reader(sample(FILE))
    list(found.rows())
    assert set(found.unmapped()) == {"Text Value", "Date Value", "Logical Value", "Number Value", "Dropdown"}


def test_sample_has_no_address_of_a_card() -> None:
    assert all("email" not in row.original for row in read(sample(FILE)))


def test_lists_and_pos_are_the_order() -> None:
    rows = read(board({"pos": 9.5, "id": "a"}, {"pos": 3, "id": "b"}, {"pos": 1, "id": "c", "idList": "l2"}))
    assert [row.external_id for row in rows] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("title", "kept", "points"),
    [
        ("(3) Carte", "Carte", 3),
        ("Carte (0.5)", "Carte", 0.5),
        ("Carte [8]", "Carte", 8),
        ("(?) Carte", "Carte", None),
        ("Carte (rouge)", "Carte (rouge)", None),
        ("Version (2) finale", "Version (2) finale", None),
        ("(5)", "(5)", None),
    ],
)
def test_points_stand_at_an_end_of_the_title(title: str, kept: str, points: float | None) -> None:
    (row,) = read(board({"name": title}))
    assert (row.title, row.estimate) == (kept, points)


def test_points_of_a_custom_field_come_first() -> None:
    fields = [{"id": "f", "name": "Story Points", "type": "number"}]
    card = {"name": "(3) Carte", "customFieldItems": [{"idCustomField": "f", "value": {"number": "5"}}]}
    assert read(board(card, customFields=fields))[0].estimate == 5


def test_archived_card_is_given_up_unless_its_list_is_done() -> None:
    rows = read(board({"closed": True}, {"closed": True, "idList": "l2"}, {"idList": "l3"}, {"dueComplete": True}))
    stages = {row.external_id: row.stage for row in rows}
    assert stages == {"c0": Stage.GIVEN_UP, "c1": Stage.DONE, "c2": Stage.GIVEN_UP, "c3": Stage.DONE}


def test_checklists_are_criteria_labels_tags_and_comments_comments() -> None:
    checklists = [
        {"idCard": "c0", "pos": 2, "checkItems": [{"name": "trois", "pos": 1}]},
        {
            "idCard": "c0",
            "pos": 1,
            "checkItems": [{"name": "deux", "pos": 2}, {"name": "un", "pos": 1, "state": "complete"}],
        },
    ]
    said = {"type": "commentCard", "date": "2021-01-19T09:18:13.626Z", "idMemberCreator": "m"}
    actions = [said | {"data": {"card": {"id": "c0"}, "text": text}} for text in ("second", "premier")]
    labels = [{"name": "front"}, {"name": "", "color": "green"}]
    (row,) = read(board({"labels": labels}, checklists=checklists, actions=actions))
    assert row.criteria == ("un", "deux", "trois")
    assert row.original["checked"] == "un"
    assert row.tags == ("front", "green")
    assert [one.body for one in row.comments] == ["premier", "second"]
