"""« C'est celle-ci »: open requests of the same category close by, followed instead of being made again."""

from __future__ import annotations

import streamlit as st

from data.geography import load_geography
from pages.citizen.draft import FOLLOWED, Draft
from pages.parts.badges import state_badge
from pages.parts.follow_form import follow_form
from pages.shell.page import Here
from pages.shell.texts import ago, md, number, t, tn
from prototype.models import Category
from prototype.views import NearbyRequest


def offer_nearby(here: Here, draft: Draft, category: Category) -> None:
    """Those that the person has not yet set aside."""
    if draft.pin is None or draft.without_map or not load_geography().inside(*draft.pin):
        return
    lon, lat = draft.pin
    found = here.services.reading.nearby(by=here.by, category=category.code, lon=lon, lat=lat)
    found = tuple(each for each in found if each.request.reference not in draft.not_these)
    if not found:
        return
    with st.container(border=True, key="report_nearby"):
        st.subheader(
            tn(
                "Déjà signalé tout près : est-ce cette demande ?",
                "Déjà signalé tout près : est-ce l’une d’elles ?",
                len(found),
            ),
            anchor=False,
        )
        for each in found:
            one(here, draft, each)
        if st.button(t("Non, c’est un autre problème"), key=draft.name("not_these")):
            draft.not_these |= {each.request.reference for each in found}
            st.rerun()


def one(here: Here, draft: Draft, near: NearbyRequest) -> None:
    """A request that may be the same, and the way to follow it."""
    request = near.request
    with st.container(border=True):
        st.markdown(f"{state_badge(request.state)} · {md(request.place)}")
        st.caption(
            t(
                "À {metres} m d’ici, signalée {ago}, référence {reference}",
                metres=number(round(near.metres)),
                ago=ago(request.created_at),
                reference=request.reference,
            )
        )
        if draft.followed == request.reference:
            if follow_form(here, request.reference, key=draft.name("follow")):
                draft.step = FOLLOWED
                st.rerun()
        elif st.button(
            t("C’est celle-ci : je la suis aussi"),
            key=draft.name(f"this_{request.reference}"),
            icon=":material/notifications:",
        ):
            draft.followed = request.reference
            st.rerun()
