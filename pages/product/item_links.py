"""What an item blocks, waits for, resembles or repeats."""

from __future__ import annotations

import streamlit as st

from backlog.links import Linked
from backlog.models import Item, ItemState, Relation
from data.access import Permission
from pages.parts.badges import state_badge
from pages.product.find_item import find_item
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.refusals import attempt
from pages.shell.texts import label_of, md, t

FORM = "link"


def links(here: Here, item: Item) -> None:
    """Each link with the state of the other end, then the way to add one."""
    st.subheader(t("Liens"), anchor=False)
    linked = here.services.links.of(by=here.by, item_id=item.id)
    if not linked:
        st.markdown(t("Aucun lien avec un autre élément."))
    for each in linked:
        one_link(here, each)
    if here.can(Permission.EDIT_BACKLOG):
        with st.popover(t("Lier à un élément"), icon=":material/add_link:", key=f"link_{item.id}_{state.acts(FORM)}"):
            add_link(here, item)


def one_link(here: Here, link: Linked) -> None:
    """bloque 12 · Prévenir des doublons."""
    other = link.item
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"link_row_{link.id}"):
        with st.container(gap=None, width="stretch"):
            waits = link.relation is Relation.BLOCKED_BY and other.state not in (ItemState.DONE, ItemState.DROPPED)
            words = label_of(link.relation)
            said = f":orange[:material/block: {words}]" if waits else f":gray[{words}]"
            st.markdown(f"{said} {state_badge(other.state)}")
            link_to("element", f"{other.number} · {md(other.title)}", item=str(other.number))
        if (
            here.can(Permission.EDIT_BACKLOG)
            and st.button(
                t("Délier"),
                type="tertiary",
                icon=":material/link_off:",
                key=f"unlink_{link.id}",
                help=t("Retirer le lien avec l’élément {number}", number=other.number),
            )
            and attempt("unlink", lambda: here.services.links.unlink(by=here.by, link_id=link.id))
        ):
            st.toast(
                t("Le lien avec l’élément {number} est retiré.", number=other.number), icon=":material/check_circle:"
            )
            st.rerun()


def add_link(here: Here, item: Item) -> None:
    """What this item is to another, found by its number or its words."""
    key = f"{FORM}_{item.id}_{state.acts(FORM)}"
    relation = st.selectbox(t("Cet élément"), list(Relation), format_func=label_of, key=f"{key}_relation")
    found = find_item(here, FORM, field="other", key=key, without=item.id)
    if (
        found
        and st.button(t("Ajouter ce lien"), type="primary", key=f"{key}_send")
        and attempt(
            FORM,
            lambda: here.services.links.link(
                by=here.by, item_id=item.id, relation=Relation(relation), other_id=found.id
            ),
        )
    ):
        state.count_act(FORM)
        st.toast(t("Le lien avec l’élément {number} est ajouté.", number=found.number), icon=":material/check_circle:")
        st.rerun()
