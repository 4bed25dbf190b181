"""Avis: what people said, unsorted first; sort it in seconds."""

from __future__ import annotations

import streamlit as st

from backlog.models import FeedbackState
from data.access import Permission
from pages.parts.paging import first_page, offset_of, other_pages
from pages.product.outcomes import outcomes
from pages.product.said import items_of, origins, said_card, whole
from pages.shell import state
from pages.shell.page import Here, Screen
from pages.shell.refusals import attempt
from pages.shell.texts import N_, label_of, t, tn

SCREEN = Screen(
    path="avis",
    label=N_("Avis"),
    icon=":material/forum:",
    permission=Permission.TRIAGE,
    title=N_("Avis"),
    answer=N_("Ce que les gens disent de chaque écran, du plus récent au plus ancien. Chaque avis reçoit une suite."),
)
ROWS, PAGE = 20, "opinions_page"
QUERY = "etat"


def show(here: Here) -> None:
    """The state looked at, then one feedback at a time, then the ones that wait behind it."""
    chosen = ask_state(here)
    offer_undo(here)
    found = here.services.feedback.inbox(by=here.by, state=chosen, limit=ROWS, offset=offset_of(PAGE, ROWS))
    if not found.rows:
        nothing(chosen)
        return
    known = origins(here)
    if chosen is FeedbackState.UNSORTED:
        first = next((each for each in found.rows if each.id == st.session_state.get(state.OPINION)), found.rows[0])
        outcomes(here, first, known)
        rest = [each for each in found.rows if each.id != first.id]
        if rest:
            st.header(t("Ensuite"), anchor=False)
        for each in rest:
            with st.container(border=True, horizontal=True, vertical_alignment="center"):
                st.markdown(whole(each, known), width="stretch")
                if st.button(t("Trier celui-ci"), key=f"sort_{each.id}"):
                    st.session_state[state.OPINION] = each.id
                    st.rerun()
    else:
        items = items_of(here, found.rows)
        for each in found.rows:
            with st.container(border=True, gap="xsmall"):
                said_card(each, known, items.get(each.item_id or ""))
                if st.button(t("Remettre à trier"), key=f"undo_{each.id}", icon=":material/undo:", type="tertiary"):
                    undo(here, each.id, each.version)
    other_pages(PAGE, ROWS, found.total)


def ask_state(here: Here) -> FeedbackState:
    """Each state with its count; the address keeps it."""
    counts = {
        each: here.services.feedback.inbox(by=here.by, state=each, limit=0).total
        for each in (FeedbackState.UNSORTED, FeedbackState.ITEM, FeedbackState.DECLINED, FeedbackState.SNOOZED)
    }
    asked = st.query_params.get(QUERY, "")
    state.start_field(
        "opinions_state", FeedbackState(asked) if asked in list(FeedbackState) else FeedbackState.UNSORTED
    )
    chosen = st.segmented_control(
        t("Avis à montrer"),
        list(counts),
        format_func=lambda each: f"{label_of(each)} ({here.number(counts[each])})",
        key="opinions_state",
        required=True,
        on_change=first_page,
        args=(PAGE,),
    )
    chosen = FeedbackState(chosen)
    if chosen is FeedbackState.UNSORTED:
        st.query_params.pop(QUERY, None)
    else:
        st.query_params[QUERY] = chosen.value
    return chosen


def offer_undo(here: Here) -> None:
    """The last outcome can be taken back."""
    last = st.session_state.get(state.SORTED)
    if last and st.button(t("Annuler le dernier tri"), icon=":material/undo:", key="undo_last"):
        undo(here, *last)


def undo(here: Here, feedback_id: str, version: int) -> None:
    """Back among the unsorted, at the top of the page."""
    if attempt("undo", lambda: here.services.feedback.undo(by=here.by, feedback_id=feedback_id, version=version)):
        st.session_state.pop(state.SORTED, None)
        st.session_state[state.OPINION] = feedback_id
        state.flash(t("L’avis est de nouveau à trier. Un élément créé pour lui reste dans le backlog."))
        st.rerun()


def nothing(chosen: FeedbackState) -> None:
    """Why the list is empty."""
    if chosen is FeedbackState.UNSORTED:
        st.success(
            t("Tout est trié. Les nouveaux avis arrivent ici dès qu’ils sont donnés."), icon=":material/task_alt:"
        )
    else:
        st.info(tn("Aucun avis dans cet état.", "Aucun avis dans cet état.", 0), icon=":material/inbox:")
