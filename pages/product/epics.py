"""The epics: how far each is; named, coloured, ordered, closed."""

from __future__ import annotations

from html import escape

import streamlit as st

from backlog.models import Epic, Place
from backlog.views import EpicProgress
from data.access import Permission
from pages.product.epic_forms import FORM, edit_epic, new_epic
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.refusals import attempt
from pages.shell.texts import label_of, md, t, tn


def epics_section(here: Here) -> None:
    """Those that are open, one more, then those that are closed."""
    st.header(t("Épopées"), anchor=False)
    every = here.services.goals.epic_progress(by=here.by)
    opened = [each for each in every if not each.epic.is_closed]
    closed = [each for each in every if each.epic.is_closed]
    if not every:
        st.markdown(t("Aucune épopée : un grand thème qui réunit plusieurs éléments, et dont on suit l’avancée."))
    for each in opened:
        one_epic(here, each)
    if here.can(Permission.EDIT_BACKLOG):
        with st.popover(t("Ajouter une épopée"), icon=":material/add:", key=f"add_epic_{state.acts(FORM)}"):
            new_epic(here)
    if closed:
        with st.expander(tn("{n} épopée close", "{n} épopées closes", len(closed)), key="closed_epics"):
            for each in closed:
                one_epic(here, each)


def one_epic(here: Here, shown: EpicProgress) -> None:
    """Its name and colour, its figures, a bar, what one may do with it."""
    epic = shown.epic
    with st.container(border=True, gap="xsmall", key=f"epic_{epic.id}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"epic_{epic.id}_name"):
                dot(epic)
                link_to("backlog", f"**{md(epic.title)}**", width="stretch", epopee=epic.id)
            if here.can(Permission.EDIT_BACKLOG):
                with st.container(horizontal=True, width="content", gap="small", key=f"epic_{epic.id}_acts"):
                    acts(here, epic)
        st.progress(shown.done / shown.total if shown.total else 0.0, text=figures(here, shown))


def dot(epic: Epic) -> None:
    """The colour of the epic, beside its name which says the same to those who do not see it."""
    style = f"display:inline-block;width:14px;height:14px;border-radius:50%;background:{escape(epic.colour)}"
    st.html(f'<span aria-hidden="true" style="{style}"></span>', width=18)


def figures(here: Here, shown: EpicProgress) -> str:
    """12 éléments terminés sur 20 · 30 points sur 54 · 3 sans estimation."""
    if not shown.total:
        return t("aucun élément")
    parts = [
        t("{done} éléments terminés sur {total}", done=here.number(shown.done), total=here.number(shown.total)),
        t("{done} points sur {total}", done=here.number(shown.points_done), total=here.number(shown.points)),
    ]
    if shown.unestimated:
        share = round(100 * shown.unestimated / shown.total)
        parts.append(
            tn("{n} sans estimation ({share} %)", "{n} sans estimation ({share} %)", shown.unestimated, share=share)
        )
    return " · ".join(parts)


def acts(here: Here, epic: Epic) -> None:
    """Order, name and colour, close or open again."""
    goals = here.services.goals
    place = st.menu_button(
        t("Déplacer"),
        list(Place),
        format_func=label_of,
        key=f"epic_{epic.id}_move",
        type="tertiary",
        icon=":material/swap_vert:",
        help=t("Ranger « {title} » parmi les épopées", title=md(epic.title)),
    )
    if place and attempt(FORM, lambda: goals.move_epic(by=here.by, epic_id=epic.id, place=Place(place))):
        st.rerun()
    key = f"epic_{epic.id}_{epic.version}"
    panel = f"epic_{epic.id}_panel_{state.acts(f'epic_{epic.id}')}"  # closed once it is saved
    with st.popover(t("Modifier"), type="tertiary", icon=":material/edit:", key=panel):
        edit_epic(here, epic)
    label = t("Rouvrir") if epic.is_closed else t("Clore")
    icon = ":material/lock_open:" if epic.is_closed else ":material/task_alt:"
    if st.button(label, type="tertiary", icon=icon, key=f"{key}_close", help=md(epic.title)) and attempt(
        FORM,
        lambda: goals.close_epic(by=here.by, epic_id=epic.id, version=epic.version, closed=not epic.is_closed),
    ):
        st.rerun()
