"""Carte: what was reported and what was fixed, on a map and in a list that say the same."""

from __future__ import annotations

import math
from urllib.parse import urlencode

import streamlit as st

from data.access import Permission
from data.clock import local_day
from pages.citizen.map_filters import filters, sentence
from pages.parts.badges import state_badge
from pages.parts.feedback_box import feedback_box
from pages.parts.request_map import cluster_map
from pages.shell.links import link_to
from pages.shell.page import Here, Screen
from pages.shell.texts import N_, ago, either, lang, md, number, t
from prototype.map_query import read_filters
from prototype.visibility import PublicRequest

SCREEN = Screen(
    path="carte",
    label=N_("Carte"),
    icon=":material/map:",
    permission=Permission.SEE_MAP,
    title=N_("Carte des demandes"),
    answer=N_("Ce qui a été signalé autour de vous, et ce qui a été réglé."),
)
ON_MAP, PER_PAGE = 2_000, 20


def show(here: Here) -> None:
    """The filters, the count in a sentence, the map, the list."""
    words = filters(here)
    wanted = read_filters(words, today=local_day(here.services.context.clock()))
    page = int(st.session_state.get("page", 1))
    found = here.services.reading.public_list(by=here.by, filters=wanted, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    st.markdown(f"**{sentence(here, words, found.total)}**")
    if not found.total:
        st.info(t("Rien ne correspond. Élargissez la période, ou choisissez « Toutes les catégories »."))
        link_to("signaler", t("Signaler un problème"), icon=":material/add_location_alt:")
    if found.total > ON_MAP:
        st.caption(t("La carte montre les {n} plus récentes ; la liste les montre toutes.", n=number(ON_MAP)))
    address = "/map/points?" + urlencode({**words, "lang": lang()})
    cluster_map(address, key="town_map", path="demande" if here.can(Permission.SEE_QUEUE) else "suivre")
    if found.total:
        st.header(t("Les mêmes demandes en liste"), anchor=False)
        listed(here, found.rows)
        pages = math.ceil(found.total / PER_PAGE)
        if pages > 1:
            st.pagination(pages, key="page", bind="query-params")
    feedback_box(here, screen="carte")


def listed(here: Here, rows: tuple[PublicRequest, ...]) -> None:
    """Each request with its link, what it is, where it stands, since when."""
    path = "demande" if here.can(Permission.SEE_QUEUE) else "suivre"
    with st.container(gap="xsmall", key="map_rows"):
        for each in rows:
            with st.container(border=True, horizontal=True, vertical_alignment="center", gap="xsmall"):
                link_to(path, f"**{line(each)}**", icon=f":material/{each.icon}:", width=520, reference=each.reference)
                received = t("reçue {ago}", ago=ago(each.created_at))
                st.markdown(f"{state_badge(each.state)} :gray[{received}]", width=360)


def line(each: PublicRequest) -> str:
    """What and where, in the person's language."""
    name = either(each.category_name, each.category_name_en)
    return md(f"{name}, {each.place}" if each.place else name)
