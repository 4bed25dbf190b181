"""The feedback being sorted, what resembles it, and its four outcomes."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from backlog.models import Feedback, ItemKind, Mood
from data.clock import local_day
from pages.product.alike import join_item, resembling
from pages.product.said import Origins, request_link, whole
from pages.product.sorting import done
from pages.shell.page import Here
from pages.shell.refusals import problem_of
from pages.shell.texts import label_of, t

TITLE = 120  # characters of a comment that make a first title


def outcomes(here: Here, feedback: Feedback, known: Origins) -> None:
    """Left: what was said and what becomes of it; right: what resembles it."""
    with st.container(border=True, key="being_sorted"):
        left, right = st.columns([4, 3], gap="large")
        with left:
            st.header(t("À trier maintenant"), anchor=False)
            st.markdown(whole(feedback, known))
            request_link(feedback)
            make, join, decline, snooze = st.tabs(
                [t("Nouvel élément"), t("Élément existant"), t("Ne pas retenir"), t("Mettre de côté")]
            )
            with make:
                make_item(here, feedback)
            with join:
                join_item(here, feedback)
            with decline:
                refuse(here, feedback)
            with snooze:
                put_aside(here, feedback)
        with right:
            resembling(here, feedback)


def make_item(here: Here, feedback: Feedback) -> None:
    """A new item, its title proposed from the comment."""
    form = f"make_{feedback.id}"
    with st.form(form, border=False):
        title = st.text_input(t("Titre"), value=" ".join(feedback.comment.split())[:TITLE], key=f"{form}_title")
        problem_of(form, "title")
        usual = ItemKind.BUG if feedback.mood is Mood.BAD else ItemKind.STORY
        kind = st.selectbox(
            t("Nature"), list(ItemKind), index=list(ItemKind).index(usual), format_func=label_of, key=f"{form}_kind"
        )
        sent = st.form_submit_button(t("Créer l’élément"), type="primary")
    if sent:
        done(
            form,
            feedback,
            lambda: here.services.feedback.make_item(
                by=here.by, feedback_id=feedback.id, version=feedback.version, kind=kind, title=title
            ),
            t("L’élément est créé, en bas du backlog, avec cette voix."),
        )


def refuse(here: Here, feedback: Feedback) -> None:
    """No, with a reason that its author will read."""
    form = f"decline_{feedback.id}"
    with st.form(form, border=False):
        reason = st.text_area(
            t("Pourquoi ?"), key=f"{form}_reason", help=t("Cette raison est publiée : la personne la lira.")
        )
        problem_of(form, "reason")
        sent = st.form_submit_button(t("Ne pas retenir"), type="primary")
    if sent:
        done(
            form,
            feedback,
            lambda: here.services.feedback.decline(
                by=here.by, feedback_id=feedback.id, version=feedback.version, reason=reason
            ),
            t("L’avis n’est pas retenu ; la raison est publiée."),
        )


def put_aside(here: Here, feedback: Feedback) -> None:
    """Until a day to come."""
    form = f"snooze_{feedback.id}"
    today = local_day(here.services.context.clock())
    with st.form(form, border=False):
        until = st.date_input(
            t("Revenir sur cet avis le"), value=today + timedelta(days=30), format="DD/MM/YYYY", key=f"{form}_until"
        )
        problem_of(form, "until")
        sent = st.form_submit_button(t("Mettre de côté"), type="primary")
    if sent:
        done(
            form,
            feedback,
            lambda: here.services.feedback.snooze(
                by=here.by, feedback_id=feedback.id, version=feedback.version, until=until
            ),
            t("L’avis reviendra à trier ce jour-là."),
        )
