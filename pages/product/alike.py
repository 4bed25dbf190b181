"""What resembles the feedback being sorted, and why; the items that it can join."""

from __future__ import annotations

import streamlit as st

from backlog.models import Feedback
from backlog.similar import shared_words
from pages.parts.badges import state_badge
from pages.parts.opinion import mood_of, words_of
from pages.product.find_item import find_item
from pages.product.said import items_of
from pages.product.sorting import join
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.texts import md, t

SHOWN = 3  # of the things that resemble it


def resembling(here: Here, feedback: Feedback) -> None:
    """Items and feedbacks that share words with it, and which; one click adds a voice to an item."""
    similar = here.services.feedback.similar(by=here.by, feedback_id=feedback.id)
    st.header(t("Dit avec les mêmes mots"), anchor=False)
    if not (similar.items or similar.feedbacks):
        st.markdown(t("Rien d’autre ne le dit : c’est sans doute nouveau."))
    for item in similar.items[:SHOWN]:
        with st.container(gap="xsmall"):
            link_to("element", f"{item.number} · {md(item.title)}", item=str(item.number))
            st.markdown(f"{state_badge(item.state)} {why(feedback, item.text)}")
            label = t("Ajouter cette voix à l’élément {number}", number=item.number)
            if st.button(label, key=f"join_{feedback.id}_{item.number}", icon=":material/add_comment:"):
                join(here, feedback, item.number)
    nearest = similar.feedbacks[:SHOWN]
    items = items_of(here, nearest)
    for each in nearest:
        fate = state_badge(each.state)
        if each.item_id in items:
            fate += " " + t("élément {number}", number=items[each.item_id].number)
        st.markdown(f"{mood_of(each)} {words_of(each)}  \n{fate} {why(feedback, each.comment)}")


def why(feedback: Feedback, text: str) -> str:
    """The words that both say."""
    words = t("en commun : {words}", words=", ".join(shared_words(feedback.comment, text)))
    return f":gray[{words}]"


def join_item(here: Here, feedback: Feedback) -> None:
    """One more voice behind an item found by its number or its words, delivered ones included."""
    form = f"join_{feedback.id}"
    found = find_item(here, form, field="item_number")
    if found and st.button(t("Ajouter à cet élément"), key=f"{form}_send", type="primary"):
        join(here, feedback, found.number)
