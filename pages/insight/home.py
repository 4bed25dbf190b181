"""Accueil: what is this, what is new, what can I do now."""

from __future__ import annotations

import streamlit as st

from data.access import Permission
from pages.shell.links import can_go, link_to
from pages.shell.page import Here, Screen
from pages.shell.texts import N_, day, either, number, t, tn

SCREEN = Screen(
    path="",
    label=N_("Accueil"),
    icon=":material/home:",
    permission=None,
    title=N_("Bienvenue à {town}"),
    answer=N_("Signalez un problème dans la rue, suivez votre demande, et dites-nous comment améliorer ce service."),
)


def show(here: Here) -> None:
    """To do first, then the three actions, what is new and where the town stands."""
    to_do(here)
    actions()
    left, right = st.columns(2, gap="large")
    with left:
        what_is_new(here)
    with right:
        numbers(here)


def actions() -> None:
    """The three things that people come for."""
    choices = (
        ("signaler", ":material/add_location_alt:", t("Signaler un problème"),
         t("Un lampadaire éteint, un dépôt sauvage, un nid-de-poule : une minute suffit, sans compte.")),
        ("suivre", ":material/route:", t("Suivre ma demande"),
         t("Où en est-elle, et quand aurez-vous une réponse ?")),
        ("carte", ":material/map:", t("Voir la carte"),
         t("Ce qui a été signalé autour de vous, et ce qui a été réparé.")),
    )  # fmt: skip
    for column, (path, icon, label, why) in zip(st.columns(3), choices, strict=True):
        with column, st.container(border=True, height="stretch", key=f"action_{path}"):
            link_to(path, f"**{label}**", icon=icon, width="stretch")
            st.markdown(why)


def to_do(here: Here) -> None:
    """What waits for this person, by what they may do."""
    waiting: list[tuple[str, str, str]] = []
    if here.can(Permission.HANDLE_REQUEST):
        numbers = here.services.reading.town_numbers(by=here.by)
        waiting.append(
            (
                "corbeille",
                ":material/inbox:",
                tn(
                    "{n} demande ouverte, dont {late} en retard",
                    "{n} demandes ouvertes, dont {late} en retard",
                    numbers.open,
                    late=number(numbers.late),
                ),
            )
        )
    if here.can(Permission.TRIAGE):
        count = here.services.feedback.inbox(by=here.by, limit=1).total
        waiting.append(("avis", ":material/forum:", tn("{n} avis à trier", "{n} avis à trier", count)))
    if here.can(Permission.SEE_PROJECT):
        sprint = here.services.sprints.active(by=here.by)
        if sprint is not None:
            label = t("Sprint {sprint} en cours : « {goal} »", sprint=sprint.number, goal=sprint.goal)
            path = "sprint" if here.can(Permission.MOVE_ITEM) else "revue"
            waiting.append((path, ":material/directions_run:", label))
    if not waiting:
        return
    with st.container(border=True, key="to_do"):
        st.header(t("À faire"), anchor=False)
        for path, icon, label in waiting:
            link_to(path, label, icon=icon)


def what_is_new(here: Here) -> None:
    """The increments released lately, each one click away."""
    st.header(t("Nouveautés"), anchor=False)
    every = here.services.increments.released_lately(by=here.by, limit=12)
    released = [each for each in every if can_go(each.screen)][:4]
    if not released:
        st.markdown(t("Rien n’a encore été ouvert aux habitants. Les nouveautés s’annonceront ici."))
    for each in released:
        title = either(each.title, each.title_en)
        summary = either(each.summary, each.summary_en)
        with st.container(border=True):
            link_to(each.screen, f"**{title}**", icon=":material/new_releases:")
            st.markdown(summary)
            if each.released_at:
                st.caption(t("Ouvert le {day}", day=day(each.released_at)))


def numbers(here: Here) -> None:
    """Where the town stands today."""
    st.header(t("La ville en chiffres"), anchor=False)
    town = here.services.reading.town_numbers(by=here.by)
    if not (town.open or town.received_last_30_days):
        st.markdown(t("Aucune demande pour l’instant : la première peut être la vôtre."))
        return
    with st.container(horizontal=True):
        st.metric(t("Demandes ouvertes"), number(town.open), border=True)
        st.metric(t("Reçues en 30 jours"), number(town.received_last_30_days), border=True)
        st.metric(t("Closes en 30 jours"), number(town.closed_last_30_days), border=True)
    link_to("indicateurs", t("Tous les indicateurs"), icon=":material/monitoring:")
