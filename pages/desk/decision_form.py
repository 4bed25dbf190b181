"""The form of one decision: what its rule demands, what will happen, what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from data.clock import local_day
from pages.parts.photo_field import photo_field
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import N_, either, label_of, t
from prototype.handling import PLANNED_WITHIN
from prototype.models import Decision, Details
from prototype.policies import RULES, Demand
from prototype.views import Dossier

D = Decision
ICONS = {
    D.QUALIFY: "checklist",
    D.PLAN: "event",
    D.START: "construction",
    D.FINISH: "check_circle",
    D.NOT_DO: "block",
    D.TRANSFER: "forward",
    D.ASK: "contact_support",
    D.MARK_DUPLICATE: "content_copy",
    D.REOPEN: "restart_alt",
    D.REFUSE_REOPENING: "close",
    D.CANCEL: "cancel",
    D.ANSWER: "chat",
}
ASKED = {  # the field's label, where the demand's own says too little
    (D.FINISH, Demand.ANSWER): N_("Ce qui a été fait (tout le monde pourra le lire)"),
    (D.ANSWER, Demand.ANSWER): N_("Votre réponse (tout le monde pourra la lire)"),
    (D.ASK, Demand.ANSWER): N_("Votre question à l’habitant"),
    (D.NOT_DO, Demand.REASON): N_("Pourquoi (tout le monde pourra le lire)"),
    (D.TRANSFER, Demand.REASON): N_("Pourquoi (tout le monde pourra le lire)"),
}
EFFECTS = {  # what happens, said before
    D.QUALIFY: N_("Vous confirmez la catégorie, donc l’équipe et l’échéance. Corrigez-la si besoin."),
    D.ASK: N_("L’échéance s’arrête jusqu’à sa réponse."),
    D.MARK_DUPLICATE: N_("Ceux qui suivent cette demande verront celle d’origine."),
    D.TRANSFER: N_("La demande sera close pour la ville ; l’habitant saura qui la traite."),
    D.CANCEL: N_("Pour une erreur ou un abus : la demande disparaît de la carte."),
}


def ask(here: Here, dossier: Dossier, version: int, decision: Decision, name: str) -> None:
    """The form of one decision."""
    form = form_of(dossier, decision)
    demands = RULES[dossier.request.state, decision].demands
    with st.form(name, border=False):
        problem_of(form, "")
        if decision in EFFECTS:
            st.markdown(t(EFFECTS[decision]))
        given: dict[str, Any] = {}
        if decision is D.QUALIFY:
            given["category"] = category_field(here, dossier, name)
            problem_of(form, "category")
        for demand in demands:
            given[demand.value] = field(here, decision, demand, name)
            problem_of(form, demand.value)
        if decision is D.FINISH:
            given["photos"] = photo_field(t("Photos après l’intervention (facultatif)"), key=f"{name}_photos")
            problem_of(form, "photos")
        icon = f":material/{ICONS[decision]}:"
        if st.form_submit_button(label_of(decision), type="primary", icon=icon, key=f"{name}_send"):
            decide(here, dossier, version, decision, Details(**given))


def field(here: Here, decision: Decision, demand: Demand, name: str) -> str | date | None:
    """The input that a demand needs."""
    label, key = t(ASKED[decision, demand]) if (decision, demand) in ASKED else label_of(demand), f"{name}_{demand}"
    if demand is Demand.DATE:
        today = local_day(here.services.context.clock())
        return st.date_input(
            label, value=None, min_value=today, max_value=today + PLANNED_WITHIN, format="DD/MM/YYYY", key=key
        )
    if demand is Demand.BODY:
        bodies = {each.code: each.name for each in here.services.categories.bodies()}
        return (
            st.selectbox(label, list(bodies), format_func=bodies.get, index=None, placeholder=t("Choisir"), key=key)
            or ""
        )
    if demand is Demand.DUPLICATE:
        return st.text_input(label, placeholder="TV-2026-000123", key=key)
    return st.text_area(label, key=key)


def category_field(here: Here, dossier: Dossier, name: str) -> str:
    """Every category that takes reports, the present one chosen."""
    names = {dossier.category.code: either(dossier.category.name, dossier.category.name_en)}
    for heading in here.services.categories.headings():
        above = either(heading.category.name, heading.category.name_en)
        names |= {each.code: f"{above} › {either(each.name, each.name_en)}" for each in heading.choices}
    return st.selectbox(t("Catégorie"), list(names), format_func=names.get, key=f"{name}_category")


def decide(here: Here, dossier: Dossier, version: int, decision: Decision, details: Details) -> None:
    """Takes the decision about what the person had before their eyes, and says what came of it."""
    request = dossier.request
    changed = attempt(
        form_of(dossier, decision),
        lambda: here.services.handling.decide(
            by=here.by, request_id=request.id, version=version, decision=decision, details=details
        ),
    )
    if not changed:
        return
    state.keep_decided(request.id, changed.version)
    if decision is D.ANSWER:
        state.flash(t("Votre réponse est publiée."))
    else:
        state.flash(t("C’est enregistré : la demande est maintenant « {state} ».", state=label_of(changed.state)))
    st.rerun()


def form_of(dossier: Dossier, decision: Decision | None) -> str:
    """The name under which the refusals of a form are kept."""
    return f"{dossier.request.id}_{decision or 'note'}"


def name_of(dossier: Dossier, decision: Decision | None) -> str:
    """The beginning of the keys of a form's fields: another one after each act, so that they begin afresh."""
    request_id = dossier.request.id
    return f"{request_id}_{state.decided(request_id)}" + (f"_{decision}" if decision else "")
