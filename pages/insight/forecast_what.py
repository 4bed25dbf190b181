"""Which items a forecast is about: all of them, up to one, an epic, or so many."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.shell import state
from pages.shell.page import Here
from pages.shell.texts import N_, md, t, tn

RANKED = 100  # items of the ranking that can be chosen
MOST = 5_000  # items that can be asked about


def everything(here: Here, left: int) -> tuple[int, str]:
    """All that is ahead."""
    return left, tn("L’élément à venir", "Les {n} éléments à venir", left)


def up_to_item(here: Here, left: int) -> tuple[int, str]:
    """One item of the ranking and what comes before it."""
    ranked = {str(each.number): each for each in here.services.flow.ranked(by=here.by, limit=RANKED)}
    asked = st.query_params.get("element", "")
    if asked not in ranked and asked.isdecimal() and len(asked) < 10:
        found = here.services.flow.ranked_item(by=here.by, number=int(asked))
        ranked |= {asked: found} if found else {}
    if not ranked:
        return 0, t("Aucun élément du backlog ne vous est ouvert.")
    chosen = ranked[
        ask("element", t("Élément"), list(ranked), lambda each: f"{each} · {ranked[each].title}", width=420)
    ]
    return chosen.place, tn(
        "« {title} » vient en premier",
        "« {title} » et ce qui vient avant : {n} éléments",
        chosen.place,
        title=md(chosen.title),
    )


def an_epic(here: Here, left: int) -> tuple[int, str]:
    """The last item of an epic and what comes before it."""
    epics = {each.id: each for each in here.services.flow.epics_ahead(by=here.by)}
    if not epics:
        return 0, t("Aucune épopée ouverte n’a d’élément à venir.")
    chosen = epics[ask("epopee", t("Épopée"), list(epics), lambda each: epics[each].title, width=420)]
    remaining = tn("il lui reste {n} élément", "il lui reste {n} éléments", chosen.left)
    return chosen.place, tn(
        "« {title} » : {remaining}, le premier de tous",
        "« {title} » : {remaining} ; {n} à terminer en comptant ceux qui viennent avant",
        chosen.place,
        title=md(chosen.title),
        remaining=remaining,
    )


def so_many(here: Here, left: int) -> tuple[int, str]:
    """A number of items, whichever they are."""
    given = st.query_params.get("nombre", "")
    valid = given.isdecimal() and len(given) < 6 and 1 <= int(given) <= MOST
    count = int(given) if valid else min(10, left)
    state.follow_address("forecast_nombre", str(count), count)
    st.number_input(t("Combien d’éléments"), 1, MOST, step=1, key="forecast_nombre", width=180)
    state.keep_in_address("forecast_nombre", "nombre")
    count = int(st.session_state["forecast_nombre"])
    return count, tn("{n} élément, quel qu’il soit", "{n} éléments, quels qu’ils soient", count)


def ask(name: str, label: str, known: list[str], text: Callable[[str], str], width: int = 260) -> str:
    """One of those, the first by default; the address keeps it."""
    key = f"forecast_{name}"
    given = st.query_params.get(name, "")
    state.follow_address(key, given if given in known else known[0])
    if st.session_state[key] not in known:
        st.session_state[key] = known[0]
    st.selectbox(label, known, format_func=text, key=key, width=width)
    state.keep_in_address(key, name)
    return str(st.session_state[key])


WHAT: dict[str, tuple[str, Callable[[Here, int], tuple[int, str]]]] = {
    "tout": (N_("Tout ce qui est à venir"), everything),
    "element": (N_("Jusqu’à un élément"), up_to_item),
    "epopee": (N_("Une épopée"), an_epic),
    "nombre": (N_("Un nombre d’éléments"), so_many),
}
