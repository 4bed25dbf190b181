"""Suivre: a reference and its code say where the request is; the author can answer, contest, rate."""

from __future__ import annotations

import streamlit as st

from data.access import Permission
from pages.citizen import voices
from pages.citizen.standing import now
from pages.citizen.story import story
from pages.parts.acknowledgement import acknowledgement_words
from pages.parts.badges import state_badge
from pages.parts.feedback_box import feedback_box
from pages.parts.request_map import Point, small_map
from pages.shell.page import Here, Screen
from pages.shell.refusals import attempt, problem_of, problems_summary
from pages.shell.texts import N_, either, label_of, md, t, tn
from prototype.visibility import Followed

SCREEN = Screen(
    path="suivre",
    label=N_("Suivre ma demande"),
    icon=":material/route:",
    permission=Permission.REPORT,
    title=N_("Suivre ma demande"),
    answer=N_("Où en est votre demande, ce que la ville vous répond, et ce que vous pouvez encore dire."),
)
FORM = "follow"


def show(here: Here) -> None:
    """The request first when the address names one; the form to find one; the opinion."""
    reference, code = st.query_params.get("reference", "").strip(), st.query_params.get("code", "").strip()
    problems_summary(FORM)
    found = None
    if reference:
        found = attempt(FORM, lambda: here.services.requests.followed(by=here.by, reference=reference, code=code))
    if isinstance(found, Followed):
        request(here, found, code)
        find()
        feedback_box(here, screen="suivre", reference=found.request.reference)
    else:
        find(reference, code)
        feedback_box(here, screen="suivre")


def find(reference: str = "", code: str = "") -> None:
    """Reference and code, kept in the address so that the page can be kept too; what names nothing stays typed."""
    with st.container(border=True, width=720, key="follow_find"):
        st.header(t("Retrouver une demande"), anchor=False)
        with st.form(FORM, border=False):
            key = f"follow_{reference}_{code}"
            asked = st.text_input(t("Référence"), value=reference, placeholder="TV-2026-000123", key=f"{key}_reference")
            problem_of(FORM, "reference")
            secret = st.text_input(t("Code de suivi (facultatif)"), value=code, key=f"{key}_code", autocomplete="off")
            st.caption(t("Il est sur votre confirmation. Sans lui, vous voyez ce que tout le monde peut voir."))
            if st.form_submit_button(t("Voir la demande"), type="primary"):
                st.query_params["reference"] = asked.strip() or "?"
                st.query_params["code"] = secret.strip()
                st.rerun()


def request(here: Here, found: Followed, code: str) -> None:
    """What it is, where it stands, what was said, what can be done."""
    shown = found.request
    st.header(either(shown.category_name, shown.category_name_en), anchor=False)
    reference = t("Référence {reference}", reference=shown.reference)
    reason = t("Raison : {reason}", reason=md(shown.reason)) if shown.reason else ""
    st.markdown(f"{state_badge(shown.state)} {reference}")
    st.markdown(f"**{now(here, found)}**" + (f"  \n{reason}" if reason else ""))
    if not found.is_author:
        st.info(
            t(
                "Vous voyez ce que tout le monde peut voir. Avec le code de suivi, l’auteur lit aussi les échanges "
                "et peut répondre."
            ),
            icon=":material/visibility:",
        )
    left, right = st.columns([3, 2], gap="large")
    with left:
        story(here, found, code)
        voices.show(here, found, code)
    with right:
        facts(found)


def facts(found: Followed) -> None:
    """Where, who, how many; the map."""
    shown = found.request
    if shown.place:
        st.markdown(f":material/location_on: {md(shown.place)}")
    if shown.lon is not None and shown.lat is not None:
        point = Point(shown.lon, shown.lat, shown.category_name, label_of(shown.state), shown.place, kind="this")
        small_map([point], key=f"follow_map_{shown.reference}")
    if found.team is not None:
        name = either(found.team.name, found.team.name_en)
        st.markdown(t("Service : {team}", team=md(name)))
    if found.followers:
        st.markdown(
            tn("{n} autre personne suit cette demande", "{n} autres personnes suivent cette demande", found.followers)
        )
    if found.acknowledgement is not None:
        with st.expander(t("Accusé de réception"), icon=":material/contract:"):
            st.markdown(acknowledgement_words(found.acknowledgement, shown.reference))
