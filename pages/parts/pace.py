"""How many items are finished a week, in words."""

from __future__ import annotations

from metrics.throughput import Throughput
from pages.shell.texts import number, t, tn


def pace_of(past: Throughput) -> str:
    """The fewest, the most, and what one week out of two reaches; of the weeks that are over."""
    if past.least == past.most:
        return tn("{n} élément terminé chaque semaine", "{n} éléments terminés chaque semaine", past.most)
    return t(
        "De {least} à {most} éléments terminés par semaine ; une semaine sur deux, {middle} ou plus",
        least=number(past.least),
        most=number(past.most),
        middle=number(past.middle),
    )
