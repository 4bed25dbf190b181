"""Who is there during the sprint, and for how long."""

from __future__ import annotations

import streamlit as st

from backlog.capacity import Presence, SprintCapacity
from backlog.models import Sprint
from data.access import Permission
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import N_, t, tn

FORM = "capacity"
HALF = 0.5  # of a day, the step of the fields


def show_capacity(here: Here, sprint: Sprint) -> None:
    """The sum in words, the exact table, and the form of whoever plans."""
    capacity = here.services.capacity.of(by=here.by, sprint_id=sprint.id)
    st.subheader(t("Capacité"), anchor=False)
    st.markdown(summary(here, capacity))
    if capacity.people:
        columns = (t("Personne"), t("Jours"), t("Absences"), t("Jours restants"))
        rows = [
            (each.person, here.number(each.days), here.number(each.absent), here.number(each.days - each.absent))
            for each in capacity.people
        ]
        st.dataframe([dict(zip(columns, row, strict=True)) for row in rows], hide_index=True, width="stretch")
    if here.can(Permission.PLAN_SPRINT):
        key = f"{FORM}_{sprint.id}_{sprint.version}"
        label = t("Modifier la capacité") if capacity.people else t("Dire qui est là")
        with st.expander(label, icon=":material/group:", key=key, on_change="rerun") as panel:
            if panel.open:
                capacity_form(here, sprint, capacity)


def summary(here: Here, capacity: SprintCapacity) -> str:
    """How many days there are for the items, and how that is counted."""
    if not capacity.people:
        return t("Personne n’est encore noté : dites qui est là, avec ses absences.")
    there = sum(each.days - each.absent for each in capacity.people)
    return t(
        "**{available} jours-personnes** pour les éléments : {percent} % de {there} jours de présence.",
        available=here.number(capacity.available),
        there=here.number(there),
        percent=here.number(capacity.focus_factor * 100),
    )


def capacity_form(here: Here, sprint: Sprint, capacity: SprintCapacity) -> None:
    """First who, then the days and absences of each, then the share of their time."""
    known = {each.person: each for each in capacity.people}
    key = f"{FORM}_{sprint.id}_{sprint.version}"
    people = st.multiselect(
        t("Qui participe à ce sprint ?"),
        list(dict.fromkeys([*known, *capacity.proposed, *capacity.offered])),
        default=list(known) or list(capacity.proposed),
        key=f"{key}_people",
        placeholder=t("Choisissez, ou tapez un nom"),
        accept_new_options=True,
    )
    problem_of(FORM, "people")
    usual = float(capacity.working_days)
    with st.form(f"{key}_form"):
        there = [presence(known.get(name, Presence(name, usual)), key) for name in people]
        percent = st.number_input(
            t("Part du temps pour les éléments du sprint (%)"),
            min_value=1,
            max_value=100,
            value=round(capacity.focus_factor * 100),
            step=5,
            key=f"{key}_focus",
            help=t("Le reste va aux réunions, au support, aux imprévus. 80 % pour commencer ; corrigez avec l’usage."),
        )
        problem_of(FORM, "focus_factor")
        sent = st.form_submit_button(t("Enregistrer la capacité"), type="primary")
    verbs = here.services.capacity
    if sent and attempt(
        FORM,
        lambda: verbs.set(
            by=here.by, sprint_id=sprint.id, version=sprint.version, people=there, focus_factor=percent / 100
        ),
    ):
        count = tn("{n} personne", "{n} personnes", len(there))
        state.flash(t("La capacité du sprint {number} est enregistrée : {people}.", number=sprint.number, people=count))
        st.rerun()


def presence(known: Presence, key: str) -> Presence:
    """Days and absences of one person, side by side."""
    with st.container(horizontal=True, gap="small", width=540):
        days, absent = (
            st.number_input(
                t(label, name=known.person),
                min_value=0.0,
                max_value=31.0,
                value=value,
                step=HALF,
                format="%.1f",
                key=f"{key}_{known.person}_{name}",
                width="stretch",
            )
            for name, label, value in (
                ("days", N_("{name} : jours"), known.days),
                ("absent", N_("{name} : absences"), known.absent),
            )
        )
    return Presence(known.person, days, absent)
