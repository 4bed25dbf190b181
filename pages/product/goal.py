"""The product goal: what the backlog is for, how far it is, who writes it, those there have been."""

from __future__ import annotations

import streamlit as st

from backlog.models import ProductGoal
from data.access import Permission
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import day, md, t, tn

FORM = "goal"


def show_goal(here: Here, *, named: bool = True) -> None:
    """The active goal and how far it is, in short; `named`: no title above says what it is."""
    standing = here.services.goals.standing(by=here.by)
    with st.container(border=True, key="product_goal"):
        if standing.goal is None:
            st.markdown(t("Aucun objectif de produit n’est encore écrit."))
        elif named:
            st.markdown(t("**Objectif de produit** : {text}", text=md(standing.goal.text)))
        else:
            st.markdown(f"**{md(standing.goal.text)}**")
        progress = standing.progress
        if progress.total:
            said = t(
                "{done} éléments terminés sur {total}",
                done=here.number(progress.done),
                total=here.number(progress.total),
            )
            st.progress(progress.done / progress.total, text=said)


def goal_section(here: Here) -> None:
    """The goal, the way to write it, those that came before."""
    st.header(t("Objectif de produit"), anchor=False)
    show_goal(here, named=False)
    goals = here.services.goals.past_goals(by=here.by)
    active = next((each for each in goals if each.is_active), None)
    if here.can(Permission.RANK_BACKLOG):
        label = t("Changer l’objectif") if active else t("Écrire l’objectif")
        with st.popover(label, icon=":material/flag:", key=f"goal_panel_{state.acts(FORM)}"):
            write_goal(here, active)
    elif active is None:
        st.markdown(t("Le product owner l’écrit : à quoi sert le produit, pour qui."))
    if goals:
        past_goals(goals)


def write_goal(here: Here, goal: ProductGoal | None) -> None:
    """A new goal takes the place of the one before, which is kept."""
    with st.form(FORM, border=False):
        text = st.text_area(
            t("Objectif de produit"),
            value=goal.text if goal else "",
            key=f"goal_text_{goal.id if goal else ''}",
            help=t("À quoi doit servir le produit, pour qui : une phrase que chacun peut répéter."),
        )
        problem_of(FORM, "text")
        sent = st.form_submit_button(t("Garder cet objectif"), type="primary")
    if sent and attempt(FORM, lambda: here.services.goals.set_goal(by=here.by, text=text)):
        state.count_act(FORM)
        state.flash(t("L’objectif de produit est écrit."))
        st.rerun()


def past_goals(goals: tuple[ProductGoal, ...]) -> None:
    """Each with the days between which it stood."""
    label = tn("{n} objectif depuis le début", "{n} objectifs depuis le début", len(goals))
    with st.expander(label, icon=":material/history:", key="past_goals"):
        until: ProductGoal | None = None
        for each in goals:
            first = day(each.created_at, year=True)
            if until is None:
                dates = t("depuis le {first}", first=first)
            else:
                dates = t("du {first} au {last}", first=first, last=day(until.created_at, year=True))
            st.markdown(f"{md(each.text)}  \n:gray[{dates}]")
            until = each
