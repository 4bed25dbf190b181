"""Who the people of a file are here: numbered, named as over there, or named one by one."""

from __future__ import annotations

import streamlit as st

from backlog.arrival import ImportReport
from pages.shell import state
from pages.shell.page import Here
from pages.shell.texts import md, t, tn

ASKED = 40  # people that can be named on the screen
WAYS = ("pseudonymise", "keep", "names")


def ask_people(here: Here, file_id: str, report: ImportReport) -> None:
    """The choice, which makes another preview."""
    if not report.people:
        return
    st.subheader(tn("{n} personne dans ce fichier", "{n} personnes dans ce fichier", len(report.people)), anchor=False)
    labels = {
        "pseudonymise": t("Numérotées : « Personne 1 », « Personne 2 »… (conseillé)"),
        "keep": t("Sous leur nom du fichier"),
        "names": t("Une par une : vous dites qui est qui"),
    }
    st.radio(
        t("Comment les appeler ici"),
        WAYS,
        format_func=labels.get,
        key=state.hold(way_of(file_id), WAYS[0]),
        on_change=keep_way,
        args=(file_id,),
        help=t("Les adresses e-mail ne sont jamais gardées."),
    )
    if st.session_state[way_of(file_id)] == "names":
        with st.form("import_names"):
            given = {
                each.name: st.text_input(
                    md(each.name), placeholder=each.here, key=f"import_person_{file_id}_{place}", max_chars=160
                )
                for place, each in enumerate(report.people[:ASKED])
            }
            st.markdown(t("Laissez vide pour garder le numéro."))
            if len(report.people) > ASKED:
                st.markdown(
                    t("Au-delà de {n} personnes, donnez la liste à la commande « manage.py import --people ».", n=ASKED)
                )
            if st.form_submit_button(t("Essayer avec ces noms")):
                state.keep_import_names(file_id, {name: here_ for name, here_ in given.items() if here_.strip()})
                st.rerun()


def way_of(file_id: str) -> str:
    """The key of the choice: each file begins with numbers."""
    return f"import_way_{file_id}"


def keep_way(file_id: str) -> None:
    """Another way to call people: the preview is made again."""
    way = st.session_state[way_of(file_id)]
    state.keep_import_names(file_id, way if way != "names" else {})
