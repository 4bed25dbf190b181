"""Beside the text of an item: its Definition of Done, its increments, the people behind it."""

from __future__ import annotations

import streamlit as st

from backlog.models import ItemState
from backlog.views import ItemPage
from data.access import Permission
from pages.parts.badges import state_badge
from pages.parts.try_it import try_it
from pages.product.said import origins, whole
from pages.shell.page import Here
from pages.shell.refusals import attempt
from pages.shell.texts import day, either, md, t, tn

FIRST, OLDER = 5, 50  # opinions shown, and shown when unfolded


def definition_of_done(here: Here, page: ItemPage) -> None:
    """Each line with its tick; ticking is saved at once."""
    st.subheader(t("Définition de terminé"), anchor=False)
    if not page.done_lines:
        st.markdown(t("Aucune ligne n’est écrite."))
    if not here.can(Permission.MOVE_ITEM) or page.item.state is ItemState.DONE:
        read_lines(page)
        return
    with st.container(gap=None, key="done_lines"):
        tick_lines(here, page)


def tick_lines(here: Here, page: ItemPage) -> None:
    """One box a line, saved at once."""
    for line in page.done_lines:
        key = f"done_{page.item.id}_{line.id}_{line.ticked}"  # afresh when somebody else ticks it
        ticked = st.checkbox(md(line.text), value=line.ticked, key=key)
        if ticked != line.ticked and attempt(
            "done",
            lambda line=line, ticked=ticked: here.services.items.tick(
                by=here.by, item_id=page.item.id, line_id=line.id, done=ticked
            ),
        ):
            st.rerun()


def read_lines(page: ItemPage) -> None:
    """The same, for those who do not tick."""
    for line in page.done_lines:
        if line.ticked and line.ticked_at:
            box, said = "check_box", t("coché par {name}, {day}", name=md(line.ticked_by), day=day(line.ticked_at))
        else:
            box, said = "check_box_outline_blank", t("pas encore coché")
        st.markdown(f":material/{box}: {md(line.text)}  \n:gray[{said}]")


def increments(here: Here, page: ItemPage) -> None:
    """The parts of the prototype that it is about, one click away."""
    keys = set(page.increment_keys)
    shown = [each for each in here.services.increments.all(by=here.by) if each.key in keys]
    if shown:
        st.subheader(tn("Incrément", "Incréments", len(shown)), anchor=False)
    for each in shown:
        title = either(each.title, each.title_en)
        st.markdown(f"{title} {state_badge(each.state)}")
        try_it(each)


def voices(here: Here, page: ItemPage) -> None:
    """What people said that led here; the latest first, the older ones folded."""
    st.subheader(tn("{n} voix derrière cet élément", "{n} voix derrière cet élément", page.voices), anchor=False)
    if not page.feedbacks:
        st.markdown(t("Personne ne l’a encore demandé."))
        return
    known = origins(here)
    for each in page.feedbacks[:FIRST]:
        st.markdown(whole(each, known))
    if older := page.feedbacks[FIRST:]:
        with st.expander(tn("{n} avis plus ancien", "{n} avis plus anciens", len(older)), key="older_voices"):
            for each in older[:OLDER]:
                st.markdown(whole(each, known))
            if len(older) > OLDER:
                st.caption(tn("et {n} avis encore", "et {n} avis encore", len(older) - OLDER))
