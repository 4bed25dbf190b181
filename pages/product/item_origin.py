"""Where an imported item comes from, and what was known of it there that has no field here."""

from __future__ import annotations

import streamlit as st

from pages.shell.page import Here
from pages.shell.texts import day, md, md_lines, t


def item_origin(here: Here, item_id: str) -> None:
    """Folded; nothing for an item that was written here."""
    origin = here.services.imports.origin(by=here.by, item_id=item_id)
    if origin is None:
        return
    with st.expander(t("Données d’origine"), icon=":material/swap_horiz:", key=f"origin_{item_id}"):
        st.markdown(
            t(
                "Importé le {day} : {source}, {key}",
                day=day(origin.imported_at, year=True),
                source=md(origin.source),
                key=md(origin.external_id),
            )
        )
        for name, text in origin.original.items():
            st.markdown(f"**{md(name)}**  \n{md_lines(text)}")
