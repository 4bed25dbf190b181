"""Demande: everything about one request, and what may be done with it."""

from __future__ import annotations

import streamlit as st

from data.access import Permission
from data.clock import local_day
from pages.desk import actions, facts, said
from pages.desk.timeline import timeline
from pages.desk.wording import district_name, due_words, place_of
from pages.parts.badges import state_badge
from pages.parts.feedback_box import feedback_box
from pages.shell.links import link_to
from pages.shell.page import Here, Screen
from pages.shell.refusals import attempt
from pages.shell.texts import N_, ago, day, either, md, t, tn
from prototype.views import Dossier

SCREEN = Screen(
    path="demande",
    label=N_("Demande"),
    icon=":material/description:",
    permission=Permission.SEE_QUEUE,
    title=N_("Demande"),
    answer="",
)


def show(here: Here) -> None:
    """The request of the address; without one, a search by reference."""
    reference = st.query_params.get("reference", "").strip()
    found = reference and attempt("find", lambda: here.services.reading.find(by=here.by, reference=reference))
    if not found:
        search(reference)
        return
    dossier = here.services.reading.dossier(by=here.by, request_id=str(found))
    show_request(here, dossier)
    feedback_box(here, screen=SCREEN.path, reference=dossier.request.reference)


def search(reference: str) -> None:
    """Finds a request by its reference."""
    with st.form("find_request", width=480):
        typed = st.text_input(
            t("Référence de la demande"), value=reference, placeholder="TV-2026-000123", key="find_reference"
        )
        if st.form_submit_button(t("Ouvrir la demande"), type="primary", icon=":material/search:"):
            st.query_params["reference"] = typed.strip()
            st.rerun()
    link_to("corbeille", t("Voir la corbeille"), icon=":material/inbox:")


def show_request(here: Here, dossier: Dossier) -> None:
    """What it is and what to do first; then, beside each other, what is known and who and what is around."""
    version = actions.version_seen(dossier)
    heading(here, dossier)
    actions.actions(here, dossier, version)
    left, right = st.columns([3, 2], gap="large")
    with left:
        facts.where(here, dossier)
        said.description(here, dossier, version)
        said.photos(here, dossier)
        timeline(here, dossier)
    with right:
        facts.people(dossier)
        facts.around(here, dossier, version)


def heading(here: Here, dossier: Dossier) -> None:
    """Reference, category, state, deadline, place, who is in charge."""
    request = dossier.request
    today = local_day(here.services.context.clock())
    link_to("corbeille", t("Corbeille"), icon=":material/arrow_back:")
    st.header(f"{request.reference} · {either(dossier.category.name, dossier.category.name_en)}", anchor=False)
    due = due_words(request, today, is_late=dossier.is_late)
    st.markdown(f"{state_badge(request.state)} {due}" + (f" :gray[({day(request.due_on)})]" if dossier.is_late else ""))
    lines = [f":material/location_on: {place_of(request)}"]
    if request.district:
        lines[0] += f" ({md(district_name(request.district))})"
    if dossier.team:
        team = either(dossier.team.name, dossier.team.name_en)
        lines.append(f":material/groups: {md(team)}" + (f" · {md(dossier.body.name)}" if dossier.body else ""))
    received = t("reçue {ago}", ago=ago(request.created_at))
    if request.planned_on and request.is_open:
        received += " · " + t("intervention prévue {day}", day=day(request.planned_on))
    lines.append(f":material/schedule: {received}")
    st.markdown("  \n".join(lines))
    if request.reason:
        st.markdown(t("Raison : {reason}", reason=md(request.reason)))
    linked(dossier)


def linked(dossier: Dossier) -> None:
    """The request that this one doubles, and those that double it."""
    if dossier.original is not None:
        label = t("Doublon de {reference}", reference=dossier.original.reference)
        link_to("demande", label, icon=":material/content_copy:", reference=dossier.original.reference)
    if dossier.duplicates:
        st.markdown(tn("{n} doublon suit celle-ci :", "{n} doublons suivent celle-ci :", len(dossier.duplicates)))
        with st.container(horizontal=True):
            for each in dossier.duplicates:
                link_to("demande", each.reference, reference=each.reference)
