"""The table of a round: the cards to play, who has played, what they say once shown."""

from __future__ import annotations

import streamlit as st

from backlog.models import PokerScale, RoundState
from backlog.poker import Table
from backlog.poker_cards import BREAK, CARDS, HALF, Results
from pages.parts.points import points_of
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt
from pages.shell.texts import md, t, tn

FORM = "poker"


def face(card: str) -> str:
    """A card as people read it."""
    if card == BREAK:
        return t("☕ pause")
    return "½" if card == HALF else card


def mapping(here: Here, scale: PokerScale) -> str:
    """The points of each size of clothes."""
    sizes = [f"{card} = {here.number(points)}" for card, points in CARDS[scale].items() if points is not None]
    return t("En points : {sizes}.", sizes=", ".join(sizes))


def cards(here: Here, table: Table) -> None:
    """Big cards to touch; the choice may change until they are shown."""
    played = table.round
    key = f"poker_card_{played.id}"
    with st.container(key="poker_cards"):
        st.pills(
            t("Votre carte"),
            list(CARDS[played.scale]),
            format_func=face,
            key=state.hold(key, table.mine),
            required=table.mine is not None,
            on_change=state.keep_answer,
            args=(FORM, key, played.id),
        )
    if played.scale is PokerScale.T_SHIRT:
        st.caption(mapping(here, played.scale))
    if table.mine is None:
        st.markdown(t("Choisissez une carte : personne ne la verra avant que toutes soient révélées."))
    else:
        st.markdown(t("Votre carte : **{card}**. Vous pouvez en changer jusqu’à la révélation.", card=face(table.mine)))


def act_on_card(here: Here) -> None:
    """Plays the card that has just been chosen."""
    answer = state.take_answer(FORM)
    if answer and answer[1]:
        attempt(FORM, lambda: here.services.poker.vote(by=here.by, round_id=answer[0], card=answer[1]))


def who_has_voted(table: Table) -> None:
    """How many cards lie on the table, and whose; never which."""
    names = ", ".join(md(each) for each in table.voters)
    count = tn("{n} carte posée", "{n} cartes posées", len(table.voters))
    st.markdown(f":material/playing_cards: **{count}**" + (f" : {names}" if names else ""))


def results(here: Here, table: Table) -> None:
    """Each card played with who played it, then what to talk about."""
    shown = table.results
    if shown is None:
        return
    with st.container(horizontal=True, gap="small", key="poker_results"):
        for card, names in shown.distribution.items():
            with st.container(border=True, width=150, gap=None):
                st.metric(tn("{n} personne", "{n} personnes", len(names)), face(card))
                st.markdown(", ".join(md(each) for each in names))
    st.markdown(what_to_say(here, shown))


def what_to_say(here: Here, shown: Results) -> str:
    """Agreement, or who explains what first."""
    if shown.median is None:
        return t("Personne n’a donné de nombre : parlez de ce qui manque pour estimer, puis revotez.")
    if shown.is_agreed:
        return t("**Tout le monde est d’accord.**")
    middle = t("Médiane : {points}.", points=points_of(here, shown.median))
    if not shown.lowest:
        return middle
    return "  \n".join(
        [
            t(
                "**À discuter** : {lowest} (le moins) et {highest} (le plus) expliquent leur carte, puis on revote.",
                lowest=", ".join(md(each) for each in shown.lowest),
                highest=", ".join(md(each) for each in shown.highest),
            ),
            middle,
        ]
    )


def outcome(here: Here, round_id: str) -> str:
    """What came of a round that somebody else has just ended; "" when it begins again."""
    ended = here.services.poker.table(by=here.by, round_id=round_id)
    if ended.round.state is RoundState.AGAIN:
        return ""
    title, points = md(ended.item.title), ended.round.estimate
    if points is None:
        return t("« {title} » : le vote s’arrête sans estimation.", title=title)
    return t("« {title} » : {points}.", title=title, points=points_of(here, points))
