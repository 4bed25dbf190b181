"""What is done beside the scope, and how items go from one state to the next: of a sprint, of the project."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from backlog.flow_rows import STATES, Entered
from backlog.models import ItemState, Sprint
from data.clock import PARIS, local_day
from metrics import burnup
from metrics.cfd import Cfd, cfd, figure, table
from metrics.cycle_time import Finished, cycle_times
from metrics.throughput import little, mean_in_progress
from pages.parts.figure_with_table import figure_with_table
from pages.parts.points import points_of
from pages.shell.page import Here
from pages.shell.texts import label_of, number, t, tn

WINDOW = timedelta(weeks=12)
STEADY = 0.25  # how far Little's law may be from what was seen in a flow that is steady
ENOUGH = 5  # items finished, under which the law says nothing


def show_burnup(here: Here, sprint: Sprint) -> None:
    """What is done, and the scope that it goes to."""
    steps = [
        burnup.Step(each.at.astimezone(PARIS), each.scope, each.done)
        for each in here.services.flow.burnup(by=here.by, sprint_id=sprint.id)
    ]
    now = (sprint.closed_at or here.services.context.clock()).astimezone(PARIS)
    result = burnup.burnup(steps, sprint.starts_on, sprint.ends_on, now, PARIS)
    names = {"scope": t("Périmètre"), "done": t("Terminé"), "points": t("Points"), "day": t("Fin de journée")}
    facts = {"done": points_of(here, result.done), "scope": number(result.scope)}
    if result.growth > 0:
        more = points_of(here, result.growth)
        said = t("Terminé : {done} sur {scope} ; le périmètre a grandi de {more} depuis le départ", more=more, **facts)
    elif result.growth < 0:
        less = points_of(here, -result.growth)
        said = t("Terminé : {done} sur {scope} ; le périmètre a diminué de {less} depuis le départ", less=less, **facts)
    else:
        said = t("Terminé : {done} sur {scope} ; le périmètre est celui du départ", **facts)
    drawn = burnup.figure(result, names, now, here.lang)
    figure_with_table(said, drawn, burnup.table(result, names), key=f"burnup_{sprint.number}")


def show_sprint_flow(here: Here, sprint: Sprint) -> None:
    """The states that the items of a sprint have entered, day after day."""
    entered = here.services.flow.entered_in_sprint(by=here.by, sprint_id=sprint.id)
    if not entered:
        st.info(t("Ce sprint ne contient aucun élément : le flux commencera avec le premier."), icon=":material/inbox:")
        return
    last = local_day(sprint.closed_at or here.services.context.clock())
    first = min(sprint.starts_on, *(each.day for each in entered))
    draw(here, banded(entered, STATES[1:], first, last), since=None, key=f"flow_{sprint.number}")


def show_flow(here: Here) -> None:
    """The same of the whole project, over the last twelve weeks."""
    today = local_day(here.services.context.clock())
    entered = here.services.flow.entered(by=here.by, since=today - WINDOW)
    begun = [each.day for each in entered if each.state is not ItemState.BACKLOG]
    if not begun:
        st.info(t("Il faut au moins un élément dans un sprint : le flux commencera avec lui."), icon=":material/inbox:")
        return
    waiting = st.toggle(t("Avec ce qui attend au backlog"), key="flow_backlog")
    states = STATES if waiting else STATES[1:]
    result = banded([each for each in entered if each.state in states], states, min(begun), today)
    draw(here, result, since=today - WINDOW, key="flow")
    st.caption(
        t("Un élément qui recule ou qu’on abandonne reste compté là où il est passé : le passé n’est jamais redessiné.")
    )
    check(here, result.days[0], today)


def banded(entered: tuple[Entered, ...] | list[Entered], states: tuple[ItemState, ...], first: date, last: date) -> Cfd:
    """The cumulative flow of these states."""
    return cfd(
        [(each.state.value, each.day, each.items) for each in entered], [each.value for each in states], first, last
    )


def draw(here: Here, result: Cfd, since: date | None, key: str) -> None:
    """What was begun and what was finished, then the bands; what was entered by the day `since` came before."""
    names = {**{each.value: label_of(each) for each in STATES}, "items": t("Éléments"), "day": t("Fin de journée")}
    before = 1 if result.days[0] == since else 0
    begun, done = (moved(result.of(state.value), before) for state in (ItemState.DOING, ItemState.DONE))
    said = t(
        "{begun} et {done} en {days}",
        begun=tn("{n} élément commencé", "{n} éléments commencés", begun),
        done=tn("{n} terminé", "{n} terminés", done),
        days=tn("{n} jour", "{n} jours", len(result.days) - before),
    )
    figure_with_table(said, figure(result, names, here.lang), table(result, names), key=key)


def moved(entered: tuple[int, ...], before: int) -> int:
    """How many entered a state, those of the first days left out."""
    return entered[-1] - (entered[before - 1] if before else 0)


def check(here: Here, first: date, last: date) -> None:
    """Little's law: whether what is in progress, how long it takes and what comes out agree."""
    finished = here.services.flow.finished(by=here.by, since=first)
    if len(finished) < ENOUGH:
        return
    spans = [(local_day(each.started_at), local_day(each.done_at)) for each in finished]
    begun = [(local_day(each.started_at), None) for each in here.services.flow.in_progress(by=here.by)]
    inside = mean_in_progress([*spans, *begun], first, last)
    mean = cycle_times([Finished("", *span) for span in spans]).mean or 1
    predicted, seen = 7 * little(inside, mean), 7 * len(finished) / ((last - first).days + 1)
    said = t(
        "Vérification par la loi de Little : avec {wip} éléments en cours en moyenne et {days} jours pour chacun, "
        "il devrait en sortir {predicted} par semaine ; il en est sorti {seen}.",
        wip=number(inside),
        days=number(mean),
        predicted=number(predicted),
        seen=number(seen),
    )
    if abs(predicted - seen) <= STEADY * seen:
        verdict = t("Le flux est stable.")
    else:
        verdict = t("L’écart dit que le flux n’est pas stable : les prévisions en sont moins sûres.")
    st.caption(f"{said} {verdict}")
