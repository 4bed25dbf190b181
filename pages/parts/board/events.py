"""Events of a board: kept when the browser sends one, taken once by the page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, get_args

import streamlit as st

from pages.parts.board.cards import BoardEvent, Kind, Step
from pages.shell import state

ID, SELECTED = 80, 1_000  # the longest identifier, the most cards ticked at once


def board_event(key: str, *, columns: Collection[str] | None = None) -> BoardEvent | None:
    """What the person has just done on the board with that key, once; None when nothing, or nothing that can be.

    With `columns`, an event that names another column is ignored.
    """
    event = as_event(state.take_board_event(key))
    if event and columns is not None and event.column is not None and event.column not in columns:
        return None
    return event


def keeper(key: str) -> Callable[[], None]:
    """What runs before the page when the board sends an event: keeps it for `board_event`."""

    def keep() -> None:
        sent = (st.session_state.get(key) or {}).get("event")
        if isinstance(sent, Mapping):
            state.keep_board_event(key, dict(sent))

    return keep


def as_event(sent: Mapping[str, Any]) -> BoardEvent | None:
    """The event of what a browser sent, which may be anything; None when it is no event."""
    kind, version, position = sent.get("kind"), sent.get("version", 0), sent.get("position")
    texts = {name: sent.get(name) for name in ("id", "column", "before", "after")}
    if kind not in get_args(Kind) or not all(each is None or is_id(each) for each in texts.values()):
        return None
    if type(version) is not int or not (position is None or (type(position) is int and 0 < position < 10**9)):
        return None
    selected = sent.get("selected") or ()
    if not isinstance(selected, (list, tuple)) or len(selected) > SELECTED or not all(map(is_id, selected)):
        return None
    place = sent.get("place") if sent.get("place") in get_args(Step) else None
    return BoardEvent(
        kind,
        texts["id"] or "",
        version,
        texts["column"],
        texts["before"],
        texts["after"],
        place,
        position,
        tuple(selected),
    )


def is_id(value: object) -> bool:
    """Whether that may identify a card or a column."""
    return isinstance(value, str) and len(value) <= ID
