"""Taking the project out: three files, what each one holds, made when it is asked for and not before."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import streamlit as st

from backlog.visibility import sees_private
from data.access import INHABITANT, Actor, Permission
from data.clock import local_day
from locales.exports import wording
from pages.shell.identity import secret
from pages.shell.page import Here
from pages.shell.texts import t

Write = Callable[[Actor, StringIO], None]


def export_panel(here: Here) -> None:
    """The three files; the whole project for whoever may exchange it, its lists for whoever sees it."""
    st.header(t("Exporter"), anchor=False)
    if not here.services.goals.progress(by=here.by).total:
        st.info(t("Aucun élément n’est encore écrit : ces fichiers seront presque vides."), icon=":material/info:")
    if here.can(Permission.EXCHANGE_PROJECT):
        project_file(here)
    sheet_file(here)
    document_file(here)


def project_file(here: Here) -> None:
    """Everything, to keep or to bring in elsewhere."""
    said = t(
        "Un fichier JSON qui se reprend tel quel dans une autre installation de Boucle : éléments, sprints et leurs "
        "bilans, avis, historique, fichiers joints. Les adresses laissées avec les avis n’y sont pas. Les éléments "
        "privés et les noms de l’équipe y sont : gardez-le comme une sauvegarde."
    )
    with file_block("export_project", t("Le projet entier"), said):
        exports = here.services.exports
        download(
            here,
            t("Télécharger le projet entier"),
            "json",
            "application/json",
            lambda by, to: exports.write_project(by=by, to=to),
        )


def sheet_file(here: Here) -> None:
    """The items for a spreadsheet, in the language of the screen."""
    said = t(
        "Un fichier CSV : une ligne par élément, dans l’ordre, avec son estimation, ses priorités et ses dates. "
        "Aucune cellule ne peut s’exécuter comme une formule."
    )
    with file_block("export_sheet", t("Les éléments, pour un tableur"), f"{said} {private_words(here)}"):
        exports, words = here.services.exports, wording(here.lang)
        download(
            here,
            t("Télécharger le tableau"),
            "csv",
            "text/csv",
            lambda by, to: exports.write_sheet(by=by, to=to, wording=words),
        )


def document_file(here: Here) -> None:
    """What is ahead, to read."""
    said = t("Un document Markdown : l’objectif, les épopées, puis ce qui est à venir, à lire, imprimer ou joindre.")
    with file_block("export_document", t("Le backlog, à lire"), f"{said} {private_words(here)}"):
        exports, words = here.services.exports, wording(here.lang)
        download(
            here,
            t("Télécharger le document"),
            "md",
            "text/markdown",
            lambda by, to: exports.write_document(by=by, to=to, wording=words),
        )


def file_block(key: str, title: str, said: str) -> st.delta_generator.DeltaGenerator:
    """The frame of one file, begun with its name and what it holds."""
    block = st.container(border=True, key=key)
    block.subheader(title, anchor=False)
    block.markdown(said)
    return block


def private_words(here: Here) -> str:
    """Whether the private items are in a list made for that person."""
    if sees_private(here.by):
        return t("Les éléments privés y sont : gardez ce fichier pour l’équipe.")
    return t("Les éléments privés n’y sont pas.")


def download(here: Here, label: str, suffix: str, mime: str, write: Write) -> None:
    """The button; the file is made at the click, for who the sign-in is worth then."""
    held, services = secret(), here.services

    def made() -> bytes:
        to = StringIO(newline="")
        write(services.sessions.who(held) or INHABITANT, to)
        return to.getvalue().encode()

    day = local_day(services.context.clock()).isoformat()
    st.download_button(
        label,
        made,
        file_name=f"projet-{day}.{suffix}" if suffix == "json" else f"backlog-{day}.{suffix}",
        mime=mime,
        key=f"export_{suffix}",
        icon=":material/download:",
        on_click="ignore",
    )
