"""Signaler: three views, one question each; back keeps everything, a double click sends once."""

from __future__ import annotations

import streamlit as st

from data.access import Permission
from pages.citizen import draft as drafts
from pages.citizen import receipt, send, what, where
from pages.citizen.draft import FOLLOWED, FORM, SEND, WHAT, WHERE, Draft
from pages.parts.feedback_box import feedback_box
from pages.shell import state
from pages.shell.links import go_to
from pages.shell.page import Here, Screen
from pages.shell.refusals import attempt, problems_summary
from pages.shell.texts import N_, t
from prototype.models import Receipt

SCREEN = Screen(
    path="signaler",
    label=N_("Signaler"),
    icon=":material/add_location_alt:",
    permission=Permission.REPORT,
    title=N_("Signaler un problème"),
    answer=N_("Un lieu, une phrase : c’est tout. Sans compte, en moins d’une minute."),
)
VIEWS = {WHERE: where.show, WHAT: what.show, SEND: send.show}
FIELDS = {WHERE: ("place",), WHAT: ("category", "description", "answers", "photos")}


def show(here: Here) -> None:
    """The view where the person is, or what they keep once it is sent."""
    draft = drafts.current()
    sent = {name: st.query_params[name] for name in ("reference", "code") if name in st.query_params}
    if draft.receipt is None and len(sent) == 2:  # the confirmation was reloaded: its address still leads there
        go_to("suivre", **sent)
    if draft.receipt is not None:
        receipt.show(here, draft, draft.receipt)
        return
    if draft.step == FOLLOWED:
        receipt.show_followed(here, draft)
        return
    with st.container(width=720, key="report"):
        st.progress(draft.step / 3, text=t("Étape {step} sur 3", step=draft.step))
        problems_summary(FORM)
        VIEWS[draft.step](here, draft)
        with st.container(horizontal=True, key="report_steps"):
            if draft.step > WHERE:
                st.button(t("Retour"), icon=":material/arrow_back:", on_click=go_back, args=(draft,))
            if draft.step < SEND:
                if st.button(t("Continuer"), type="primary", width="stretch", key="report_next"):
                    go_on(here, draft)
            elif st.button(
                t("Envoyer ma demande"), type="primary", icon=":material/send:", width="stretch", key="report_send"
            ):
                send_it(here, draft)
        feedback_box(here, screen="signaler")


def go_back(draft: Draft) -> None:
    """One view back; what was typed stays."""
    draft.step -= 1
    state.keep_problems(FORM, ())


def go_on(here: Here, draft: Draft) -> None:
    """The next view, when this one has what the verb will ask of it."""
    if attempt(FORM, lambda: drafts.check(here, draft, FIELDS[draft.step])):
        draft.step += 1
        draft.look_at = draft.pin  # so that coming back finds the map where it was
        st.rerun()


def send_it(here: Here, draft: Draft) -> None:
    """Sends; a refusal leads back to the view of its first field."""
    sent = attempt(FORM, lambda: here.services.requests.submit(by=here.by, report=drafts.report_of(here, draft)))
    if isinstance(sent, Receipt):
        draft.receipt = sent
        st.rerun()
    first = next((send.step_of(each.field) for each in state.problems(FORM)), SEND)
    if first != SEND:
        draft.step = first
        st.rerun()
