"""The text of an item, to write; when two people change the same field, both values are shown."""

from __future__ import annotations

import math

import streamlit as st

from backlog.models import Item, ItemKind
from pages.product.history_words import FIELDS, Names, value
from pages.product.item_criteria import criteria_fields
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of, problems_summary
from pages.shell.texts import label_of, number, t

FORM = "item"
Fields = dict[str, object]
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
    fields["criteria"] = criteria_fields(prefix, tuple(before["criteria"]))  # type: ignore[arg-type]
    problem_of(FORM, "criteria")
    return fields | around(here, before, prefix)


def around(here: Here, before: Fields, prefix: str) -> Fields:
    """Tags, who takes care of it, who may see it."""
    held = list(before["tags"])  # type: ignore[call-overload]
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


def choice(label: str, options: list, held: object, words, key: str, width: int):  # type: ignore[no-untyped-def,type-arg]
    """One of a list."""
    return st.selectbox(label, options, index=options.index(held), format_func=words, key=key, width=width)


def epics_of(here: Here, held: str) -> dict[str, str]:
    """The epics that may be chosen: those that are open, and the one of the item."""
    known = here.services.goals.epics(by=here.by)
    return {"": t("Aucune"), **{each.id: each.title for each in known if not each.is_closed or each.id == held}}


def estimate_field(points: object, prefix: str) -> float | None:
    """A number of points, or None for "?"; what is neither is left for the verb to refuse."""
    held = "?" if points is None else number(float(points))  # type: ignore[arg-type]
    typed = st.text_input(
        t("Points"),
        value=held,
        key=f"{prefix}_estimate",
        width=110,
        help=t("Un nombre, ou « ? » tant que personne ne sait."),
    )
    bare = "".join((typed or "").split()).replace(",", ".")
    if bare in ("", "?") or typed == held:
        return points if typed == held else None  # type: ignore[return-value]
    try:
        return float(bare)
    except ValueError:
        return math.nan


def changed_fields(fields: Fields, base: Base) -> Fields:
    """Those that the person has changed since the form opened."""
    return {field: value for field, value in fields.items() if value != base[1][field]}


def save_button(here: Here, item: Item, fields: Fields, base: Base, names: Names) -> None:
    """What is not saved yet, said; writes it; shows both values where somebody else changed the same field."""
    changed = changed_fields(fields, base)
    if changed:
        listed = ", ".join(t(FIELDS[field]) for field in changed)
        st.markdown(":orange[:material/edit_note:] " + t("Pas encore enregistré : {fields}.", fields=listed))
    if st.button(t("Enregistrer l’élément"), type="primary", key=f"item_{item.id}_save"):
        if not changed:
            st.info(t("Rien n’a changé."), icon=":material/info:")
        elif attempt(FORM, lambda: here.services.items.edit(by=here.by, item_id=item.id, version=base[0], **changed)):
            state.forget_item_base()
            state.flash(t("L’élément est enregistré."))
            st.rerun()
    show_conflict(item, base, changed, names)


def show_conflict(item: Item, base: Base, changed: Fields, names: Names) -> None:
    """Both values of each field that somebody else changed meanwhile, and the way on."""
    if not any(each.code == "conflict" for each in state.problems(FORM)):
        return
    before, now = base[1], shown(item)
    for field, mine in changed.items():
        if now[field] not in (before[field], mine):
            st.warning(
                t(
                    "« {field} » : vous écrivez « {mine} », il contient maintenant « {now} ».",
                    field=t(FIELDS[field]),
                    mine=value(field, mine, names) or "–",
                    now=value(field, now[field], names) or "–",
                ),
                icon=":material/compare_arrows:",
            )
    if st.button(t("Repartir de la version actuelle"), key="item_reload", icon=":material/refresh:"):
        state.forget_item_base()
        state.keep_problems(FORM, ())
        st.rerun()


def shown(item: Item) -> Fields:
    """The fields as the form shows them."""
    names = ("title", "kind", "as_a", "i_want", "so_that", "description", "estimate", "assignee", "epic_id")
    lists: Fields = {"criteria": list(item.criteria), "tags": list(item.tags), "is_private": item.is_private}
    return {name: getattr(item, name) for name in names} | lists
