"""What can be done to many items: the field that each act asks for, and the verb that it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from backlog.bulk import Done
from backlog.models import ItemKind, Moscow, Place, SprintState
from data.access import Permission
from pages.product.list_address import Choices
from pages.shell.page import Here
from pages.shell.refusals import problem_of
from pages.shell.texts import N_, label_of, t

Act = Callable[[Mapping[str, int]], Done]
ACTS = {
    "add_tags": (N_("Ajouter des étiquettes"), Permission.EDIT_BACKLOG),
    "remove_tags": (N_("Enlever des étiquettes"), Permission.EDIT_BACKLOG),
    "epic_id": (N_("Changer d’épopée"), Permission.EDIT_BACKLOG),
    "assignee": (N_("Confier à quelqu’un"), Permission.EDIT_BACKLOG),
    "kind": (N_("Changer la nature"), Permission.EDIT_BACKLOG),
    "estimate": (N_("Estimer"), Permission.EDIT_BACKLOG),
    "moscow": (N_("Changer la priorité MoSCoW"), Permission.EDIT_BACKLOG),
    "top": (N_("Mettre en tête du backlog"), Permission.RANK_BACKLOG),
    "bottom": (N_("Mettre à la fin du backlog"), Permission.RANK_BACKLOG),
    "sprint": (N_("Mettre dans un sprint"), Permission.PLAN_SPRINT),
    "drop": (N_("Abandonner"), Permission.RANK_BACKLOG),
}
OPEN = (SprintState.PLANNED, SprintState.ACTIVE)


def ask(here: Here, name: str, known: Choices, form: str) -> Act | None:
    """Asks what the act needs; the act, ready for the chosen items, or None while it cannot be."""
    bulk, by, key = here.services.bulk, here.by, f"bulk_{name}"
    if name in ("top", "bottom"):
        return lambda chosen: bulk.move(by=by, chosen=chosen, place=Place(name))
    if name == "drop":
        reason = st.text_input(t("Raison, gardée dans l’historique"), key=key)
        problem_of(form, "reason")
        return lambda chosen: bulk.drop(by=by, chosen=chosen, reason=reason)
    if name == "sprint":
        return into_sprint(here, known, key)
    if name in ("add_tags", "remove_tags"):
        more = name == "add_tags"
        hint = t("Choisir ou écrire") if more else t("Choisir")
        tags = st.multiselect(t("Étiquettes"), list(known.tags), accept_new_options=more, key=key, placeholder=hint)
        problem_of(form, "tags")
        return lambda chosen: bulk.edit(by=by, chosen=chosen, **{name: tags})
    value = field_value(name, known, key)
    problem_of(form, name)
    return lambda chosen: bulk.edit(by=by, chosen=chosen, **{name: value})


def field_value(name: str, known: Choices, key: str) -> object:
    """The value to give to a field."""
    if name == "kind":
        return st.selectbox(t("Nature"), list(ItemKind), format_func=label_of, key=key)
    if name == "moscow":
        return st.selectbox(
            t("Priorité MoSCoW"),
            [None, *Moscow],
            format_func=lambda each: label_of(each) if each else t("Aucune"),
            key=key,
        )
    if name == "epic_id":
        epics = {"": t("Aucune"), **{each.id: each.title for each in known.epics.values() if not each.is_closed}}
        return st.selectbox(t("Épopée"), list(epics), format_func=epics.__getitem__, key=key) or None
    if name == "estimate":
        return st.number_input(
            t("Estimation en points (vide : on ne sait pas encore)"),
            value=None,
            min_value=0.0,
            max_value=1000.0,
            step=1.0,
            format="%g",
            key=key,
        )
    people = ["", *known.people]
    return st.selectbox(
        t("Personne qui s’en occupe"),
        people,
        format_func=lambda each: each or t("Personne"),
        accept_new_options=True,
        key=key,
    )


def into_sprint(here: Here, known: Choices, key: str) -> Act | None:
    """The open sprints, or a word when there is none."""
    sprints = {each.id: each.number for each in known.sprints.values() if each.state in OPEN}
    if not sprints:
        st.info(t("Aucun sprint n’est prévu ni en cours : préparez-en un d’abord."), icon=":material/event:")
        return None
    sprint_id = st.selectbox(
        t("Sprint"), list(sprints), format_func=lambda each: t("Sprint {number}", number=sprints[each]), key=key
    )
    return lambda chosen: here.services.bulk.pull(by=here.by, chosen=chosen, sprint_id=sprint_id)
