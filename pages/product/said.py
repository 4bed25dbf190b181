"""How a feedback is shown: mood, words, where and when."""

from __future__ import annotations

import streamlit as st

from backlog.models import Feedback, FeedbackState, Mood
from pages.parts.badges import state_badge
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.texts import ago, day, either, label_of, md, t

MOODS = {
    Mood.GOOD: ":green[:material/sentiment_satisfied: **{mood}**]",
    Mood.MEDIUM: ":orange[:material/sentiment_neutral: **{mood}**]",
    Mood.BAD: ":red[:material/sentiment_dissatisfied: **{mood}**]",
}


def mood_of(feedback: Feedback) -> str:
    """Markdown: icon, word and colour."""
    return MOODS[feedback.mood].format(mood=label_of(feedback.mood))


def words_of(feedback: Feedback) -> str:
    """Markdown of the comment, inert."""
    nothing = t("Sans commentaire")
    return t("« {words} »", words=md(feedback.comment)) if feedback.comment else f":gray[{nothing}]"


def where_from(here: Here, feedback: Feedback) -> str:
    """Screen, increment, channel and age, in one line of Markdown."""
    titles = {each.key: each for each in here.services.increments.all(by=here.by)}
    increment = titles.get(feedback.increment_key)
    parts = [t("écran « {screen} »", screen=md(feedback.screen))]
    if increment is not None:
        parts.append(t("incrément « {title} »", title=either(increment.title, increment.title_en)))
    parts.append(t("pour le compte de quelqu’un") if feedback.on_behalf else "")
    parts.append(ago(feedback.created_at))
    return ":gray[" + " · ".join(part for part in parts if part) + "]"


def one_line(here: Here, feedback: Feedback) -> None:
    """A row of the list."""
    st.markdown(f"{mood_of(feedback)}  \n{words_of(feedback)}  \n{where_from(here, feedback)}", width="stretch")


def said_card(here: Here, feedback: Feedback) -> None:
    """A feedback with what became of it."""
    with st.container(border=True):
        st.markdown(f"{state_badge(feedback.state)} {mood_of(feedback)}  \n{words_of(feedback)}")
        st.markdown(where_from(here, feedback))
        if feedback.state is FeedbackState.DECLINED:
            st.markdown(t("Raison publiée : {reason}", reason=md(feedback.reason)))
        if feedback.snoozed_until is not None:
            st.markdown(t("Revient le {day}", day=day(feedback.snoozed_until)))
        if feedback.request_reference:
            link_to("suivre", feedback.request_reference, reference=feedback.request_reference)
