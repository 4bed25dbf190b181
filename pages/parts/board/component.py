"""The board itself: a Streamlit component (v2) fed with a compact picture of the columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from pages.parts.board.cards import BoardCard, BoardColumn
from pages.parts.board.events import keeper
from pages.parts.board.texts import board_texts
from pages.shell import state

FOLDER = Path(__file__).parent
SCRIPTS = ("dom.js", "popup.js", "menu.js", "drag.js", "keyboard.js", "board.js")


@lru_cache(maxsize=1)
def component() -> Any:
    """Registered once; its scripts are one module."""
    script = "\n".join((FOLDER / name).read_text("utf-8") for name in SCRIPTS)
    style = (FOLDER / "board.css").read_text("utf-8")
    return st.components.v2.component("boucle_board", html='<div class="board"></div>', css=style, js=script)


def board(
    columns: Sequence[BoardColumn],
    *,
    key: str,
    movable: bool,
    ordered: bool = True,
    selectable: bool = False,
    positions: int = 0,
    refused: bool = False,
) -> None:
    """Shows the columns as the store has them; what the person does comes to `board_event` in the next run.

    `ordered`: the order within a column can be changed too. `positions`: how many the whole list holds, when a card
    can be sent to a precise one. `refused`: whether the page could not do what it has just been asked.

    Events come one at a time: the next one leaves when this one has been shown.
    """
    data = {
        "key": key,
        "columns": [as_data(each) for each in columns],
        "movable": movable,
        "ordered": ordered,
        "selectable": selectable,
        "positions": positions,
        "refused": refused,
        "texts": board_texts(),
        "seen": state.board_serial(key),
    }
    component()(key=key, data=data, on_event_change=keeper(key))


def as_data(column: BoardColumn) -> dict[str, Any]:
    """A column as the browser reads it."""
    return {
        "key": column.key,
        "label": column.label,
        "note": column.note,
        "warning": column.warning,
        "empty": column.empty,
        "lines": {line.before: line.text for line in column.lines},
        "cards": [card_data(each) for each in column.cards],
    }


def card_data(card: BoardCard) -> list[Any]:
    """A card as a row: names would weigh more than what they name."""
    return [
        card.id,
        card.number,
        card.version,
        card.title,
        card.href,
        list(card.facts),
        [[badge.text, badge.tone, badge.icon] for badge in card.badges],
        card.colour,
        card.position,
        int(card.selected),
    ]
