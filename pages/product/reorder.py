"""Giving the backlog the order of a method: what it would change first, then one act, which can be undone."""

from __future__ import annotations

import streamlit as st

from backlog.models import Method
from backlog.ordering import Proposal
from data.access import Permission
from pages.product.priority_words import score_words
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problems_summary
from pages.shell.texts import label_of, md, t, tn

FORM = "reorder"
SHOWN = 30  # moves listed


def reorder(here: Here) -> None:
    """For whoever decides the order."""
    if not here.can(Permission.RANK_BACKLOG):
        return
    st.subheader(t("Classer le backlog"), anchor=False)
    st.markdown(t("Une méthode propose un ordre ; vous voyez ce qu’il change, puis vous décidez."))
    problems_summary(FORM)
    chosen = st.pills(t("Selon"), list(Method), format_func=label_of, key="reorder_method")
    if chosen:
        show_proposal(here, here.services.ordering.propose(by=here.by, method=Method(chosen)))
    offer_undo(here)


def show_proposal(here: Here, proposal: Proposal) -> None:
    """Each item that would move, from where to where."""
    method = proposal.method
    if not proposal.moves:
        st.info(t("Le backlog est déjà dans cet ordre."), icon=":material/task_alt:")
        return
    st.markdown(
        tn(
            "**{n} élément changerait de place** sur {waiting} qui attendent.",
            "**{n} éléments changeraient de place** sur {waiting} qui attendent.",
            len(proposal.moves),
            waiting=here.number(proposal.waiting),
        )
    )
    if proposal.unscored:
        st.markdown(
            tn(
                "{n} élément n’a pas de résultat par cette méthode : il vient après les autres.",
                "{n} éléments n’ont pas de résultat par cette méthode : ils viennent après les autres, dans leur "
                "ordre actuel.",
                proposal.unscored,
            )
        )
    lines = [
        {
            t("Élément"): f"{move.number} · {md(move.title)}",
            label_of(method): score_words(here, method, move.score),
            t("Place actuelle"): here.number(move.before),
            t("Nouvelle place"): here.number(move.after),
        }
        for move in proposal.moves[:SHOWN]
    ]
    st.table(lines, hide_index=True)
    if len(proposal.moves) > SHOWN:
        rest = len(proposal.moves) - SHOWN
        st.caption(tn("et {n} élément encore", "et {n} éléments encore", rest))
    label = t("Classer le backlog selon {method}", method=label_of(method))
    if st.button(label, type="primary", icon=":material/sort:", key=f"apply_{proposal.signature}"):
        applied = attempt(
            FORM,
            lambda: here.services.ordering.apply(by=here.by, method=method, signature=proposal.signature),
        )
        if applied:
            st.session_state[state.ORDERED] = (applied.order_id, applied.item_ids)
            state.flash(t("Le backlog est classé selon {method}.", method=label_of(method)))
            st.rerun()


def offer_undo(here: Here) -> None:
    """The last order can be taken back."""
    last = st.session_state.get(state.ORDERED)
    if not last or not st.button(t("Annuler ce classement"), icon=":material/undo:", key=f"undo_{last[0]}"):
        return
    if attempt(FORM, lambda: here.services.ordering.undo(by=here.by, order_id=last[0], item_ids=last[1])):
        st.session_state.pop(state.ORDERED)
        state.flash(t("Le classement est annulé : chacun a retrouvé sa place."))
        st.rerun()
