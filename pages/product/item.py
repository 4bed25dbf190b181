"""Élément: one item: its text, what people say and join, what it waits for, who is behind it, its history."""

from __future__ import annotations

import streamlit as st

from backlog.views import ItemPage
from data.access import Permission
from data.store import NotFound
from pages.parts.badges import state_badge
from pages.parts.blocked import blocked_notice
from pages.parts.points import points_of
from pages.product.beside_item import definition_of_done, increments, voices
from pages.product.history import names_of, show_history
from pages.product.item_comments import comments
from pages.product.item_files import files
from pages.product.item_links import links
from pages.product.item_origin import item_origin
from pages.product.item_plan import planning
from pages.product.item_text import item_text
from pages.product.priority_panel import priority_panel
from pages.shell.links import link_to
from pages.shell.page import Here, Screen
from pages.shell.texts import N_, day, label_of, md, t, tn

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
    item, names = page.item, names_of(here, page)
    heading(here, page)
    blocked_notice(item)
    planning(here, item)
    left, right = st.columns([3, 2], gap="large")
    with left:
        item_text(here, item.id, names)
        definition_of_done(here, page)
        comments(here, item)
        voices(here, page)
    with right:
        links(here, item)
        files(here, item)
        increments(here, page)
        priority_panel(here, item)
    show_history(page, names)
    item_origin(here, item.id)


def heading(here: Here, page: ItemPage) -> None:
    """Its number and title, where it is and since when, what it weighs, who takes care of it."""
    item = page.item
    st.header(f"{item.number} · {md(item.title)}", anchor=False)
    parts = [state_badge(item.state), t("depuis le {day}", day=day(item.state_since)), label_of(item.kind)]
    parts.append(t("sans estimation") if item.estimate is None else points_of(here, item.estimate))
    parts.append(tn("{n} voix", "{n} voix", page.voices))
    if page.sprint_number:
        parts.append(t("sprint {number}", number=page.sprint_number))
    for number in here.services.closing.left_by(by=here.by, item_ids=[item.id]).get(item.id, ()):
        parts.append(t("était dans le sprint {number}", number=number))
    if page.epic:
        parts.append(t("épopée « {title} »", title=md(page.epic.title)))
    if item.assignee:
        parts.append(f":material/person: {md(item.assignee)}")
    st.markdown(" · ".join(parts))
    private = t("Réservé à l’équipe")
    badges = [f":violet-badge[:material/lock: {private}]"] if item.is_private else []
    badges += [f":gray-badge[:material/sell: {md(tag)}]" for tag in item.tags]
    if badges:
        st.markdown(" ".join(badges))
