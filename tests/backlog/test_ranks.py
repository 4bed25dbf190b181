"""Ranks: whatever the order of insertions, each is strictly between its neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlog.ranks import between


@given(st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=200))
def test_rank_is_strictly_between_its_neighbours(places: list[int]) -> None:
    ranks: list[str] = []
    for place in places:
        at = place % (len(ranks) + 1)
        low, high = (ranks[at - 1] if at else None), (ranks[at] if at < len(ranks) else None)
        new = between(low, high)
        assert low is None or low < new
        assert high is None or new < high
        ranks.insert(at, new)
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("end", [True, False])
def test_rank_at_an_end_stays_short(end: bool) -> None:
    rank: str | None = None
    for _ in range(5_000):
        new = between(rank, None) if end else between(None, rank)
        assert rank is None or (new > rank) is end
        rank = new
    assert rank is not None
    assert len(rank) <= 4


def test_rank_halved_a_thousand_times_still_fits() -> None:
    low, high = between(None, None), between("a0", None)
    for turn in range(1_000):
        new = between(low, high)
        assert low < new < high
        low, high = (new, high) if turn % 2 else (low, new)


@pytest.mark.parametrize(("low", "high"), [("a1", "a1"), ("a2", "a1"), ("", None), (None, "é")])
def test_rank_that_cannot_be_is_an_error(low: str | None, high: str | None) -> None:
    with pytest.raises(ValueError, match="rank"):
        between(low, high)
