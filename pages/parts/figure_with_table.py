"""A chart that can be read without seeing it: what it says, the figure, its exact values."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from metrics.theme import for_dark_ground
from pages.shell.texts import day, md, number, t

# Charts are read, not explored: no toolbar, and a finger that scrolls the page does not drag the figure.
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def figure_with_table(
    title: str, figure: Any, rows: list[dict[str, Any]], key: str, *, selectable: bool = False
) -> list[dict[str, Any]]:
    """A Plotly figure under the sentence that it says, and « Voir les valeurs » below.

    `rows`: a dict a line, its keys the columns' titles as people read them; dates and numbers are written here in
    the person's language, None as a dash. `key`: unique on the page.
    Returns the points that the person has just chosen, when they are `selectable`.
    """
    st.subheader(title, anchor=False)
    if st.context.theme.type == "dark":
        for_dark_ground(figure)
    choice = {"on_select": "rerun", "selection_mode": "points"} if selectable else {}
    drawn = st.plotly_chart(figure, width="stretch", key=key, config=CONFIG, alt=title, theme=None, **choice)
    with st.expander(t("Voir les valeurs"), key=f"{key}_values"):
        if rows:
            st.table([{name: _written(value) for name, value in row.items()} for row in rows], hide_index=True)
        else:
            st.markdown(t("Aucune valeur pour l’instant."))
    return list(drawn.selection.points) if selectable else []


def _written(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number(value)
    return md(str(value))
