"""The text of an item, to write; when two people change the same field, both values are shown."""

from __future__ import annotations

import streamlit as st

from backlog.models import Item, ItemKind
from backlog.views import ItemPage
from pages.product.history import FIELDS, value
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of, problems_summary
from pages.shell.texts import label_of, t

FORM = "item"


def edit_form(here: Here, page: ItemPage) -> None:
    """All fields at once; only those that changed are written."""
    base = state.item_base(page.item.id, page.item.version, shown(page.item))
    item, version = page.item, base[0]
    prefix = f"item_{item.id}_{version}"
    epics = {"": t("Aucune"), **{each.id: each.title for each in here.services.goals.epics(by=here.by)}}
    problems_summary(FORM)
    with st.form(FORM):
        fields: dict[str, object] = {"title": st.text_input(t("Titre"), value=item.title, key=f"{prefix}_title")}
        problem_of(FORM, "title")
        kinds = list(ItemKind)
        fields["kind"] = st.selectbox(
            t("Nature"), kinds, index=kinds.index(item.kind), format_func=label_of, key=f"{prefix}_kind"
        )
        for field, label in (("as_a", t("En tant que")), ("i_want", t("Je veux")), ("so_that", t("Afin de"))):
            fields[field] = st.text_input(label, value=getattr(item, field), key=f"{prefix}_{field}")
            problem_of(FORM, field)
        fields["description"] = st.text_area(t("Description"), value=item.description, key=f"{prefix}_description")
        problem_of(FORM, "description")
        criteria = st.text_area(
            t("Critères d’acceptation, un par ligne"), value="\n".join(item.criteria), key=f"{prefix}_criteria"
        )
        fields["criteria"] = [line for line in criteria.splitlines() if line.strip()]
        problem_of(FORM, "criteria")
        fields["estimate"] = st.number_input(
            t("Estimation en points (vide : on ne sait pas encore)"),
            value=item.estimate,
            min_value=0.0,
            max_value=1000.0,
            step=1.0,
            format="%g",
            key=f"{prefix}_estimate",
        )
        problem_of(FORM, "estimate")
        fields["assignee"] = st.text_input(t("Personne qui s’en occupe"), value=item.assignee, key=f"{prefix}_assignee")
        problem_of(FORM, "assignee")
        chosen = item.epic_id or ""
        fields["epic_id"] = (
            st.selectbox(
                t("Épopée"), list(epics), index=list(epics).index(chosen), format_func=epics.get, key=f"{prefix}_epic"
            )
            or None
        )
        sent = st.form_submit_button(t("Enregistrer l’élément"), type="primary")
    if sent:
        save(here, item, base, fields)
    show_conflict(item, base, fields, epics)


def save(here: Here, item: Item, base: tuple[int, dict[str, object]], fields: dict[str, object]) -> None:
    """Writes what changed since the form was opened."""
    version, before = base
    changed = {field: value for field, value in fields.items() if value != before[field]}
    if not changed:
        st.info(t("Rien n’a changé."), icon=":material/info:")
    elif attempt(FORM, lambda: here.services.items.edit(by=here.by, item_id=item.id, version=version, **changed)):
        state.forget_item_base()
        state.flash(t("L’élément est enregistré."))
        st.rerun()


def show_conflict(
    item: Item, base: tuple[int, dict[str, object]], fields: dict[str, object], epics: dict[str, str]
) -> None:
    """Both values of each field that somebody else changed meanwhile, and the way on."""
    if not any(each.code == "conflict" for each in state.problems(FORM)):
        return
    before, now, names = base[1], shown(item), {"epic_id": epics}
    for field, mine in fields.items():
        if mine != before[field] and now[field] != before[field]:
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


def shown(item: Item) -> dict[str, object]:
    """The fields as the form shows them."""
    return {
        "title": item.title,
        "kind": item.kind,
        "as_a": item.as_a,
        "i_want": item.i_want,
        "so_that": item.so_that,
        "description": item.description,
        "criteria": list(item.criteria),
        "estimate": item.estimate,
        "assignee": item.assignee,
        "epic_id": item.epic_id,
    }
