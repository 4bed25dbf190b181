"""SUS, NPS and CSAT against their published examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import csat, nps, sus
from tests.oracles import ORACLES


def test_usability_is_scored_as_published() -> None:
    oracle = ORACLES["sus"]
    assert list(sus.contributions(oracle["responses"])) == oracle["contributions"]
    assert sum(sus.contributions(oracle["responses"])) == oracle["raw"]
    assert sus.score(oracle["responses"]) == oracle["score"]
    for limit in oracle["limits"]:
        assert sus.score(limit["responses"]) == limit["score"]
    assert sus.usability([each["responses"] for each in oracle["limits"]]) == sus.Usability(2, 50.0)
    assert sus.usability([]).average is None


@pytest.mark.parametrize("answers", [[3] * 9, [3] * 11, [0] + [3] * 9, [3] * 9 + [6]])
def test_usability_of_a_form_that_is_not_whole_is_refused(answers: list[int]) -> None:
    with pytest.raises(ValueError, match="ten answers"):
        sus.score(answers)


@given(st.lists(st.integers(1, 5), min_size=10, max_size=10))
def test_usability_goes_from_0_to_100(answers: list[int]) -> None:
    assert 0 <= sus.score(answers) <= 100


def test_recommendation_is_counted_as_published() -> None:
    oracle = ORACLES["nps"]
    for name, (low, high) in oracle["bands"].items():
        assert {nps.band(each) for each in range(low, high + 1)} == {name}
    answers = [10] * oracle["promoters_pct"] + [3] * oracle["detractors_pct"] + [7] * 50
    found = nps.recommendation(answers)
    assert (found.score, found.is_fragile) == (oracle["nps"], False)


def test_recommendation_by_few_people_is_fragile_and_by_nobody_is_unknown() -> None:
    assert nps.recommendation([10] * 29).is_fragile
    assert nps.recommendation([]).score is None
    with pytest.raises(ValueError, match="0 to 10"):
        nps.recommendation([11])


def test_satisfied_people_are_counted_as_published() -> None:
    oracle = ORACLES["csat"]
    found = csat.satisfied({int(mark): count for mark, count in oracle["counts"].items()})
    assert (found.satisfied, found.answers) == (oracle["satisfied"], oracle["total"])
    assert found.percent is not None
    assert round(found.percent, 2) == oracle["csat_2dp"]
    assert round(found.percent) == oracle["csat_rounded"]
    assert csat.satisfied({}).percent is None
    with pytest.raises(ValueError, match="1 to 5"):
        csat.satisfied({6: 1})
