"""The two forms of an epic: a new one, another name and colour for one."""

from __future__ import annotations

import streamlit as st

from backlog.models import Epic
from pages.product.meanwhile import changed_meanwhile
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import md, t

FORM = "epic"
COLOUR = "#0072B2"  # the first of the charts' palette


def edit_epic(here: Here, epic: Epic) -> None:
    """Another name, another colour."""
    form = f"epic_{epic.id}"
    version, before = state.opened_on(form, epic.version, {"title": epic.title, "colour": epic.colour})
    with st.form(f"{form}_form", border=False):
        title = st.text_input(t("Nom de l’épopée"), value=before["title"], key=f"{form}_{version}_title")
        problem_of(form, "title")
        colour = st.color_picker(t("Couleur"), value=before["colour"], key=f"{form}_{version}_colour")
        problem_of(form, "")
        sent = st.form_submit_button(t("Enregistrer"), type="primary", key=f"{form}_save")
        if sent and attempt(
            form,
            lambda: here.services.goals.edit_epic(
                by=here.by, epic_id=epic.id, version=version, title=title, colour=colour
            ),
        ):
            state.close_form(form)
            state.count_act(form)
            st.toast(t("L’épopée « {title} » est enregistrée.", title=md(title)), icon=":material/check_circle:")
            st.rerun()
        changed_meanwhile(form, version != epic.version, epic.title)


def new_epic(here: Here) -> None:
    """A name and a colour."""
    key = f"{FORM}_{state.acts(FORM)}"
    with st.form("new_epic", border=False):
        title = st.text_input(t("Nom de l’épopée"), key=f"{key}_title")
        problem_of("new_epic", "title")
        colour = st.color_picker(t("Couleur"), value=COLOUR, key=f"{key}_colour")
        sent = st.form_submit_button(t("Ajouter l’épopée"), type="primary")
    if sent and attempt("new_epic", lambda: here.services.goals.add_epic(by=here.by, title=title, colour=colour)):
        state.count_act(FORM)
        st.toast(t("L’épopée « {title} » est ajoutée.", title=md(title)), icon=":material/check_circle:")
        st.rerun()
