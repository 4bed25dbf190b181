"""The four choices of the map. The address holds them, so that it can be kept, sent, and gone back to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from data.geography import load_geography
from pages.shell.page import Here
from pages.shell.texts import either, label_of, t, tn
from prototype.map_query import EVERY, OPEN, OVER, PERIODS, STATES, WORDS
from prototype.models import State

DEFAULTS = {"state": "", "category": "", "district": "", "period": "90"}


def filters(here: Here) -> dict[str, str]:
    """Shows them as the address has them; what it holds that means nothing is the default."""
    geography = load_geography()
    options: dict[str, dict[str, str]] = {
        "state": {"": t("Tous les états"), OPEN: t("Ouvertes"), OVER: t("Closes")}
        | {code: label_of(State(code)) for code in STATES if code not in (OPEN, OVER)},
        "category": {"": t("Toutes les catégories")} | categories(here),
        "district": {"": t("Tous les quartiers")} | {each.code: each.name for each in geography.districts},
        "period": {each: period(each) for each in PERIODS},
    }
    labels = {"state": t("État"), "category": t("Catégorie"), "district": t("Quartier"), "period": t("Période")}
    words = {}
    left, right = st.columns(2)
    rows = (left.container(horizontal=True), right.container(horizontal=True))  # two by two on a phone
    for position, word in enumerate(WORDS):
        asked = st.query_params.get(word, DEFAULTS[word])
        words[word] = asked if asked in options[word] else DEFAULTS[word]
        key = f"map_{word}"
        st.session_state[key] = words[word]
        rows[position // 2].selectbox(
            labels[word], list(options[word]), format_func=options[word].get, key=key, on_change=keep(word, key)
        )
    return words


def keep(word: str, key: str) -> Callable[[], None]:
    """Writes a choice in the address; the list starts again at its first page."""

    def write() -> None:
        chosen = st.session_state[key]
        st.session_state["page"] = 1
        if chosen == DEFAULTS[word]:
            st.query_params.pop(word, None)
        else:
            st.query_params[word] = chosen

    return write


def categories(here: Here) -> dict[str, str]:
    """Themes, each followed by what it holds; those that are never public are not listed."""
    listed: dict[str, str] = {}
    for heading in here.services.categories.headings():
        choices = [each for each in heading.choices if each.is_public]
        if choices:
            listed[heading.category.code] = either(heading.category.name, heading.category.name_en)
        listed |= {each.code: f"– {either(each.name, each.name_en)}" for each in choices}
    return listed


def period(days: str) -> str:
    """What a period is called."""
    return t("Depuis le début") if days == EVERY else t("{n} derniers jours", n=days)


def sentence(here: Here, words: Mapping[str, str], total: int) -> str:
    """How many, and what was kept."""
    parts = [tn("{n} demande", "{n} demandes", total)]
    if words["state"]:
        state = words["state"]
        parts.append({OPEN: t("Ouvertes"), OVER: t("Closes")}.get(state) or label_of(State(state)))
    if words["category"]:
        parts.append(categories(here)[words["category"]].removeprefix("– "))
    if words["district"]:
        parts.append(load_geography().name_of(words["district"]))
    return " · ".join([*parts, period(words["period"])])
