"""A long list, one page at a time."""

from __future__ import annotations

import math

import streamlit as st

from pages.shell import state


def offset_of(key: str, rows: int) -> int:
    """How many rows stand before the page that the person looks at."""
    return (int(state.start_field(key, 1)) - 1) * rows


def other_pages(key: str, rows: int, total: int) -> None:
    """The way to the other pages, when there are any."""
    pages = math.ceil(total / rows)
    if pages > 1:
        st.pagination(pages, key=key)


def first_page(key: str) -> None:
    """Another list begins at its beginning."""
    st.session_state[key] = 1
