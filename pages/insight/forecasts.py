"""Prévisions: when, how much, with what probability; said in words before it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import streamlit as st

from data.access import Permission
from data.clock import local_day
from metrics.monte_carlo import MINIMUM, problem
from metrics.throughput import Throughput, monday_of, throughput
from pages.insight.forecast_epics import show_roadmap
from pages.insight.forecast_how_many import show_how_many
from pages.insight.forecast_when import show_when
from pages.parts.pace import pace_of
from pages.parts.sections import PRODUCT, sections
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here, Screen
from pages.shell.texts import N_, day, number, t, tn

SCREEN = Screen(
    path="previsions",
    label=N_("Prévisions"),
    icon=":material/query_stats:",
    permission=Permission.SEE_PROJECT,
    title=N_("Prévisions"),
    answer=N_("Quand, combien, avec quelle probabilité."),
)
QUESTIONS: dict[str, tuple[str, Callable[[Here, Throughput], None]]] = {
    "quand": (N_("Quand sera-ce terminé ?"), show_when),
    "combien": (N_("Combien d’ici une date ?"), show_how_many),
    "epopees": (N_("Quelles épopées, quand ?"), show_roadmap),
}
KEY = "forecast"
WINDOW = timedelta(weeks=26)


def show(here: Here) -> None:
    """A question, its answer, what it stands on; or what is missing to answer."""
    sections(PRODUCT, SCREEN.path)
    past = history(here)
    if refused(past):
        return
    given = st.query_params.get("question", "")
    state.follow_address(KEY, given if given in QUESTIONS else "quand")
    st.pills(t("Question"), list(QUESTIONS), format_func=lambda each: t(QUESTIONS[each][0]), key=KEY, required=True)
    state.keep_in_address(KEY, "question")
    QUESTIONS[st.session_state[KEY]][1](here, past)
    show_basis(past)


def history(here: Here) -> Throughput:
    """The weeks behind us, up to 26, from the first in which the team worked."""
    today = local_day(here.services.context.clock())
    pace = here.services.flow.pace(by=here.by, since=monday_of(today - WINDOW))
    return throughput(pace.days, pace.first or today, today)


def refused(past: Throughput) -> bool:
    """Says why nothing can be forecast yet, when it cannot."""
    why = problem(past.samples)
    if why == "too_few":
        st.info(
            t(
                "Il faut au moins {minimum} semaines de travail pour prévoir : il y en a {there}. "
                "Avant, le hasard en dirait plus que l’équipe.",
                minimum=MINIMUM,
                there=number(len(past.samples)),
            ),
            icon=":material/hourglass_empty:",
        )
    elif why == "nothing_done":
        st.info(
            tn(
                "Rien n’a été terminé en {n} semaine : la prévision viendra avec les premiers éléments terminés.",
                "Rien n’a été terminé en {n} semaines : la prévision viendra avec les premiers éléments terminés.",
                len(past.samples),
            ),
            icon=":material/hourglass_empty:",
        )
    if why:
        link_to("courbes", t("Voir les courbes"), icon=":material/monitoring:")
    return bool(why)


def show_basis(past: Throughput) -> None:
    """The weeks used and what is supposed, in plain words."""
    st.header(t("Sur quoi cela s’appuie"), anchor=False)
    weeks = tn("{n} semaine passée", "{n} semaines passées", len(past.samples))
    st.markdown(
        t(
            "**{weeks}**, depuis celle du {first}. {pace}.",
            weeks=weeks,
            first=day(past.weeks[0].monday),
            pace=pace_of(past),
        )
    )
    link_to("courbes", t("Voir ces semaines"), icon=":material/monitoring:", courbe="debit")
    lines = (
        t("Chaque semaine à venir ressemble à une semaine passée, tirée au hasard ; on joue dix mille avenirs."),
        t("On compte des éléments, pas des points : un élément sans estimation compte comme les autres."),
        t(
            "D’abord ce qui est dans un sprint, puis l’ordre du backlog ; "
            "un élément ajouté devant repousse les suivants."
        ),
        t("Seules les semaines entières comptent, à partir d’aujourd’hui."),
        t("Les congés, les départs et les arrivées ne sont pas connus : si l’équipe change, la prévision change."),
    )
    st.markdown("\n".join(f"- {line}" for line in lines))
