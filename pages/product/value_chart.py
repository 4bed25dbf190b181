"""Value against effort: a bubble an item; a click opens it."""

from __future__ import annotations

import streamlit as st

from backlog.models import Moscow
from backlog.scores import cost_of_delay
from metrics.value_effort import Bubble, ValueEffort, figure, table, value_effort
from pages.parts.figure_with_table import figure_with_table
from pages.shell.links import go_to
from pages.shell.page import Here
from pages.shell.texts import label_of, md, t, tn

DRAWN = 60  # bubbles beyond which they hide each other


def value_chart(here: Here) -> None:
    """The first items of the backlog whose cost of delay and effort are known."""
    rows = here.services.prioritisation.bubbles(by=here.by, limit=DRAWN)
    bubbles = [
        Bubble(
            number=each.item.number,
            title=each.item.title,
            effort=each.item.estimate if each.item.estimate is not None else each.item.priority.wsjf_size or 0,
            value=cost_of_delay(each.item.priority) or 0,
            voices=each.evidence.voices,
            group=each.scores.moscow or "",
        )
        for each in rows
    ]
    if not bubbles:
        st.subheader(t("Valeur et effort"), anchor=False)
        st.info(
            t(
                "Le graphique apparaîtra quand un élément aura sa valeur, son urgence et son risque évité (WSJF), "
                "avec une estimation ou une taille."
            ),
            icon=":material/bubble_chart:",
        )
        return
    result = value_effort(bubbles)
    names = {
        "item": t("Élément"),
        "effort": t("Effort"),
        "value": t("Valeur (coût d’attendre)"),
        "voices": t("voix"),
        "quarter": t("Que faire"),
        "first": t("à faire d’abord"),
        "prepare": t("à préparer"),
        "fill": t("pour combler"),
        "later": t("à discuter"),
    }
    groups = {**{each.value: label_of(each) for each in Moscow}, "": t("Pas encore classés")}
    chosen = figure_with_table(
        title(result),
        figure(result, groups, names, here.lang),
        table(result, names),
        "value_effort",
        selectable=True,
    )
    st.caption(
        t(
            "Chaque bulle est un élément, plus grosse quand plus de voix sont derrière. L’effort est l’estimation, ou "
            "la taille quand personne n’a estimé. Les lignes passent au milieu des éléments. Touchez une bulle pour "
            "ouvrir l’élément."
        )
    )
    if chosen:
        go_to("element", item=str(chosen[0]["customdata"][0]))


def title(result: ValueEffort) -> str:
    """What the chart says."""
    first = result.first
    if not first:
        return t("Rien n’apporte beaucoup pour peu d’effort : découpez, ou discutez des valeurs")
    return tn(
        "{n} élément apporte beaucoup pour peu d’effort : « {title} »",
        "{n} éléments apportent beaucoup pour peu d’effort, à commencer par « {title} »",
        len(first),
        title=md(first[0].title),
    )
