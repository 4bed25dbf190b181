"""When some items will be finished: everything ahead, up to one of them, an epic, or so many."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from metrics.monte_carlo import LONGEST, When, when, when_figure, when_table
from metrics.throughput import Throughput
from pages.insight.forecast_what import WHAT, ask
from pages.insight.forecast_words import SAID, SHARES, by_week, today
from pages.parts.figure_with_table import figure_with_table
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.texts import day, t


def show_when(here: Here, past: Throughput) -> None:
    """The items, then the day in words, then every chance."""
    left = here.services.flow.left(by=here.by)
    if not left:
        st.info(t("Tout est terminé : il n’y a rien à prévoir."), icon=":material/task_alt:")
        link_to("backlog", t("Voir le backlog"), icon=":material/list_alt:")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="forecast_what"):
        choice = ask("quoi", t("Quoi"), list(WHAT), lambda each: t(WHAT[each][0]))
        items, said = WHAT[choice][1](here, left)
    if not items:
        st.info(said, icon=":material/inbox:")
        return
    result = when(past.samples, items)
    st.header(
        t("{percent} % de chances {when}", percent=SAID, when=by_week(here, result.within(SAID / 100))), anchor=False
    )
    st.markdown(said)
    st.markdown("\n".join(f"- {line}" for line in chances(here, result)))
    draw(here, result)


def chances(here: Here, result: When) -> list[str]:
    """A line for each degree of certainty."""
    return [
        t("**{percent} %** de chances {when}", percent=share, when=by_week(here, result.within(share / 100)))
        for share in SHARES
    ]


def draw(here: Here, result: When) -> None:
    """When each of the futures ends."""
    names = {
        "share": t("Part des avenirs (%)"),
        "percent": t("{n} %"),
        "by": t("Fin de la semaine qui se termine le"),
        "chance": t("Chances de finir d’ici là (%)"),
    }
    now = today(here)
    figure_with_table(
        spread(here, result), when_figure(result, now, names, here.lang), when_table(result, now, names), key="when"
    )


def spread(here: Here, result: When) -> str:
    """Between which days nine futures out of ten end."""
    early, late = result.within(0.05), result.within(0.95)
    if early is None or late is None:
        return t("Trop loin : plus d’un avenir sur vingt ne finit pas dans les {years} ans", years=LONGEST // 52)
    if early == late:
        return t("9 avenirs sur 10 finissent la même semaine, celle du {day}", day=week_end(here, late))
    return t("9 avenirs sur 10 finissent du {early} au {late}", early=week_end(here, early), late=week_end(here, late))


def week_end(here: Here, weeks: int) -> str:
    """The day so many weeks from now."""
    return day(today(here) + timedelta(weeks=weeks))
