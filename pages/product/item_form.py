"""The text of an item, to write: every field as it is typed."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import streamlit as st

from backlog.models import Item, ItemKind
from pages.product.item_criteria import criteria_fields
from pages.shell.page import Here
from pages.shell.refusals import problem_of, problems_summary
from pages.shell.texts import label_of, number, t

FORM = "item"
Fields = dict[str, Any]
Base = tuple[int, Fields]


def fields_of(here: Here, item: Item, base: Base) -> Fields:
    """Every field as it is typed now; it opened on `base`, and nothing is written before one asks for it."""
    prefix, before = f"item_{item.id}_{base[0]}", base[1]
    problems_summary(FORM)
    fields: Fields = {"title": st.text_input(t("Titre"), value=str(before["title"]), key=f"{prefix}_title")}
    problem_of(FORM, "title")
    with st.container(horizontal=True, gap="small"):
        fields["kind"] = choice(t("Nature"), list(ItemKind), before["kind"], label_of, f"{prefix}_kind", width=170)
        epics = epics_of(here, str(before["epic_id"] or ""))
        fields["epic_id"] = (
            choice(t("Épopée"), list(epics), before["epic_id"] or "", epics.get, f"{prefix}_epic", width=230) or None
        )
        fields["estimate"] = estimate_field(before["estimate"], prefix)
    problem_of(FORM, "estimate")
    for field, label in (("as_a", t("En tant que")), ("i_want", t("Je veux")), ("so_that", t("Afin de"))):
        fields[field] = st.text_input(label, value=str(before[field]), key=f"{prefix}_{field}")
        problem_of(FORM, field)
    fields["description"] = st.text_area(
        t("Description"),
        value=str(before["description"]),
        key=f"{prefix}_description",
        height="content",
        help=t("En Markdown : **gras**, listes, tableaux, liens. L’onglet « Lire » montre ce que cela donne."),
    )
    problem_of(FORM, "description")
    st.markdown(t("**Critères d’acceptation**"))
    fields["criteria"] = criteria_fields(prefix, tuple(before["criteria"]))
    problem_of(FORM, "criteria")
    return fields | around(here, before, prefix)


def around(here: Here, before: Fields, prefix: str) -> Fields:
    """Tags, who takes care of it, who may see it."""
    held = list(before["tags"])
    tags = st.multiselect(
        t("Étiquettes"),
        list(dict.fromkeys([*held, *here.services.vocabulary.tags(by=here.by)])),
        default=held,
        accept_new_options=True,
        key=f"{prefix}_tags",
        placeholder=t("Choisir ou écrire une étiquette"),
    )
    problem_of(FORM, "tags")
    name = str(before["assignee"])
    people = list(dict.fromkeys(["", *([name] if name else []), *here.services.vocabulary.people(by=here.by)]))
    assignee = st.selectbox(
        t("Personne qui s’en occupe"),
        people,
        index=people.index(name),
        format_func=lambda each: each or t("Personne pour le moment"),
        accept_new_options=True,
        key=f"{prefix}_assignee",
    )
    problem_of(FORM, "assignee")
    private = st.checkbox(
        t("Réservé à l’équipe"),
        value=bool(before["is_private"]),
        key=f"{prefix}_private",
        help=t("Les élus et l’administration ne verront ni l’élément, ni ses commentaires, ni ses fichiers."),
    )
    return {"tags": tags, "assignee": assignee or "", "is_private": private}


def choice(label: str, options: list[Any], held: Any, words: Callable[[Any], Any], key: str, width: int) -> Any:
    """One of a list."""
    return st.selectbox(label, options, index=options.index(held), format_func=words, key=key, width=width)


def epics_of(here: Here, held: str) -> dict[str, str]:
    """The epics that may be chosen: those that are open, and the one of the item."""
    known = here.services.goals.epics(by=here.by)
    return {"": t("Aucune"), **{each.id: each.title for each in known if not each.is_closed or each.id == held}}


def estimate_field(points: float | None, prefix: str) -> float | None:
    """A number of points, or None for "?"; what is neither is left for the verb to refuse."""
    held = "?" if points is None else number(points)
    typed = st.text_input(
        t("Points"),
        value=held,
        key=f"{prefix}_estimate",
        width=110,
        help=t("Un nombre, ou « ? » tant que personne ne sait."),
    )
    bare = "".join((typed or "").split()).replace(",", ".")
    if bare in ("", "?") or typed == held:
        return points if typed == held else None
    try:
        return float(bare)
    except ValueError:
        return math.nan


def shown(item: Item) -> Fields:
    """The fields as the form shows them."""
    names = ("title", "kind", "as_a", "i_want", "so_that", "description", "estimate", "assignee", "epic_id")
    lists: Fields = {"criteria": list(item.criteria), "tags": list(item.tags), "is_private": item.is_private}
    return {name: getattr(item, name) for name in names} | lists
