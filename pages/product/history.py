"""The history of an item: who, when, what changed, from what to what."""

from __future__ import annotations

import math

import streamlit as st

from backlog.views import ItemPage
from pages.product.history_words import Names, told
from pages.product.priority_words import reason_words
from pages.shell import state
from pages.shell.page import Here
from pages.shell.texts import either, md, moment, t

ROWS = 20  # changes a page


def names_of(here: Here, page: ItemPage) -> Names:
    """What people call the sprints, epics, increments and items that the history names by their identifiers."""
    sprints = {each.id: str(each.number) for each in here.services.sprints.all(by=here.by)}
    epics = {each.id: each.title for each in here.services.goals.epics(by=here.by)}
    increments = {each.key: either(each.title, each.title_en) for each in here.services.increments.all(by=here.by)}
    pairs = [entry.changes["link"] for entry in page.history if "link" in entry.changes]
    items = here.services.items.some(by=here.by, ids={(after or before)[1] for before, after in pairs})
    links = {each.id: f"{each.number} · {each.title}" for each in items.values()}
    return {"sprint_id": sprints, "epic_id": epics, "increment": increments, "link": links}


def show_history(page: ItemPage, names: Names) -> None:
    """Latest first, folded, by pages."""
    with st.expander(t("Historique"), icon=":material/history:", key="item_history"):
        key = f"history_page_{page.item.id}"
        first = (int(state.start_field(key, 1)) - 1) * ROWS
        for entry in page.history[::-1][first : first + ROWS]:
            said = [f"**{moment(entry.at)}** · {md(entry.actor_name)}", *told(entry, names)]
            if entry.reason:
                said.append(t("Raison : {reason}", reason=reason_words(entry.reason) or md(entry.reason)))
            st.markdown("  \n".join(said))
        if len(page.history) > ROWS:
            st.pagination(math.ceil(len(page.history) / ROWS), key=key)
