"""The numbers that people give, whatever they are, before any verb weighs them."""

from __future__ import annotations

import math
from numbers import Real


def as_number(value: object) -> float | None:
    """A finite number, -0 as 0; None for what is no number: a text, a truth value, NaN, an infinity, one too large."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number + 0.0 if math.isfinite(number) else None


def as_count(value: object) -> int | None:
    """A whole number that the store can hold; None for anything else."""
    number = as_number(value)
    return int(number) if number is not None and number == int(number) and abs(number) < 2**53 else None
