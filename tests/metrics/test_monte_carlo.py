"""Forecasts against the exact convolution of past weeks, and what must hold whatever the past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import monte_carlo
from metrics.monte_carlo import chances, how_many, problem, when
from tests.oracles import ORACLES

ORACLE = ORACLES["monte_carlo"]
PAST = ORACLE["weekly_throughput"]
TODAY = date(2026, 11, 24)
NAMES = {"share": "Part", "percent": "{n} %", "by": "Avant le", "chance": "Chances", "items": "Éléments"}
CLOSE = 0.015  # of the exact chances


def exact(past: Sequence[int], weeks: int) -> list[float]:
    """The chance of each total over so many weeks, convolved week after week."""
    total = [1.0]
    for _ in range(weeks):
        longer = [0.0] * (len(total) + max(past))
        for count, chance in enumerate(total):
            for drawn in past:
                longer[count + drawn] += chance / len(past)
        total = longer
    return total


def test_exact_convolution_gives_the_published_chances() -> None:
    for weeks, chance in ORACLE["when_38_items"]["cdf"].items():
        assert sum(exact(PAST, int(weeks))[38:]) == pytest.approx(chance, abs=1e-6)
    six = exact(PAST, 6)
    assert sum(count * chance for count, chance in enumerate(six)) == pytest.approx(
        ORACLE["how_many_in_6_weeks"]["mean"]
    )


def test_when_is_within_a_point_and_a_half_of_the_exact_chances() -> None:
    oracle, found = ORACLE["when_38_items"], when(PAST, 38)
    for weeks, chance in oracle["cdf"].items():
        assert found.chance(int(weeks)) == pytest.approx(chance, abs=CLOSE)
    assert (found.within(0.5), found.within(0.85)) == (oracle["p50"], oracle["p85"])


def test_how_many_is_within_a_point_and_a_half_of_the_exact_chances() -> None:
    oracle, found = ORACLE["how_many_in_6_weeks"], how_many(PAST, 6)
    for items, chance in oracle["tail_P_ge"].items():
        assert found.at_least[int(items)] == pytest.approx(chance, abs=CLOSE)
    assert (found.with_chance(0.5), found.with_chance(0.85)) == (oracle["p50"], oracle["p85"])


@pytest.mark.parametrize("past", [[0, 0, 0, 0, 12], [1, 1, 1, 1, 1], [0, 1, 0, 2, 0, 0, 3], [7, 9, 2, 30, 1, 1]])
@pytest.mark.parametrize("weeks", [1, 4, 30])
def test_every_chance_is_close_to_the_exact_one(past: list[int], weeks: int) -> None:
    found, total = how_many(past, weeks).at_least, exact(past, weeks)
    for items in range(len(total)):
        chance = found[items] if items < len(found) else 0.0
        assert chance == pytest.approx(sum(total[items:]), abs=CLOSE)


@pytest.mark.parametrize(("past", "why"), [([3, 4, 5, 6], "too_few"), ([], "too_few"), ([0] * 9, "nothing_done")])
def test_forecast_without_enough_of_a_past_is_refused(past: list[int], why: str) -> None:
    assert problem(past) == why
    for ask in (lambda: when(past, 3), lambda: how_many(past, 3), lambda: chances(past, [3], [3])):
        with pytest.raises(ValueError, match=why):
            ask()


def test_forecast_of_a_length_that_means_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        when(PAST, -1)
    for weeks in (-1, monte_carlo.LONGEST + 1):
        with pytest.raises(ValueError, match="five years"):
            how_many(PAST, weeks)


def test_nothing_to_do_takes_no_week_and_no_week_finishes_nothing() -> None:
    nothing = when(PAST, 0)
    assert (nothing.within(0.95), nothing.chance(0)) == (0, 1.0)
    assert how_many(PAST, 0).with_chance(0.95) == 0


def test_beyond_five_years_nothing_is_promised() -> None:
    far = when([0, 0, 0, 0, 1], 5_000)
    assert (far.within(0.5), len(far.by)) == (None, monte_carlo.LONGEST)
    drawn = monte_carlo.when_figure(far, TODAY, NAMES, "fr")
    assert not drawn.layout.shapes


def test_the_same_question_has_the_same_answer() -> None:
    assert when(PAST, 38) == when(PAST, 38)
    assert when(PAST, 38, seed=1) != when(PAST, 38, seed=2)


def test_chances_by_week_are_those_of_each_question() -> None:
    found = chances(PAST, [38, 12], [9, 0, 40])
    assert found[0][0] == when(PAST, 38).chance(9)
    assert found[0][1] == 0
    assert found[1][2] == 1


def test_figures_and_tables_hold_every_future_once() -> None:
    soon, many = when(PAST, 38), how_many(PAST, 6)
    assert sum(monte_carlo.when_figure(soon, TODAY, NAMES, "fr").data[0].y) == pytest.approx(100)
    assert sum(monte_carlo.how_many_figure(many, NAMES, "fr").data[0].y) == pytest.approx(100)
    rows = monte_carlo.when_table(soon, TODAY, NAMES)
    assert rows[-1]["Chances"] == 100
    assert rows[0]["Avant le"] > TODAY
    assert monte_carlo.how_many_table(many, NAMES)[0]["Chances"] == 100


pasts = st.lists(st.integers(0, 12), min_size=5, max_size=20).filter(any)


@settings(deadline=None, max_examples=30)
@given(pasts, st.integers(1, 60))
def test_more_certainty_never_comes_sooner_and_more_items_never_either(past: list[int], items: int) -> None:
    found, more = when(past, items, runs=500), when(past, items + 3, runs=500)
    assert all(before <= after for before, after in pairwise(found.by))
    weeks = [found.within(share) or monte_carlo.LONGEST + 1 for share in (0.5, 0.7, 0.85, 0.95)]
    later = [more.within(share) or monte_carlo.LONGEST + 1 for share in (0.5, 0.7, 0.85, 0.95)]
    assert weeks == sorted(weeks)
    assert all(one <= two for one, two in zip(weeks, later, strict=True))


@settings(deadline=None, max_examples=30)
@given(pasts, st.integers(0, 40))
def test_more_certainty_never_promises_more_items(past: list[int], weeks: int) -> None:
    found, longer = how_many(past, weeks, runs=500), how_many(past, weeks + 2, runs=500)
    promised = [found.with_chance(share) for share in (0.95, 0.85, 0.7, 0.5)]
    assert promised == sorted(promised)
    assert all(longer.with_chance(share) >= found.with_chance(share) for share in (0.5, 0.85))
