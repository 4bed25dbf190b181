"""What the person does on the list: an item moved or ticked; the last move taken back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from backlog.models import Place
from pages.parts.board import BoardEvent, board_event
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt
from pages.shell.texts import md, t

BOARD, FORM = "backlog_board", "rank"
COLUMN = "ahead"


def take_event(here: Here, filtered: bool) -> BoardEvent | None:
    """Acts on what was just moved; gives back what was ticked, which the list knows how to read."""
    event = board_event(BOARD, columns=(COLUMN,))
    if event is None or event.kind == "select":
        return event
    items = here.services.items
    if moved := attempt(
        FORM, lambda: items.move(by=here.by, item_id=event.id, version=event.version, **target(event, filtered))
    ):
        state.keep_moved(moved.title)
    return None


def target(event: BoardEvent, filtered: bool) -> dict[str, Any]:
    """Where to, as the verb asks it. In a filtered list, up and down are said by the neighbours shown."""
    if event.position is not None:
        return {"position": event.position}
    if event.place in ("top", "bottom") or (event.place and not filtered):
        return {"place": Place(event.place)}
    if event.before is not None:
        return {"before": event.before}
    return {"after": event.after or event.id}


def undo_button(here: Here) -> None:
    """Takes the last move back, while it is the last."""
    title = state.moved()
    if not title:
        return
    if st.button(
        t("Annuler le déplacement"),
        key="backlog_undo",
        icon=":material/undo:",
        help=t("« {title} » revient à son rang d’avant.", title=md(title)),
    ):
        state.keep_moved("")
        if attempt("undo", lambda: here.services.items.undo_move(by=here.by)):
            state.flash(t("« {title} » est revenu à son rang d’avant.", title=md(title)))
            st.rerun()
