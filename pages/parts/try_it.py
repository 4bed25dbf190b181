"""An increment, one click away."""

from __future__ import annotations

from backlog.models import Increment
from pages.shell.links import can_go, link_to
from pages.shell.texts import t


def try_it(increment: Increment) -> None:
    """A link to the screen where it is tried; nothing when that screen is not open to this person."""
    if can_go(increment.screen):
        link_to(increment.screen, t("Essayer"), icon=":material/play_arrow:")
