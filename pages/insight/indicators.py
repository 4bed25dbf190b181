"""Indicateurs: where the town's service stands, week after week, and where the sprint stands."""

from __future__ import annotations

import streamlit as st

from data.access import Permission
from metrics import weekly
from pages.parts.burndown import show_burndown
from pages.parts.feedback_box import feedback_box
from pages.parts.figure_with_table import figure_with_table
from pages.shell.links import link_to
from pages.shell.page import Here, Screen
from pages.shell.texts import N_, day, md, number, t, tn

SCREEN = Screen(
    path="indicateurs",
    label=N_("Indicateurs"),
    icon=":material/monitoring:",
    permission=Permission.SEE_METRICS,
    title=N_("Indicateurs"),
    answer=N_("Combien de demandes la ville reçoit, combien elle en traite, et ce qui prend du retard."),
)
WEEKS = 26


def show(here: Here) -> None:
    """The town's numbers, its weeks, then the sprint for those who see the project."""
    numbers(here)
    weeks(here)
    if here.can(Permission.SEE_PROJECT):
        sprint(here)
    feedback_box(here, screen=SCREEN.path)


def numbers(here: Here) -> None:
    """Four numbers of today."""
    town = here.services.reading.town_numbers(by=here.by)
    st.header(t("Aujourd’hui"), anchor=False)
    with st.container(horizontal=True, key="numbers"):
        for label, value in (
            (t("Demandes ouvertes"), town.open),
            (t("dont en retard"), town.late),
            (t("Reçues en 30 jours"), town.received_last_30_days),
            (t("Closes en 30 jours"), town.closed_last_30_days),
        ):
            st.metric(label, number(value), border=True, width=165)


def weeks(here: Here) -> None:
    """Received and closed, week after week."""
    counts = here.services.reading.weekly_counts(by=here.by, weeks=WEEKS)
    result = weekly.weekly([(each.week, each.received, each.closed) for each in counts])
    st.header(t("Semaine après semaine"), anchor=False)
    if not any(each.received or each.closed for each in result.weeks):
        st.markdown(t("Aucune demande pour l’instant : le graphique commencera avec la première."))
        return
    names = {"week": t("Semaine du"), "received": t("Reçues"), "closed": t("Closes")}
    figure = weekly.figure(result, names, here.lang)
    figure_with_table(balance(result.balance), figure, weekly.table(result, names), key="weekly")
    st.caption(t("La dernière semaine n’est pas finie."))


def balance(more: int) -> str:
    """What the last four whole weeks say."""
    if more > 0:
        return tn(
            "En quatre semaines, {n} demande de plus a été reçue que close",
            "En quatre semaines, {n} demandes de plus ont été reçues que closes",
            more,
        )
    if more < 0:
        return tn(
            "En quatre semaines, {n} demande de plus a été close que reçue",
            "En quatre semaines, {n} demandes de plus ont été closes que reçues",
            -more,
        )
    return t("En quatre semaines, la ville a clos autant de demandes qu’elle en a reçu")


def sprint(here: Here) -> None:
    """What remains in the active sprint."""
    active = here.services.sprints.active(by=here.by)
    st.header(t("Le sprint en cours"), anchor=False)
    if active is None:
        st.markdown(t("Aucun sprint n’est en cours. Le graphique commencera avec le prochain."))
        return
    goal = t("Sprint {number} · « {goal} »", number=active.number, goal=md(active.goal))
    dates = t("du {first} au {last}", first=day(active.starts_on), last=day(active.ends_on))
    st.markdown(f"{goal}  \n:gray[{dates}]")
    show_burndown(here, active)
    link_to("sprint", t("Voir le sprint"), icon=":material/directions_run:")
