"""Préparer: why the next sprint is worth it, who is there, what goes in; then its start."""

from __future__ import annotations

import streamlit as st

from backlog.models import Sprint, SprintState
from data.access import Permission
from pages.parts.sections import SPRINT, sections
from pages.parts.sprint_choice import choose_sprint
from pages.shell import state
from pages.shell.links import go_to
from pages.shell.page import Here, Screen
from pages.shell.refusals import attempt, problems_summary
from pages.shell.texts import N_, day, md, t
from pages.sprint.preparation_capacity import show_capacity
from pages.sprint.preparation_form import change_form, new_form
from pages.sprint.preparation_items import live_items

SCREEN = Screen(
    path="preparation",
    label=N_("Préparer un sprint"),
    icon=":material/event:",
    permission=Permission.SEE_PROJECT,
    title=N_("Préparer le sprint suivant"),
    answer=N_("Pourquoi ce sprint, avec qui, et ce que l’équipe pense pouvoir y terminer."),
)
FORM = "start_sprint"


def show(here: Here) -> None:
    """The sprint that is planned, or a new one."""
    sections(SPRINT, "preparation")
    sprints = here.services.sprints.all(by=here.by)
    planned = {each.number: each for each in reversed(sprints) if each.state is SprintState.PLANNED}
    active = next((each for each in sprints if each.state is SprintState.ACTIVE), None)
    if planned:
        number = choose_sprint(planned, "prepared_sprint") if len(planned) > 1 else next(iter(planned))
        prepare(here, planned[number], active)
    elif here.can(Permission.PLAN_SPRINT):
        new_form(here, sprints[0] if sprints else None)
    else:
        st.info(t("Aucun sprint n’est encore prévu : il se préparera ici."), icon=":material/event:")


def prepare(here: Here, sprint: Sprint, active: Sprint | None) -> None:
    """Why, who, what: in the order of the planning; then the start."""
    plans = here.can(Permission.PLAN_SPRINT)
    title = (
        t("Sprint {number} : « {goal} »", number=sprint.number, goal=md(sprint.goal))
        if sprint.goal
        else t("Sprint {number}, encore sans objectif", number=sprint.number)
    )
    st.header(title, anchor=False)
    st.markdown(t("Du {start} au {end}", start=day(sprint.starts_on), end=day(sprint.ends_on)))
    if active:
        st.info(
            t(
                "Le sprint {number} est en cours jusqu’au {end}. "
                "Celui-ci se prépare dès maintenant ; il pourra commencer une fois l’autre clos.",
                number=active.number,
                end=day(active.ends_on),
            ),
            icon=":material/directions_run:",
        )
    if plans:
        label = t("Changer l’objectif ou les dates") if sprint.goal else t("Écrire l’objectif")
        with st.expander(label, icon=":material/edit:", expanded=not sprint.goal, key=f"plan_{sprint.id}"):
            change_form(here, sprint)
    show_capacity(here, sprint)
    live_items(here, sprint)
    if plans:
        start(here, sprint)


def start(here: Here, sprint: Sprint) -> None:
    """What the start freezes, said before it is done."""
    st.subheader(t("Lancer"), anchor=False)
    problems_summary(FORM)
    st.markdown(
        t(
            "Au lancement, les éléments du sprint et leurs estimations sont figés : c’est l’engagement. "
            "Ce qui sera ajouté, retiré ou réestimé ensuite se verra dans la revue."
        )
    )
    label = t("Lancer le sprint {number}", number=sprint.number)
    if st.button(label, type="primary", icon=":material/play_arrow:", key="start_sprint") and attempt(
        FORM, lambda: here.services.sprints.start(by=here.by, sprint_id=sprint.id, version=sprint.version)
    ):
        state.flash(t("Le sprint {number} est lancé ; l’engagement est figé.", number=sprint.number))
        go_to("sprint")
