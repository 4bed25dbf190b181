"""The life of a request for the desk: changes of state, messages, notes, what was published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from data.access import Role
from data.journal import Entry
from pages.parts.badges import state_badge
from pages.shell.page import Here
from pages.shell.texts import N_, day, either, label_of, md, md_lines, moment, t
from prototype.models import Message, MessageKind, State
from prototype.views import Dossier

ICONS = {
    MessageKind.PUBLIC_ANSWER: "chat",
    MessageKind.COMMENT: "person",
    MessageKind.QUESTION: "contact_support",
    MessageKind.INTERNAL_NOTE: "sticky_note_2",
    MessageKind.CONTEST: "undo",
}
OTHERS = {  # what else the journal holds and is worth a line
    "publish_description": N_("Description publiée"),
    "hide_description": N_("Description retirée du public"),
    "publish_photo": N_("Photo publiée"),
    "hide_photo": N_("Photo retirée du public"),
    "follow": N_("Une personne de plus suit la demande"),
    "rate": N_("L’habitant a dit s’il est satisfait"),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened; Markdown."""

    at: datetime
    title: str
    who: str
    text: str


def timeline(here: Here, dossier: Dossier) -> None:
    """What happened, last first."""
    st.header(t("Fil de la demande"), anchor=False)
    found = sorted([*changes(here, dossier), *messages(dossier.messages)], key=lambda each: each.at, reverse=True)
    for line in found:
        with st.container(gap=None):
            who = f" · {name_of(line.who)}" if line.who else ""
            st.markdown(f"{line.title}  \n:gray[{moment(line.at)}{who}]")
            if line.text:
                st.markdown(md_lines(line.text))


def name_of(author: str) -> str:
    """Who did it; somebody without an account has a role alone."""
    return label_of(Role.INHABITANT) if author == Role.INHABITANT.value else md(author)


def messages(found: tuple[Message, ...]) -> Iterator[Line]:
    """What was written, and who may read it."""
    for each in found:
        if each.is_public:
            colour, reach = "green", t("public")
        elif each.kind is MessageKind.INTERNAL_NOTE:
            colour, reach = "orange", t("interne")
        else:
            colour, reach = "gray", t("avec l’habitant")
        title = f":material/{ICONS[each.kind]}: **{label_of(each.kind)}** :{colour}-badge[{reach}]"
        yield Line(each.created_at, title, each.author_name, each.body)


def changes(here: Here, dossier: Dossier) -> Iterator[Line]:
    """What the journal says."""
    for entry in dossier.history:
        title = said(here, entry)
        if title:
            yield Line(entry.at, title, entry.actor_name, entry.reason)


def said(here: Here, entry: Entry) -> str:
    """The line in a few words; "" for what a message already says."""
    before, after = entry.changes.get("state", (None, None))
    if after is not None and before != after:
        title = state_badge(State(after))
    elif entry.verb in OTHERS:
        title = t(OTHERS[entry.verb])
    else:
        title = ""
    planned = entry.changes.get("planned_on", (None, None))[1]
    if planned:
        title += " " + t("pour {day}", day=day(datetime.fromisoformat(planned).date()))
    if "category" in entry.changes and entry.changes["category"][0] is not None:
        category = here.services.categories.get(entry.changes["category"][1])
        if category is not None:
            title += " " + t("Nouvelle catégorie : {category}", category=either(category.name, category.name_en))
    return title.strip()
