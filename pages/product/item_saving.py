"""What is typed of an item is written; when two people change the same field, both values are shown."""

from __future__ import annotations

import streamlit as st

from backlog.models import Item
from pages.product.history_words import FIELDS, Names, value
from pages.product.item_form import FORM, Base, Fields, shown
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt
from pages.shell.texts import t


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
        else:
            write(here, item, base[0], changed)
    show_conflict(here, item, base, changed, names)


def write(here: Here, item: Item, version: int, changed: Fields) -> None:
    """One verb, on the version that the person has read."""
    if attempt(FORM, lambda: here.services.items.edit(by=here.by, item_id=item.id, version=version, **changed)):
        state.forget_item_base()
        st.toast(t("L’élément est enregistré."), icon=":material/check_circle:")
        st.rerun()


def show_conflict(here: Here, item: Item, base: Base, changed: Fields, names: Names) -> None:
    """Both values of each field that somebody else changed meanwhile; one of the two is kept."""
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
    with st.container(horizontal=True, gap="small"):
        insists = st.button(t("Garder ce que j’ai écrit"), key=f"item_mine_{item.version}", icon=":material/edit:")
        if st.button(t("Repartir de la version actuelle"), key="item_reload", icon=":material/refresh:"):
            state.forget_item_base()
            state.keep_problems(FORM, ())
            st.rerun()
    if insists:  # on the version whose values are shown above: another change meanwhile is told again
        write(here, item, item.version, changed)
