"""How a chance is said."""

from __future__ import annotations

from datetime import date, timedelta

from data.clock import local_day
from metrics.monte_carlo import LONGEST
from pages.shell.page import Here
from pages.shell.texts import day, t

SHARES = (50, 70, 85, 95)
SAID = 85  # the one said first


def today(here: Here) -> date:
    """The day that people in town call today."""
    return local_day(here.services.context.clock())


def by_week(here: Here, weeks: int | None) -> str:
    """The day so many weeks from now, with the chance before it: « d’ici le jeu. 12 mars »."""
    if weeks is None:
        return t("seulement au-delà de {years} ans", years=LONGEST // 52)
    if weeks == 0:
        return t("dès aujourd’hui")
    return t("d’ici le {day}", day=day(today(here) + timedelta(weeks=weeks)))
