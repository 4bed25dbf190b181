"""The questions that a category asks more, and the answers that stop a report because the town is not who can help."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.citizen import draft as drafts
from pages.citizen.draft import Draft
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import problem_of
from pages.shell.texts import either, t
from prototype.models import Category, Choice, Question, QuestionKind


def ask(here: Here, draft: Draft, category: Category, question: Question) -> None:
    """One question of the category; an answer that stops the report says at once who can help."""
    label = either(question.text, question.text_en)
    label = label if question.required else t("{question} (facultatif)", question=label)
    key = draft.name(f"{category.code}_{question.code}")
    if question.kind is QuestionKind.CHOICE:
        choices = {each.key: each for each in question.choices}
        given = st.radio(
            label,
            list(choices),
            index=None,
            format_func=lambda code: either(choices[code].text, choices[code].text_en),
            key=state.hold(key),
            persist_state="session",
        )
        stop(choices.get(given or ""))
    elif question.kind is QuestionKind.DATE:
        ask_date(key, label)
    else:
        st.text_input(label, key=key, persist_state="session", max_chars=500)
    problem_of(drafts.FORM, f"answers.{question.code}")


def ask_date(key: str, label: str) -> None:
    """A day that has come."""
    st.date_input(
        label,
        value=None,
        min_value=date(1990, 1, 1),
        max_value="today",
        format="DD/MM/YYYY",
        key=key,
        persist_state="session",
    )


def stop(choice: Choice | None) -> None:
    """Who to call instead."""
    if choice is not None and choice.stop:
        words = either(choice.stop, choice.stop_en)
        st.error(words, icon=":material/front_hand:")
