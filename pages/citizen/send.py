"""Signaler, 3 of 3: reread, say how to be told (optional), send."""

from __future__ import annotations

import streamlit as st

from data.access import Permission
from pages.citizen import draft as drafts
from pages.citizen.draft import SEND, WHAT, WHERE, Draft
from pages.citizen.place_words import place_words
from pages.citizen.what import with_icon
from pages.parts.channel import ON_BEHALF
from pages.shell.page import Here
from pages.shell.refusals import problem_of
from pages.shell.texts import label_of, md, t, tn

STEP_OF = {"place": WHERE, "category": WHAT, "description": WHAT, "answers": WHAT, "photos": WHAT}


def show(here: Here, draft: Draft) -> None:
    """What will be sent, and to whom the answer goes."""
    st.header(t("Tout est bon ?"), anchor=False)
    summary(here, draft)
    st.subheader(t("Être prévenu de la suite (facultatif)"), anchor=False)
    if here.can(Permission.SEE_QUEUE):
        st.selectbox(
            t("Reçu par"),
            ON_BEHALF,
            index=None,
            format_func=label_of,
            placeholder=t("Je signale moi-même"),
            key=draft.name("channel"),
            persist_state="session",
        )
    contact(draft)
    problem_of(drafts.FORM, "channel")


def summary(here: Here, draft: Draft) -> None:
    """The three answers, each with the way back to it."""
    category = here.services.categories.get(draft.category)
    lines = (
        (WHERE, t("Où"), f":material/location_on: {place_words(here, draft)}"),
        (WHAT, t("Quoi"), with_icon(category) if category else ""),
        (WHAT, t("En une phrase"), f"« {md(draft.typed('description'))} »"),
    )
    with st.container(border=True, key="report_summary"):
        for _step, title, words in lines:
            st.markdown(f"**{title}** · {words}")
        if draft.photos:
            st.caption(tn("{n} photo jointe", "{n} photos jointes", len(draft.photos)))


def contact(draft: Draft) -> None:
    """Nothing is asked of those who want nothing."""
    st.text_input(
        t("Adresse e-mail (facultatif)"), key=draft.name("email"), persist_state="session", autocomplete="email"
    )
    problem_of(drafts.FORM, "email")
    st.text_input(t("Téléphone (facultatif)"), key=draft.name("phone"), persist_state="session", autocomplete="tel")
    problem_of(drafts.FORM, "phone")
    st.text_input(t("Nom (facultatif)"), key=draft.name("name"), persist_state="session", autocomplete="name")
    problem_of(drafts.FORM, "name")
    st.info(
        t(
            "**Vos données.** Votre nom, votre adresse et votre téléphone ne servent qu’à suivre cette demande. "
            "Seuls les agents qui la traitent les voient ; ils ne sont jamais publiés. Vous pouvez les faire corriger "
            "ou effacer en écrivant au délégué à la protection des données de la mairie. Sans coordonnées, votre "
            "demande est traitée de la même façon : vous la suivez avec son code."
        ),
        icon=":material/shield_person:",
    )


def step_of(field: str) -> int:
    """The view that asks for a field of the report."""
    return STEP_OF.get(field.split(".")[0], SEND)
