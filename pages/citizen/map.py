"""Carte: what was reported and what was fixed, on a map and in a table that say the same."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

import streamlit as st

from data.access import Permission
from data.clock import local_day
from data.geography import load_geography
from pages.parts.badges import state_badge
from pages.parts.feedback_box import feedback_box
from pages.parts.request_map import cluster_map
from pages.shell.page import Here, Screen
from pages.shell.texts import N_, ago, label_of, lang, md, number, t, tn
from prototype.map_query import EVERY, OPEN, OVER, PERIODS, STATES, WORDS, read_filters
from prototype.models import State
from prototype.visibility import PublicRequest

SCREEN = Screen(
    path="carte",
    label=N_("Carte"),
    icon=":material/map:",
    permission=Permission.SEE_MAP,
    title=N_("Carte des demandes"),
    answer=N_("Ce qui a été signalé autour de vous, et ce qui a été réglé."),
)
DEFAULTS = {"state": "", "category": "", "district": "", "period": "90"}
ON_MAP, PER_PAGE = 2_000, 20


def show(here: Here) -> None:
    """The filters, the count in a sentence, the map, the table."""
    words = filters(here)
    wanted = read_filters(words, today=local_day(here.services.context.clock()))
    page = int(st.session_state.get("page", 1))
    found = here.services.reading.public_list(by=here.by, filters=wanted, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    st.markdown(f"**{sentence(here, words, found.total)}**")
    if not found.total:
        st.info(t("Rien ne correspond. Élargissez la période, ou choisissez « Toutes les catégories »."))
    if found.total > ON_MAP:
        st.caption(t("La carte montre les {n} plus récentes ; la liste les montre toutes.", n=number(ON_MAP)))
    address = "/map/points?" + urlencode({**words, "lang": lang()})
    cluster_map(address, key="town_map", path="demande" if here.can(Permission.SEE_QUEUE) else "suivre")
    if found.total:
        st.header(t("Les mêmes demandes en liste"), anchor=False)
        table(here, found.rows)
        pages = math.ceil(found.total / PER_PAGE)
        if pages > 1:
            st.pagination(pages, key="page", bind="query-params")
    feedback_box(here, screen="carte")


def filters(here: Here) -> dict[str, str]:
    """The four choices. The address holds them: it can be kept, sent, and gone back to."""
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
            listed[heading.category.code] = heading.category.name_en if lang() == "en" else heading.category.name
        listed |= {each.code: f"– {each.name_en if lang() == 'en' else each.name}" for each in choices}
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


def table(here: Here, rows: tuple[PublicRequest, ...]) -> None:
    """Each request with its link."""
    path = "demande" if here.can(Permission.SEE_QUEUE) else "suivre"
    st.table(
        {
            t("Demande"): [f"[{line(each)}](/{path}?reference={each.reference})" for each in rows],
            t("État"): [state_badge(each.state) for each in rows],
            t("Reçue"): [ago(each.created_at) for each in rows],
        },
        hide_index=True,
        border="horizontal",
        alt=t("Les demandes de la carte, les plus récentes d’abord"),
    )


def line(each: PublicRequest) -> str:
    """What and where, in the person's language."""
    name = each.category_name_en if lang() == "en" else each.category_name
    return md(f"{name}, {each.place}" if each.place else name)
