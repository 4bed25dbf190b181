"""Priorités: what each item is worth by four methods side by side, and what in them asks for a look."""

from __future__ import annotations

import streamlit as st

from backlog.models import Attention, Method
from backlog.prioritisation import PriorityTable
from data.access import Permission
from pages.parts.paging import first_page, offset_of, other_pages
from pages.parts.sections import PRODUCT, sections
from pages.product.priority_fields import keep_rating, words_of
from pages.product.priority_warnings import show_moscow, show_warnings
from pages.product.priority_words import FORMULAS, FROM_EVIDENCE
from pages.product.rated_row import FED_OF, rated_row
from pages.product.reorder import reorder
from pages.product.value_chart import value_chart
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here, Screen
from pages.shell.texts import N_, label_of, t, tn

SCREEN = Screen(
    path="priorites",
    label=N_("Priorités"),
    icon=":material/sort:",
    permission=Permission.SEE_PROJECT,
    title=N_("Priorités"),
    answer=N_("Ce que vaut chaque élément à venir, par quatre méthodes, et ce que les gens en disent."),
)
ROWS, PAGE = 15, "priorities_page"
EVERY = "priorities"


def show(here: Here) -> None:
    """What asks for a look, the table, the chart, the order."""
    sections(PRODUCT, "priorites")
    keep_rating(here)
    warnings = here.services.prioritisation.warnings(by=here.by)
    if not warnings.items:
        st.info(t("Le backlog est vide : il n’y a rien à classer pour l’instant."), icon=":material/inbox:")
        if here.can(Permission.EDIT_BACKLOG):
            link_to("backlog", t("Ajouter un premier élément"), icon=":material/add:")
        return
    show_warnings(here, warnings)
    method = ask_method()
    if method is not None:
        st.markdown(t(FORMULAS[method]))
    if method in FED_OF:
        st.caption(t(FROM_EVIDENCE))
    if method is Method.MOSCOW:
        show_moscow(here, warnings)
    attention, epic, order = ask_filters(here)
    found = here.services.prioritisation.table(
        by=here.by, method=order, attention=attention, epic=epic, limit=ROWS, offset=offset_of(PAGE, ROWS)
    )
    show_table(here, found, method)
    value_chart(here)
    reorder(here)


def ask_method() -> Method | None:
    """The method looked at; all four by default."""
    key = f"{EVERY}_method"
    given = st.query_params.get("methode", "")
    state.follow_address(key, given if given in list(Method) else "")
    st.pills(
        t("Méthode"),
        ["", *(each.value for each in Method)],
        format_func=lambda each: label_of(Method(each)) if each else t("Toutes"),
        key=key,
        required=True,
    )
    state.keep_in_address(key, "methode")
    chosen = st.session_state[key]
    return Method(chosen) if chosen else None


def ask_filters(here: Here) -> tuple[Attention | None, str | None, Method | None]:
    """Which items, and in which order, in a panel so that the items come soon; kept in the address."""
    epics = {each.id: each.title for each in here.services.goals.epics(by=here.by)}
    choices = (
        ("montrer", t("Montrer"), t("Tout ce qui est à venir"), list(Attention), label_of),
        ("epopee", t("Épopée"), t("Toutes"), list(epics), epics.get),
        ("tri", t("Dans l’ordre"), t("Du backlog"), list(Method), label_of),
    )
    for name, _, _, known, _ in choices:
        given = st.query_params.get(name, "")
        state.follow_address(f"{EVERY}_{name}", next((each for each in known if each == given), ""))
    count = sum(bool(st.session_state[f"{EVERY}_{name}"]) for name, *_ in choices)
    label = tn("Filtrer et trier ({n})", "Filtrer et trier ({n})", count) if count else t("Filtrer et trier")
    with st.popover(label, icon=":material/filter_list:", key="priorities_filters"):
        for name, title, every, known, text in choices:
            st.selectbox(
                title,
                ["", *known],
                format_func=lambda each, every=every, text=text: text(each) if each else every,
                key=f"{EVERY}_{name}",
                on_change=first_page,
                args=(PAGE,),
            )
            state.keep_in_address(f"{EVERY}_{name}", name)
    attention, epic, order = (st.session_state[f"{EVERY}_{name}"] for name in ("montrer", "epopee", "tri"))
    return (
        Attention(attention) if attention else None,
        epic or None,
        Method(order) if order else None,
    )


def show_table(here: Here, found: PriorityTable, method: Method | None) -> None:
    """The rows of this page; or why there are none."""
    if not found.rows:
        st.info(t("Aucun élément à venir ne répond à ces choix."), icon=":material/search_off:")
        return
    st.markdown(tn("**{n} élément** à venir", "**{n} éléments** à venir", found.total))
    with st.container(gap="xsmall", key="priority_rows"):
        words = words_of(method) if method else {}
        for row in found.rows:
            rated_row(here, row, method, words)
    other_pages(PAGE, ROWS, found.total)
