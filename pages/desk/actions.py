"""What an agent may do with a request in its state: a button for each decision."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from data.access import Permission
from pages.desk.decision_form import ICONS, ask, decide, form_of, name_of
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import label_of, t
from prototype.models import Decision, Details, State
from prototype.policies import RULES
from prototype.views import Dossier

D = Decision
USUAL = {  # what most often comes next, first and in colour
    State.RECEIVED: D.QUALIFY,
    State.QUALIFIED: D.PLAN,
    State.PLANNED: D.START,
    State.IN_PROGRESS: D.FINISH,
    State.ANSWER_WANTED: D.PLAN,
    State.REOPENING_WANTED: D.REOPEN,
    State.REOPENED: D.PLAN,
}
FREQUENT = (D.START, D.FINISH, D.REFUSE_REOPENING, D.ANSWER)
Kind = Literal["primary", "secondary"]


def version_seen(dossier: Dossier) -> int:
    """The version that the person decides about: the one shown to them, not the one that has come since."""
    request = dossier.request
    version = state.seen_version(request.id, request.version)
    if version != request.version:
        st.warning(
            t("Cette demande a changé depuis que vous l’avez ouverte. Relisez-la avant de décider."),
            icon=":material/sync_problem:",
        )
    return version


def actions(here: Here, dossier: Dossier, version: int) -> None:
    """A button for each decision, the usual one first; those that demand something open a form."""
    request = dossier.request
    if not here.can(Permission.HANDLE_REQUEST):
        return
    usual = USUAL.get(request.state)
    frequent = [each for each in FREQUENT if each in dossier.decisions and each is not usual]
    with st.container(horizontal=True, gap="small", key="actions"):
        if usual is not None:
            act(here, dossier, version, usual, "primary")
        for decision in frequent:
            act(here, dossier, version, decision, "secondary")
        note(here, dossier)
        others = [each for each in dossier.decisions if each is not usual and each not in frequent]
        if others:
            other(here, dossier, version, others)


def act(here: Here, dossier: Dossier, version: int, decision: Decision, kind: Kind) -> None:
    """The button of a decision: it acts at once when nothing is demanded, else opens its form."""
    name, icon = name_of(dossier, decision), f":material/{ICONS[decision]}:"
    if decision is D.QUALIFY or RULES[dossier.request.state, decision].demands:
        with st.popover(label_of(decision), type=kind, icon=icon, key=f"{name}_panel"):
            ask(here, dossier, version, decision, name)
    elif st.button(label_of(decision), type=kind, icon=icon, key=name):
        decide(here, dossier, version, decision, Details())


def other(here: Here, dossier: Dossier, version: int, decisions: list[Decision]) -> None:
    """The decisions that are seldom taken, behind one button."""
    name = name_of(dossier, None)
    with st.popover(t("Autre décision"), icon=":material/more_horiz:", key=f"{name}_other"):
        chosen = st.selectbox(
            t("Que décidez-vous ?"),
            decisions,
            format_func=label_of,
            index=None,
            placeholder=t("Choisir"),
            key=f"{name}_decision",
        )
        if chosen is not None:
            ask(here, dossier, version, chosen, name_of(dossier, chosen))


def note(here: Here, dossier: Dossier) -> None:
    """A note for the desk alone."""
    form, request_id, name = form_of(dossier, None), dossier.request.id, f"{name_of(dossier, None)}_note"
    with (
        st.popover(t("Note interne"), icon=":material/sticky_note_2:", key=f"{name}_panel"),
        st.form(name, border=False),
    ):
        problem_of(form, "")
        text = st.text_area(t("Note pour l’équipe (jamais montrée aux habitants)"), key=f"{name}_text")
        problem_of(form, "text")
        if not st.form_submit_button(t("Garder la note"), type="primary", key=f"{name}_send"):
            return
        if attempt(form, lambda: here.services.handling.note(by=here.by, request_id=request_id, text=text)):
            state.keep_decided(request_id, dossier.request.version)
            state.flash(t("La note est gardée."))
            st.rerun()
