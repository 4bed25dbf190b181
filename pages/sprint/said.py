"""What people said, as a review quotes it: their words, never their name."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from backlog.models import Feedback, FeedbackState
from pages.parts.opinion import mood_of, reason_of, words_of
from pages.shell.page import Here
from pages.shell.texts import ago, t

FIRST = 6  # shown before the fold


def verbatims(here: Here, comments: Sequence[Feedback]) -> None:
    """The latest first; the others folded."""
    for each in comments[:FIRST]:
        quote(each)
    if len(comments) > FIRST:
        with st.expander(t("Les avis plus anciens"), key="older_opinions"):
            for each in comments[FIRST:]:
                quote(each)


def quote(feedback: Feedback) -> None:
    """Mood, words, when; the published reason when it was declined."""
    lines = [f"{mood_of(feedback)} :gray[{ago(feedback.created_at)}]", words_of(feedback)]
    if feedback.state is FeedbackState.DECLINED:
        lines.append(reason_of(feedback))
    st.markdown("  \n".join(lines))
