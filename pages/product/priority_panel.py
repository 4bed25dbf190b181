"""Beside an item: its inputs by method, the formula with its numbers, what people said and what that proposes."""

from __future__ import annotations

import streamlit as st

from backlog.evidence import FED
from backlog.models import Item, Method
from pages.product.priority_fields import keep_rating, rating_fields, take_button, words_of
from pages.product.priority_words import evidence_words, proposal_words, score_words, with_numbers
from pages.shell.page import Here
from pages.shell.texts import label_of, t

WIDTH = 140
NUMBERED = (Method.WSJF, Method.RICE)  # whose formula reads in one line


def priority_panel(here: Here, item: Item) -> None:
    """The whole panel; what changes is kept at once."""
    st.subheader(t("Priorité"), anchor=False)
    if keep_rating(here):
        st.rerun()
    row = here.services.prioritisation.one(by=here.by, item=item)
    if row.evidence.people:
        st.markdown(f":material/record_voice_over: {evidence_words(here, row.evidence)}")
        st.caption(proposal_words(row.evidence))
        for name in FED:
            take_button(here, row, name)
    for method in Method:
        score = getattr(row.scores, method.value)
        told = with_numbers(here, method, item.priority, score)
        title = told if method in NUMBERED and told else score_words(here, method, score)
        with st.expander(f"{label_of(method)} : {title}", key=f"priority_{method.value}"):
            with st.container(horizontal=True, gap="small"):
                rating_fields(here, item, method, words_of(method), WIDTH)
            if method not in NUMBERED or not told:
                st.markdown(told or t("Il manque une réponse : pas encore de résultat."))
