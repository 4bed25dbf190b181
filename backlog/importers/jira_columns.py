"""The headings of Jira in English, French and German, as its exports write them."""

from __future__ import annotations

import re

from data.words import fold

# "Inward issue link (Blocks)", "Lien de ticket sortant (Blocks)", "Eingehende Vorgangsverknüpfung (Blocks)".
LINK = re.compile(
    r"\b(?P<way>inward|outward|entrante?|sortante?|eingehende\w*|ausgehende\w*)\b[^()]*\((?P<name>[^()]+)\)$",
    re.IGNORECASE,
)
OWN = frozenset(  # what says that a field is one of the site's own: "Custom field (Story Points)"
    (
        "custom field",
        "custom fields",
        "champ personnalise",
        "champs personnalises",
        "benutzerdefiniertes feld",
        "benutzerdefinierte felder",
    )
)
NAMES: dict[str, tuple[str, ...]] = {
    "summary": ("summary", "resume", "zusammenfassung"),
    "key": (
        "issue key",
        "work item key",
        "key",
        "cle",
        "cle de ticket",
        "cle du ticket",
        "cle de demande",
        "cle d element de travail",
        "schlussel",
        "vorgangsschlussel",
        "vorgangs schlussel",
        "vorgangsschluessel",
    ),
    "number": (
        "issue id",
        "work item id",
        "id du ticket",
        "id de ticket",
        "identifiant du ticket",
        "identifiant de ticket",
        "vorgangs id",
        "vorgangsid",
    ),
    "type": (
        "issue type",
        "work type",
        "work item type",
        "type de ticket",
        "type de demande",
        "type",
        "type d element de travail",
        "vorgangstyp",
        "typ",
    ),
    "status": ("status", "etat", "statut"),
    "category": ("status category", "categorie d etat", "categorie de statut", "statuskategorie"),
    "category_changed": (
        "status category changed",
        "custom field status category changed",
        "categorie d etat modifiee",
        "modification de la categorie d etat",
        "statuskategorie geandert",
    ),
    "resolution": ("resolution", "losung"),
    "assignee": (
        "assignee",
        "responsable",
        "personne assignee",
        "attribution",
        "attribue a",
        "assigne a",
        "zugewiesene person",
        "zugewiesener bearbeiter",
        "bearbeiter",
        "zugewiesen an",
    ),
    "assignee_id": ("assignee id", "id du responsable", "id de la personne assignee", "zugewiesene person id"),
    "reporter": ("reporter", "rapporteur", "auteur", "autor", "melder", "berichterstatter"),
    "reporter_id": ("reporter id", "id du rapporteur", "id de l auteur", "autor id", "melder id"),
    "creator": ("creator", "createur", "ersteller"),
    "creator_id": ("creator id", "id du createur", "ersteller id"),
    "watcher": ("watchers", "observateurs", "beobachter"),
    "watcher_id": ("watchers id", "id des observateurs", "beobachter id"),
    "lead": ("project lead", "responsable du projet", "projektleiter", "projektleitung"),
    "lead_id": ("project lead id", "id du responsable du projet", "projektleiter id"),
    "created": ("created", "creation", "cree", "creee", "date de creation", "cree le", "erstellt", "erstellungsdatum"),
    "updated": (
        "updated",
        "mise a jour",
        "mis a jour",
        "mis a jour le",
        "date de mise a jour",
        "maj",
        "aktualisiert",
        "aktualisierungsdatum",
    ),
    "resolved": (
        "resolved",
        "resolution date",
        "resolu",
        "resolue",
        "resolu le",
        "date de resolution",
        "erledigt",
        "gelost",
        "losungsdatum",
    ),
    "votes": ("votes", "votants", "stimmen"),
    "description": ("description", "beschreibung"),
    "labels": ("labels", "label", "etiquettes", "etiquette", "stichworter", "stichwort", "stichworte"),
    "sprint": ("sprint", "sprints"),
    "points": (
        "story points",
        "story point estimate",
        "story point",
        "points de story",
        "points d histoire",
        "points de recit",
        "estimation de points de story",
        "estimation du story point",
        "estimation des story points",
        "estimation en points",
        "story punkte",
        "storypoints",
        "story point schatzung",
        "storypointschatzung",
        "schatzung der story points",
    ),
    "rank": ("rank", "rang"),
    "criteria": ("acceptance criteria", "criteres d acceptation", "akzeptanzkriterien"),
    "colour": ("epic color", "epic colour", "issue color", "couleur de l epic", "couleur du ticket", "epic farbe"),
    "epic_link": ("epic link", "lien d epic", "lien epic", "lien d epopee", "epic verknupfung"),
    "epic_link_title": ("epic link summary", "epic summary"),
    "epic_name": ("epic name", "nom de l epic", "nom d epic", "nom de l epopee", "epos name"),
    "parent": ("parent", "parent id", "id parent", "ubergeordnet", "ubergeordnete id", "ubergeordneter vorgang"),
    "parent_key": ("parent key", "cle parent", "cle du parent", "ubergeordneter schlussel"),
    "parent_title": ("parent summary", "resume du parent", "resume parent", "ubergeordnete zusammenfassung"),
    "comment": ("comment", "comments", "commentaire", "commentaires", "kommentar", "kommentare"),
    "attachment": ("attachment", "attachments", "piece jointe", "pieces jointes", "anhang", "anhange"),
    "security": ("security level", "niveau de securite", "sicherheitsstufe"),
}
IDENTITIES = (
    ("assignee", "assignee_id"),
    ("reporter", "reporter_id"),
    ("creator", "creator_id"),
    ("watcher", "watcher_id"),
    ("lead", "lead_id"),
)
# Fields that are used, and told as they were beside the item.
INFORMING: tuple[str, ...] = (
    "type",
    "status",
    "resolution",
    "reporter",
    "creator",
    "watcher",
    "sprint",
    "votes",
    "security",
)
INFORMING += ("number", "lead", "parent", "parent_key", "parent_title", "epic_link", "epic_name", "attachment")


def plain_heading(heading: str) -> str:
    """A heading, folded, without what says that the field is one of the site's own."""
    bare = " ".join(heading.split())
    opening = bare.find("(")
    if opening > 0 and bare.endswith(")") and fold(bare[:opening]) in OWN:
        return bare[opening + 1 : -1]
    return bare


def link_heading(heading: str) -> tuple[str, bool] | None:
    """The name of the link that a column holds and whether it comes from the other end; None for another column."""
    found = LINK.search(" ".join(heading.split()))
    if found is None:
        return None
    return found["name"], found["way"].lower().startswith(("in", "entrant", "eingehend"))
