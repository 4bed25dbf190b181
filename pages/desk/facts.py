"""What is around a request: where it is, who made it, what others reported close by."""

from __future__ import annotations

import streamlit as st

from data.access import Permission
from pages.desk.decision_form import decide
from pages.desk.wording import muted, place_of
from pages.parts.badges import state_badge
from pages.parts.request_map import Point, small_map
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.texts import ago, either, label_of, md, number, t, tn
from prototype.duplicates import Near
from prototype.models import ContactKind, Decision, Details, Request
from prototype.views import Dossier

SHOWN, LISTED = 6, 20  # neighbours before one asks for more, and in all; the map has every one


def where(here: Here, dossier: Dossier) -> None:
    """The place and its neighbours on a map."""
    request = dossier.request
    if request.lon is None or request.lat is None:
        st.info(t("Le lieu est décrit avec des mots, sans point sur la carte."), icon=":material/location_off:")
        return
    names = category_names(here)
    points = [point(names, request, "this")]
    points += [point(names, each.request, "open" if each.request.is_open else "over") for each in dossier.neighbours]
    small_map(points, path="demande", key=f"map_{request.id}")


def category_names(here: Here) -> dict[str, str]:
    """What people call each category, by its code."""
    return {each.code: either(each.name, each.name_en) for each in here.services.categories.all()}


def point(names: dict[str, str], request: Request, kind: str) -> Point:
    """The marker of a request that has a place."""
    return Point(
        lon=request.lon or 0.0,
        lat=request.lat or 0.0,
        label=names[request.category],
        state=label_of(request.state),
        place=request.place or request.place_label,
        reference=request.reference,
        kind=kind,
    )


def people(dossier: Dossier) -> None:
    """Who made the request and how to reach them, how many follow it."""
    st.header(t("Habitant"), anchor=False)
    author = next((each for each in dossier.contacts if each.kind is ContactKind.AUTHOR), None)
    if author is None:
        st.markdown(t("Demande sans coordonnées : l’habitant suit sa demande avec son code."))
    else:
        lines = ((author.name, "person"), (author.email, "mail"), (author.phone, "call"))
        st.markdown("  \n".join(f":material/{icon}: {md(value)}" for value, icon in lines if value))
    if dossier.followers:
        following = tn("{n} autre personne suit", "{n} autres personnes suivent", dossier.followers)
    else:
        following = t("Personne d’autre ne suit")
    st.markdown(f":material/group: {following}")
    if dossier.request.mood is not None:
        st.markdown(t("Après la clôture : {mood}", mood=label_of(dossier.request.mood)))
    st.markdown(muted(t("Reçue par : {channel}", channel=label_of(dossier.request.channel))))


def around(here: Here, dossier: Dossier, version: int) -> None:
    """Recent requests within 250 m, closest first; one of them may be the same."""
    st.header(t("À moins de 250 m, depuis 12 semaines"), anchor=False)
    if not dossier.neighbours:
        st.markdown(t("Aucune autre demande."))
    names = category_names(here)
    for near in dossier.neighbours[:SHOWN]:
        neighbour(here, dossier, near, version, names)
    others = dossier.neighbours[SHOWN:LISTED]
    if others:
        with st.expander(tn("{n} autre un peu plus loin", "{n} autres un peu plus loin", len(others))):
            for near in others:
                neighbour(here, dossier, near, version, names)


def neighbour(here: Here, dossier: Dossier, near: Near, version: int, names: dict[str, str]) -> None:
    """One of them, with « C’est la même » where that may be said."""
    request = near.request
    with st.container(border=True, gap="xsmall"):
        link_to("demande", f"{names[request.category]} · {request.reference}", reference=request.reference)
        metres = t("à {metres} m", metres=number(round(near.metres)))
        received = t("reçue {ago}", ago=ago(request.created_at))
        st.markdown(f"{state_badge(request.state)} {metres}, {place_of(request)}, {received}")
        may = Decision.MARK_DUPLICATE in dossier.decisions and here.can(Permission.HANDLE_REQUEST)
        if may and request.is_open and request.category == dossier.request.category:
            key = f"same_{request.id}_{state.decided(dossier.request.id)}"
            if st.button(t("Doublon de celle-ci"), icon=":material/content_copy:", key=key):
                decide(here, dossier, version, Decision.MARK_DUPLICATE, Details(duplicate_of=request.reference))
