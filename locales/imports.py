"""What an import says of itself, in a language: why a row is refused, what came in, as lines and as JSON."""

from __future__ import annotations

from typing import Any

from backlog.arrival import ImportReport
from data.refusals import Problem
from locales.labels import LABELS
from locales.sentences import SENTENCES
from locales.texts import N_, Texts

FIELDS = {  # what a refused row calls the part that is wrong
    "key": N_("Identifiant"),
    "title": N_("Titre"),
    "description": N_("Description"),
    "criteria": N_("Critères d’acceptation"),
    "tags": N_("Étiquettes"),
    "estimate": N_("Estimation"),
    "assignee": N_("Confié à"),
    "people": N_("Personnes"),
    "epic": N_("Épopée"),
    "comment": N_("Commentaire"),
    "created": N_("Date de création"),
    "created_at": N_("Date de création"),
    "updated": N_("Date de modification"),
    "updated_at": N_("Date de modification"),
    "resolved": N_("Date de fin"),
    "closed": N_("Date de fin"),
    "closed_at": N_("Date de fin"),
    "done": N_("Date de fin"),
    "category_changed": N_("Date de changement d’état"),
    "kind": N_("Nature"),
    "state": N_("État"),
    "is_private": N_("Privé"),
    "epic_id": N_("Épopée"),
}


def reason(problem: Problem, lang: str) -> str:
    """Why a row is refused, or what is to be known, the field it concerns first."""
    texts = Texts(lang)
    said = texts.t(SENTENCES[problem.code], **problem.facts)
    if problem.field in FIELDS:
        return texts.t("{field} : {reason}", field=texts.t(FIELDS[problem.field]), reason=said)
    return said


def fields_kept(fields: tuple[str, ...], lang: str) -> str:
    """The names of fields, one after the other."""
    texts = Texts(lang)
    return ", ".join(texts.t(FIELDS[name]).lower() for name in fields)


def counts(report: ImportReport, lang: str) -> str:
    """What came of the rows, in one sentence."""
    texts = Texts(lang)
    parts = [texts.tn("{n} ligne lue", "{n} lignes lues", report.read)]
    if report.created:
        parts.append(texts.tn("{n} créée", "{n} créées", report.created))
    if report.updated:
        parts.append(texts.tn("{n} mise à jour", "{n} mises à jour", report.updated))
    if report.unchanged:
        parts.append(texts.tn("{n} inchangée", "{n} inchangées", report.unchanged))
    if report.refused:
        parts.append(texts.tn("{n} refusée", "{n} refusées", len(report.refused)))
    return " · ".join(parts)


def lines(report: ImportReport, lang: str) -> list[str]:
    """The report as somebody reads it on a terminal."""
    texts = Texts(lang)
    found = [texts.t("Format reconnu : {format}", format=texts.t(LABELS[report.format])), counts(report, lang)]
    found += [reason(each, lang) for each in report.warnings]
    found += [
        texts.t("Ligne {line} refusée. {reason}", line=line, reason=reason(problem, lang))
        for line, problem in report.refused
    ]
    found += [
        texts.t(
            "Ligne {line}, élément {number}, gardé car modifié ici : {fields}",
            line=each.line,
            number=each.number,
            fields=fields_kept(each.fields, lang),
        )
        for each in report.kept
    ]
    if report.unmapped_columns:
        named = ", ".join(report.unmapped_columns)
        found.append(texts.t("Gardé en données d’origine, sans champ ici : {columns}", columns=named))
    if report.preview:
        found.append(texts.t("C’était un essai : rien n’a été écrit."))
    return found


def as_json(report: ImportReport, lang: str) -> dict[str, Any]:
    """The report as programs read it."""
    return {
        "format": report.format.value,
        "source": report.source,
        "preview": report.preview,
        "read": report.read,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "epics": report.epics,
        "refused": [
            {"line": line, "reason": reason(each, lang), "code": each.code, "field": each.field}
            for line, each in report.refused
        ],
        "kept": [{"line": each.line, "number": each.number, "fields": list(each.fields)} for each in report.kept],
        "unmapped_columns": list(report.unmapped_columns),
        "people": [{"name": each.name, "here": each.here} for each in report.people],
        "warnings": [reason(each, lang) for each in report.warnings],
    }
