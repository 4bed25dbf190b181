"""Sprint: the goal, the board that everybody sees move, and the way it ends."""

from __future__ import annotations

import streamlit as st

from backlog.models import Sprint, SprintState
from data.access import Permission
from data.clock import local_day
from pages.parts.sections import SPRINT, sections
from pages.shell.links import link_to
from pages.shell.page import Here, Screen
from pages.shell.texts import N_, day, md, t, tn
from pages.sprint.board_filters import ask
from pages.sprint.board_limits import limits_panel
from pages.sprint.board_live import board_of, live_board
from pages.sprint.closing import cancel_panel, close_panel

SCREEN = Screen(
    path="sprint",
    label=N_("Sprint"),
    icon=":material/directions_run:",
    permission=Permission.SEE_PROJECT,
    title=N_("Sprint"),
    answer=N_("Ce que l’équipe fait maintenant, et ce qui reste à faire."),
)
ENDED = (SprintState.CLOSED, SprintState.CANCELLED)


def show(here: Here) -> None:
    """The active sprint, or the way to prepare the next."""
    sections(SPRINT, "sprint")
    active = here.services.sprints.active(by=here.by)
    if active is None:
        nothing_active(here)
        return
    heading(here, active)
    with st.container(horizontal=True, gap="small", key="sprint_acts"):
        filters = ask(board_of(here, active.id))
        if here.can(Permission.PLAN_SPRINT):
            limits_panel(here)
            close_panel(here, active)
        if here.can(Permission.DECIDE_REVIEW):
            cancel_panel(here, active)
    live_board(here, active, filters)


def nothing_active(here: Here) -> None:
    """Says that no sprint is under way, and what to do."""
    st.info(t("Aucun sprint n’est en cours."), icon=":material/event:")
    if here.can(Permission.PLAN_SPRINT):
        link_to("preparation", t("Préparer le prochain sprint"), icon=":material/event:")
    else:
        st.markdown(t("Le prochain apparaîtra ici dès que l’équipe l’aura lancé."))
    ended = next((each for each in here.services.sprints.all(by=here.by) if each.state in ENDED), None)
    if ended:
        number = str(ended.number)
        link_to("revue", t("Voir la revue du sprint {number}", number=number), icon=":material/preview:", sprint=number)
        link_to("retrospective", t("Tenir sa rétrospective"), icon=":material/reviews:", sprint=number)


def heading(here: Here, sprint: Sprint) -> None:
    """The goal first; then the dates and how many days are left."""
    left = (sprint.ends_on - local_day(here.services.context.clock())).days
    with st.container(border=True, key="sprint_goal"):
        st.header(t("Sprint {number} : « {goal} »", number=sprint.number, goal=md(sprint.goal)), anchor=False)
        dates = t("Du {start} au {end}", start=day(sprint.starts_on), end=day(sprint.ends_on))
        if left >= 0:
            remaining = tn("{n} jour restant", "{n} jours restants", left)
            st.markdown(f"{dates} · {remaining}")
        else:
            late = tn("dépassé de {n} jour", "dépassé de {n} jours", -left)
            st.markdown(f"{dates} · :red[:material/alarm: {late}]")
