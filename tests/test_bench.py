"""How measures become figures."""

from __future__ import annotations

from bench.measure import Figure, Times, rank, table


def test_percentiles_are_values_that_were_measured() -> None:
    ordered = [float(each) for each in range(1, 21)]
    assert rank(ordered, 0.5) == 10
    assert rank(ordered, 0.95) == 19
    assert rank([7.0], 0.95) == 7


def test_times_are_in_milliseconds() -> None:
    assert Times.of([0.002, 0.001, 0.003]) == Times(p50=2.0, p95=3.0, runs=3)


def test_a_figure_over_its_limit_says_so() -> None:
    late, early = Figure("page", 120, "ms", limit=100), Figure("page", 80, "ms", limit=100, baseline=8)
    assert not late.holds
    assert early.holds
    assert table([late, early]).count("over the limit") == 1
