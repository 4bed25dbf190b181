"""The feedback being sorted, what resembles it, and its four outcomes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import streamlit as st

from backlog.models import Feedback, Item, ItemKind, Mood, Similar
from data.clock import local_day
from pages.parts.badges import state_badge
from pages.product.said import mood_of, where_from, words_of
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import label_of, md, t

TITLE = 120  # characters of a comment that make a first title
SHOWN = 3  # of the things that resemble it


def outcomes(here: Here, feedback: Feedback) -> None:
    """Left: what was said and what resembles it; right: what becomes of it."""
    similar = here.services.feedback.similar(by=here.by, feedback_id=feedback.id)
    with st.container(border=True, key="being_sorted"):
        st.header(t("À trier maintenant"), anchor=False)
        left, right = st.columns([3, 4], gap="large")
        with left:
            st.markdown(f"{mood_of(feedback)}  \n{words_of(feedback)}")
            st.markdown(where_from(here, feedback))
            if feedback.request_reference:
                link_to("demande", feedback.request_reference, reference=feedback.request_reference)
            resembling(here, feedback, similar)
        with right:
            make, join, decline, snooze = st.tabs(
                [t("Nouvel élément"), t("Élément existant"), t("Ne pas retenir"), t("Plus tard")]
            )
            with make:
                make_item(here, feedback)
            with join:
                join_item(here, feedback)
            with decline:
                refuse(here, feedback)
            with snooze:
                put_aside(here, feedback)


def resembling(here: Here, feedback: Feedback, similar: Similar) -> None:
    """Items and feedbacks that share words with it; one click adds a voice to an item."""
    if not (similar.items or similar.feedbacks):
        return
    st.subheader(t("Dit avec les mêmes mots"), anchor=False)
    for item in similar.items[:SHOWN]:
        st.markdown(f"**{item.number}** {md(item.title)} {state_badge(item.state)}")
        label = t("Ajouter cette voix à l’élément {number}", number=item.number)
        if st.button(label, key=f"join_{feedback.id}_{item.number}", icon=":material/add_comment:"):
            join(here, feedback, item.number)
    for each in similar.feedbacks[:SHOWN]:
        st.markdown(f":gray[{mood_of(each)} {words_of(each)}]")


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


def join_item(here: Here, feedback: Feedback) -> None:
    """One more voice behind an item found by its words or number."""
    form = f"join_{feedback.id}"
    every = here.services.items.listing(by=here.by, limit=1000).rows
    found: dict[int, Item] = {row.item.number: row.item for row in every}
    number = st.selectbox(
        t("Élément du backlog"),
        list(found),
        index=None,
        placeholder=t("Tapez un numéro ou des mots"),
        format_func=lambda each: f"{each} · {found[each].title}",
        key=f"{form}_number",
    )
    problem_of(form, "item_number")
    if st.button(t("Ajouter à cet élément"), key=f"{form}_send", type="primary", disabled=number is None):
        join(here, feedback, number)


def join(here: Here, feedback: Feedback, number: int) -> None:
    done(
        f"join_{feedback.id}",
        feedback,
        lambda: here.services.feedback.join_item(
            by=here.by, feedback_id=feedback.id, version=feedback.version, item_number=number
        ),
        t("La voix est ajoutée à l’élément {number}.", number=number),
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


def done(form: str, feedback: Feedback, act: Callable[[], object], said: str) -> None:
    """Runs an outcome; then the next feedback comes up, and this one can be taken back."""
    if attempt(form, act):
        st.session_state[state.SORTED] = (feedback.id, feedback.version + 1)
        st.session_state.pop(state.OPINION, None)
        state.flash(said)
        st.rerun()
