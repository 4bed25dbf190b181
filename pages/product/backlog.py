"""Backlog: what is next and why, in the order decided."""

from __future__ import annotations

import streamlit as st

from data.access import Permission
from pages.parts.sections import PRODUCT, sections
from pages.product.bulk_panel import keep_ticked, show_refused
from pages.product.filter_words import filters_said
from pages.product.filters import filters_panel, order_field, search_field
from pages.product.goal import show_goal
from pages.product.item_list import ROWS, show_list
from pages.product.list_address import PAGE, as_query, choices, page_asked, read_address
from pages.product.new_item import new_item
from pages.product.ranking import take_event
from pages.product.views_panel import views_panel
from pages.shell.page import Here, Screen
from pages.shell.texts import N_

SCREEN = Screen(
    path="backlog",
    label=N_("Backlog"),
    icon=":material/list_alt:",
    permission=Permission.SEE_PROJECT,
    title=N_("Backlog de produit"),
    answer=N_("Ce qui vient ensuite, dans l’ordre, et combien de personnes le demandent."),
)


def show(here: Here) -> None:
    """The goal, what is looked for, then the ranked list."""
    sections(PRODUCT, "backlog")
    show_goal(here)
    known = choices(here)
    wanted = read_address(here, known)
    query = as_query(wanted, known)
    ticked = take_event(here, query.is_filtered)
    show_refused()
    with st.container(horizontal=True, vertical_alignment="bottom", key="backlog_tools"):
        search_field(wanted)
        order_field(wanted)
        filters_panel(here, wanted, known)
        views_panel(here)
        if here.can(Permission.EDIT_BACKLOG):
            new_item(here)
    filters_said(wanted, known)
    page = page_asked()
    listing = here.services.listings.page(by=here.by, query=query, limit=ROWS, offset=(page - 1) * ROWS)
    if listing.total and not listing.rows:  # the list is shorter than when the link was made
        st.query_params.pop(PAGE, None)
        st.rerun()
    if ticked:
        keep_ticked(listing.rows, ticked.selected)
    show_list(here, query, listing, page, known)
