"""How much the team finishes: points each sprint, items each week."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from data.clock import local_day
from metrics import throughput, velocity
from pages.parts.figure_with_table import figure_with_table
from pages.parts.pace import pace_of
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.texts import number, t

WINDOW = timedelta(weeks=26)
SPRINTS = 20  # closed sprints looked at


def show_velocity(here: Here) -> None:
    """What each sprint committed to and completed, and the range of the next."""
    closed = here.services.flow.velocities(by=here.by, limit=SPRINTS)
    if not closed:
        st.info(t("Il faut au moins un sprint clos : la vélocité commencera avec lui."), icon=":material/event:")
        return
    result = velocity.velocity([each.completed for each in closed])
    average = number(result.average or 0)
    if result.low is None or result.high is None:
        said = t(
            "{average} points par sprint en moyenne ; la fourchette demande {minimum} sprints clos, il y en a {there}",
            average=average,
            minimum=velocity.MINIMUM,
            there=len(closed),
        )
    else:
        said = t(
            "{average} points par sprint en moyenne ; le prochain devrait en terminer entre {low} et {high}",
            average=average,
            low=number(result.low),
            high=number(result.high),
        )
    names = {
        "committed": t("Engagé"),
        "completed": t("Terminé"),
        "points": t("Points"),
        "range": t("Fourchette à 90 %"),
        "sprint": t("Sprint"),
    }
    bars = [velocity.Bars(str(each.number), each.committed, each.completed) for each in closed]
    drawn = velocity.figure(bars, result, names, here.lang)
    figure_with_table(said, drawn, velocity.table(bars, names), key="velocity")
    st.caption(t("Comptes rendus figés à la clôture de chaque sprint : ils ne changent plus."))


def show_throughput(here: Here) -> None:
    """How many items are finished each week."""
    today = local_day(here.services.context.clock())
    pace = here.services.flow.pace(by=here.by, since=throughput.monday_of(today - WINDOW))
    if pace.first is None or not pace.days:
        st.info(
            t("Il faut au moins un élément terminé : chaque semaine aura sa barre, même vide."), icon=":material/inbox:"
        )
        link_to("sprint", t("Voir le sprint"), icon=":material/directions_run:")
        return
    result = throughput.throughput(pace.days, pace.first, today)
    names = {
        "items": t("Éléments terminés"),
        "median": t("Médiane"),
        "week": t("Semaine du"),
        "number": t("Numéro"),
    }
    said = pace_of(result) if result.samples else t("La première semaine n’est pas finie")
    figure_with_table(said, throughput.figure(result, names, here.lang), throughput.table(result, names), key="pace")
    st.caption(t("La dernière semaine n’est pas finie : elle ne compte pas dans la phrase, ni dans les prévisions."))
    link_to("previsions", t("Ce que cela permet de prévoir"), icon=":material/query_stats:")
