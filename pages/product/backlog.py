"""Backlog: what is next and why, in the order decided."""

from __future__ import annotations

import streamlit as st

from backlog.models import ItemKind, ItemState
from data.access import Permission
from pages.parts.paging import first_page, offset_of, other_pages
from pages.product.goal import show_goal
from pages.product.item_row import item_row
from pages.product.new_item import new_item
from pages.shell import state
from pages.shell.links import go_to
from pages.shell.page import Here, Screen
from pages.shell.texts import N_, label_of, t, tn

SCREEN = Screen(
    path="backlog",
    label=N_("Backlog"),
    icon=":material/list_alt:",
    permission=Permission.SEE_PROJECT,
    title=N_("Backlog de produit"),
    answer=N_("Ce qui vient ensuite, dans l’ordre, et combien de personnes le demandent."),
)
ROWS, PAGE = 25, "backlog_page"
FILTERS = ("mots", "nature", "epopee", "etat")


def show(here: Here) -> None:
    """The goal, then the ranked list."""
    if asked := st.query_params.get("item"):  # the address that a link may hold
        go_to("element", item=asked)
    show_goal(here)
    if here.can(Permission.EDIT_BACKLOG):
        new_item(here)
    filters = ask(here)
    before = offset_of(PAGE, ROWS)
    listing = here.services.items.listing(by=here.by, **filters, limit=ROWS, offset=before)
    if not listing.rows:
        st.info(
            t("Aucun élément ne répond à cette recherche.")
            if any(filters.values())
            else t("Le backlog est vide : ajoutez un premier élément, ou triez les avis."),
            icon=":material/inbox:",
        )
        return
    st.markdown(tn("**{n} élément**, dans l’ordre décidé", "**{n} éléments**, dans l’ordre décidé", listing.total))
    ranked = here.can(Permission.RANK_BACKLOG) and not any(filters.values())
    with st.container(gap="xsmall", key="backlog_rows"):
        sprints = {each.id: each.number for each in here.services.sprints.all(by=here.by)}
        for position, row in enumerate(listing.rows, start=before + 1):
            item_row(here, "" if any(filters.values()) else str(position), row, ranked, sprints)
    other_pages(PAGE, ROWS, listing.total)


def ask(here: Here) -> dict[str, object]:
    """Search and filters, kept in the address."""
    epics = {each.id: each.title for each in here.services.goals.epics(by=here.by)}
    known = {"nature": ["", *ItemKind], "epopee": ["", *epics], "etat": ["", *ItemState]}
    for name in FILTERS:
        given = st.query_params.get(name, "")
        state.start_field(f"backlog_{name}", given if name == "mots" or given in known[name] else "")
    with st.container(horizontal=True, vertical_alignment="bottom", key="backlog_filters"):
        st.text_input(
            t("Chercher"), key="backlog_mots", icon=":material/search:", width=260, on_change=first_page, args=(PAGE,)
        )
        for name, label, every, text in (
            ("nature", t("Nature"), t("Toutes"), label_of),
            ("epopee", t("Épopée"), t("Toutes"), epics.get),
            ("etat", t("État"), t("À venir"), label_of),
        ):
            st.selectbox(
                label,
                known[name],
                format_func=lambda each, every=every, text=text: text(each) if each else every,
                key=f"backlog_{name}",
                width=200,
                on_change=first_page,
                args=(PAGE,),
            )
    chosen = {name: st.session_state[f"backlog_{name}"] for name in FILTERS}
    for name, value in chosen.items():
        if value:
            st.query_params[name] = str(value)
        else:
            st.query_params.pop(name, None)
    kind, wanted = chosen["nature"], chosen["etat"]
    return {
        "words": chosen["mots"],
        "kind": ItemKind(kind) if kind else None,
        "epic": chosen["epopee"] or None,
        "state": ItemState(wanted) if wanted else None,
    }
