"""What the desk narrows its list to: as the address keeps it, as the domain takes it, as one says it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from data.geography import load_geography
from pages.shell.page import Here
from pages.shell.texts import either, label_of, md, t, tn
from prototype.filters import QueueFilters
from prototype.models import State

ALL = "toutes"  # every service, in the address
OPEN, LATE, CLOSED = "ouvertes", "en_retard", "closes"
NAMES = ("equipe", "etat", "categorie", "quartier", "mots")


@dataclass(frozen=True)
class Asked:
    """The filters as the address keeps them; "" is the field's default."""

    equipe: str
    etat: str = OPEN
    categorie: str = ""
    quartier: str = ""
    mots: str = ""

    @property
    def filters(self) -> QueueFilters:
        """As the domain takes them."""
        wanted = QueueFilters(
            is_open=True if self.etat in (OPEN, LATE) else False if self.etat == CLOSED else None,
            late=self.etat == LATE,
            states=() if self.etat in (OPEN, LATE, CLOSED, ALL) else (State(self.etat),),
            team="" if self.equipe == ALL else self.equipe,
            category=self.categorie,
            district=self.quartier,
            words=self.mots,
        )
        return wanted

    @property
    def late(self) -> QueueFilters:
        """The late ones among them."""
        return replace(self.filters, late=True)

    @property
    def narrowed(self) -> int:
        """How many fields of the panel are not at their default."""
        return sum((self.etat != OPEN, bool(self.categorie), bool(self.quartier)))


def choices(here: Here) -> dict[str, dict[str, str]]:
    """What each field offers: code in the address, text."""
    teams = {each.code: either(each.name, each.name_en) for each in here.services.categories.teams()}
    categories = {"": t("Toutes les catégories")}
    for heading in here.services.categories.headings():
        name = either(heading.category.name, heading.category.name_en)
        categories[heading.category.code] = t("{heading} (tout)", heading=name)
        categories |= {each.code: f"{name} › {either(each.name, each.name_en)}" for each in heading.choices}
    states = {OPEN: t("Ouvertes"), LATE: t("En retard"), **{each.value: label_of(each) for each in State}}
    return {
        "equipe": {ALL: t("Toutes les équipes"), **teams},
        "etat": {**states, CLOSED: t("Closes"), ALL: t("Tous les états")},
        "categorie": categories,
        "quartier": {"": t("Tous les quartiers"), **{each.code: each.name for each in load_geography().districts}},
    }


def sentence(asked: Asked, total: int, late: Callable[[], int], here: Here) -> str:
    """How many there are and of what: « 34 demandes ouvertes, Voirie, La Gare, dont 5 en retard »."""
    options = choices(here)
    if asked.etat == OPEN:
        said = tn("{n} demande ouverte", "{n} demandes ouvertes", total)
    elif asked.etat == LATE:
        said = tn("{n} demande en retard", "{n} demandes en retard", total)
    elif asked.etat == CLOSED:
        said = tn("{n} demande close", "{n} demandes closes", total)
    else:
        said = tn("{n} demande", "{n} demandes", total)
        if asked.etat != ALL:
            said += f" « {options['etat'][asked.etat]} »"
    parts = [options[name][getattr(asked, name)] for name in ("categorie", "quartier") if getattr(asked, name)]
    if asked.equipe != ALL:
        parts.insert(0, options["equipe"][asked.equipe])
    if asked.mots:
        parts.append(t("« {words} »", words=md(asked.mots)))
    said = ", ".join([f"**{said}**", *parts])
    count = late() if asked.etat == OPEN and total else 0
    return said + (", " + tn("dont **{n} en retard**", "dont **{n} en retard**", count) if count else "") + "."
