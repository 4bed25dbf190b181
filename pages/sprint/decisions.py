"""What is decided at a review, and what people there remark."""

from __future__ import annotations

import streamlit as st

from backlog.feedback import voice_of
from backlog.models import Mood
from backlog.views import Review, Shown
from data.access import Permission
from pages.parts.moods import smiley
from pages.parts.try_it import try_it
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import either, t


def decisions(here: Here, review: Review) -> None:
    """The increments that wait: try, accept, refuse with a reason."""
    if not review.in_review:
        return
    st.header(t("À décider"), anchor=False)
    for each in review.in_review:
        with st.container(border=True):
            increment = each.increment
            st.markdown(f"**{either(increment.title, increment.title_en)}**")
            st.markdown(either(increment.summary, increment.summary_en))
            try_it(increment)
            if here.can(Permission.DECIDE_REVIEW):
                decide(here, each)
            else:
                st.caption(t("Le product owner décide à la revue de l’ouvrir, ou non, aux habitants."))


def decide(here: Here, shown: Shown) -> None:
    """Two buttons; a refusal says why."""
    key, version, increments = shown.increment.key, shown.increment.version, here.services.increments
    form = f"decide_{key}"
    with st.container(horizontal=True):
        if st.button(t("Accepter"), type="primary", icon=":material/check:", key=f"accept_{key}") and attempt(
            form, lambda: increments.accept(by=here.by, key=key, version=version)
        ):
            state.flash(t("L’incrément est accepté : il est ouvert aux habitants."))
            st.rerun()
        with st.popover(t("Refuser"), icon=":material/block:", key=f"refuse_{key}"), st.form(form, border=False):
            reason = st.text_area(t("Pourquoi ?"), key=f"{form}_reason")
            problem_of(form, "reason")
            if st.form_submit_button(t("Refuser l’incrément"), type="primary") and attempt(
                form, lambda: increments.refuse(by=here.by, key=key, version=version, reason=reason)
            ):
                state.flash(t("L’incrément est refusé : ses éléments repartent avec la raison."))
                st.rerun()


def remark(here: Here, review: Review) -> None:
    """A note taken during the review: it goes to the product owner's inbox, with this sprint."""
    if not here.can(Permission.REMARK_REVIEW):
        return
    with st.form("remark", clear_on_submit=False):
        st.subheader(t("Votre remarque"), anchor=False)
        mood = st.pills(
            t("Ce que vous avez vu vous paraît"),
            list(Mood),
            format_func=smiley,
            key=f"remark_mood_{state.remarks()}",
        )
        problem_of("remark", "mood")
        comment = st.text_area(t("Question ou remarque"), key=f"remark_text_{state.remarks()}")
        problem_of("remark", "comment")
        sent = st.form_submit_button(t("Ajouter la remarque"), type="primary")
    if sent and attempt(
        "remark",
        lambda: here.services.feedback.give(
            by=here.by,
            mood=mood or "",  # the domain says that one is missing
            comment=comment,
            screen="revue",
            voice=voice_of(here.by),
            lang=here.lang,
            sprint_id=review.sprint.id,
        ),
    ):
        state.count_remark()
        state.flash(t("La remarque est notée : le product owner la triera avec les autres avis."))
        st.rerun()
