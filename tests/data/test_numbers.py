"""Numbers that people give: finite ones, and nothing that only looks like one."""

from __future__ import annotations

import math

import pytest

from data.numbers import as_count, as_number


@pytest.mark.parametrize("value", [None, "3", "", True, False, math.nan, math.inf, -math.inf, 10**400, [], 1j])
def test_what_is_no_finite_number_is_none(value: object) -> None:
    assert as_number(value) is None
    assert as_count(value) is None


def test_number_is_kept_as_a_float_and_zero_has_no_sign() -> None:
    assert as_number(3) == 3.0
    assert as_number(0.25) == 0.25
    assert math.copysign(1, as_number(-0.0) or 0.0) == 1


@pytest.mark.parametrize(("value", "expected"), [(3, 3), (3.0, 3), (-2, -2), (1.5, None), (2**53, None), (1e300, None)])
def test_count_is_whole_and_fits_the_store(value: float, expected: int | None) -> None:
    assert as_count(value) == expected
