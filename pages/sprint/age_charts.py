"""How long an item takes: cycle times of those finished, age of those under way."""

from __future__ import annotations

import math
from datetime import timedelta

import streamlit as st

from data.clock import local_day
from metrics import ageing, cycle_time
from metrics.cycle_time import CycleTimes, Finished
from pages.parts.figure_with_table import figure_with_table
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.texts import label_of, number, t, tn

WINDOW = timedelta(weeks=26)
LISTED, DRAWN = 200, 30  # items of the table of cycle times, of the figure of ages


def show_cycle_times(here: Here) -> None:
    """How long an item takes once it has begun."""
    result = past_cycle_times(here)
    if not result.items:
        st.info(
            t("Il faut au moins un élément terminé : chaque point sera un élément, au jour de sa fin."),
            icon=":material/inbox:",
        )
        link_to("sprint", t("Voir le sprint"), icon=":material/directions_run:")
        return
    names = {
        "days": t("Jours"),
        "percent": t("{n} %"),
        "item": t("Élément"),
        "started": t("Commencé"),
        "finished": t("Terminé"),
    }
    rows = cycle_time.table(result, names)
    drawn = cycle_time.figure(result, names, here.lang)
    figure_with_table(within(result), drawn, rows[:LISTED], key="cycle")
    st.markdown(
        " · ".join(
            t("{percent} % en {days} j", percent=percent, days=number(days)) for percent, days in result.percentiles
        )
    )
    st.caption(t("Jours du calendrier, du premier « En cours » à « Terminé », les deux comptés ; sur 26 semaines."))
    if len(rows) > LISTED:
        st.caption(t("Le tableau s’arrête aux {count} derniers.", count=LISTED))


def within(result: CycleTimes) -> str:
    """In how many days most items are finished."""
    return tn(
        "85 % des éléments sont terminés en {n} jour, une fois commencés",
        "85 % des éléments sont terminés en {n} jours ou moins, une fois commencés",
        math.ceil(result.within(ageing.LATE) or 0),
    )


def show_ageing(here: Here) -> None:
    """What is under way, beside how long the others took."""
    begun = here.services.flow.in_progress(by=here.by)
    if not begun:
        st.info(
            t("Rien n’est en cours : les éléments apparaîtront ici quand l’équipe les commencera."),
            icon=":material/inbox:",
        )
        return
    today = local_day(here.services.context.clock())
    rows = [
        (str(each.number), f"{each.number} · {each.title}", label_of(each.state), local_day(each.started_at))
        for each in begun[:DRAWN]
    ]
    result = ageing.ageing(rows, today, past_cycle_times(here).percentiles)
    names = {
        "days": t("Jours"),
        "percent": t("{n} %"),
        "item": t("Élément"),
        "state": t("État"),
        "started": t("Commencé"),
        "passed": t("Plus long que"),
    }
    figure_with_table(aged(result), ageing.figure(result, names, here.lang), ageing.table(result, names), key="age")
    if not result.percentiles:
        st.caption(t("Les repères viendront avec le premier élément terminé."))
    for each in result.late:
        link_to("element", t("Voir l’élément {number}", number=each.mark), item=each.mark)


def aged(result: ageing.WorkInProgress) -> str:
    """How many are older than they should be."""
    facts = {"count": number(len(result.items))}
    if not result.late:
        return tn(
            "{n} élément en cours, sans retard sur les habitudes de l’équipe",
            "{n} éléments en cours, aucun en retard sur les habitudes de l’équipe",
            len(result.items),
        )
    return tn(
        "{n} élément en cours sur {count} dure depuis plus longtemps que 85 % de ceux qui sont terminés",
        "{n} éléments en cours sur {count} durent depuis plus longtemps que 85 % de ceux qui sont terminés",
        len(result.late),
        **facts,
    )


def past_cycle_times(here: Here) -> CycleTimes:
    """Of what was finished in the last 26 weeks."""
    since = local_day(here.services.context.clock()) - WINDOW
    return cycle_time.cycle_times(
        Finished(f"{each.number} · {each.title}", local_day(each.started_at), local_day(each.done_at))
        for each in here.services.flow.finished(by=here.by, since=since)
    )
