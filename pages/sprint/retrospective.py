"""Rétrospective: what the team kept and changed, and what came of its actions."""

from __future__ import annotations

import streamlit as st

from backlog.models import LANES, Retrospective
from data.access import Permission
from locales.labels import LANES as LANE_NAMES
from pages.parts.badges import state_badge
from pages.parts.sprint_choice import choose_sprint
from pages.shell.links import link_to
from pages.shell.page import Here, Screen
from pages.shell.texts import N_, day, label_of, md, t, tn

SCREEN = Screen(
    path="retrospective",
    label=N_("Rétrospective"),
    icon=":material/history_edu:",
    permission=Permission.SEE_RETROSPECTIVE,
    title=N_("Rétrospective"),
    answer=N_("Ce que l’équipe garde, ce qu’elle change, et ce que ses actions sont devenues."),
)


def show(here: Here) -> None:
    """One retrospective, the latest unless the address says otherwise."""
    every = {each.sprint_number: each for each in here.services.retrospectives.all(by=here.by)}
    if not every:
        st.info(
            t("Aucune rétrospective n’a encore eu lieu : la première se lira ici, après la fin d’un sprint."),
            icon=":material/history_edu:",
        )
        return
    read(here, every[choose_sprint(every, "retrospective_sprint")])


def read(here: Here, retrospective: Retrospective) -> None:
    """Summary and actions first, then the cards."""
    with st.container(border=True, key="retrospective_head"):
        st.header(label_of(retrospective.format), anchor=False)
        st.caption(t("Tenue le {day}", day=day(retrospective.held_on, year=True)))
        if retrospective.summary:
            st.markdown(md(retrospective.summary))
        if retrospective.return_on_time is not None:
            st.markdown(t("Temps bien employé : {mark} sur 5", mark=here.number(retrospective.return_on_time)))
    st.header(tn("{n} action décidée", "{n} actions décidées", len(retrospective.actions)), anchor=False)
    if not retrospective.actions:
        st.markdown(t("Aucune action n’a été décidée."))
    for item in retrospective.actions:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            link_to("element", f"{item.number} · {md(item.title)}", item=str(item.number))
            st.markdown(state_badge(item.state), width="content")
    st.header(t("Les cartes"), anchor=False)
    lanes = LANES[retrospective.format]
    for lane, column in zip(lanes, st.columns(len(lanes)), strict=True):
        with column:
            st.subheader(t(LANE_NAMES[lane]), anchor=False)
            cards = sorted((each for each in retrospective.cards if each.lane == lane), key=lambda each: -each.votes)
            for card in cards:
                with st.container(border=True, gap="xsmall"):
                    st.markdown(md(card.text))
                    st.caption(tn("{n} vote", "{n} votes", card.votes))
            if not cards:
                none = t("Aucune carte")
                st.markdown(f":gray[{none}]")
