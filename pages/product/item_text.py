"""The text of an item on two tabs: read as it will be, written beside."""

from __future__ import annotations

import streamlit as st

from data.access import Permission
from pages.parts.rich_text import md_safe
from pages.product.history_words import Names
from pages.product.item_form import Fields, fields_of, shown
from pages.product.item_saving import changed_fields, save_button
from pages.shell import state
from pages.shell.page import Here
from pages.shell.texts import md, t


@st.fragment
def item_text(here: Here, item_id: str, names: Names) -> None:
    """What is typed shows at once on the first tab, before it is saved; nothing else of the page runs again."""
    item = here.services.items.some(by=here.by, ids=[item_id]).get(item_id)
    if item is None:  # reserved to the team meanwhile
        st.rerun()
    if not here.can(Permission.EDIT_BACKLOG):
        read_text(shown(item))
        return
    base = state.item_base(item.id, item.version, shown(item))
    reading, writing = t("Lire"), t("Écrire")
    tabs = st.tabs(
        [reading, writing], default=reading if is_told(base[1]) else writing, key=f"item_text_{item.id}_{base[0]}"
    )
    with tabs[1]:
        fields = fields_of(here, item, base)
        save_button(here, item, fields, base, names)
    with tabs[0]:
        if changed_fields(fields, base):
            st.info(
                t("Voici ce que donne ce que vous écrivez. Enregistrez-le sous « Écrire »."), icon=":material/preview:"
            )
        read_text(fields)


def is_told(fields: Fields) -> bool:
    """Whether an item says more than its title."""
    return any(fields[name] for name in ("as_a", "i_want", "so_that", "description", "criteria"))


def read_text(fields: Fields) -> None:
    """The story, the description, the criteria, as people read them."""
    story = [
        f"**{label}** {md(str(fields[name]))}"
        for name, label in (("as_a", t("En tant que")), ("i_want", t("Je veux")), ("so_that", t("Afin de")))
        if fields[name]
    ]
    if story:
        st.markdown("  \n".join(story))
    if fields["description"]:
        st.markdown(md_safe(str(fields["description"])))
    criteria: list[str] = fields["criteria"]
    if criteria:
        st.subheader(t("Critères d’acceptation"), anchor=False)
        st.markdown("\n".join(f"{n}. {md(each)}" for n, each in enumerate(criteria, start=1)))
    if not is_told(fields):
        st.markdown(t("Rien n’est encore écrit : pour qui, pour quoi, et à quoi saura-t-on que c’est fait ?"))
