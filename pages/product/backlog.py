"""Backlog: what is next and why, in the order decided."""

from __future__ import annotations

import math

import streamlit as st

from backlog.models import ItemKind, ItemState, Listed, Place
from data.access import Permission
from pages.parts.badges import state_badge
from pages.product.new_item import new_item
from pages.shell import state
from pages.shell.links import go_to, link_to
from pages.shell.page import Here, Screen
from pages.shell.refusals import attempt
from pages.shell.texts import N_, label_of, md, t, tn

SCREEN = Screen(
    path="backlog",
    label=N_("Backlog"),
    icon=":material/list_alt:",
    permission=Permission.SEE_PROJECT,
    title=N_("Backlog de produit"),
    answer=N_("Ce qui vient ensuite, dans l’ordre, et combien de personnes le demandent."),
)
ROWS = 25  # a page
KINDS = {
    ItemKind.STORY: ":material/bookmark:",
    ItemKind.BUG: ":material/bug_report:",
    ItemKind.IMPROVEMENT: ":material/trending_up:",
    ItemKind.CHORE: ":material/handyman:",
    ItemKind.SPIKE: ":material/science:",
}
FILTERS = ("mots", "nature", "epopee", "etat")


def show(here: Here) -> None:
    """The goal, then the ranked list."""
    if asked := st.query_params.get("item"):  # the address that a link may hold
        go_to("element", item=asked)
    show_goal(here)
    if here.can(Permission.EDIT_BACKLOG):
        new_item(here)
    filters = ask(here)
    page = int(state.start_field("backlog_page", 1))
    listing = here.services.items.listing(by=here.by, **filters, limit=ROWS, offset=(page - 1) * ROWS)
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
        for position, row in enumerate(listing.rows, start=(page - 1) * ROWS + 1):
            item_row(here, position, row, ranked)
    if math.ceil(listing.total / ROWS) > 1:
        st.pagination(math.ceil(listing.total / ROWS), key="backlog_page")


def show_goal(here: Here) -> None:
    """The product goal and how far it is."""
    goal = here.services.goals.goal(by=here.by)
    progress = here.services.goals.progress(by=here.by)
    with st.container(border=True, key="product_goal"):
        st.markdown(
            t("**Objectif de produit** : {text}", text=md(goal.text))
            if goal
            else t("Aucun objectif de produit n’est encore écrit.")
        )
        if progress.total:
            share = progress.done / progress.total
            said = t(
                "{done} éléments terminés sur {total}",
                done=here.number(progress.done),
                total=here.number(progress.total),
            )
            st.progress(share, text=said)


def ask(here: Here) -> dict[str, object]:
    """Search and filters, kept in the address."""
    epics = {each.id: each.title for each in here.services.goals.epics(by=here.by)}
    known = {"nature": ["", *ItemKind], "epopee": ["", *epics], "etat": ["", *ItemState]}
    for name in FILTERS:
        given = st.query_params.get(name, "")
        state.start_field(f"backlog_{name}", given if name == "mots" or given in known[name] else "")
    with st.container(horizontal=True, vertical_alignment="bottom", key="backlog_filters"):
        st.text_input(t("Chercher"), key="backlog_mots", icon=":material/search:", width=260, on_change=first_page)
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


def first_page() -> None:
    """Another list begins at its beginning."""
    st.session_state["backlog_page"] = 1


def item_row(here: Here, position: int, row: Listed, ranked: bool) -> None:
    """Position, title, kind and epic, points, voices, state; a menu to move it."""
    item = row.item
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":gray[{position}]", width=32)
        with st.container(gap=None, width=420):
            link_to("element", f"**{item.number} · {md(item.title)}**", item=str(item.number))
            epic = f" · {md(row.epic.title)}" if row.epic else ""
            st.markdown(f":gray[{KINDS[item.kind]} {label_of(item.kind)}{epic}]")
        points = "?" if item.estimate is None else here.number(item.estimate)
        st.markdown(t("{points} pts", points=points), width=70)
        voices = tn("{n} voix", "{n} voix", row.voices)
        st.markdown(f":material/record_voice_over: {voices}", width=90)
        st.markdown(state_badge(item.state), width=150)
        if ranked:
            place = st.menu_button(
                t("Déplacer"),
                list(Place),
                format_func=label_of,
                key=f"move_{item.id}_{item.version}",
                type="tertiary",
                icon=":material/swap_vert:",
                help=t("Changer le rang de « {title} »", title=md(item.title)),
            )
            if place and attempt(
                "rank",
                lambda: here.services.items.move(by=here.by, item_id=item.id, version=item.version, place=Place(place)),
            ):
                state.flash(t("« {title} » a changé de rang.", title=md(item.title)))
                st.rerun()
