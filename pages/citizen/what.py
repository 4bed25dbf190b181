"""Signaler, 2 of 3: what it is. One sentence proposes the category; then its questions, its neighbours, the photos."""

from __future__ import annotations

import streamlit as st

from pages.citizen import draft as drafts
from pages.citizen.draft import Draft
from pages.citizen.nearby import offer_nearby
from pages.citizen.photos import photos
from pages.citizen.questions import ask
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import problem_of
from pages.shell.texts import either, t
from prototype.models import Category


def show(here: Here, draft: Draft) -> None:
    """The sentence first: most people need nothing else."""
    st.header(t("Que se passe-t-il ?"), anchor=False)
    st.text_input(
        t("Dites-le en une phrase"),
        key=draft.name("description"),
        persist_state="session",
        live="500ms",
        placeholder=t("Le lampadaire devant chez moi ne s’allume plus."),
    )
    st.caption(t("Elle n’est publiée qu’après relecture par un agent. N’y mettez ni nom ni numéro de téléphone."))
    st.caption(t("Danger immédiat, odeur de gaz, personne blessée : n’attendez pas, appelez le 18 ou le 112."))
    problem_of(drafts.FORM, "description")
    choose_category(here, draft)
    problem_of(drafts.FORM, "category")
    category = here.services.categories.get(draft.category)
    if category is not None and category.takes_reports:
        for question in category.questions:
            ask(here, draft, category, question)
        offer_nearby(here, draft, category)
    photos(draft)


def with_icon(category: Category) -> str:
    """Icon and name, for a list that draws."""
    return f":material/{category.icon}: {either(category.name, category.name_en)}"


def choose_category(here: Here, draft: Draft) -> None:
    """Those that the sentence suggests, or the list in two levels."""
    known = {each.code: each for each in here.services.categories.all() if each.takes_reports}
    proposed = [each.code for each in here.services.categories.propose(draft.typed("description"))]
    listed = draft.name("listed")
    if proposed and not st.session_state.get(listed):
        if draft.category in known and draft.category not in proposed:
            proposed.insert(0, draft.category)
        picked = st.radio(
            t("De quoi s’agit-il ?"),
            proposed,
            index=None,
            format_func=lambda code: with_icon(known[code]),
            key=state.hold(
                draft.name("proposed_" + "_".join(proposed)), draft.category if draft.category in proposed else None
            ),
        )
        draft.category = picked or ""
    else:
        two_levels(here, draft)
    if proposed:
        st.toggle(t("Choisir dans la liste complète"), key=listed, persist_state="session")


def two_levels(here: Here, draft: Draft) -> None:
    """A theme, then what it holds."""
    headings = {each.category.code: each for each in here.services.categories.headings()}
    chosen = here.services.categories.get(draft.category)
    themes = list(headings)
    theme = st.selectbox(
        t("Thème"),
        themes,
        index=None,
        format_func=lambda code: either(headings[code].category.name, headings[code].category.name_en),
        placeholder=t("Choisissez un thème"),
        key=state.hold(draft.name("theme"), chosen.parent if chosen and chosen.parent in themes else None),
        persist_state="session",
    )
    if theme is None:
        return
    choices = {each.code: each for each in headings[theme].choices}
    codes = list(choices)
    draft.category = (
        st.radio(
            t("De quoi s’agit-il ?"),
            codes,
            index=None,
            format_func=lambda code: with_icon(choices[code]),
            key=state.hold(draft.name(f"in_{theme}"), draft.category if draft.category in codes else None),
        )
        or ""
    )
