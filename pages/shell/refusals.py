"""How a refusal is shown: beside its field, summed up at the top, in the person's language; what was typed stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from data.refusals import Problem, Refused
from data.store import Conflict, NotFound
from locales.sentences import SENTENCES
from pages.shell import state
from pages.shell.texts import lang, md, t

T = TypeVar("T")
SUMMARY = "_summary"


def attempt(form: str, act: Callable[[], T]) -> T | bool:
    """Runs a verb: its result (True when it has none), or False once its refusal is shown."""
    try:
        result = act()
    except Refused as refused:
        problems = refused.problems
    except Conflict as conflict:
        problems = (Problem("conflict", "", {"key": conflict.key}),)
    except NotFound:
        problems = (Problem("not_found"),)
    else:
        state.keep_problems(form, ())
        fill(form)
        return True if result is None else result
    state.keep_problems(form, problems)
    fill(form)
    if not state.slots(form):
        st.error(" ".join(sentence(each) for each in problems), icon=":material/error:")
    return False


def problem_of(form: str, field: str) -> None:
    """The place, right under a field, where its refusal shows."""
    state.slots(form)[field] = st.empty()
    fill_field(form, field)


def problems_summary(form: str) -> None:
    """The place at the top of a form where what is refused is summed up."""
    state.slots(form)[SUMMARY] = st.empty()
    fill_summary(form)


def sentence(problem: Problem) -> str:
    """What a refusal says. A fact that has an English twin (`stop`, `stop_en`) is taken in the language."""
    facts = {key: md(value) if isinstance(value, str) else value for key, value in problem.facts.items()}
    if lang() == "en":
        facts |= {key.removesuffix("_en"): value for key, value in facts.items() if key.endswith("_en") and value}
    for key, value in facts.items():
        if isinstance(value, (list, tuple)):
            facts[key] = " ; ".join(md(str(each).rstrip(".")) for each in value)
    return t(SENTENCES[problem.code], **facts)


def fill(form: str) -> None:
    """Shows the refusals of a form in the places that this run has for them."""
    for field in state.slots(form):
        if field != SUMMARY:
            fill_field(form, field)
    fill_summary(form)


def fill_field(form: str, field: str) -> None:
    slot = state.slots(form)[field]
    found = [sentence(each) for each in state.problems(form) if each.field == field]
    if found:
        slot.markdown(f":red[:material/error: **{' '.join(found)}**]")
    else:
        slot.empty()


def fill_summary(form: str) -> None:
    slot, found = state.slots(form).get(SUMMARY), state.problems(form)
    if slot is None:
        return
    if not found:
        slot.empty()
        return
    if len(found) == 1:
        slot.error(sentence(found[0]), icon=":material/error:")
        return
    title = t("{n} choses sont à revoir :", n=len(found))
    slot.error("\n".join([title, "", *(f"- {sentence(each)}" for each in found)]), icon=":material/error:")
