"""What came, or would come, of a file: counts in a sentence, then what is refused or kept, row by row."""

from __future__ import annotations

import json
from collections.abc import Sequence

import streamlit as st

from backlog.arrival import ImportReport
from locales.imports import as_json, counts, fields_kept, reason
from pages.shell.page import Here
from pages.shell.texts import md, t, tn

SHOWN = 50  # rows of a table; the file of the report holds them all


def show_report(here: Here, report: ImportReport) -> None:
    """Counts first, then everything that a person may have to put right."""
    said = counts(report, here.lang)
    st.markdown(f"**{said}**")
    if report.epics:
        st.markdown(tn("Dont {n} épopée créée.", "Dont {n} épopées créées.", report.epics))
    for warning in report.warnings:
        st.warning(md(reason(warning, here.lang)), icon=":material/info:")
    refused = [
        {t("Ligne"): here.number(line), t("Pourquoi"): md(reason(problem, here.lang))}
        for line, problem in report.refused
    ]
    table(
        t("Lignes refusées"),
        t("Les autres lignes entrent. Corrigez celles-ci dans votre outil ou dans le fichier, puis reprenez-le."),
        refused,
    )
    kept = [
        {
            t("Ligne"): here.number(each.line),
            t("Élément"): here.number(each.number),
            t("Gardé : modifié ici"): md(fields_kept(each.fields, here.lang)),
        }
        for each in report.kept
    ]
    table(
        t("Gardé : modifié ici"),
        t("Le fichier dit autre chose, mais quelqu’un a changé ces champs ici depuis le dernier import."),
        kept,
    )
    if report.unmapped_columns:
        with st.expander(
            tn("{n} colonne sans champ ici", "{n} colonnes sans champ ici", len(report.unmapped_columns)),
            key="import_columns",
        ):
            st.markdown(t("Rien n’est perdu : elles restent lisibles sur chaque élément, en données d’origine."))
            st.markdown("\n".join(f"- {md(each)}" for each in report.unmapped_columns))
    st.markdown(
        t(
            "Un sprint d’origine, un état intermédiaire ou l’auteur restent en données d’origine : "
            "un élément en cours ailleurs attend ici dans le backlog."
        )
    )
    st.download_button(
        t("Télécharger ce compte rendu"),
        json.dumps(as_json(report, here.lang), ensure_ascii=False, indent=1),
        file_name="import.json",
        mime="application/json",
        icon=":material/download:",
        key="import_report",
        on_click="ignore",
    )


def table(title: str, said: str, rows: Sequence[dict[str, str]]) -> None:
    """A table with what it means, cut when it is long; nothing when it is empty."""
    if not rows:
        return
    st.subheader(title, anchor=False)
    st.markdown(said)
    st.table(rows[:SHOWN], hide_index=True)
    if len(rows) > SHOWN:
        left = len(rows) - SHOWN
        st.markdown(tn("Et {n} autre, dans le compte rendu.", "Et {n} autres, dans le compte rendu.", left))
