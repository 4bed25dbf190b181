"""The burndown of a sprint, on the screens that show it."""

from __future__ import annotations

import streamlit as st

from backlog.models import Sprint
from data.clock import PARIS
from data.working_days import is_working_day
from metrics.burndown import Point, burndown, figure, table
from pages.parts.figure_with_table import figure_with_table
from pages.shell.page import Here
from pages.shell.texts import number, t


def show_burndown(here: Here, sprint: Sprint) -> None:
    """What remains, beside the guideline; a sentence says what that means."""
    events = here.services.sprints.burndown_events(by=here.by, sprint_id=sprint.id)
    if not events:
        st.markdown(t("Le sprint n’a pas commencé : le reste à faire s’affichera ici."))
        return
    now = here.services.context.clock().astimezone(PARIS)
    points = [Point(each.at.astimezone(PARIS), each.remaining) for each in events]
    result = burndown(points, sprint.starts_on, sprint.ends_on, now, PARIS, is_working_day)
    names = {
        "remaining": t("Reste à faire"),
        "ideal": t("Rythme régulier"),
        "points": t("Points"),
        "day": t("Fin de journée"),
    }
    late = result.remaining - result.ideal_today
    facts = {"remaining": number(result.remaining), "gap": number(abs(late))}
    if late > 0:
        said = t("Il reste {remaining} points, {gap} de plus que le rythme régulier", **facts)
    else:
        said = t("Il reste {remaining} points : le rythme permet de finir à temps", **facts)
    figure_with_table(
        said, figure(result, names, now, here.lang), table(result, names), key=f"burndown_{sprint.number}"
    )
