"""Mêlée quotidienne: fifteen minutes on the way to the sprint goal."""

from __future__ import annotations

import streamlit as st

from backlog.daily import DailyView
from data.access import Permission
from data.clock import local_day
from pages.parts.points import points_of
from pages.parts.sections import SPRINT, sections
from pages.parts.timer import timer
from pages.shell.links import link_to
from pages.shell.page import Here, Screen
from pages.shell.texts import N_, day, md, t, tn
from pages.sprint.daily_impediments import impediments
from pages.sprint.daily_news import asleep, blocked, moved
from pages.sprint.daily_people import people

SCREEN = Screen(
    path="quotidien",
    label=N_("Mêlée quotidienne"),
    icon=":material/groups:",
    permission=Permission.SEE_PROJECT,
    title=N_("Mêlée quotidienne"),
    answer=N_("Quinze minutes sur le chemin de l’objectif : ce qui avance, ce qui attend, qui peut aider."),
)
MINUTES, WARNING = 15, 5  # the Scrum Guide's time-box, and when it is said that it ends soon


def show(here: Here) -> None:
    """The goal first, then what helps to reach it; what somebody else does appears by itself."""
    sections(SPRINT, "quotidien")
    stamp = here.services.daily.stamp(by=here.by)
    active = here.services.sprints.active(by=here.by)
    if active is None:
        no_sprint(here)
        impediments(here, None)
    else:
        view = here.services.daily.view(by=here.by, sprint_id=active.id)
        goal, clock = st.columns([3, 2], gap="large")
        with goal:
            heading(here, view)
        with clock:
            timer(minutes=MINUTES, warning=WARNING, key="daily_timer")
        news, team = st.columns([3, 2], gap="large")
        # Each in a container of its own: what grows moves no field, and a hand that types keeps its place.
        with news:
            with st.container():
                moved(view)
            with st.container():
                blocked(here, view)
            with st.container():
                asleep(view)
        with team:
            with st.container():
                people(view)
            impediments(here, view)
    watch(here, stamp)


def heading(here: Here, view: DailyView) -> None:
    """The goal, the days left, what remains."""
    sprint = view.sprint
    with st.container(border=True, key="daily_goal"):
        st.header(t("Objectif : « {goal} »", goal=md(sprint.goal)), anchor=False)
        st.markdown(f"{days_left(here, view)} · {work_left(here, view)}")


def days_left(here: Here, view: DailyView) -> str:
    """In working days; in words once they are over."""
    ends_on = view.sprint.ends_on
    if ends_on < local_day(here.services.context.clock()):
        overdue = t("la fin était prévue le {day}", day=day(ends_on))
        return f":red[{overdue}]"
    left = tn("**{n} jour ouvré** restant", "**{n} jours ouvrés** restants", view.days_left)
    until = t("jusqu’au {day}", day=day(ends_on))
    return f"{left}, {until}"


def work_left(here: Here, view: DailyView) -> str:
    """Points and items; those without an estimate are said apart."""
    if not view.left:
        return t("tout est terminé")
    points = points_of(here, view.points_left)
    said = tn(
        "reste **{points}** dans {n} élément", "reste **{points}** dans {n} éléments", len(view.left), points=points
    )
    if view.without_estimate:
        said += tn(", dont {n} sans estimation", ", dont {n} sans estimation", view.without_estimate)
    return said


def no_sprint(here: Here) -> None:
    """Why there is nothing to tell, and what to do."""
    st.info(t("Aucun sprint n’est en cours : la mêlée quotidienne commence avec lui."), icon=":material/event:")
    if here.can(Permission.PLAN_SPRINT):
        link_to("preparation", t("Préparer le prochain sprint"), icon=":material/arrow_forward:")
    else:
        st.markdown(t("Le prochain apparaîtra ici dès que l’équipe l’aura lancé."))


@st.fragment(run_every=3)
def watch(here: Here, seen: int) -> None:
    """Draws the page again when the project has changed since; what one is typing stays in its field."""
    if here.services.daily.stamp(by=here.by) != seen:
        st.rerun()
