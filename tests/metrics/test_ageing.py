"""Ageing: the oldest first, held against those that were finished."""

from __future__ import annotations

from datetime import date

from metrics.ageing import ageing, figure, table

TODAY = date(2026, 11, 24)
PERCENTILES = ((50, 3.0), (70, 4.0), (85, 6.0), (95, 9.5))
ROWS = [
    ("7", "7 · Neuf", "En cours", TODAY),
    ("3", "3 · Vieux", "En revue", date(2026, 11, 14)),
    ("5", "5 · Entre les deux", "En cours", date(2026, 11, 21)),
]
NAMES = {
    "days": "Jours",
    "percent": "{n} %",
    "item": "Élément",
    "state": "État",
    "started": "Commencé",
    "passed": "Plus que",
}


def test_ageing_names_the_percentile_that_each_item_goes_beyond() -> None:
    result = ageing(ROWS, TODAY, PERCENTILES)
    assert [(each.mark, each.age, each.passed) for each in result.items] == [
        ("3", 11, 95),
        ("5", 4, 50),
        ("7", 1, None),
    ]
    assert [each.mark for each in result.late] == ["3"]
    assert [row["Plus que"] for row in table(result, NAMES)] == ["95 %", "50 %", None]


def test_ageing_is_drawn_oldest_at_the_top() -> None:
    drawn = figure(ageing(ROWS, TODAY, PERCENTILES), NAMES, "fr")
    assert list(drawn.data[0].y) == ["7", "5", "3"]
    assert len(drawn.layout.shapes) == 4


def test_ageing_without_a_past_holds_nothing_against_the_items() -> None:
    result = ageing(ROWS, TODAY, ())
    assert result.late == ()
    assert not figure(result, NAMES, "fr").layout.shapes
    assert ageing([], TODAY, ()).items == ()
