"""Bringing in a file: choose it, see what would come of every row, name the people, then do the same for good."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from backlog.arrival import ImportReport
from backlog.imported_people import Choice
from backlog.project_file import is_project_file
from pages.product.import_people import ask_people
from pages.product.import_project import import_project
from pages.product.import_report import show_report
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.refusals import attempt, problems_summary
from pages.shell.texts import label_of, md, t, tn

FORM = "import"
TYPES = ("csv", "tsv", "txt", "json")
MEGABYTES = 50  # as the server takes; the command line takes more
Uploaded = st.runtime.uploaded_file_manager.UploadedFile


def import_panel(here: Here) -> None:
    """Nothing is written before « Importer »."""
    st.header(t("Importer"), anchor=False)
    st.markdown(
        t(
            "Déposez l’export de votre outil : Jira, GitLab ou Azure DevOps en CSV ; Taiga, GitHub ou Trello en JSON. "
            "Le format se reconnaît au contenu. Vous verrez d’abord ligne par ligne ce qui entrerait ; "
            "reprendre le même fichier plus tard ne crée pas de doublon."
        )
    )
    file = st.file_uploader(
        t("Fichier à importer"),
        type=TYPES,
        key="import_file",
        max_upload_size=MEGABYTES,
        help=t("{megabytes} Mo au plus. Un fichier plus gros s’importe par la ligne de commande.", megabytes=MEGABYTES),
    )
    problems_summary(FORM)
    if file is None:
        state.keep_problems(FORM, ())
        return
    if is_project_file(file.getvalue()):
        import_project(here, file.getvalue())
        return
    act(here, file)


def act(here: Here, file: Uploaded) -> None:
    """The report of the preview, or of the import once it is done; it is made again when something else is asked."""
    people = state.import_names(file.file_id)
    sign = (file.file_id, repr(people))
    report = state.import_report(sign)
    if report is None:
        report = run(here, file, people, preview=True)
        if report is None:
            return
        state.keep_import_report(sign, report)
    if report.preview:
        st.subheader(t("Ce qui entrerait"), anchor=False)
    else:
        st.success(t("C’est importé : ces éléments sont dans le backlog."), icon=":material/check_circle:")
        link_to("backlog", t("Voir le backlog"), icon=":material/list_alt:")
    st.markdown(t("Format reconnu : **{format}**, {name}", format=label_of(report.format), name=md(file.name)))
    show_report(here, report)
    if not report.preview:
        return
    ask_people(here, file.file_id, report)
    offer(here, file, people, report)


def offer(here: Here, file: Uploaded, people: Choice, report: ImportReport) -> None:
    """The button that does it for good."""
    count = report.created + report.updated
    label = tn("Importer {n} ligne", "Importer {n} lignes", count) if count else t("Rien de nouveau à importer")
    if st.button(label, type="primary", icon=":material/download:", key="import_now", disabled=not count):
        done = run(here, file, people, preview=False)
        if done is not None:
            state.keep_import_report((file.file_id, repr(people)), done)
            st.rerun()


def run(here: Here, file: Uploaded, people: Choice, *, preview: bool) -> ImportReport | None:
    """One run of the import, with a bar that counts; None when the whole file is refused, which is then shown."""
    place = st.empty()
    file.seek(0)
    done = attempt(
        FORM,
        lambda: here.services.imports.run(
            by=here.by, file=file, name=file.name, preview=preview, people=people, progress=counting(place)
        ),
    )
    place.empty()
    return done if isinstance(done, ImportReport) else None


def counting(place: st.delta_generator.DeltaGenerator) -> Callable[[int, int], None]:
    """Shows how far it is."""

    def show(done: int, total: int) -> None:
        text = t("{done} lignes sur {total}", done=done, total=total)
        place.progress(min(done / total, 1.0) if total else 1.0, text=text)

    return show
