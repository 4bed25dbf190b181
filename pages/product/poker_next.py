"""The items to estimate next: the first of the backlog that have no estimate."""

from __future__ import annotations

import streamlit as st

from backlog.models import Item, PokerScale
from pages.product.poker_table import mapping
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.refusals import attempt
from pages.shell.texts import label_of, md, t

FORM, OFFERED = "poker", 8


def next_items(here: Here, items: tuple[Item, ...]) -> None:
    """One button an item; the cards are chosen once for all."""
    st.subheader(t("À estimer ensuite"), anchor=False)
    if not items:
        st.success(
            t("Aucun élément à venir n’attend d’estimation."),
            icon=":material/task_alt:",
        )
        link_to("backlog", t("Voir le backlog"), icon=":material/list_alt:")
        return
    scale = PokerScale(
        st.segmented_control(
            t("Cartes"),
            list(PokerScale),
            default=PokerScale.FIBONACCI,
            format_func=label_of,
            key="poker_scale",
            required=True,
        )
    )
    if scale is PokerScale.T_SHIRT:
        st.caption(mapping(here, scale))
    with st.container(gap="xsmall", key="poker_next"):
        for item in items:
            offer(here, item, scale)


def offer(here: Here, item: Item, scale: PokerScale) -> None:
    """An item with the button that begins its round."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch"):
            link_to("element", f"{item.number} · {md(item.title)}", item=str(item.number))
        label = t("Estimer {number}", number=item.number)
        if st.button(label, icon=":material/cards_stack:", key=f"poker_open_{item.id}"):
            opened = attempt(FORM, lambda: here.services.poker.open(by=here.by, item_id=item.id, scale=scale))
            if opened:
                state.flash(t("Le vote est ouvert : l’écran de chacun suit."))
                st.query_params["item"] = str(item.number)
                st.rerun()
