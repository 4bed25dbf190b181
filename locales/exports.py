"""How exported lists and documents are worded in a language: column names, titles, codes, the cells of a table."""

from __future__ import annotations

from backlog.wording import Wording
from locales.labels import LABELS
from locales.texts import N_, Texts

NAMES = {
    # Columns and facts of an item.
    "number": N_("Numéro"),
    "kind": N_("Nature"),
    "title": N_("Titre"),
    "as_a": N_("En tant que"),
    "i_want": N_("Je veux"),
    "so_that": N_("Afin de"),
    "description": N_("Description"),
    "criteria": N_("Critères d’acceptation"),
    "epic": N_("Épopée"),
    "estimate": N_("Estimation"),
    "points": N_("Points"),
    "state": N_("État"),
    "sprint": N_("Sprint"),
    "assignee": N_("Confié à"),
    "tags": N_("Étiquettes"),
    "blocked": N_("Bloqué"),
    "is_private": N_("Privé"),
    "moscow": N_("MoSCoW"),
    "wsjf_value": N_("WSJF : valeur"),
    "wsjf_criticality": N_("WSJF : urgence"),
    "wsjf_risk": N_("WSJF : risque évité"),
    "wsjf_size": N_("WSJF : taille"),
    "rice_reach": N_("RICE : portée"),
    "rice_impact": N_("RICE : effet"),
    "rice_confidence": N_("RICE : confiance"),
    "rice_effort": N_("RICE : effort"),
    "kano_functional": N_("Kano : avec la fonction"),
    "kano_dysfunctional": N_("Kano : sans la fonction"),
    "created_at": N_("Créé le"),
    "updated_at": N_("Modifié le"),
    "done_at": N_("Terminé le"),
    "yes": N_("oui"),
    "no": N_("non"),
    # Titles of the document.
    "backlog": N_("Backlog de produit"),
    "goal": N_("Objectif de produit"),
    "no_goal": N_("Aucun objectif de produit n’est encore écrit."),
    "epics": N_("Épopées"),
    "items": N_("Éléments, dans l’ordre"),
    "no_item": N_("Aucun élément n’est à venir."),
}


def wording(lang: str) -> Wording:
    """The words and the cells of a language, as its spreadsheets open them."""
    texts = Texts(lang)
    separator, decimal = (";", ",") if lang == "fr" else (",", ".")
    return Wording(
        name=lambda name: texts.t(NAMES[name]),
        code=lambda code: texts.t(LABELS[code]),
        separator=separator,
        decimal=decimal,
        mark="\ufeff",
        colon="\u00a0: " if lang == "fr" else ": ",
    )
