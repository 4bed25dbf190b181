"""A new item of the backlog, in a few fields."""

from __future__ import annotations

import streamlit as st

from backlog.models import ItemKind
from pages.shell import state
from pages.shell.links import go_to
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import label_of, t

FORM = "new_item"


def new_item(here: Here) -> None:
    """Title and kind; the rest is written on the item's own page, which opens."""
    with (
        st.popover(t("Ajouter un élément"), icon=":material/add:", type="primary", key="add_item"),
        st.form(FORM, border=False),
    ):
        title = st.text_input(t("Titre"), key="new_item_title")
        problem_of(FORM, "title")
        kind = st.selectbox(t("Nature"), list(ItemKind), format_func=label_of, key="new_item_kind")
        if st.form_submit_button(t("Ajouter en bas du backlog"), type="primary"):
            made = attempt(FORM, lambda: here.services.items.add(by=here.by, kind=kind, title=title))
            if made:
                state.flash(t("L’élément est ajouté : complétez-le ici."))
                go_to("element", item=str(made.number))
