"""Value against effort: quarters by the medians, areas that compare, exact values in the table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.value_effort import Bubble, figure, size, table, value_effort

NAMES = {name: name for name in ("item", "effort", "value", "voices", "quarter", "first", "prepare", "fill", "later")}
GROUPS = {"must": "Indispensable", "": "Pas encore classés"}


def bubble(number: int, effort: float, value: float, voices: int = 0, group: str = "must") -> Bubble:
    return Bubble(number, f"Élément {number}", effort, value, voices, group)


FOUR = (bubble(1, 1, 20), bubble(2, 8, 20), bubble(3, 1, 3), bubble(4, 8, 3, group=""))


def test_quarters_say_what_to_do() -> None:
    result = value_effort(FOUR)
    assert (result.effort, result.value) == (4.5, 11.5)
    assert [result.quarter(each) for each in FOUR] == ["first", "prepare", "fill", "later"]
    assert [each.number for each in result.first] == [1]


def test_most_value_for_the_effort_comes_first() -> None:
    result = value_effort([bubble(1, 2, 10), bubble(2, 1, 10), bubble(3, 0, 10), bubble(4, 9, 1), bubble(5, 9, 1)])
    assert [each.number for each in result.first] == [3, 2, 1]


def test_one_item_alone_is_to_be_done_first() -> None:
    assert [each.number for each in value_effort([bubble(1, 3, 5)]).first] == [1]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(3, 60)), min_size=1, max_size=30))
def test_every_item_is_in_the_figure_and_in_the_table(points: list[tuple[int, int]]) -> None:
    result = value_effort([bubble(number, *point) for number, point in enumerate(points)])
    drawn = figure(result, GROUPS, NAMES, "fr")
    assert sum(len(trace.x) for trace in drawn.data) == len(points)
    exact = [(line["effort"], line["value"]) for line in table(result, NAMES)]
    assert exact == points


@pytest.mark.parametrize(("few", "many"), [(0, 1), (1, 4), (9, 25)])
def test_bubble_grows_with_the_people_behind(few: int, many: int) -> None:
    assert size(few) < size(many) <= size(10_000)


def test_items_at_one_point_are_drawn_side_by_side() -> None:
    drawn = figure(value_effort([bubble(1, 3, 5), bubble(2, 3, 5), bubble(3, 8, 5)]), GROUPS, NAMES, "fr")
    assert len(set(drawn.data[0].x)) == 3
    assert [data[0] for data in drawn.data[0].customdata] == [1, 2, 3]


def test_title_with_tags_draws_no_tag() -> None:
    drawn = figure(value_effort([Bubble(1, "<b>Gras</b>", 1, 1, 0, "must")]), GROUPS, NAMES, "fr")
    assert "<" not in drawn.data[0].customdata[0][1]
