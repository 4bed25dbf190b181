"""The history of an item in words: who, when, what changed."""

from __future__ import annotations

import math
from typing import Any

import streamlit as st

from backlog.models import ItemKind, ItemState
from backlog.views import ItemPage
from data.journal import Entry
from locales.texts import N_
from pages.product.priority_words import INPUTS, choice_words, reason_words
from pages.shell import state
from pages.shell.page import Here
from pages.shell.texts import either, label_of, md, moment, t

FIELDS = {
    "title": N_("titre"),
    "kind": N_("nature"),
    "as_a": N_("en tant que"),
    "i_want": N_("je veux"),
    "so_that": N_("afin de"),
    "description": N_("description"),
    "criteria": N_("critères"),
    "estimate": N_("estimation"),
    "epic_id": N_("épopée"),
    "state": N_("état"),
    "sprint_id": N_("sprint"),
    "assignee": N_("personne"),
    "increment": N_("incrément"),
    "rank": N_("rang"),
    "done_at": N_("terminé le"),
}
HIDDEN = ("rank", "done_at")
LONG = 160  # characters of a value
ROWS = 20  # changes a page


def show_history(here: Here, page: ItemPage) -> None:
    """Latest first, folded, by pages."""
    sprints = {each.id: str(each.number) for each in here.services.sprints.all(by=here.by)}
    epics = {each.id: each.title for each in here.services.goals.epics(by=here.by)}
    increments = {each.key: either(each.title, each.title_en) for each in here.services.increments.all(by=here.by)}
    names = {"sprint_id": sprints, "epic_id": epics, "increment": increments}
    with st.expander(t("Historique"), icon=":material/history:", key="item_history"):
        key = f"history_page_{page.item.id}"
        first = (int(state.start_field(key, 1)) - 1) * ROWS
        for entry in page.history[::-1][first : first + ROWS]:
            lines = [line(field, pair, names) for field, pair in entry.changes.items() if field not in HIDDEN]
            who = f"**{moment(entry.at)}** · {md(entry.actor_name)}"
            why = reason_words(entry.reason) or md(entry.reason)
            reason = "  \n" + t("Raison : {reason}", reason=why) if why else ""
            st.markdown(who + "".join(f"  \n{each}" for each in lines or [verb(entry)]) + reason)
        if len(page.history) > ROWS:
            st.pagination(math.ceil(len(page.history) / ROWS), key=key)


def verb(entry: Entry) -> str:
    """What was done when no field tells it."""
    return t("a changé le rang") if entry.verb == "rank" else t("a modifié l’élément")


def line(field: str, pair: tuple[Any, Any], names: dict[str, dict[str, str]]) -> str:
    """One field: before → after."""
    before, after = (value(field, each, names) for each in pair)
    if field == "feedback":
        return t("a ajouté une voix")
    if field == "done_line":
        return t("a coché « {line} »", line=after) if after else t("a décoché « {line} »", line=before)
    label = t(INPUTS.get(field) or FIELDS.get(field, N_("autre")))
    if not before:
        return t("{field} : {after}", field=label, after=after)
    return t("{field} : {before} → {after}", field=label, before=before, after=after or "–")


def value(field: str, raw: Any, names: dict[str, dict[str, str]]) -> str:
    """A value as people read it."""
    if raw in (None, "", []):
        return ""
    if field in INPUTS:
        return choice_words(field, raw)
    if field == "state":
        return label_of(ItemState(raw))
    if field == "kind":
        return label_of(ItemKind(raw))
    text = names.get(field, {}).get(str(raw)) or (" ; ".join(raw) if isinstance(raw, list) else str(raw))
    return md(text if len(text) <= LONG else text[:LONG] + "…")
