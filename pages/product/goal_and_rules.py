"""Objectif et règles: what the product is for, the themes it is made of, when something is done."""

from __future__ import annotations

from data.access import Permission
from pages.parts.sections import PRODUCT, sections
from pages.product.definition import definition_section
from pages.product.epics import epics_section
from pages.product.goal import goal_section
from pages.shell.page import Here, Screen
from pages.shell.texts import N_

SCREEN = Screen(
    path="cadre",
    label=N_("Objectif et règles"),
    icon=":material/flag:",
    permission=Permission.SEE_PROJECT,
    title=N_("Objectif et règles"),
    answer=N_("À quoi sert le produit, de quels thèmes il est fait, et quand un élément est terminé."),
)


def show(here: Here) -> None:
    """The three things that guide the backlog, one under the other."""
    sections(PRODUCT, "cadre")
    goal_section(here)
    epics_section(here)
    definition_section(here)
