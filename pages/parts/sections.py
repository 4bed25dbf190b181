"""The screens of one family, side by side above their content: the menu stays short and nothing is far."""

from __future__ import annotations

import streamlit as st

from pages.shell import state
from pages.shell.links import can_go
from pages.shell.texts import N_, t

PRODUCT = {
    "backlog": (N_("Liste"), ":material/list_alt:"),
    "priorites": (N_("Priorités"), ":material/sort:"),
    "estimation": (N_("Estimer ensemble"), ":material/cards_stack:"),
    "previsions": (N_("Prévisions"), ":material/query_stats:"),
    "cadre": (N_("Objectif et règles"), ":material/flag:"),
    "echanges": (N_("Importer, exporter"), ":material/swap_horiz:"),
}
SPRINT = {
    "sprint": (N_("Tableau"), ":material/view_kanban:"),
    "quotidien": (N_("Mêlée quotidienne"), ":material/groups:"),
    "preparation": (N_("Préparer"), ":material/event:"),
    "courbes": (N_("Courbes"), ":material/monitoring:"),
}


def sections(family: dict[str, tuple[str, str]], path: str) -> None:
    """Links to the screens of that family which are open to the person; the one they are on is only named."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="sections"):
        for each, (label, icon) in family.items():
            if each == path:
                name = t(label)
                st.markdown(f"{icon} **{name}**", width="content")
            elif can_go(each):
                st.page_link(st.session_state[state.PAGES][each], label=t(label), icon=icon, width="content")
