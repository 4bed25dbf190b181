"""The filters of the list in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from backlog.listing import NONE
from pages.product.list_address import FLAGS, MANY, NOBODY, Choices, go_to_query
from pages.shell.texts import N_, label_of, md, t

LABELS = {
    "mots": N_("Chercher"),
    "nature": N_("Nature"),
    "etat": N_("État"),
    "priorite": N_("Priorité MoSCoW"),
    "epopee": N_("Épopée"),
    "etiquette": N_("Étiquettes"),
    "personne": N_("Personne"),
    "sprint": N_("Sprint"),
    "ordre": N_("Ordre"),
    "sans_estimation": N_("Sans estimation"),
    "bloque": N_("Bloqués"),
    "prive": N_("Privés"),
}


def filters_said(asked: dict[str, Any], known: Choices) -> None:
    """The filters that are on, in words, and the way to take them all off."""
    parts = []
    if asked["mots"].strip():
        parts.append(t("« {words} »", words=md(asked["mots"])))
    for name in MANY:
        parts += [label_of(each) for each in asked[name]]
    parts += [md(tag) for tag in asked["etiquette"]]
    names: dict[str, Callable[[str], str]] = {"personne": person_name, "sprint": sprint_name}
    names["epopee"] = lambda each: epic_name(each, known)
    parts += [md(say(asked[name])) for name, say in names.items() if asked[name]]
    parts += [t(LABELS[name]) for name in FLAGS if asked[name]]
    if parts:
        with st.container(horizontal=True, vertical_alignment="center", key="backlog_filters_said"):
            said = t("Filtré par : {filters}", filters=" · ".join(parts))
            st.markdown(f":gray[{said}]", width="content")
            st.button(
                t("Tout afficher"),
                key="backlog_clear",
                icon=":material/filter_list_off:",
                type="tertiary",
                on_click=go_to_query,
                args=({},),
            )


def epic_name(epic: str, known: Choices) -> str:
    """The title of an epic as the filter shows it."""
    if epic in known.epics:
        return known.epics[epic].title
    return t("Sans épopée") if epic == NONE else t("Toutes")


def sprint_name(number: str) -> str:
    """A sprint as the filter shows it."""
    if number in ("", NONE):
        return t("Hors sprint") if number else t("Tous")
    return t("Sprint {number}", number=number)


def person_name(name: str) -> str:
    """A person as the filter shows them."""
    return t("Personne ne s’en occupe") if name == NOBODY else name or t("Tout le monde")
