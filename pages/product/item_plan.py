"""Where an item goes: into the sprint, back to the backlog, given up, taken back."""

from __future__ import annotations

import streamlit as st

from backlog.models import COLUMNS, Item, ItemState
from backlog.views import Moved
from data.access import Permission
from pages.parts.blocked import blocking_acts
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import label_of, t

FORM = "planning"


def planning(here: Here, item: Item) -> None:
    """What one may do with the item as a whole, side by side."""
    ahead = item.state not in (ItemState.DONE, ItemState.DROPPED)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="item_planning"):
        column = column_menu(here, item)
        blocking_acts(here, item)
        if ahead and here.can(Permission.PLAN_SPRINT):
            sprint_button(here, item)
        if here.can(Permission.RANK_BACKLOG) and item.state is ItemState.DROPPED:
            take_back(here, item)
        if ahead and here.can(Permission.RANK_BACKLOG):
            with st.popover(t("Abandonner"), icon=":material/cancel:", key=f"drop_{item.id}"):
                give_up(here, item)
    if column is not None:
        move(here, item, column)


def column_menu(here: Here, item: Item) -> ItemState | None:
    """The column of the board that the item is asked to go to, while its sprint is under way."""
    if item.sprint_id is None or not here.can(Permission.MOVE_ITEM):
        return None
    active = here.services.sprints.active(by=here.by)
    if active is None or active.id != item.sprint_id:
        return None
    chosen = st.menu_button(
        t("Changer de colonne"),
        [each for each in COLUMNS if each is not item.state],
        format_func=label_of,
        key=f"column_{item.id}_{item.version}",
        icon=":material/view_kanban:",
    )
    return ItemState(chosen) if chosen else None


def move(here: Here, item: Item, to: ItemState) -> None:
    """As a card is moved on the board: the same verb, the same refusals."""
    moved = attempt(FORM, lambda: here.services.board.move(by=here.by, item_id=item.id, version=item.version, to=to))
    if not isinstance(moved, Moved):
        return
    said = t("L’élément est dans « {column} ».", column=label_of(to))
    if moved.over:
        over = t("« {column} » dépasse sa limite de {maximum}.", column=label_of(to), maximum=moved.over.maximum)
        said = f"{said} {over}"
    state.flash(said)
    st.rerun()


def sprint_button(here: Here, item: Item) -> None:
    """Into the sprint under way, or back to the backlog."""
    sprints = here.services.sprints
    if item.sprint_id is not None:
        if st.button(t("Remettre au backlog"), icon=":material/undo:", key="put_back") and attempt(
            FORM, lambda: sprints.put_back(by=here.by, item_id=item.id, version=item.version)
        ):
            state.flash(t("L’élément est revenu au backlog, à son rang."))
            st.rerun()
        return
    active = sprints.active(by=here.by)
    if active is None:
        st.markdown(t("Aucun sprint n’est en cours : il sera possible d’y mettre cet élément une fois lancé."))
        return
    label = t("Mettre dans le sprint {number}", number=active.number)
    if st.button(label, icon=":material/playlist_add:", type="primary", key="pull") and attempt(
        FORM, lambda: sprints.pull(by=here.by, item_id=item.id, version=item.version, sprint_id=active.id)
    ):
        state.flash(t("L’élément est dans le sprint {number}.", number=active.number))
        st.rerun()


def give_up(here: Here, item: Item) -> None:
    """With the reason, which stays in the history."""
    form = f"drop_{item.id}"
    with st.form(f"{form}_form", border=False):
        st.markdown(t("L’élément quitte le backlog et son sprint ; il reste lisible et peut être repris."))
        reason = st.text_area(t("Pourquoi ?"), key=f"{form}_reason")
        problem_of(form, "reason")
        sent = st.form_submit_button(t("Abandonner l’élément"), type="primary", key=f"{form}_send")
    if sent and attempt(
        form, lambda: here.services.items.drop(by=here.by, item_id=item.id, version=item.version, reason=reason)
    ):
        state.flash(t("L’élément est abandonné. Vous pouvez le reprendre ici."))
        st.rerun()


def take_back(here: Here, item: Item) -> None:
    """In the backlog again, at the rank it had."""
    if st.button(t("Reprendre l’élément"), icon=":material/restore:", type="primary", key="restore") and attempt(
        FORM, lambda: here.services.dropping.restore(by=here.by, item_id=item.id, version=item.version)
    ):
        state.flash(t("L’élément est revenu au backlog, à son rang."))
        st.rerun()
