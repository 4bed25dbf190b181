"""Importer, exporter: what another tool holds comes in, and the project goes out."""

from __future__ import annotations

from data.access import Permission
from pages.parts.sections import PRODUCT, sections
from pages.product.export_panel import export_panel
from pages.product.import_panel import import_panel
from pages.shell.page import Here, Screen
from pages.shell.texts import N_

SCREEN = Screen(
    path="echanges",
    label=N_("Importer, exporter"),
    icon=":material/swap_horiz:",
    permission=Permission.SEE_PROJECT,
    title=N_("Importer, exporter"),
    answer=N_("Reprendre ce qui est dans un autre outil, et emporter le projet ailleurs."),
)


def show(here: Here) -> None:
    """In, for whoever may exchange the project, then out."""
    sections(PRODUCT, "echanges")
    if here.can(Permission.EXCHANGE_PROJECT):
        import_panel(here)
    export_panel(here)
