"""The texts of the person who is here: language from the address, their choice, or the browser."""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import StrEnum

import streamlit as st

from locales.labels import LABELS
from locales.texts import N_, Texts, language
from pages.shell import state
from services import get_services

__all__ = [
    "N_",
    "ago",
    "day",
    "either",
    "here_texts",
    "label_of",
    "lang",
    "md",
    "md_lines",
    "moment",
    "number",
    "t",
    "tn",
]

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-!|<>~$:.])")


def lang() -> str:
    """ "fr" or "en"."""
    asked = st.query_params.get("lang")
    if asked:
        st.session_state[state.LANGUAGE] = language(asked)
    return language(st.session_state.get(state.LANGUAGE), st.context.locale)


def here_texts() -> Texts:
    """The texts in that language."""
    return Texts(lang())


def t(message: str, **facts: object) -> str:
    """A French source text in the person's language, with its facts."""
    return here_texts().t(message, **facts)


def tn(one: str, many: str, n: int, **facts: object) -> str:
    """The text for that many; `{n}` is the number."""
    return here_texts().tn(one, many, n, **facts)


def either(french: str, english: str) -> str:
    """The one of two stored texts that is in the person's language; French where nobody wrote the English."""
    return here_texts().either(french, english)


def day(when: date | datetime, *, year: bool = False) -> str:
    """jeu. 26 nov."""
    return here_texts().day(when, year=year)


def moment(when: datetime) -> str:
    """jeu. 26 nov. à 14:02"""
    return here_texts().moment(when)


def ago(when: datetime) -> str:
    """il y a 2 jours"""
    return here_texts().ago(when, get_services().context.clock())


def number(value: float) -> str:
    """1 234,5"""
    return here_texts().number(value)


def label_of(code: StrEnum) -> str:
    """What people read for a code."""
    return t(LABELS[code])


def md(text: str) -> str:
    """What somebody typed, inert in Markdown: shown letter for letter, on one line."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def md_lines(text: str) -> str:
    """The same, its lines kept."""
    return "  \n".join(md(line) for line in text.splitlines())
