"""Putting back a whole project of ours, where there is none yet."""

from __future__ import annotations

import streamlit as st

from pages.shell import state
from pages.shell.links import go_to
from pages.shell.page import Here
from pages.shell.refusals import attempt
from pages.shell.texts import t

FORM = "import"


def import_project(here: Here, content: bytes) -> None:
    """Counts what is in it; everything or nothing comes in."""
    exports = here.services.exports
    found = attempt(FORM, lambda: exports.import_project(by=here.by, file=content, preview=True))
    if not isinstance(found, dict):
        return
    st.markdown(
        t(
            "Un projet entier de Boucle : {items} éléments, {sprints} sprints, {feedbacks} avis.",
            items=here.number(found.get("item", 0)),
            sprints=here.number(found.get("sprint", 0)),
            feedbacks=here.number(found.get("feedback", 0)),
        )
    )
    if st.button(t("Reprendre ce projet"), type="primary", key="import_project") and attempt(
        FORM, lambda: exports.import_project(by=here.by, file=content)
    ):
        state.flash(t("Le projet est repris, avec son historique."))
        go_to("backlog")
