"""An opinion as people read it: its mood and its words, never its author."""

from __future__ import annotations

from backlog.models import Feedback
from pages.parts.moods import mood_said
from pages.shell.texts import md, t


def mood_of(feedback: Feedback) -> str:
    """Markdown: icon, word and colour."""
    return mood_said(feedback.mood)


def words_of(feedback: Feedback) -> str:
    """Markdown of the comment, inert."""
    nothing = t("Sans commentaire")
    return t("« {words} »", words=md(feedback.comment)) if feedback.comment else f":gray[{nothing}]"


def reason_of(feedback: Feedback) -> str:
    """Markdown: why it was declined, as its author reads it."""
    return t("Raison publiée : {reason}", reason=md(feedback.reason))
