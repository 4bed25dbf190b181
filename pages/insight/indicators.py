"""Indicateurs: where the town's service stands, week after week, and where the sprint stands."""

from __future__ import annotations

import streamlit as st

from data.access import Permission
from pages.parts.feedback_box import feedback_box
from pages.shell.page import Here, Screen
from pages.shell.texts import N_, number, t

SCREEN = Screen(
    path="indicateurs",
    label=N_("Indicateurs"),
    icon=":material/monitoring:",
    permission=Permission.SEE_METRICS,
    title=N_("Indicateurs"),
    answer=N_("Combien de demandes la ville reçoit, combien elle en traite, et ce qui prend du retard."),
)


def show(here: Here) -> None:
    """The town's numbers, its weeks, then the sprint for those who see the project."""
    numbers(here)
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
            st.metric(label, number(value), border=True, width=220)
