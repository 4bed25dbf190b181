"""Votre avis: three smileys, one optional line, an optional address; on every screen of the prototype."""

from __future__ import annotations

import secrets

import streamlit as st

from backlog.feedback import voice_of
from backlog.models import Mood
from data.access import Permission, Role
from pages.parts.channel import ON_BEHALF, own_channel
from pages.parts.moods import smiley
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import label_of, t


def feedback_box(here: Here, *, screen: str, reference: str = "") -> None:
    """Asks what the person thinks of this screen; what they were doing is recorded with it."""
    if not here.can(Permission.GIVE_FEEDBACK):
        return
    with st.container(border=True, key=f"feedback_{screen}"):
        st.header(t("Votre avis sur cet écran"), anchor=False)
        if state.feedback_given(screen, reference):
            thanks(screen, reference)
        else:
            ask(here, screen, reference)


def thanks(screen: str, reference: str) -> None:
    """What happens next."""
    st.success(
        t(
            "Votre avis est enregistré. L’équipe du projet les lit tous et décide de ce qui change ; "
            "ce qui a été changé s’annonce sur la page d’accueil."
        ),
        icon=":material/check_circle:",
    )
    if st.button(t("Donner un autre avis"), key=f"feedback_{screen}_again", type="tertiary"):
        state.keep_feedback_given(screen, reference, False)
        st.rerun()


def ask(here: Here, screen: str, reference: str) -> None:
    """The mood first; the rest is asked of those who gave it."""
    form = f"feedback_{screen}"
    mood = st.pills(
        t("Sur cette page, comment cela s’est-il passé pour vous ?"),
        list(Mood),
        format_func=smiley,
        key=f"{form}_mood",
    )
    problem_of(form, "mood")
    if mood is None:
        return
    with st.form(form, border=False):
        comment = st.text_input(t("Qu’est-ce qui vous a aidé ou gêné ? (facultatif)"), key=f"{form}_comment")
        problem_of(form, "comment")
        email = st.text_input(
            t("Votre adresse e-mail (facultatif)"),
            key=f"{form}_email",
            autocomplete="email",
        )
        st.caption(t("Seulement pour vous répondre sur cet avis. Elle n’est jamais publiée."))
        problem_of(form, "email")
        on_behalf, channel = whose(here, form)
        if not st.form_submit_button(t("Envoyer mon avis"), type="primary"):
            return
    session = secrets.token_hex(8) if on_behalf else state.voice() if here.by.role is Role.INHABITANT else ""
    increments = here.services.increments.of_screen(by=here.by, screen=screen)
    given = attempt(
        form,
        lambda: here.services.feedback.give(
            by=here.by,
            mood=mood,
            screen=screen,
            voice=voice_of(here.by, email=email, session=session, on_behalf=on_behalf),
            comment=comment,
            increment_key=increments[0].key if increments else "",
            request_reference=reference,
            lang=here.lang,
            channel=channel,
            email=email,
            on_behalf=on_behalf,
        ),
    )
    if given:
        state.keep_feedback_given(screen, reference, True)
        st.rerun()


def whose(here: Here, form: str) -> tuple[bool, str]:
    """An agent may say what a caller thinks: on whose behalf, and through which channel."""
    if not here.can(Permission.SEE_QUEUE):
        return False, own_channel().value
    on_behalf = st.checkbox(t("C’est l’avis de quelqu’un qui me parle, pas le mien"), key=f"{form}_on_behalf")
    channel = st.selectbox(
        t("Dans ce cas, comment vous l’a-t-on dit ?"),
        ON_BEHALF,
        format_func=label_of,
        key=f"{form}_channel",
    )
    return on_behalf, (channel if on_behalf else own_channel()).value
