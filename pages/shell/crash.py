"""What people read when a page fails: a number to quote, never a stack trace."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from pages.shell.texts import t

LOG = logging.getLogger("boucle.pages")


def tell(problem: Exception) -> bool:
    """Logs the failure under a number and shows the number; True, so that Streamlit shows nothing more."""
    incident = secrets.token_hex(4)
    LOG.error("incident %s", incident, exc_info=problem)
    st.error(
        t(
            "La page n’a pas pu s’afficher, et rien n’a été enregistré à moitié. Rechargez-la ; si cela continue, "
            "signalez l’incident {incident}.",
            incident=incident,
        ),
        icon=":material/error:",
    )
    return True
