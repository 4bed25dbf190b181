"""What whoever leads a round may do: show the cards, begin again, keep an estimate, stop."""

from __future__ import annotations

import streamlit as st

from backlog.models import RoundState
from backlog.poker import Table
from backlog.poker_cards import CARDS
from pages.parts.points import points_of
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import md, t

FORM = "poker"


def lead(here: Here, table: Table) -> None:
    """What whoever leads the round may do."""
    if not table.leads:
        if table.round.state is RoundState.REVEALED:
            st.markdown(t("{name} retient l’estimation ou relance un vote.", name=md(table.round.opened_by_name)))
        return
    poker, key = here.services.poker, {"by": here.by, "round_id": table.round.id, "version": table.round.version}
    open_now = table.round.state is RoundState.OPEN
    if not open_now:
        settle(here, table)
    with st.container(horizontal=True, gap="small"):
        if open_now:
            if st.button(t("Révéler les cartes"), type="primary", icon=":material/visibility:", key="poker_reveal"):
                attempt(FORM, lambda: poker.reveal(**key))
                st.rerun()
        elif st.button(t("Revoter"), icon=":material/replay:", key="poker_again"):
            attempt(FORM, lambda: poker.again(**key))
            st.rerun()
        if st.button(t("Arrêter sans estimer"), type="tertiary", icon=":material/close:", key="poker_cancel"):
            attempt(FORM, lambda: poker.cancel(**key))
            st.rerun()


def settle(here: Here, table: Table) -> None:
    """The estimate that the item gets."""
    points = [each for each in CARDS[table.round.scale].values() if each is not None]
    proposed = table.results.proposed if table.results else None
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        estimate = st.selectbox(
            t("Estimation à retenir"),
            points,
            index=None if proposed is None else points.index(proposed),
            format_func=lambda each: points_of(here, each),
            placeholder=t("Choisir"),
            key=f"poker_estimate_{table.round.id}",
            width=220,
        )
        sent = st.button(t("Retenir cette estimation"), type="primary", icon=":material/check:", key="poker_settle")
    problem_of(FORM, "estimate")
    if sent and attempt(
        FORM,
        lambda: here.services.poker.settle(
            by=here.by,
            round_id=table.round.id,
            version=table.round.version,
            item_version=table.item.version,
            estimate=estimate,
        ),
    ):
        words = points_of(here, estimate or 0)
        state.flash(t("« {title} » : {points}.", title=md(table.item.title), points=words))
        st.rerun()
