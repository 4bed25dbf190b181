"""Search, filters and order of the list; the address keeps them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from backlog.listing import NONE
from backlog.models import ItemOrder
from data.access import Permission
from pages.product.filter_words import LABELS, epic_name, person_name, sprint_name
from pages.product.list_address import FLAGS, MANY, NOBODY, Choices, field_key, write_field
from pages.shell import state
from pages.shell.page import Here
from pages.shell.texts import label_of, t


def search_field(asked: dict[str, Any]) -> None:
    """Words, a number: accents and typos are forgiven."""
    hold("mots", asked)
    label = LABELS["mots"]
    st.text_input(
        t(label),
        key=field_key("mots"),
        icon=":material/search:",
        placeholder=t("Mots ou numéro"),
        width=280,
        on_change=write_field,
        args=("mots",),
    )


def order_field(asked: dict[str, Any]) -> None:
    """The order decided, or another look at the same items."""
    hold("ordre", asked)
    label = LABELS["ordre"]
    st.selectbox(
        t(label),
        list(ItemOrder),
        format_func=label_of,
        key=field_key("ordre"),
        width=220,
        on_change=write_field,
        args=("ordre",),
    )


def filters_panel(here: Here, asked: dict[str, Any], known: Choices) -> None:
    """Every filter, folded: how many are on is in its name."""
    on = sum(bool(asked[name]) for name in asked if name not in ("mots", "ordre"))
    label = t("Filtres ({n})", n=on) if on else t("Filtres")
    with st.popover(label, icon=":material/filter_list:", key="backlog_filters_panel"):
        for name, codes in MANY.items():
            several(name, asked, list(codes), label_of)
        several("etiquette", asked, list(known.tags), str)
        one("epopee", asked, ["", NONE, *known.epics], lambda each: epic_name(each, known))
        one("sprint", asked, ["", NONE, *known.sprints], sprint_name)
        one("personne", asked, ["", NOBODY, *known.people], person_name)
        for name in FLAGS:
            if name != "prive" or here.can(Permission.EDIT_BACKLOG):
                hold(name, asked)
                st.checkbox(t(LABELS[name]), key=field_key(name), on_change=write_field, args=(name,))


def several(name: str, asked: dict[str, Any], options: Sequence[Any], text: Callable[[Any], str]) -> None:
    """A filter that takes several values."""
    hold(name, asked)
    label = t(LABELS[name])
    st.multiselect(
        label,
        options,
        format_func=text,
        key=field_key(name),
        placeholder=t("Tout"),
        on_change=write_field,
        args=(name,),
    )


def one(name: str, asked: dict[str, Any], options: Sequence[str], text: Callable[[str], str]) -> None:
    """A filter that takes one."""
    hold(name, asked)
    label = t(LABELS[name])
    st.selectbox(label, options, format_func=text, key=field_key(name), on_change=write_field, args=(name,))


def hold(name: str, asked: dict[str, Any]) -> None:
    """The widget shows what the address asks for."""
    state.set_field(field_key(name), asked[name])
