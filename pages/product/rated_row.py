"""One row of the priorities: the four scores side by side, or the inputs of one method with what they give."""

from __future__ import annotations

import streamlit as st

from backlog.models import Method
from backlog.prioritisation import Rated
from pages.parts.kinds import KINDS
from pages.parts.points import short_points
from pages.product.priority_fields import Words, rating_fields, take_button
from pages.product.priority_words import evidence_words, score_words, with_numbers
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.texts import label_of, md, t

CELL, WORDS, FIELD = 88, 124, 128  # pixels: a number, a class, an input
IN_WORDS = (Method.MOSCOW, Method.KANO)
FED_OF = {Method.WSJF: "wsjf_value", Method.RICE: "rice_reach"}


def rated_row(here: Here, row: Rated, method: Method | None, words: Words) -> None:
    """The item, then five cells at most; `words` are those of the choices of the method."""
    item = row.item
    with (
        st.container(border=True, gap="xsmall", key=f"rating_{item.id}"),
        st.container(horizontal=True, vertical_alignment="center", gap="small"),
    ):
        with st.container(gap=None, width="stretch", key=f"rated_{item.id}"):
            link_to("element", f"**{item.number} · {md(item.title)}**", icon=KINDS[item.kind], item=str(item.number))
            facts = [short_points(here, item.estimate), *([md(row.epic.title)] if row.epic else [])]
            if method is not None:
                facts.append(evidence_words(here, row.evidence))
            st.markdown(f":gray[{' · '.join(facts)}]")
            if method in FED_OF:
                take_button(here, row, FED_OF[method])
        if method is None:
            for each in Method:
                told = score_words(here, each, getattr(row.scores, each.value))
                cell(label_of(each), told, width=WORDS if each in IN_WORDS else CELL)
            cell(t("Voix"), here.number(row.evidence.voices))
        else:
            rating_fields(here, item, method, words, FIELD if method in FED_OF else FIELD + 80)
            if method is not Method.MOSCOW:
                score = getattr(row.scores, method.value)
                told = with_numbers(here, method, item.priority, score) if method in FED_OF else ""
                width = WORDS if method in IN_WORDS else CELL
                cell(label_of(method), score_words(here, method, score), told, width=width)


def cell(label: str, value: str, told: str = "", *, width: int = CELL) -> None:
    """A value under its name; on hover, how it was made."""
    st.markdown(f":gray[{label}]  \n**{value}**", width=width, help=told or None)
