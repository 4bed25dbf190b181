"""Links between screens, inside the same session."""

from __future__ import annotations

import streamlit as st

from pages.shell import state


def can_go(path: str) -> bool:
    """Whether that screen is open to this person."""
    return path in st.session_state[state.PAGES]


def link_to(path: str, label: str, *, icon: str | None = None, width: str | int = "content", **query: str) -> None:
    """A link to a screen; nothing when the screen is not open to this person."""
    page = st.session_state[state.PAGES].get(path)
    if page is not None:
        st.page_link(page, label=label, icon=icon, width=width, query_params=query or None)


def go_to(path: str, **query: str) -> None:
    """Leaves for another screen at once."""
    st.switch_page(st.session_state[state.PAGES][path], query_params=query or None)
