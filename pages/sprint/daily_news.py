"""What the daily tells of the cards: those that moved, those that are stuck, those that sleep."""

from __future__ import annotations

import streamlit as st

from backlog.daily import DailyView, Movement
from backlog.models import Item
from data.access import Permission
from pages.parts.badges import state_badge
from pages.parts.blocked import blocked_words, unblock_button
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import ago, md, moment, t, tn

FORM = "daily_block"


def moved(view: DailyView) -> None:
    """From where to where, and who; the latest first."""
    st.header(t("Ce qui a avancé depuis la veille"), anchor=False)
    since = moment(view.since)
    st.caption(t("Depuis {since}", since=since))
    if not view.moved:
        st.markdown(t("Aucune carte n’a changé de colonne depuis."))
    for each in view.moved:
        with st.container(gap=None, key=f"moved_{each.item.number}"):
            card_link(each.item)
            st.markdown(way(each))


def way(each: Movement) -> str:
    """À faire → En cours → À vérifier · Léa Marchand · il y a 2 heures."""
    path = " → ".join(state_badge(step) for step in each.path)
    who = ", ".join(md(name) for name in each.who)
    return f"{path} · {who} · {ago(each.at)}"


def blocked(here: Here, view: DailyView) -> None:
    """Why and since when; the team lifts the flag here, or raises one."""
    number = len(view.blocked)
    title = tn("{n} carte bloquée", "{n} cartes bloquées", number) if number else t("Aucune carte bloquée")
    st.header(title, anchor=False)
    for each in view.blocked:
        with st.container(gap="xsmall", key=f"blocked_{each.number}"):
            card_link(each)
            st.markdown(f":material/block: {blocked_words(each)}")
            if here.can(Permission.MOVE_ITEM):
                unblock_button(here, each)
    free = [each for each in view.left if not each.blocked]
    if free and here.can(Permission.MOVE_ITEM):
        with st.popover(t("Signaler un blocage"), icon=":material/block:", key=f"daily_block_{state.acts(FORM)}"):
            block_form(here, free)


def block_form(here: Here, items: list[Item]) -> None:
    """Which card, and what it waits for."""
    acts = state.acts(FORM)
    by_id = {each.id: each for each in items}
    with st.form(f"{FORM}_form", border=False):
        chosen = st.selectbox(
            t("Carte bloquée"),
            list(by_id),
            format_func=lambda key: f"{by_id[key].number} · {by_id[key].title}",
            key=f"{FORM}_{acts}_item",
        )
        reason = st.text_input(
            t("Ce qui bloque"),
            key=f"{FORM}_{acts}_reason",
            help=t("En une phrase : ce que l’élément attend, et de qui."),
        )
        problem_of(FORM, "reason")
        sent = st.form_submit_button(t("Enregistrer"), type="primary", key=f"{FORM}_send")
    if not sent:
        return
    item, blocking = by_id[chosen], here.services.blocking
    if attempt(FORM, lambda: blocking.block(by=here.by, item_id=item.id, version=item.version, reason=reason)):
        state.count_act(FORM)
        state.flash(t("« {title} » est signalé comme bloqué.", title=md(item.title)))
        st.rerun()


def asleep(view: DailyView) -> None:
    """What stands still, so that somebody asks whether help is wanted; nothing when nothing does."""
    if not view.asleep:
        return
    st.header(tn("{n} carte qui ne bouge plus", "{n} cartes qui ne bougent plus", len(view.asleep)), anchor=False)
    for each in view.asleep:
        with st.container(gap=None, key=f"asleep_{each.item.number}"):
            card_link(each.item)
            since = tn("depuis {n} jour ouvré", "depuis {n} jours ouvrés", each.days)
            who = md(each.item.assignee)
            st.markdown(" · ".join(part for part in (state_badge(each.item.state), since, who) if part))


def card_link(item: Item) -> None:
    """The way to the item's page."""
    link_to("element", f"{item.number} · {md(item.title)}", item=str(item.number))
