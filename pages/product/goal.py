"""The product goal: what the backlog is for, how far it is, and who may write it."""

from __future__ import annotations

import streamlit as st

from backlog.models import ProductGoal
from data.access import Permission
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import md, t

FORM = "goal"


def show_goal(here: Here) -> None:
    """The active goal and how far it is."""
    goal = here.services.goals.goal(by=here.by)
    progress = here.services.goals.progress(by=here.by)
    with st.container(border=True, key="product_goal"):
        st.markdown(
            t("**Objectif de produit** : {text}", text=md(goal.text))
            if goal
            else t("Aucun objectif de produit n’est encore écrit.")
        )
        if progress.total:
            share = progress.done / progress.total
            said = t(
                "{done} éléments terminés sur {total}",
                done=here.number(progress.done),
                total=here.number(progress.total),
            )
            st.progress(share, text=said)
        if here.can(Permission.RANK_BACKLOG):
            write_goal(here, goal)


def write_goal(here: Here, goal: ProductGoal | None) -> None:
    """A new goal takes the place of the one before, which is kept."""
    label = t("Changer l’objectif") if goal else t("Écrire l’objectif")
    with st.popover(label, icon=":material/flag:", key="goal_panel"), st.form(FORM, border=False):
        text = st.text_area(
            t("Objectif de produit"),
            value=goal.text if goal else "",
            key=f"goal_text_{goal.id if goal else ''}",
            help=t("À quoi doit servir le produit, pour qui : une phrase que chacun peut répéter."),
        )
        problem_of(FORM, "text")
        sent = st.form_submit_button(t("Garder cet objectif"), type="primary")
        if sent and attempt(FORM, lambda: here.services.goals.set_goal(by=here.by, text=text)):
            state.flash(t("L’objectif de produit est écrit."))
            st.rerun()
