"""Obstacles: what slows the team down, who takes care of it, how it ended."""

from __future__ import annotations

import streamlit as st

from backlog.daily import DailyView
from backlog.impediments import Impediment
from data.access import Permission
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import day, md, t, tn

FORM = "impediment"


def impediments(here: Here, view: DailyView | None) -> None:
    """The open ones, the form of a new one, the closed ones folded."""
    found = here.services.impediments.listing(by=here.by, sprint_id=view.sprint.id if view else None)
    with st.container():
        still_open(here, [each for each in found if each.is_open])
    if here.can(Permission.EDIT_BACKLOG):
        new_one(here, view)
    if ended := [each for each in found if not each.is_open]:
        with st.expander(tn("{n} obstacle levé", "{n} obstacles levés", len(ended)), key="closed_impediments"):
            for each in ended:
                closed_one(here, each)


def still_open(here: Here, found: list[Impediment]) -> None:
    """The oldest first."""
    number = len(found)
    title = tn("{n} obstacle ouvert", "{n} obstacles ouverts", number) if number else t("Aucun obstacle ouvert")
    st.header(title, anchor=False)
    if not found:
        st.markdown(t("Rien ne gêne l’équipe en ce moment, ou rien n’est noté."))
    for each in found:
        open_one(here, each)


def open_one(here: Here, each: Impediment) -> None:
    """Its text, since when, who takes care of it; the team corrects and closes it."""
    with st.container(border=True, gap="xsmall", key=f"impediment_{each.id}"):
        st.markdown(f"**{md(each.text)}**")
        carried = t("Suivi par {name}", name=md(each.owner)) if each.owner else t("Personne ne s’en occupe encore")
        st.markdown(f"{carried} · {age(each)}")
        if each.item_number:
            label = f"{each.item_number} · {md(each.item_title or '')}"
            link_to("element", label, item=str(each.item_number))
        if here.can(Permission.EDIT_BACKLOG):
            with st.container(horizontal=True):
                with st.popover(t("Lever"), icon=":material/check:", key=f"close_{each.id}"):
                    closing_form(here, each)
                with st.popover(t("Corriger"), icon=":material/edit:", key=f"change_{each.id}_{each.version}"):
                    change_form(here, each)


def age(each: Impediment) -> str:
    """Ouvert depuis 3 jours."""
    if each.days == 0:
        return t("ouvert aujourd’hui")
    return tn("ouvert depuis {n} jour", "ouvert depuis {n} jours", each.days)


def closing_form(here: Here, each: Impediment) -> None:
    """What helped."""
    form, verbs = f"close_{each.id}", here.services.impediments
    with st.form(f"{form}_form", border=False):
        resolution = st.text_input(
            t("Ce qui l’a levé"), key=f"{form}_resolution", help=t("En une phrase : cela servira la prochaine fois.")
        )
        problem_of(form, "resolution")
        sent = st.form_submit_button(t("Lever cet obstacle"), type="primary", key=f"{form}_send")
    if sent and attempt(
        form,
        lambda: verbs.close(by=here.by, impediment_id=each.id, version=each.version, resolution=resolution),
    ):
        state.flash(t("L’obstacle est levé."))
        st.rerun()


def change_form(here: Here, each: Impediment) -> None:
    """Its words, and who takes care of it."""
    form, verbs = f"change_{each.id}", here.services.impediments
    with st.form(f"{form}_form", border=False):
        text = st.text_area(t("Ce qui gêne"), value=each.text, key=f"{form}_{each.version}_text")
        problem_of(form, "text")
        owner = st.text_input(t("Qui s’en occupe (facultatif)"), value=each.owner, key=f"{form}_{each.version}_owner")
        problem_of(form, "owner")
        sent = st.form_submit_button(t("Enregistrer"), type="primary", key=f"{form}_send")
    if sent and attempt(
        form,
        lambda: verbs.change(by=here.by, impediment_id=each.id, version=each.version, text=text, owner=owner),
    ):
        state.flash(t("L’obstacle est corrigé."))
        st.rerun()


def new_one(here: Here, view: DailyView | None) -> None:
    """What is in the way, who takes care of it, which card it is about."""
    acts, items = state.acts(FORM), {each.id: each for each in view.left} if view else {}
    with st.form(f"{FORM}_form"):
        text = st.text_area(t("Noter un obstacle"), key=f"{FORM}_{acts}_text", help=t("Ce qui gêne, en une phrase."))
        problem_of(FORM, "text")
        owner = st.text_input(t("Qui s’en occupe (facultatif)"), key=f"{FORM}_{acts}_owner")
        problem_of(FORM, "owner")
        about = st.selectbox(
            t("Carte concernée (facultatif)"),
            list(items),
            index=None,
            format_func=lambda key: f"{items[key].number} · {items[key].title}",
            placeholder=t("Aucune"),
            key=f"{FORM}_{acts}_item",
        )
        sent = st.form_submit_button(t("Ajouter l’obstacle"), icon=":material/add:", key=f"{FORM}_send")
    sprint_id = view.sprint.id if view else None
    if sent and attempt(
        FORM,
        lambda: here.services.impediments.open(by=here.by, text=text, owner=owner, sprint_id=sprint_id, item_id=about),
    ):
        state.count_act(FORM)
        state.flash(t("L’obstacle est noté."))
        st.rerun()


def closed_one(here: Here, each: Impediment) -> None:
    """What it was, what helped, and the way back."""
    st.markdown(f"**{md(each.text)}**  \n{md(each.resolution)}")
    if each.closed_at:
        when = t("levé le {day}", day=day(each.closed_at))
        lasted = tn("après {n} jour", "après {n} jours", each.days)
        st.caption(f"{when}, {lasted}")
    verbs = here.services.impediments
    if (
        here.can(Permission.EDIT_BACKLOG)
        and st.button(t("Rouvrir"), icon=":material/undo:", key=f"reopen_{each.id}_{each.version}")
        and attempt(f"reopen_{each.id}", lambda: verbs.reopen(by=here.by, impediment_id=each.id, version=each.version))
    ):
        state.flash(t("L’obstacle est rouvert."))
        st.rerun()
