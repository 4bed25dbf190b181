"""A state as people read it: icon, word and colour, always the three."""

from __future__ import annotations

from enum import StrEnum

from backlog.models import FeedbackState, IncrementState, ItemState, SprintState
from pages.shell.texts import label_of, t
from prototype.models import State

# By class then member: two enumerations may share a code ("planned"), and then their members are equal.
LOOKS: dict[type[StrEnum], dict[StrEnum, tuple[str, str]]] = {
    State: {
        State.RECEIVED: ("mark_email_unread", "blue"),
        State.QUALIFIED: ("checklist", "blue"),
        State.PLANNED: ("event", "violet"),
        State.IN_PROGRESS: ("construction", "violet"),
        State.DONE: ("check_circle", "green"),
        State.NOT_DONE: ("block", "gray"),
        State.TRANSFERRED: ("forward", "gray"),
        State.DUPLICATE: ("content_copy", "gray"),
        State.ANSWER_WANTED: ("contact_support", "orange"),
        State.REOPENING_WANTED: ("undo", "orange"),
        State.REOPENED: ("restart_alt", "orange"),
        State.CANCELLED: ("cancel", "gray"),
    },
    ItemState: {
        ItemState.BACKLOG: ("inventory_2", "gray"),
        ItemState.TODO: ("radio_button_unchecked", "blue"),
        ItemState.DOING: ("construction", "violet"),
        ItemState.REVIEW: ("visibility", "orange"),
        ItemState.DONE: ("check_circle", "green"),
        ItemState.DROPPED: ("cancel", "gray"),
    },
    FeedbackState: {
        FeedbackState.UNSORTED: ("mark_email_unread", "blue"),
        FeedbackState.ITEM: ("link", "green"),
        FeedbackState.DECLINED: ("block", "gray"),
        FeedbackState.SNOOZED: ("snooze", "orange"),
    },
    SprintState: {
        SprintState.PLANNED: ("event", "blue"),
        SprintState.ACTIVE: ("directions_run", "violet"),
        SprintState.CLOSED: ("check_circle", "green"),
        SprintState.CANCELLED: ("cancel", "gray"),
    },
    IncrementState: {
        IncrementState.PLANNED: ("event", "blue"),
        IncrementState.IN_REVIEW: ("visibility", "orange"),
        IncrementState.RELEASED: ("check_circle", "green"),
    },
}


def state_badge(state: StrEnum) -> str:
    """Markdown of a coloured badge: `st.markdown(state_badge(request.state))`, or within a sentence."""
    icon, colour = LOOKS[type(state)][state]
    return f":{colour}-badge[:material/{icon}: {label_of(state)}]"


def late_badge(days: int) -> str:
    """How late something is."""
    words = t("en retard d’un jour") if days == 1 else t("en retard de {days} jours", days=days)
    return f":red-badge[:material/alarm: {words}]"
