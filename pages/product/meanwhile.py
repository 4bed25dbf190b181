"""In a form: what somebody else wrote while it was open, and the way on."""

from __future__ import annotations

import streamlit as st

from pages.shell import state
from pages.shell.texts import md, t


def changed_meanwhile(form: str, changed: bool, now: str) -> None:
    """Once a conflict has been refused: what the thing says now; what is typed stays until one asks to start again."""
    if not changed or not any(each.code == "conflict" for each in state.problems(form)):
        return
    st.warning(t("Quelqu’un d’autre a écrit : « {now} ».", now=md(now)), icon=":material/compare_arrows:")
    if st.form_submit_button(t("Repartir de la version actuelle"), icon=":material/refresh:", key=f"{form}_reload"):
        state.close_form(form)
        st.rerun()
