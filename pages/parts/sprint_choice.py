"""Which sprint a screen is about."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from pages.shell import state
from pages.shell.texts import t


def choose_sprint(numbers: Collection[int], key: str) -> int:
    """The number chosen among those, the latest unless the address says otherwise; the address keeps it."""
    asked = st.query_params.get("sprint", "")
    known = asked.isdecimal() and len(asked) < 10 and int(asked) in numbers
    state.start_field(key, int(asked) if known else max(numbers))
    chosen = st.selectbox(
        t("Sprint à montrer"),
        sorted(numbers, reverse=True),
        format_func=lambda each: t("Sprint {number}", number=each),
        key=key,
        width=220,
    )
    st.query_params["sprint"] = str(chosen)
    return int(chosen)
