"""The next sprint: goal and dates, what goes in, then the start."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from backlog.models import COLUMNS, Item, ItemState, Sprint, SprintState
from data.access import Permission
from data.clock import local_day
from pages.parts.points import points_of
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of, problems_summary
from pages.shell.texts import day, md, t

FORM = "plan"
LENGTH = 13  # days after the first one: two weeks
OFFERED = 15  # items of the top of the backlog


def plan_next(here: Here) -> None:
    """Says that no sprint is active; whoever may prepares and starts one."""
    st.info(t("Aucun sprint n’est en cours."), icon=":material/event:")
    if not here.can(Permission.PLAN_SPRINT):
        st.markdown(t("Le prochain apparaîtra ici dès que l’équipe l’aura lancé."))
        return
    planned = [each for each in here.services.sprints.all(by=here.by) if each.state is SprintState.PLANNED]
    if planned:
        prepare(here, planned[0])
    else:
        new_sprint(here)


def new_sprint(here: Here, planned: Sprint | None = None) -> None:
    """Goal and dates, of a new sprint or of the one that is being prepared."""
    today = local_day(here.services.context.clock())
    first = planned.starts_on if planned else today
    last = planned.ends_on if planned else today + timedelta(days=LENGTH)
    sprints = here.services.sprints
    with st.form(f"{FORM}_form"):
        if planned is None:
            st.header(t("Préparer un sprint"), anchor=False)
        goal = st.text_input(
            t("Objectif de sprint"),
            value=planned.goal if planned else "",
            key="plan_goal",
            help=t("Pourquoi ce sprint vaut la peine, en une phrase."),
        )
        problem_of(FORM, "goal")
        starts_on = st.date_input(t("Premier jour"), value=first, format="DD/MM/YYYY", key="plan_starts")
        problem_of(FORM, "starts_on")
        ends_on = st.date_input(t("Dernier jour"), value=last, format="DD/MM/YYYY", key="plan_ends")
        problem_of(FORM, "ends_on")
        label = t("Enregistrer l’objectif et les dates") if planned else t("Préparer ce sprint")
        sent = st.form_submit_button(label, type="secondary" if planned else "primary")
    if sent and attempt(
        FORM,
        lambda: (
            sprints.change(
                by=here.by,
                sprint_id=planned.id,
                version=planned.version,
                goal=goal,
                starts_on=starts_on,
                ends_on=ends_on,
            )
            if planned
            else sprints.plan(by=here.by, goal=goal, starts_on=starts_on, ends_on=ends_on)
        ),
    ):
        st.rerun()


def prepare(here: Here, sprint: Sprint) -> None:
    """What is in, what could be, and the start."""
    st.header(t("Sprint {number} : « {goal} »", number=sprint.number, goal=md(sprint.goal)), anchor=False)
    st.markdown(t("Du {start} au {end}", start=day(sprint.starts_on), end=day(sprint.ends_on)))
    problems_summary(FORM)
    new_sprint(here, sprint)
    board = here.services.board.of(by=here.by, sprint_id=sprint.id)
    inside = [row for column in COLUMNS for row in board.columns[column]]
    points = sum(row.item.estimate or 0 for row in inside)
    st.subheader(t("Dans le sprint : {points}", points=points_of(here, points)), anchor=False)
    for row in inside:
        line(here, sprint, row.item, inside=True)
    if not inside:
        st.markdown(t("Rien encore : prenez des éléments en tête du backlog, ci-dessous."))
    label = t("Lancer le sprint {number}", number=sprint.number)
    if st.button(label, type="primary", icon=":material/play_arrow:", key="start_sprint") and attempt(
        FORM, lambda: here.services.sprints.start(by=here.by, sprint_id=sprint.id, version=sprint.version)
    ):
        state.flash(t("Le sprint {number} est lancé ; l’engagement est figé.", number=sprint.number))
        st.rerun()
    st.subheader(t("En tête du backlog"), anchor=False)
    for row in here.services.items.listing(by=here.by, state=ItemState.BACKLOG, limit=OFFERED).rows:
        line(here, sprint, row.item, inside=False)


def line(here: Here, sprint: Sprint, item: Item, *, inside: bool) -> None:
    """One item with the button that puts it in or takes it out."""
    sprints = here.services.sprints
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        with st.container(gap=None, width="stretch"):
            link_to("element", f"{item.number} · {md(item.title)}", item=str(item.number))
            st.caption(t("sans estimation") if item.estimate is None else points_of(here, item.estimate))
        label = t("Retirer {number}", number=item.number) if inside else t("Prendre {number}", number=item.number)
        if st.button(label, key=f"plan_{item.id}") and attempt(
            FORM,
            lambda: (
                sprints.put_back(by=here.by, item_id=item.id, version=item.version)
                if inside
                else sprints.pull(by=here.by, item_id=item.id, version=item.version, sprint_id=sprint.id)
            ),
        ):
            st.rerun()
