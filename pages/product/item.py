"""Élément: one item, its text, its criteria, the Definition of Done, the people behind it, its history."""

from __future__ import annotations

import streamlit as st

from backlog.models import ItemState
from backlog.views import ItemPage
from data.access import Permission
from data.store import NotFound
from pages.parts.badges import state_badge
from pages.parts.points import points_of
from pages.product.beside_item import definition_of_done, increments, voices
from pages.product.history import show_history
from pages.product.item_form import edit_form
from pages.product.priority_panel import priority_panel
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here, Screen
from pages.shell.refusals import attempt
from pages.shell.texts import N_, label_of, md, md_lines, t, tn

SCREEN = Screen(
    path="element",
    label=N_("Élément"),
    icon=":material/article:",
    permission=Permission.SEE_PROJECT,
    title=N_("Élément du backlog"),
    answer="",
)


def show(here: Here) -> None:
    """The item that the address names (`?item=12`)."""
    link_to("backlog", t("Tout le backlog"), icon=":material/arrow_back:")
    asked = st.query_params.get("item", "")
    if asked.isdecimal() and len(asked) < 10:
        show_item(here, int(asked))
    else:
        st.info(t("Choisissez un élément dans le backlog."), icon=":material/search:")


def show_item(here: Here, number: int) -> None:
    """Everything about the item with that number."""
    try:
        page = here.services.items.page(by=here.by, number=number)
    except NotFound:
        st.warning(t("Il n’y a pas d’élément {number}.", number=number), icon=":material/search_off:")
        return
    item = page.item
    st.header(f"{item.number} · {md(item.title)}", anchor=False)
    points = t("sans estimation") if item.estimate is None else points_of(here, item.estimate)
    parts = [state_badge(item.state), label_of(item.kind), points, tn("{n} voix", "{n} voix", page.voices)]
    if page.sprint_number:
        parts.append(t("sprint {number}", number=page.sprint_number))
    st.markdown(" · ".join(parts))
    planning(here, page)
    left, right = st.columns([3, 2], gap="large")
    with left:
        if here.can(Permission.EDIT_BACKLOG):
            edit_form(here, page)
        else:
            read(page)
    with right:
        definition_of_done(here, page)
        increments(here, page)
        priority_panel(here, item)
        voices(here, page)
    show_history(here, page)


def planning(here: Here, page: ItemPage) -> None:
    """Into the sprint under way, or back to the backlog."""
    item, sprints = page.item, here.services.sprints
    if not here.can(Permission.PLAN_SPRINT) or item.state in (ItemState.DONE, ItemState.DROPPED):
        return
    if item.sprint_id is not None:
        if st.button(t("Remettre au backlog"), icon=":material/undo:", key="put_back") and attempt(
            "planning", lambda: sprints.put_back(by=here.by, item_id=item.id, version=item.version)
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
        "planning",
        lambda: sprints.pull(by=here.by, item_id=item.id, version=item.version, sprint_id=active.id),
    ):
        state.flash(t("L’élément est dans le sprint {number}.", number=active.number))
        st.rerun()


def read(page: ItemPage) -> None:
    """The text, for those who do not write it."""
    item = page.item
    for label, text in ((t("En tant que"), item.as_a), (t("Je veux"), item.i_want), (t("Afin de"), item.so_that)):
        if text:
            st.markdown(f"**{label}** {md(text)}")
    if item.description:
        st.markdown(md_lines(item.description))
    if item.criteria:
        st.subheader(t("Critères d’acceptation"), anchor=False)
        st.markdown("\n".join(f"- {md(each)}" for each in item.criteria))
