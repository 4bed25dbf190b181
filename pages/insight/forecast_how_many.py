"""How many items will be finished by a day."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from metrics.monte_carlo import LONGEST, HowMany, how_many, how_many_figure, how_many_table
from metrics.throughput import Throughput
from pages.insight.forecast_words import SAID, SHARES, today
from pages.parts.figure_with_table import figure_with_table
from pages.shell import state
from pages.shell.page import Here
from pages.shell.texts import day, number, t, tn

USUAL = timedelta(weeks=12)
KEY = "forecast_le"


def show_how_many(here: Here, past: Throughput) -> None:
    """The day, then the number in words, then every chance."""
    by = ask_day(here)
    if by is None:
        st.info(t("Choisissez un jour."), icon=":material/event:")
        return
    weeks = (by - today(here)).days // 7
    result = how_many(past.samples, weeks)
    until = day(by)
    st.header(
        t(
            "{percent} % de chances d’en terminer {items} d’ici le {day}",
            percent=SAID,
            items=at_least(result, SAID),
            day=until,
        ),
        anchor=False,
    )
    left = here.services.flow.left(by=here.by)
    whole = tn("{n} semaine entière", "{n} semaines entières", weeks)
    ahead = tn("{n} élément à venir", "{n} éléments à venir", left)
    st.markdown(t("D’ici là, {whole} ; au backlog, {ahead}.", whole=whole, ahead=ahead))
    lines = [
        t("**{percent} %** de chances : {items}", percent=share, items=at_least(result, share)) for share in SHARES
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))
    draw(here, result)


def ask_day(here: Here) -> date | None:
    """A day from next week to five years ahead, twelve weeks from now by default; the address keeps it."""
    first, last = today(here) + timedelta(weeks=1), today(here) + timedelta(weeks=LONGEST)
    try:
        given = date.fromisoformat(st.query_params.get("le", ""))
    except ValueError:
        given = today(here) + USUAL
    kept = min(max(given, first), last)
    state.follow_address(KEY, str(kept), kept)
    st.date_input(t("D’ici le"), min_value=first, max_value=last, format="DD/MM/YYYY", key=KEY, width=220)
    state.keep_in_address(KEY, "le")
    chosen: date | None = st.session_state[KEY]
    return chosen


def at_least(result: HowMany, share: int) -> str:
    """The number of items with that chance."""
    items = result.with_chance(share / 100)
    return tn("au moins {n} élément", "au moins {n} éléments", items)


def draw(here: Here, result: HowMany) -> None:
    """How many items each of the futures finishes."""
    names = {
        "share": t("Part des avenirs (%)"),
        "percent": t("{n} %"),
        "items": t("Éléments terminés"),
        "chance": t("Chances d’en terminer autant ou plus (%)"),
    }
    few, many = number(result.with_chance(0.95)), number(result.with_chance(0.05))
    said = t("9 avenirs sur 10 en terminent de {few} à {many}", few=few, many=many)
    figure_with_table(said, how_many_figure(result, names, here.lang), how_many_table(result, names), key="how_many")
