"""What the board is narrowed to; the address keeps it."""

from __future__ import annotations

from typing import TypedDict

import streamlit as st

from backlog.views import Board
from pages.shell import state
from pages.shell.texts import t, tn

ADDRESS = {"person": "personne", "epic": "epopee", "tag": "etiquette", "blocked": "bloques"}
BLOCKED = "1"


class Filters(TypedDict):
    """As the domain takes them."""

    person: str
    epic: str
    tag: str
    blocked: bool


def ask(board: Board) -> Filters:
    """Three choices and a switch in a panel, filled from the address at first; the address follows them."""
    choices = {
        "person": ({"": t("Toutes")} | {each: each for each in board.people}, t("Personne")),
        "epic": ({"": t("Toutes")} | {each.id: each.title for each in board.epics}, t("Épopée")),
        "tag": ({"": t("Toutes")} | {each: each for each in board.tags}, t("Étiquette")),
    }
    held = [state.start_field("board_blocked", st.query_params.get(ADDRESS["blocked"]) == BLOCKED)]
    held += [known(name, options) for name, (options, _) in choices.items()]
    count = sum(map(bool, held))
    label = tn("Filtrer ({n})", "Filtrer ({n})", count) if count else t("Filtrer")
    with st.popover(label, icon=":material/filter_list:", key="board_filters"):
        chosen = {
            name: st.selectbox(title, list(options), format_func=options.__getitem__, key=f"board_{name}")
            for name, (options, title) in choices.items()
        }
        blocked = st.toggle(t("Bloqués seulement"), key="board_blocked")
    for name, value in {**chosen, "blocked": BLOCKED if blocked else ""}.items():
        if value:
            st.query_params[ADDRESS[name]] = value
        else:
            st.query_params.pop(ADDRESS[name], None)
    return Filters(person=chosen["person"], epic=chosen["epic"], tag=chosen["tag"], blocked=blocked)


def known(name: str, options: dict[str, str]) -> str:
    """What is held of a choice; what is no longer on the board is no longer chosen."""
    asked: str = state.start_field(f"board_{name}", st.query_params.get(ADDRESS[name], ""))
    if asked not in options:
        asked = st.session_state[f"board_{name}"] = ""
    return asked
