"""A feedback as the product owner reads it: its words, where it comes from, what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

from backlog.models import Feedback, FeedbackState, Item
from data.access import Role
from pages.parts.badges import state_badge
from pages.parts.opinion import mood_of, reason_of, words_of
from pages.shell.links import can_go, link_to
from pages.shell.page import Here
from pages.shell.texts import ago, day, either, label_of, md, t


@dataclass(frozen=True)
class Origins:
    """What it takes to say where feedbacks come from, read once for a page of them."""

    increments: Mapping[str, str]
    roles: Mapping[str, Role]

    def of(self, feedback: Feedback) -> str:
        """Screen, increment, who and when, in one line of Markdown; a role, never a name."""
        parts = [t("écran « {screen} »", screen=md(feedback.screen))]
        if feedback.increment_key in self.increments:
            parts.append(t("incrément « {title} »", title=md(self.increments[feedback.increment_key])))
        role = label_of(self.roles.get(feedback.given_by, Role.INHABITANT))
        parts.append(t("pour le compte de quelqu’un, par : {role}", role=role) if feedback.on_behalf else role)
        parts.append(ago(feedback.created_at))
        return ":gray[" + " · ".join(parts) + "]"


def origins(here: Here) -> Origins:
    """The titles of the increments, the roles of the accounts."""
    increments = here.services.increments.all(by=here.by)
    return Origins(
        {each.key: either(each.title, each.title_en) for each in increments},
        {each.id: each.role for each in here.services.sessions.accounts()},
    )


def items_of(here: Here, feedbacks: Iterable[Feedback]) -> dict[str, Item]:
    """The items that those feedbacks are behind, by id."""
    return here.services.items.some(by=here.by, ids={each.item_id for each in feedbacks if each.item_id})


def whole(feedback: Feedback, known: Origins) -> str:
    """Markdown of a feedback: mood, words, where it comes from."""
    return f"{mood_of(feedback)}  \n{words_of(feedback)}  \n{known.of(feedback)}"


def request_link(feedback: Feedback) -> None:
    """The request that it is about, as the desk or as everybody sees it."""
    if feedback.request_reference:
        path = "demande" if can_go("demande") else "suivre"
        label = t("Demande {reference}", reference=md(feedback.request_reference))
        link_to(path, label, icon=":material/assignment:", reference=feedback.request_reference)


def said_card(feedback: Feedback, known: Origins, item: Item | None) -> None:
    """A feedback with what became of it."""
    st.markdown(f"{state_badge(feedback.state)} {whole(feedback, known)}")
    if item is not None:
        link_to("element", f"{item.number} · {md(item.title)}", item=str(item.number))
    if feedback.state is FeedbackState.DECLINED:
        st.markdown(reason_of(feedback))
    if feedback.snoozed_until is not None:
        st.markdown(t("Revient le {day}", day=day(feedback.snoozed_until)))
    request_link(feedback)
