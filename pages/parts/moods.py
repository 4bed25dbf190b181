"""Three smileys: how they are asked, how an answer reads."""

from __future__ import annotations

from enum import StrEnum

from backlog.models import Mood
from pages.shell.texts import label_of

# Requests and opinions each have their enumeration of moods, with the same codes: either finds its own here.
SMILEYS: dict[StrEnum, tuple[str, str]] = {
    Mood.GOOD: ("satisfied", "green"),
    Mood.MEDIUM: ("neutral", "orange"),
    Mood.BAD: ("dissatisfied", "red"),
}


def smiley(mood: StrEnum) -> str:
    """Icon and word, for a choice."""
    return f":material/sentiment_{SMILEYS[mood][0]}: {label_of(mood)}"


def mood_said(mood: StrEnum) -> str:
    """Markdown: icon, word and colour."""
    icon, colour = SMILEYS[mood]
    return f":{colour}[:material/sentiment_{icon}: **{label_of(mood)}**]"
