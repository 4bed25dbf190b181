"""Courbes: how the sprint goes, how work flows; one chart at a time, each with its sentence and its values."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from backlog.models import Sprint
from data.access import Permission
from pages.parts.burndown import show_burndown
from pages.parts.sections import SPRINT, sections
from pages.parts.sprint_choice import choose_sprint
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here, Screen
from pages.shell.texts import N_, t
from pages.sprint.age_charts import show_ageing, show_cycle_times
from pages.sprint.pace_charts import show_throughput, show_velocity
from pages.sprint.sprint_charts import show_burnup, show_flow, show_sprint_flow

SCREEN = Screen(
    path="courbes",
    label=N_("Courbes"),
    icon=":material/monitoring:",
    permission=Permission.SEE_PROJECT,
    title=N_("Courbes"),
    answer=N_("Où en est le sprint, à quelle allure le travail avance, ce qui attend trop longtemps."),
)
OF_SPRINT: dict[str, tuple[str, Callable[[Here, Sprint], None]]] = {
    "reste": (N_("Reste à faire"), show_burndown),
    "avancement": (N_("Avancement"), show_burnup),
    "flux-sprint": (N_("Flux du sprint"), show_sprint_flow),
}
OF_PROJECT: dict[str, tuple[str, Callable[[Here], None]]] = {
    "flux": (N_("Flux du projet"), show_flow),
    "velocite": (N_("Vélocité"), show_velocity),
    "cycle": (N_("Temps de cycle"), show_cycle_times),
    "age": (N_("Âge du travail en cours"), show_ageing),
    "debit": (N_("Débit"), show_throughput),
}
LABELS = {code: label for code, (label, _) in (OF_SPRINT | OF_PROJECT).items()}
KEY = "chart"


def show(here: Here) -> None:
    """The chart that the address names."""
    sections(SPRINT, SCREEN.path)
    chosen = ask_chart()
    if chosen in OF_PROJECT:
        OF_PROJECT[chosen][1](here)
        return
    begun = {each.number: each for each in here.services.sprints.all(by=here.by) if each.started_at}
    if not begun:
        st.info(t("Aucun sprint n’a encore commencé : ses courbes se liront ici."), icon=":material/event:")
        link_to("sprint", t("Voir le sprint"), icon=":material/directions_run:")
        return
    OF_SPRINT[chosen][1](here, begun[choose_sprint(begun, "chart_sprint")])


def ask_chart() -> str:
    """What remains in the sprint, unless another chart is chosen; the address keeps it."""
    given = st.query_params.get("courbe", "")
    state.follow_address(KEY, given if given in LABELS else "reste")
    st.pills(t("Courbe"), list(LABELS), format_func=lambda each: t(LABELS[each]), key=KEY, required=True)
    state.keep_in_address(KEY, "courbe")
    return str(st.session_state[KEY])
