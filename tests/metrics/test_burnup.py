"""Burnup: the scope that moves is seen, what is done never passes it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from metrics.burnup import Step, burnup, figure, table

MONDAY, FRIDAY = date(2026, 10, 12), date(2026, 10, 16)
NAMES = {"scope": "Périmètre", "done": "Terminé", "points": "Points", "day": "Jour"}


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 10, 12 + day, hour, tzinfo=UTC)


STEPS = [Step(at(0), 14, 0), Step(at(1), 11, 0), Step(at(1, 15), 11, 5), Step(at(2), 16, 5)]


def test_burnup_tells_the_end_of_each_day_and_leaves_tomorrow_unknown() -> None:
    result = burnup(STEPS, MONDAY, FRIDAY, at(2, 12), UTC)
    assert [(each.scope, each.done) for each in result.days] == [(14, 0), (11, 5), (16, 5), (None, None), (None, None)]
    assert table(result, NAMES)[1] == {"Jour": date(2026, 10, 13), "Terminé": 5, "Périmètre": 11}


def test_burnup_names_each_change_of_the_scope() -> None:
    result = burnup(STEPS, MONDAY, FRIDAY, at(2, 12), UTC)
    assert result.growth == 2
    assert result.changes == ((at(1), 11, -3), (at(2), 16, 5))
    drawn = figure(result, NAMES, at(2, 12), "fr")
    assert [each.name for each in drawn.data] == ["Périmètre", "Terminé"]
    assert [each.text for each in drawn.layout.annotations][2:] == ["<b>−3</b>", "<b>+5</b>"]


def test_burnup_without_a_step_is_empty_and_still_draws() -> None:
    result = burnup([], MONDAY, FRIDAY, at(9), UTC)
    assert (result.scope, result.done, result.growth) == (0, 0, 0)
    assert {each.scope for each in result.days} == {0}
    assert len(figure(result, NAMES, at(9), "en").data) == 2


@given(st.lists(st.tuples(st.integers(0, 119), st.integers(0, 50), st.integers(0, 50)), max_size=30))
def test_burnup_done_never_passes_a_scope_that_holds_it(raw: list[tuple[int, int, int]]) -> None:
    steps = [Step(at(0) + timedelta(hours=hour), done + left, done) for hour, done, left in sorted(raw)]
    result = burnup(steps, MONDAY, FRIDAY, at(4, 23), UTC)
    assert len(result.days) == 5
    for each in result.days:
        assert each.scope is not None
        assert each.done is not None
        assert 0 <= each.done <= each.scope
    assert result.growth == sum(by for _, _, by in result.changes)
