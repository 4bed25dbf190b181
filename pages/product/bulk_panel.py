"""Several items at once: tick them, say what to do, see what could not be done."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from backlog.bulk import MOST, Done
from backlog.listing import ItemQuery
from backlog.views import Listed
from pages.product.bulk_acts import ACTS, ask
from pages.product.list_address import Choices
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problems_summary, sentence
from pages.shell.texts import md, t, tn

FORM = "bulk"
MODE = "backlog_bulk"


def mode_toggle() -> bool:
    """Whether the person is choosing items to change together."""
    return bool(st.toggle(t("Modifier plusieurs éléments"), key=MODE, on_change=state.choose, args=({},)))


def keep_ticked(rows: Sequence[Listed], ticked: Sequence[str]) -> None:
    """The shown items that are ticked now, beside those chosen on other pages; each at the version first seen."""
    before, shown = state.chosen(), {row.item.id: row.item.version for row in rows}
    kept = {each: version for each, version in before.items() if each not in shown}
    state.choose(kept | {each: before.get(each, shown[each]) for each in ticked if each in shown})


def bulk_panel(here: Here, query: ItemQuery, total: int, known: Choices) -> None:
    """How many are chosen, what to do with them, and the button that does it: as high with none as with many."""
    chosen = state.chosen()
    with st.container(border=True, key="backlog_bulk_panel"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                tn("**{n} élément choisi**", "**{n} éléments choisis**", len(chosen))
                if chosen
                else t("Cochez des éléments dans la liste."),
                width="content",
            )
            if total <= MOST and len(chosen) < total:
                label = t("Choisir les {n} éléments de la liste", n=here.number(total))
                if st.button(label, key="bulk_all", type="tertiary", icon=":material/select_all:"):
                    state.choose(here.services.listings.matching(by=here.by, query=query, limit=MOST))
                    st.rerun()
            if chosen:
                none = t("Ne plus rien choisir")
                st.button(
                    none,
                    key="bulk_none",
                    type="tertiary",
                    icon=":material/deselect:",
                    on_click=state.choose,
                    args=({},),
                )
        act_on(here, chosen, known)


def act_on(here: Here, chosen: dict[str, int], known: Choices) -> None:
    """One act, its value, and its button."""
    allowed = {name: label for name, (label, permission) in ACTS.items() if here.can(permission)}
    problems_summary(FORM)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(
            t("Que faire ?"), list(allowed), format_func=lambda each: t(allowed[each]), key="bulk_act", width=280
        )
        with st.container(width=360, gap=None):
            do = ask(here, name, known, FORM)
        label = tn("Appliquer à {n} élément", "Appliquer aux {n} éléments", len(chosen)) if chosen else t("Appliquer")
        if st.button(label, key="bulk_send", type="primary") and do is not None:
            tell(attempt(FORM, lambda: do(chosen)))


def tell(done: Done | bool) -> None:
    """How many were changed; those that were not stay chosen to be looked at, each with its reason."""
    if not isinstance(done, Done):
        return
    if done.refused:
        lines = [
            f"- {each.number} · {md(each.title)} : {' '.join(sentence(one) for one in each.problems)}"
            for each in done.refused
        ]
        head = tn("{n} élément est resté tel quel :", "{n} éléments sont restés tels quels :", len(done.refused))
        state.keep_bulk_refused("\n".join([head, "", *lines]))
    state.choose({})
    state.flash(tn("{n} élément a changé.", "{n} éléments ont changé.", done.changed))
    st.rerun()


def show_refused() -> None:
    """What the last act on many items could not do, until the next one."""
    if said := state.take_bulk_refused():
        st.warning(said, icon=":material/block:")
