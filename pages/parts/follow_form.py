"""How somebody asks to be told about a request that another person made."""

from __future__ import annotations

import streamlit as st

from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import t
from prototype.models import ContactDetails


def follow_form(here: Here, reference: str, *, key: str) -> bool:
    """An address or a number; True on the run in which the person has become a follower."""
    name = f"{key}_{reference}"
    with st.form(name, border=False):
        email = st.text_input(t("Votre adresse e-mail"), autocomplete="email", key=f"{name}_email")
        problem_of(name, "email")
        phone = st.text_input(t("ou votre téléphone"), autocomplete="tel", key=f"{name}_phone")
        problem_of(name, "phone")
        st.caption(t("Ils servent à vous dire où en est cette demande, et à rien d’autre."))
        sent = st.form_submit_button(t("Suivre cette demande"), type="primary")
    if not sent:
        return False
    contact = ContactDetails(email=email, phone=phone)
    return bool(attempt(name, lambda: here.services.requests.follow(by=here.by, reference=reference, contact=contact)))
