"""What the board is narrowed to; the address keeps it."""

from __future__ import annotations

from typing import TypedDict

import streamlit as st

from backlog.views import Board
from pages.shell import state
from pages.shell.texts import t

ADDRESS = {"person": "personne", "epic": "epopee", "tag": "etiquette", "blocked": "bloques"}
BLOCKED = "1"


class Filters(TypedDict):
    """As the domain takes them."""

    person: str
    epic: str
    tag: str
    blocked: bool


def ask(board: Board) -> Filters:
    """Three choices and a switch, filled from the address at first; the address follows them."""
    choices = {
        "person": ({"": t("Toutes")} | {each: each for each in board.people}, t("Personne")),
        "epic": ({"": t("Toutes")} | {each.id: each.title for each in board.epics}, t("Épopée")),
        "tag": ({"": t("Toutes")} | {each: each for each in board.tags}, t("Étiquette")),
    }
    with st.container(horizontal=True, vertical_alignment="bottom", key="board_filters"):
        chosen = {name: choice(name, label, options) for name, (options, label) in choices.items()}
        blocked = state.start_field("board_blocked", st.query_params.get(ADDRESS["blocked"]) == BLOCKED)
        blocked = st.toggle(t("Bloqués seulement"), key="board_blocked")
    for name, value in {**chosen, "blocked": BLOCKED if blocked else ""}.items():
        if value:
            st.query_params[ADDRESS[name]] = value
        else:
            st.query_params.pop(ADDRESS[name], None)
    return Filters(person=chosen["person"], epic=chosen["epic"], tag=chosen["tag"], blocked=blocked)


def choice(name: str, label: str, options: dict[str, str]) -> str:
    """One of them; what is no longer on the board is no longer chosen."""
    key = f"board_{name}"
    asked = state.start_field(key, st.query_params.get(ADDRESS[name], ""))
    if asked not in options:
        st.session_state[key] = ""
    found: str = st.selectbox(label, list(options), format_func=options.__getitem__, key=key, width=190)
    return found
