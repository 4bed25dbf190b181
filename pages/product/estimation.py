"""Estimer ensemble: each picks a card in secret, all are shown at once, the item gets its estimate."""

from __future__ import annotations

import streamlit as st

from backlog.models import RoundState
from backlog.poker import Table
from data.access import Permission
from pages.parts.sections import PRODUCT, sections
from pages.product.poker_lead import lead
from pages.product.poker_next import OFFERED, next_items
from pages.product.poker_table import act_on_card, cards, outcome, results, who_has_voted
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here, Screen
from pages.shell.refusals import problems_summary
from pages.shell.texts import N_, label_of, md, md_lines, t

SCREEN = Screen(
    path="estimation",
    label=N_("Estimer ensemble"),
    icon=":material/cards_stack:",
    permission=Permission.EDIT_BACKLOG,
    title=N_("Estimer ensemble"),
    answer=N_("Chacun choisit une carte en secret ; toutes se découvrent d’un coup ; on en parle, puis on retient."),
)
FORM = "poker"
QUERY, CHOICE = "item", "poker_round"


def show(here: Here) -> None:
    """The round under way with its item beside, then the items to take next."""
    sections(PRODUCT, "estimation")
    problems_summary(FORM)
    act_on_card(here)
    known = here.services.poker.pulse(by=here.by)
    table = chosen_round(here)
    waiting = here.services.poker.unestimated(by=here.by, limit=OFFERED)
    if table is None:
        st.info(
            t("Aucun vote n’est en cours. Lancez-en un sur un élément ci-dessous : l’écran de chacun suivra.")
            if waiting
            else t("Aucun vote n’est en cours : le prochain élément ajouté sans points viendra ici."),
            icon=":material/cards_stack:",
        )
        watch(here, known, None)
    else:
        show_round(here, table, known)
    next_items(here, waiting)


def chosen_round(here: Here) -> Table | None:
    """The round under way; the one of the item that the address names when there are several."""
    rounds = here.services.poker.under_way(by=here.by)
    if not rounds:
        st.query_params.pop(QUERY, None)
        return None
    by_number = {str(item.number): each.id for each, item in rounds}
    given = st.query_params.get(QUERY, "")
    if len(rounds) > 1:
        state.follow_address(CHOICE, given if given in by_number else next(iter(by_number)))
        if st.session_state[CHOICE] not in by_number:
            st.session_state[CHOICE] = next(iter(by_number))
        titles = {str(item.number): item.title for _, item in rounds}
        st.pills(
            t("Votes en cours"),
            list(by_number),
            format_func=lambda each: f"{each} · {md(titles[each])}",
            key=CHOICE,
            required=True,
        )
        state.keep_in_address(CHOICE, QUERY)
        given = st.session_state[CHOICE]
    round_id = by_number.get(given) or next(iter(by_number.values()))
    return here.services.poker.table(by=here.by, round_id=round_id)


def show_round(here: Here, table: Table, known: dict[str, tuple[int, int]]) -> None:
    """What is estimated, the cards at the left, its story at the right."""
    st.header(f"{table.item.number} · {md(table.item.title)}", anchor=False)
    left, right = st.columns([3, 2], gap="large")
    with right:
        show_item(table)
    with left:
        words = t("lancé par {name} · {state}", name=md(table.round.opened_by_name), state=label_of(table.round.state))
        st.markdown(f":gray[{words}]")
        if table.round.state is RoundState.OPEN:
            cards(here, table)
        else:
            results(here, table)
        watch(here, known, table)
        lead(here, table)


def show_item(table: Table) -> None:
    """The story and its criteria, to read while one thinks."""
    item = table.item
    for label, text in ((t("En tant que"), item.as_a), (t("Je veux"), item.i_want), (t("Afin de"), item.so_that)):
        if text:
            st.markdown(f"**{label}** {md(text)}")
    if item.description:
        st.markdown(md_lines(item.description))
    if item.criteria:
        st.subheader(t("Critères d’acceptation"), anchor=False)
        st.markdown("\n".join(f"- {md(each)}" for each in item.criteria))
    link_to("element", t("Ouvrir l’élément"), icon=":material/article:", item=str(item.number))


@st.fragment(run_every=2)
def watch(here: Here, known: dict[str, tuple[int, int]], table: Table | None) -> None:
    """Every two seconds, versions and counts only; the page runs again when a round opens, shows its cards or ends.

    What somebody is choosing is outside of this fragment, so nothing moves under their fingers.
    """
    now = here.services.poker.pulse(by=here.by)
    if {key: version for key, (version, _) in now.items()} != {key: version for key, (version, _) in known.items()}:
        if table is not None and table.round.id not in now:
            state.flash(outcome(here, table.round.id))
        st.rerun()
    if table is not None and table.round.state is RoundState.OPEN:
        if now[table.round.id] != known[table.round.id]:
            table = here.services.poker.table(by=here.by, round_id=table.round.id)
        who_has_voted(table)
