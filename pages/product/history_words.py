"""What an item went through, in words: the names of its fields, their values, what was done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backlog.models import ItemKind, ItemState, Relation
from data.journal import Entry
from pages.product.priority_words import INPUTS, choice_words
from pages.shell.texts import N_, label_of, md, number, t

FIELDS: Mapping[str, str] = {
    "title": N_("titre"),
    "kind": N_("nature"),
    "as_a": N_("en tant que"),
    "i_want": N_("je veux"),
    "so_that": N_("afin de"),
    "description": N_("description"),
    "criteria": N_("critères"),
    "estimate": N_("estimation"),
    "epic_id": N_("épopée"),
    "state": N_("état"),
    "sprint_id": N_("sprint"),
    "assignee": N_("personne"),
    "tags": N_("étiquettes"),
    "is_private": N_("réservé à l’équipe"),
    "blocked": N_("blocage"),
    "increment": N_("incrément"),
    "done_at": N_("terminé le"),
    **INPUTS,
}
HIDDEN = ("rank", "done_at", "blocked_at", "state_since", "version")  # told by the verb or by another field
VERBS: Mapping[str, str] = {
    "add": N_("a créé l’élément"),
    "edit": N_("a modifié l’élément"),
    "rank": N_("a changé le rang"),
    "drop": N_("a abandonné l’élément"),
    "restore": N_("a repris l’élément"),
    "pull": N_("a mis l’élément dans un sprint"),
    "put_back": N_("a remis l’élément au backlog"),
    "carry_over": N_("a reporté l’élément à la clôture du sprint"),
    "move": N_("a déplacé la carte"),
    "return": N_("a remis l’élément au backlog à la clôture du sprint"),
    "refuse": N_("a renvoyé l’élément au backlog après la revue"),
    "undo_rank": N_("a rendu le rang d’avant"),
    "comment": N_("a écrit un commentaire"),
    "edit_comment": N_("a modifié son commentaire"),
    "delete_comment": N_("a supprimé son commentaire"),
    "prioritise": N_("a changé la priorité"),
    "estimate": N_("a retenu une estimation faite ensemble"),
    "block": N_("a signalé un blocage"),
    "unblock": N_("a levé le blocage"),
    "import": N_("a importé l’élément"),
    "attach_increment": N_("a relié l’élément à un incrément"),
}
LONG = 160  # characters of a value
Names = Mapping[str, Mapping[str, str]]  # by field, what people call what its identifiers name


def told(entry: Entry, names: Names) -> list[str]:
    """What one line of the journal says, in Markdown: the act, then each field before and after."""
    lines = [line(field, pair, names) for field, pair in entry.changes.items() if field not in HIDDEN]
    if entry.verb in VERBS and (entry.verb != "edit" or not lines):
        lines.insert(0, t(VERBS[entry.verb]))
    return lines or [t("a modifié l’élément")]


def line(field: str, pair: tuple[Any, Any], names: Names) -> str:
    """One field: before → after."""
    if field == "link":
        return link_words(pair, names)
    before, after = (value(field, each, names) for each in pair)
    if field == "feedback":
        return t("a ajouté une voix") if pair[1] else t("a retiré une voix")
    if field == "done_line":
        return t("a coché « {line} »", line=after) if after else t("a décoché « {line} »", line=before)
    if field == "attachment":
        return t("a joint « {file} »", file=after) if after else t("a retiré le fichier « {file} »", file=before)
    label = t(FIELDS.get(field, N_("autre")))
    if not before:
        return t("{field} : {after}", field=label, after=after)
    return t("{field} : {before} → {after}", field=label, before=before, after=after or "–")


def link_words(pair: tuple[Any, Any], names: Names) -> str:
    """What the item was linked to; an item that the person may not see has no name here."""
    relation, other = pair[1] or pair[0]
    words = label_of(Relation(relation))
    item = names.get("link", {}).get(other) or t("un élément réservé à l’équipe")
    if pair[1]:
        return t("a ajouté le lien : {relation} {item}", relation=words, item=md(item))
    return t("a retiré le lien : {relation} {item}", relation=words, item=md(item))


def value(field: str, raw: Any, names: Names) -> str:
    """A value as people read it, inert in Markdown; "" for nothing."""
    if field == "is_private":
        return t("oui") if raw else t("non")
    if raw in (None, "", []):
        return ""
    if field in INPUTS:
        return choice_words(field, raw)
    if field == "state":
        return label_of(ItemState(raw))
    if field == "kind":
        return label_of(ItemKind(raw))
    if field == "estimate":
        return number(float(raw)) if raw == raw else "?"  # what is typed may be no number
    text = names.get(field, {}).get(str(raw)) or (" ; ".join(raw) if isinstance(raw, list) else str(raw))
    return md(text if len(text) <= LONG else text[:LONG] + "…")
