"""Ranks as text: a new one always fits between two others, so that moving an item writes one row.

A rank is a whole part, whose first letter says how long it is, then a fraction in base 62 without a final zero.
Adding at an end counts the whole part, so that ranks stay short; inserting in the middle halves the fraction.
Plain text order (by code point) is the order of the ranking.
"""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
FIRST = "a0"


def between(low: str | None, high: str | None) -> str:
    """A rank strictly between two (None: no limit on that side). Raises ValueError unless low < high."""
    if low is not None and high is not None and low >= high:
        raise ValueError(f"no rank between {low!r} and {high!r}")
    if low is None:
        if high is None:
            return FIRST
        whole = whole_part(high)
        return whole if whole < high else step_down(whole)
    whole, fraction = whole_part(low), low[len(whole_part(low)) :]
    if high is None:
        return step_up(whole)
    if whole == whole_part(high):
        return whole + middle(fraction, high[len(whole) :])
    following = step_up(whole)
    return following if following < high else whole + middle(fraction, "")


def whole_part(rank: str) -> str:
    """The whole part of a rank. Raises ValueError when the text is no rank."""
    letter = rank[:1]
    if "a" <= letter <= "z":
        length = ord(letter) - ord("a") + 2
    elif "A" <= letter <= "Z":
        length = ord("Z") - ord(letter) + 2
    else:
        raise ValueError(f"not a rank: {rank!r}")
    if len(rank) < length:
        raise ValueError(f"not a rank: {rank!r}")
    return rank[:length]


def step_up(whole: str) -> str:
    """The next whole part: one more, one digit longer (or shorter, among the negative ones) when it is full."""
    letter, digits = whole[0], whole[1:]
    kept = digits.rstrip("z")
    if kept:
        return letter + kept[:-1] + DIGITS[DIGITS.index(kept[-1]) + 1] + "0" * (len(digits) - len(kept))
    if letter == "z":
        raise ValueError("the ranking is full at its end")  # 62 to the power of 26 items
    following = "a" if letter == "Z" else chr(ord(letter) + 1)
    return following + "0" * (len(digits) + (1 if following > "a" else -1 if following < "a" else 0))


def step_down(whole: str) -> str:
    """The whole part before."""
    letter, digits = whole[0], whole[1:]
    kept = digits.rstrip("0")
    if kept:
        return letter + kept[:-1] + DIGITS[DIGITS.index(kept[-1]) - 1] + "z" * (len(digits) - len(kept))
    if letter == "A":
        raise ValueError("the ranking is full at its beginning")
    before = "Z" if letter == "a" else chr(ord(letter) - 1)
    return before + "z" * (len(digits) + (1 if before < "Z" else -1 if before > "Z" else 0))


def middle(low: str, high: str) -> str:
    """A fraction strictly between two ("" as low is 0, "" as high is 1), never ending in a zero."""
    shared = 0
    while high and shared < len(high) and (low[shared : shared + 1] or "0") == high[shared]:
        shared += 1
    if shared:
        return high[:shared] + middle(low[shared:], high[shared:])
    first = DIGITS.index(low[0]) if low else 0
    last = DIGITS.index(high[0]) if high else len(DIGITS)
    if last - first > 1:
        return DIGITS[(first + last) // 2]
    if len(high) > 1:
        return high[0]
    return DIGITS[first] + middle(low[1:], "")
