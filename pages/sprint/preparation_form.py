"""Goal and dates of a sprint that has not begun."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from backlog.capacity import planning_hours, working_days
from backlog.models import Sprint
from backlog.sprints import following_days
from data.clock import local_day
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import number, t, tn

FORM = "plan"
LENGTH = 13  # days after the first one: two weeks

Fields = tuple[str, date, date]


def new_form(here: Here, before: Sprint | None) -> None:
    """A new sprint; its dates follow those of the one before."""
    today = local_day(here.services.context.clock())
    first, last = following_days(before, today) if before else (today, today + timedelta(days=LENGTH))
    st.markdown(t("Aucun sprint n’est prévu. Dites pourquoi le prochain vaut la peine, et quand il se tient."))
    with st.form(f"{FORM}_form"):
        goal, starts_on, ends_on = fields("", first, last, FORM)
        sent = st.form_submit_button(t("Préparer ce sprint"), type="primary")
    sprints = here.services.sprints
    if not sent:
        return
    made = attempt(FORM, lambda: sprints.plan(by=here.by, goal=goal, starts_on=starts_on, ends_on=ends_on))
    if isinstance(made, Sprint):
        state.flash(t("Le sprint {number} est prévu : dites qui est là, puis ce qui y entre.", number=made.number))
        st.rerun()


def change_form(here: Here, sprint: Sprint) -> None:
    """Another goal or other dates; the time that its planning deserves."""
    st.caption(time_box(sprint))
    with st.form(f"{FORM}_form"):
        key = f"{FORM}_{sprint.id}_{sprint.version}"
        goal, starts_on, ends_on = fields(sprint.goal, sprint.starts_on, sprint.ends_on, key)
        sent = st.form_submit_button(t("Enregistrer l’objectif et les dates"))
    sprints = here.services.sprints
    if sent and attempt(
        FORM,
        lambda: sprints.change(
            by=here.by, sprint_id=sprint.id, version=sprint.version, goal=goal, starts_on=starts_on, ends_on=ends_on
        ),
    ):
        state.flash(t("L’objectif et les dates du sprint {number} sont enregistrés.", number=sprint.number))
        st.rerun()


def fields(goal: str, first: date, last: date, key: str) -> Fields:
    """The three fields, each with the place of its refusal."""
    said = st.text_input(
        t("Objectif de sprint"),
        value=goal,
        key=f"{key}_goal",
        help=t("Pourquoi ce sprint vaut la peine, en une phrase."),
    )
    problem_of(FORM, "goal")
    with st.container(horizontal=True):
        starts_on = date_field(t("Premier jour"), first, f"{key}_starts")
        ends_on = date_field(t("Dernier jour"), last, f"{key}_ends")
    problem_of(FORM, "starts_on")
    problem_of(FORM, "ends_on")
    return said, starts_on, ends_on


def date_field(label: str, value: date, key: str) -> date:
    """One of the two days, as wide as a date."""
    return st.date_input(label, value=value, format="DD/MM/YYYY", key=key, width=220)


def time_box(sprint: Sprint) -> str:
    """10 jours de travail : 4 h de planification au plus suffisent."""
    days = working_days(sprint)
    return tn(
        "{n} jour de travail. Pour un sprint de cette longueur, {hours} h de planification suffisent.",
        "{n} jours de travail. Pour un sprint de cette longueur, {hours} h de planification suffisent.",
        days,
        hours=number(planning_hours(days)),
    )
