"""The burndown of a sprint, on the screens that show it."""

from __future__ import annotations

import streamlit as st

from backlog.models import Sprint
from data.clock import PARIS
from data.working_days import is_working_day
from metrics.burndown import Burndown, Point, burndown, figure, table
from pages.parts.figure_with_table import figure_with_table
from pages.parts.points import points_of
from pages.shell.page import Here
from pages.shell.texts import number, t


def show_burndown(here: Here, sprint: Sprint) -> None:
    """What remains, beside the guideline; a sentence says what that means."""
    events = here.services.sprints.burndown_events(by=here.by, sprint_id=sprint.id)
    if not events:
        st.markdown(t("Le sprint n’a pas commencé : le reste à faire s’affichera ici."))
        return
    now = (sprint.closed_at or here.services.context.clock()).astimezone(PARIS)
    points = [Point(each.at.astimezone(PARIS), each.remaining) for each in events]
    result = burndown(points, sprint.starts_on, sprint.ends_on, now, PARIS, is_working_day)
    names = {
        "remaining": t("Reste à faire"),
        "ideal": t("Rythme régulier"),
        "points": t("Points"),
        "day": t("Fin de journée"),
    }
    drawn = figure(result, names, now, here.lang)
    figure_with_table(said_of(here, sprint, result), drawn, table(result, names), key=f"burndown_{sprint.number}")


def said_of(here: Here, sprint: Sprint, result: Burndown) -> str:
    """What remains, and whether the pace is enough; of an ended sprint, what was left."""
    remaining = points_of(here, result.remaining)
    if sprint.closed_at is not None:
        if not result.remaining:
            return t("Tout était terminé à la clôture")
        return t("Il restait {remaining} à la clôture", remaining=remaining)
    late = result.remaining - result.ideal_today
    if late > 0:
        return t("Il reste {remaining}, {gap} de plus que le rythme régulier", remaining=remaining, gap=number(late))
    return t("Il reste {remaining} : le rythme permet de finir à temps", remaining=remaining)
