"""Revue de sprint: the goal, what is delivered (try it), what is not, what people said, the decisions."""

from __future__ import annotations

import streamlit as st

from backlog.models import SprintState
from backlog.views import Presented, Review
from data.access import Permission
from metrics.jdma import satisfaction
from pages.parts.badges import state_badge
from pages.parts.points import points_of
from pages.parts.sprint_choice import choose_sprint
from pages.parts.try_it import try_it
from pages.shell.links import can_go, link_to
from pages.shell.page import Here, Screen
from pages.shell.texts import N_, day, either, md, t, tn
from pages.sprint.decisions import decisions, remark
from pages.sprint.said import verbatims

SCREEN = Screen(
    path="revue",
    label=N_("Revue de sprint"),
    icon=":material/rate_review:",
    permission=Permission.SEE_REVIEW,
    title=N_("Revue de sprint"),
    answer=N_("Ce qui est livré, à essayer tout de suite ; ce qui ne l’est pas ; ce que les habitants en disent."),
)


def show(here: Here) -> None:
    """One sprint's review, the latest unless the address says otherwise."""
    numbers = here.services.reviews.numbers(by=here.by)
    if not numbers:
        st.info(t("Aucun sprint n’a encore commencé : sa revue se lira ici."), icon=":material/event:")
        return
    review = here.services.reviews.of(by=here.by, sprint_number=choose_sprint(numbers, "review_sprint"))
    heading(here, review)
    decisions(here, review)
    left, right = st.columns([3, 2], gap="large")
    with left:
        delivered(here, review)
        not_delivered(here, review)
        scope(here, review)
    with right:
        said(here, review)
        remark(here, review)


def heading(here: Here, review: Review) -> None:
    """Number, goal, dates, state."""
    sprint = review.sprint
    with st.container(border=True, key="review_goal"):
        st.header(t("Sprint {number} : « {goal} »", number=sprint.number, goal=md(review.scope.goal)), anchor=False)
        dates = t("Du {start} au {end}", start=day(sprint.starts_on), end=day(sprint.ends_on))
        st.markdown(f"{state_badge(sprint.state)} {dates}")
        if sprint.state is SprintState.ACTIVE:
            st.markdown(t("Le sprint est en cours : cette page change encore. Elle se figera à sa clôture."))


def delivered(here: Here, review: Review) -> None:
    """Done items, each with its increment one click away."""
    st.header(tn("Livré : {n} élément", "Livré : {n} éléments", len(review.delivered)), anchor=False)
    if not review.delivered:
        st.markdown(t("Rien n’est encore terminé dans ce sprint."))
    for each in review.delivered:
        with st.container(border=True, gap="xsmall"):
            title(here, each)
            for shown in each.increments:
                name = either(shown.increment.title, shown.increment.title_en)
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.markdown(f"{name} {state_badge(shown.increment.state)}", width="content")
                    try_it(shown.increment)


def not_delivered(here: Here, review: Review) -> None:
    """What was in the sprint and is not Done."""
    if not review.not_delivered:
        return
    count = len(review.not_delivered)
    st.header(tn("Non terminé : {n} élément", "Non terminé : {n} éléments", count), anchor=False)
    for each in review.not_delivered:
        with st.container(border=True):
            title(here, each)
    if review.sprint.state is SprintState.ACTIVE:
        st.caption(t("Le sprint n’est pas fini : l’équipe y travaille encore."))
    else:
        st.caption(t("Pas terminé à la fin du sprint : revenu au backlog ou repris plus tard, sans être livré ici."))


def title(here: Here, presented: Presented) -> None:
    """Number, title and points; a link for who reads the backlog. A private item has a title for the team only."""
    item = presented.item
    hidden = item.is_private and not here.can(Permission.EDIT_BACKLOG)
    name = t("Élément réservé à l’équipe") if hidden else md(item.title)
    text = f"{item.number} · {name}"
    if can_go("element") and not hidden:
        link_to("element", f"**{text}**", item=str(item.number))
    else:
        st.markdown(f"**{text}**")
    st.caption(t("sans estimation") if item.estimate is None else points_of(here, item.estimate))


def scope(here: Here, review: Review) -> None:
    """How the scope changed: a sentence, then the exact table."""
    account = review.scope
    said = t(
        "{completed} points terminés sur {scope}.",
        completed=here.number(account.completed),
        scope=here.number(account.scope),
    )
    st.header(t("Périmètre du sprint"), anchor=False)
    st.markdown(said)
    rows = (
        (t("Engagé au départ"), account.committed),
        (t("Ajouté ensuite"), account.added),
        (t("Retiré ensuite"), -account.removed or 0),
        (t("Réestimé"), account.reestimated),
        (t("Périmètre"), account.scope),
        (t("Terminé"), account.completed),
        (t("Non terminé"), account.unfinished),
    )
    st.table([{t("Mesure"): name, t("Points"): here.number(points)} for name, points in rows], hide_index=True)


def said(here: Here, review: Review) -> None:
    """The mark, in words, and the sentences of people."""
    st.header(t("Ce que les gens disent"), anchor=False)
    moods = review.moods
    mark = satisfaction(good=moods.good, medium=moods.medium, bad=moods.bad)
    if mark.average is None:
        st.markdown(t("Aucun avis pendant ce sprint pour l’instant."))
    else:
        words = {"good": t("bonne"), "medium": t("moyenne"), "bad": t("mauvaise")}[mark.band or "bad"]
        st.metric(
            t("Satisfaction ({words})", words=words), t("{mark} sur 10", mark=here.number(mark.average)), border=True
        )
        st.caption(tn("{n} avis pendant le sprint", "{n} avis pendant le sprint", mark.answers))
    verbatims(here, review.comments)
