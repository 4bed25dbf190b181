"""The inputs of the four methods, each saved as soon as it changes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from backlog.models import Item, KanoAnswer, Method, Moscow
from backlog.prioritisation import SCALES, Rated
from backlog.priority_rows import INPUTS as INPUTS_OF
from data.access import Permission
from pages.product.priority_words import DASH, INPUTS, choice_words
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problems_summary
from pages.shell.texts import md, t

FORM = "priority"
CHOICES: dict[str, tuple[Any, ...]] = {
    **SCALES,
    "moscow": tuple(Moscow),
    "kano_functional": tuple(KanoAnswer),
    "kano_dysfunctional": tuple(KanoAnswer),
}


def keep_rating(here: Here) -> bool:
    """Acts on the input that has just changed; whether something was written. The refusal stands here."""
    problems_summary(FORM)
    answer = state.take_answer(FORM)
    if answer is None:
        return False
    item_id, version, title, name, value = answer
    value = None if value == "" else value
    verbs, key = here.services.prioritisation, {"by": here.by, "item_id": item_id, "version": version}
    if value is True:
        kept = attempt(FORM, lambda: verbs.take_evidence(**key, field=name))
    else:
        kept = attempt(FORM, lambda: verbs.rate(**key, **{name: value}))
    label = t(INPUTS[name])
    if kept:
        st.toast(t("« {title} » : {input} enregistrée.", title=md(title), input=label), icon=":material/check_circle:")
    elif value is not True:
        wanted = choice_words(name, value)
        st.warning(t("Vous vouliez : {input} {value}, pour « {title} ».", input=label, value=wanted, title=md(title)))
    return bool(kept)


Words = dict[str, dict[Any, str]]


def words_of(method: Method) -> Words:
    """What people read for each choice of each input of a method; made once for all the rows of a page."""
    return {
        name: {value: choice_words(name, value) for value in ("", *CHOICES[name])}
        for name in INPUTS_OF[method]
        if name in CHOICES
    }


def rating_fields(here: Here, item: Item, method: Method, words: Words, width: int) -> None:
    """The inputs of a method, side by side."""
    for name in INPUTS_OF[method]:
        rating_field(here, item, name, words.get(name), width)


def rating_field(here: Here, item: Item, name: str, words: dict[Any, str] | None, width: int) -> None:
    """One input, to change or only to read; a choice between words, or a number."""
    stored = getattr(item.priority, name)
    frozen = not here.can(Permission.EDIT_BACKLOG)
    key = f"{FORM}_{name}_{item.id}_{item.version}"
    changed = {"on_change": state.keep_answer, "args": (FORM, key, item.id, item.version, item.title, name)}
    if words is not None:
        options = list(words)
        st.selectbox(
            t(INPUTS[name]),
            options,
            index=options.index("" if stored is None else stored),
            format_func=words.__getitem__,
            key=key,
            width=width,
            disabled=frozen,
            **changed,
        )
        return
    least = 0.5 if name == "rice_effort" else 0.0
    st.number_input(
        t(INPUTS[name]), min_value=least, value=stored, step=0.5 if name == "rice_effort" else 1.0,
        format="%g", placeholder=DASH, key=key, width=width, disabled=frozen, **changed,
    )  # fmt: skip


def take_button(here: Here, row: Rated, name: str) -> None:
    """Where a value comes from; the button that takes the one that evidence proposes."""
    item, proposed = row.item, row.evidence.proposal(name)
    if proposed is None:
        return
    if getattr(item.priority, name) == proposed:
        if name in row.fed:
            words = t("{input} reprise des avis", input=t(INPUTS[name]))
            st.markdown(f":green-badge[:material/record_voice_over: {words}]", width="content")
        return
    if here.can(Permission.EDIT_BACKLOG):
        key = f"{FORM}_take_{name}_{item.id}_{item.version}"
        st.button(
            t("Reprendre cette valeur : {input} {value}", input=t(INPUTS[name]).lower(), value=here.number(proposed)),
            key=key,
            icon=":material/record_voice_over:",
            type="tertiary",
            on_click=state.keep_answer,
            args=(FORM, key, item.id, item.version, item.title, name),
        )
