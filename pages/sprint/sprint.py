"""Sprint: the goal, the board, what remains; or how the next one is prepared."""

from __future__ import annotations

import streamlit as st

from backlog.models import COLUMNS, ItemState, Sprint, SprintReport
from backlog.views import Listed
from data.access import Permission
from data.clock import local_day
from pages.parts.burndown import show_burndown
from pages.parts.points import points_of, short_points
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here, Screen
from pages.shell.refusals import attempt, problems_summary
from pages.shell.texts import N_, day, label_of, md, t, tn
from pages.sprint.planning import plan_next

SCREEN = Screen(
    path="sprint",
    label=N_("Sprint"),
    icon=":material/directions_run:",
    permission=Permission.SEE_PROJECT,
    title=N_("Sprint"),
    answer=N_("Ce que l’équipe fait maintenant, et ce qui reste à faire."),
)
FORM = "board"


def show(here: Here) -> None:
    """The active sprint, or the preparation of the next."""
    active = here.services.sprints.active(by=here.by)
    if active is None:
        plan_next(here)
        return
    account = here.services.sprints.report(by=here.by, sprint_id=active.id)
    heading(here, active, account)
    problems_summary(FORM)
    for problem in state.problems(FORM):
        if problem.code == "definition_of_done_open":
            number = str(problem.facts["number"])
            link_to("element", t("Cocher les lignes de l’élément {number}", number=number), item=number)
    board = here.services.board.of(by=here.by, sprint_id=active.id)
    for place, column in zip(COLUMNS, st.columns(len(COLUMNS)), strict=True):
        with column:
            cards = board.columns[place]
            points = sum(each.item.estimate or 0 for each in cards)
            st.subheader(f"{label_of(place)} · {len(cards)}", anchor=False)
            st.caption(points_of(here, points))
            for each in cards:
                card(here, each)
    show_burndown(here, active)
    if here.can(Permission.PLAN_SPRINT):
        close(here, active, account)


def heading(here: Here, sprint: Sprint, account: SprintReport) -> None:
    """The goal first; then the dates and how many days are left."""
    left = (sprint.ends_on - local_day(here.services.context.clock())).days
    with st.container(border=True, key="sprint_goal"):
        st.header(t("Sprint {number} : « {goal} »", number=sprint.number, goal=md(sprint.goal)), anchor=False)
        dates = t("Du {start} au {end}", start=day(sprint.starts_on), end=day(sprint.ends_on))
        if left >= 0:
            remaining = tn("{n} jour restant", "{n} jours restants", left)
            st.markdown(f"{dates} · {remaining}")
        else:
            late = tn("dépassé de {n} jour", "dépassé de {n} jours", -left)
            st.markdown(f"{dates} · :red[{late}]")
        committed, remaining_points = points_of(here, account.committed), points_of(here, account.unfinished)
        st.markdown(t("Engagé : **{committed}** · reste : **{left}**", committed=committed, left=remaining_points))


def card(here: Here, listed: Listed) -> None:
    """One item: its link, its points, its voices, and the menu that moves it."""
    item = listed.item
    with st.container(border=True, key=f"card_{item.number}", gap="xsmall"):
        link_to("element", f"{item.number} · {md(item.title)}", item=str(item.number))
        facts = [short_points(here, item.estimate), tn("{n} voix", "{n} voix", listed.voices), md(item.assignee)]
        st.caption(" · ".join(fact for fact in facts if fact))
        if not here.can(Permission.MOVE_ITEM):
            return
        places = [each for each in COLUMNS if each is not item.state]
        to = st.menu_button(
            t("Déplacer vers"),
            places,
            format_func=label_of,
            key=f"to_{item.id}_{item.version}",
            help=t("Changer la colonne de « {title} »", title=md(item.title)),
        )
        if to is not None:
            move(here, listed, ItemState(to))


def move(here: Here, listed: Listed, to: ItemState) -> None:
    """One verb; what is open in the Definition of Done is named, with the way to it."""
    item, board = listed.item, here.services.board
    if attempt(FORM, lambda: board.move(by=here.by, item_id=item.id, version=item.version, to=to)):
        state.flash(t("« {title} » : {column}.", title=md(item.title), column=label_of(to)))
    st.rerun()  # the refusal stands at the top of the board, with the way to mend it


def close(here: Here, sprint: Sprint, account: SprintReport) -> None:
    """Ends the sprint, after a sentence that says what will happen."""
    with st.popover(t("Clore le sprint"), icon=":material/flag:", key="close_sprint"):
        st.markdown(
            t(
                "Le compte rendu du sprint {number} sera figé : il ne changera plus. "
                "Ce qui n’est pas terminé ({left}) reviendra en tête du backlog.",
                number=sprint.number,
                left=points_of(here, account.unfinished),
            )
        )
        label = t("Clore le sprint {number}", number=sprint.number)
        if st.button(label, type="primary", key="close_sprint_now") and attempt(
            "close",
            lambda: here.services.closing.close(by=here.by, sprint_id=sprint.id, version=sprint.version),
        ):
            state.flash(t("Le sprint {number} est clos : sa revue est figée.", number=sprint.number))
            st.rerun()
