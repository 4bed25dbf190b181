"""An item found by its number or its words, delivered ones included."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from backlog.models import Item, ItemState
from data.store import NotFound
from pages.parts.badges import state_badge
from pages.shell.page import Here
from pages.shell.refusals import problem_of
from pages.shell.texts import md, t

FOUND = 8  # items that a search proposes


def find_item(here: Here, form: str, *, field: str, key: str = "", without: str = "") -> Item | None:
    """The one chosen among those that answer, that one (an id) left out; refusals of `field` show under the words."""
    key = key or form
    words = st.text_input(t("Numéro ou mots de l’élément"), key=f"{key}_words", icon=":material/search:")
    problem_of(form, field)
    if not words.strip():
        return None
    found = {number: each for number, each in search(here, words.strip()).items() if each.id != without}
    if not found:
        st.markdown(t("Aucun élément ne répond à cette recherche."))
        return None
    number = st.radio(
        t("Élément du backlog"),
        list(found),
        format_func=lambda each: f"{each} · {md(found[each].title)} {state_badge(found[each].state)}",
        key=f"{key}_number",
    )
    return found[number]


def search(here: Here, words: str) -> dict[int, Item]:
    """The item with that number first, then those ahead with those words, then the delivered ones."""
    found: dict[int, Item] = {}
    if words.isdecimal() and len(words) < 10:
        with suppress(NotFound):  # the words may still be found
            found[int(words)] = here.services.items.page(by=here.by, number=int(words)).item
    for wanted in ((), (ItemState.DONE,)):
        rows = here.services.items.listing(by=here.by, words=words, states=wanted, limit=FOUND).rows
        found |= {row.item.number: row.item for row in rows}
    return dict(list(found.items())[:FOUND])
