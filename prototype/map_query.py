"""The words of an address (?state=open&period=90) that narrow the public map, for the screen and the route."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from data.words import plain
from prototype.filters import PublicFilters
from prototype.models import State
from prototype.visibility import HIDDEN_STATES

OPEN, OVER = "open", "closed"
STATES: tuple[str, ...] = (OPEN, OVER, *(state.value for state in State if state not in HIDDEN_STATES))
EVERY = "all"
PERIODS: tuple[str, ...] = ("7", "30", "90", "365", EVERY)  # days, today included
WORDS = ("state", "category", "district", "period")


def read_filters(words: Mapping[str, str], *, today: date) -> PublicFilters:
    """The filters that these words name; a word that means nothing narrows nothing."""
    state, period = words.get("state", ""), words.get("period", "")
    return PublicFilters(
        is_open={OPEN: True, OVER: False}.get(state),
        states=(State(state),) if state in STATES and state not in (OPEN, OVER) else (),
        category=plain(words.get("category", ""))[:60],
        district=plain(words.get("district", ""))[:60],
        since=today - timedelta(days=int(period) - 1) if period in PERIODS and period != EVERY else None,
    )
