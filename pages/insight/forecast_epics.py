"""The roadmap of epics: the chance to have finished each by the end of the coming months."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from metrics.roadmap import Roadmap, Stretch, figure, roadmap, table
from metrics.throughput import Throughput
from pages.insight.forecast_words import SAID, today
from pages.parts.figure_with_table import figure_with_table
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.texts import day, t, tn

MONTHS, DRAWN = 6, 12  # ends of months looked at, epics drawn


def show_roadmap(here: Here, past: Throughput) -> None:
    """A row an epic, in the order of the work."""
    epics = here.services.flow.epics_ahead(by=here.by)
    if not epics:
        st.info(t("Aucune épopée ouverte n’a d’élément à venir."), icon=":material/inbox:")
        link_to("backlog", t("Voir le backlog"), icon=":material/list_alt:")
        return
    first = [Stretch(each.title, each.left, each.place) for each in epics[:DRAWN]]
    days = month_ends(today(here), MONTHS)
    result = roadmap(past.samples, first, today(here), days)
    words = {
        "percent": t("{n} %"),
        "epic": t("Épopée"),
        "left": t("Éléments qui restent"),
        "place": t("Éléments à terminer, ceux d’avant compris"),
        "sure": t("presque sûr"),
        "likely": t("probable"),
        "possible": t("possible"),
        "unlikely": t("peu probable"),
    }
    short = {each.isoformat(): f"{each:%d/%m}" for each in days}
    long = {each.isoformat(): t("D’ici le {day}", day=day(each)) for each in days}
    drawn = figure(result, words | short, here.lang)
    figure_with_table(said_of(result), drawn, table(result, words | long), key="roadmap")
    st.caption(
        t(
            "Ce ne sont pas des dates promises : la part des avenirs où tous les éléments actuels de l’épopée sont "
            "terminés à la fin de chaque mois, ce qui vient avant étant fait d’abord."
        )
    )
    if len(epics) > DRAWN:
        st.caption(t("Les {count} premières épopées seulement.", count=DRAWN))


def said_of(result: Roadmap) -> str:
    """How many epics are likely enough by the last month."""
    ready = sum(row[-1] >= SAID / 100 for row in result.chances)
    total = len(result.epics)
    if not ready:
        return t(
            "Aucune épopée n’a {percent} % de chances d’être terminée d’ici le {day}",
            percent=SAID,
            day=day(result.days[-1]),
        )
    return tn(
        "{n} épopée sur {total} a au moins {percent} % de chances d’être terminée d’ici le {day}",
        "{n} épopées sur {total} ont au moins {percent} % de chances d’être terminées d’ici le {day}",
        ready,
        total=total,
        percent=SAID,
        day=day(result.days[-1]),
    )


def month_ends(start: date, count: int) -> list[date]:
    """The last days of this month and the next ones."""
    ends, month = [], start.replace(day=1)
    for _ in range(count):
        month = (month + timedelta(days=31)).replace(day=1)
        ends.append(month - timedelta(days=1))
    return ends
