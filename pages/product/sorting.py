"""The act of sorting a feedback: then the next one comes up, and this one can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from backlog.models import Feedback
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt
from pages.shell.texts import t


def join(here: Here, feedback: Feedback, number: int) -> None:
    """Adds the voice to that item."""
    done(
        f"join_{feedback.id}",
        feedback,
        lambda: here.services.feedback.join_item(
            by=here.by, feedback_id=feedback.id, version=feedback.version, item_number=number
        ),
        t("La voix est ajoutée à l’élément {number}.", number=number),
    )


def done(form: str, feedback: Feedback, act: Callable[[], object], said: str) -> None:
    """Runs an outcome; then the next feedback comes up, and this one can be taken back."""
    if attempt(form, act):
        st.session_state[state.SORTED] = (feedback.id, feedback.version + 1)
        st.session_state.pop(state.OPINION, None)
        state.flash(said)
        st.rerun()
