"""The end of the sprint: closed, with a place for each unfinished item, or given up."""

from __future__ import annotations

import streamlit as st

from backlog.models import ItemState, Sprint, SprintState, Where
from backlog.views import Board
from pages.parts.points import points_of
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of, problems_summary
from pages.shell.texts import label_of, md, t, tn
from pages.sprint.board_live import board_of

CLOSE, CANCEL = "close_sprint", "cancel_sprint"


def close_panel(here: Here, sprint: Sprint) -> None:
    """Says what will happen, asks where the unfinished goes, then does it."""
    with st.popover(t("Clore le sprint"), icon=":material/flag:", key=CLOSE, on_change="rerun") as panel:
        if panel.open:
            close_form(here, sprint, board_of(here, sprint.id))


def close_form(here: Here, sprint: Sprint, board: Board) -> None:
    """The sentence, the choices, the button."""
    problems_summary(CLOSE)
    st.markdown(
        t(
            "Le compte rendu du sprint {number} sera figé : il ne changera plus, quoi que l’on modifie ensuite.",
            number=sprint.number,
        )
    )
    left = [each.item for each in board.cards if each.item.state is not ItemState.DONE]
    usual, apart = Where.TOP, dict[str, Where]()
    if left:
        count = tn("{n} élément n’est pas terminé", "{n} éléments ne sont pas terminés", len(left))
        st.markdown(f"**{count}** ({points_of(here, board.remaining)}).")
        usual = st.radio(t("Où vont-ils ?"), list(Where), format_func=label_of, key=f"{CLOSE}_where")
        next_sprint(here)
        with st.expander(t("Choisir pour certains"), key=f"{CLOSE}_apart"):
            for item in left:
                where = st.selectbox(
                    f"{item.number} · {md(item.title)}",
                    [None, *Where],
                    format_func=lambda each: t("Comme les autres") if each is None else label_of(each),
                    key=f"{CLOSE}_{item.id}",
                )
                if where is not None:
                    apart[item.id] = where
    closing = here.services.closing
    label = t("Clore le sprint {number}", number=sprint.number)
    if st.button(label, type="primary", key=f"{CLOSE}_now") and attempt(
        CLOSE,
        lambda: closing.close(by=here.by, sprint_id=sprint.id, version=sprint.version, unfinished=usual, apart=apart),
    ):
        state.flash(t("Le sprint {number} est clos : sa revue est figée.", number=sprint.number))
        st.rerun()


def next_sprint(here: Here) -> None:
    """Which sprint « the next one » is."""
    planned = [each for each in here.services.sprints.all(by=here.by) if each.state is SprintState.PLANNED]
    if planned:
        st.caption(t("Le sprint suivant est le sprint {number}, déjà prévu.", number=planned[-1].number))
    else:
        st.caption(t("Aucun sprint n’est prévu ensuite : il sera préparé, aussi long, sans objectif encore."))


def cancel_panel(here: Here, sprint: Sprint) -> None:
    """The product owner gives the sprint up, and says why."""
    with st.popover(t("Annuler le sprint"), icon=":material/cancel:", key=CANCEL, on_change="rerun") as panel:
        if panel.open:
            cancel_form(here, sprint)


def cancel_form(here: Here, sprint: Sprint) -> None:
    """Only when the goal no longer makes sense (Scrum Guide 2020); the reason is kept."""
    problem_of(CANCEL, "")
    st.markdown(
        t(
            "Un sprint s’annule quand son objectif n’a plus de sens. Son compte rendu sera figé, "
            "et ce qui n’est pas terminé reviendra en tête du backlog."
        )
    )
    with st.form(f"{CANCEL}_form", border=False):
        reason = st.text_input(t("Pourquoi ?"), key=f"{CANCEL}_reason")
        problem_of(CANCEL, "reason")
        label = t("Annuler le sprint {number}", number=sprint.number)
        sent = st.form_submit_button(label, type="primary")
    closing = here.services.closing
    if sent and attempt(
        CANCEL,
        lambda: closing.cancel(by=here.by, sprint_id=sprint.id, version=sprint.version, reason=reason),
    ):
        state.flash(t("Le sprint {number} est annulé.", number=sprint.number))
        st.rerun()
