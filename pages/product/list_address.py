"""The address of the list says everything that it shows: a link opens the same search, filters, order and page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from backlog.listing import NONE, ItemQuery, SprintName
from backlog.models import Epic, ItemKind, ItemOrder, ItemState, Moscow
from data.access import Permission
from pages.shell import state
from pages.shell.page import Here

MANY = {"nature": ItemKind, "etat": ItemState, "priorite": Moscow}  # lists of codes, with commas
FLAGS = ("sans_estimation", "bloque", "prive")
FIELDS = ("mots", *MANY, "epopee", "etiquette", "personne", "sprint", "ordre", *FLAGS)
PAGE = "page"
NOBODY = "-"
LONGEST = 200  # characters of a search


@dataclass(frozen=True)
class Choices:
    """What can be asked of the list besides codes: epics by id, sprints by number as text, tags, people."""

    epics: Mapping[str, Epic]
    sprints: Mapping[str, SprintName]
    tags: tuple[str, ...]
    people: tuple[str, ...]


def choices(here: Here) -> Choices:
    """What can be asked of the list now."""
    services, by = here.services, here.by
    return Choices(
        epics={each.id: each for each in services.goals.epics(by=by)},
        sprints={str(each.number): each for each in services.listings.sprints(by=by)},
        tags=services.vocabulary.tags(by=by),
        people=services.vocabulary.people(by=by),
    )


def read_address(here: Here, known: Choices) -> dict[str, Any]:
    """What the address asks for, by field; whatever it names that does not exist is left out."""
    given = {name: st.query_params.get(name, "") for name in FIELDS}
    asked: dict[str, Any] = {"mots": given["mots"][:LONGEST]}
    for name, codes in MANY.items():
        asked[name] = [codes(each) for each in given[name].split(",") if each in set(codes)]
    tags = {tag.casefold(): tag for tag in known.tags}
    asked["etiquette"] = [tags[each.casefold()] for each in given["etiquette"].split(",") if each.casefold() in tags]
    asked["epopee"] = given["epopee"] if given["epopee"] in {NONE, *known.epics} else ""
    asked["sprint"] = given["sprint"] if given["sprint"] in {NONE, *known.sprints} else ""
    asked["personne"] = given["personne"] if given["personne"] in {NOBODY, *known.people} else ""
    asked["ordre"] = ItemOrder(given["ordre"]) if given["ordre"] in set(ItemOrder) else ItemOrder.RANK
    asked |= {name: given[name] == "1" for name in FLAGS}
    asked["prive"] = asked["prive"] and here.can(Permission.EDIT_BACKLOG)
    return asked


def as_query(asked: Mapping[str, Any], known: Choices) -> ItemQuery:
    """What the list is asked for."""
    sprint = known.sprints.get(asked["sprint"])
    return ItemQuery(
        words=asked["mots"],
        kinds=tuple(asked["nature"]),
        epic=asked["epopee"] or None,
        states=tuple(asked["etat"]),
        tags=tuple(asked["etiquette"]),
        assignee="" if asked["personne"] == NOBODY else asked["personne"] or None,
        sprint=sprint.id if sprint else asked["sprint"] or None,
        moscow=tuple(asked["priorite"]),
        unestimated=asked["sans_estimation"],
        blocked=asked["bloque"],
        private=asked["prive"],
        order=asked["ordre"],
    )


def field_key(name: str) -> str:
    """The key of the widget that asks for that field."""
    return f"backlog_{name}"


def write_field(name: str) -> None:
    """Puts in the address what its widget holds; another list begins at its beginning."""
    value = st.session_state[field_key(name)]
    text = ",".join(value) if isinstance(value, list) else "1" if value is True else str(value or "")
    st.query_params.pop(PAGE, None)
    if text and text != ItemOrder.RANK:
        st.query_params[name] = text
    else:
        st.query_params.pop(name, None)


def query_text() -> str:
    """The part of the address that a saved view keeps."""
    return urlencode({name: st.query_params[name] for name in FIELDS if name in st.query_params})


def go_to_query(query: Mapping[str, str]) -> None:
    """The list with other filters; runs before the page."""
    for name in (*FIELDS, PAGE):
        st.query_params.pop(name, None)
    for name, value in query.items():
        if name in FIELDS:
            st.query_params[name] = value
    state.choose({})


def page_asked() -> int:
    """The page that the address asks for, from 1."""
    asked = st.query_params.get(PAGE, "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1
