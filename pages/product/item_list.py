"""The ranked list itself: its count, its cards, its pages."""

from __future__ import annotations

import math

import streamlit as st

from backlog.listing import ItemQuery
from backlog.models import AHEAD, ItemOrder
from backlog.views import Listing
from data.access import Permission
from pages.parts.board import BoardColumn, board
from pages.product.bulk_panel import bulk_panel, mode_toggle
from pages.product.list_address import PAGE, Choices
from pages.product.list_cards import as_card, sprint_lines
from pages.product.ranking import BOARD, COLUMN, FORM, undo_button
from pages.shell import state
from pages.shell.page import Here
from pages.shell.texts import label_of, md, t, tn

ROWS = 100


def show_list(here: Here, query: ItemQuery, listing: Listing, page: int, known: Choices) -> None:
    """How many there are, then their cards, a page at a time."""
    if listing.words:
        st.markdown(
            t("Résultats pour **{words}** : aucun élément ne contient les mots tapés.", words=md(listing.words))
        )
    if not listing.total:
        nothing(query)
        return
    several = here.can(Permission.EDIT_BACKLOG)
    with st.container(horizontal=True, vertical_alignment="center", key="backlog_count"):
        count = tn("**{n} élément**", "**{n} éléments**", listing.total)
        st.markdown(f"{count} · {label_of(query.order)}", width="content")
        choosing = several and mode_toggle()
        undo_button(here)
    if choosing:
        bulk_panel(here, query, listing.total, known)
    movable = is_ranked(here, query)
    if movable and query.is_filtered:
        st.caption(t("Un élément déplacé ici se place par rapport à ceux qui sont affichés."))
    show_cards(here, query, listing, page, known, movable, choosing)
    pages = math.ceil(listing.total / ROWS)
    if pages > 1:
        state.set_field("backlog_page", page)
        st.pagination(pages, key="backlog_page", on_change=write_page)


def show_cards(
    here: Here, query: ItemQuery, listing: Listing, page: int, known: Choices, movable: bool, choosing: bool
) -> None:
    """The cards, with their rank when the list is the whole ranking."""
    whole = query.order is ItemOrder.RANK and not query.is_filtered
    chosen, sprints = state.chosen(), {each.id: each.number for each in known.sprints.values()}
    first = (page - 1) * ROWS + 1
    cards = tuple(
        as_card(
            here,
            row,
            position=here.number(position) if whole else "",
            selected=row.item.id in chosen,
            sprints=sprints,
        )
        for position, row in enumerate(listing.rows, start=first)
    )
    lines = sprint_lines(here, listing.rows) if whole else ()
    column = BoardColumn(COLUMN, t("Éléments du backlog"), cards=cards, lines=lines)
    board(
        [column],
        key=BOARD,
        movable=movable,
        selectable=choosing,
        positions=listing.total if whole and movable else 0,
        refused=bool(state.problems(FORM)),
    )


def is_ranked(here: Here, query: ItemQuery) -> bool:
    """Whether moving what is shown means something: it is shown in the order decided, and still ahead."""
    ahead = set(query.states) <= set(AHEAD)
    return here.can(Permission.RANK_BACKLOG) and query.order is ItemOrder.RANK and ahead


def nothing(query: ItemQuery) -> None:
    """Why the list is empty and what to do."""
    st.info(
        t("Aucun élément ne répond à cette recherche. Essayez d’autres mots, ou enlevez un filtre.")
        if query.is_filtered
        else t("Le backlog est vide : ajoutez un premier élément, ou triez les avis."),
        icon=":material/inbox:",
    )


def write_page() -> None:
    """Puts the page in the address."""
    st.query_params[PAGE] = str(st.session_state["backlog_page"])
