"""What goes in the sprint: two columns, and what their sum means beside what the team usually finishes."""

from __future__ import annotations

import streamlit as st

from backlog.models import ItemState, Sprint, SprintState
from backlog.views import Board, Listing
from data.access import Permission
from pages.parts.board import BoardColumn, BoardEvent, board, board_event
from pages.parts.points import points_of
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problems_summary
from pages.shell.texts import t, tn
from pages.sprint.board_cards import card_of
from pages.sprint.preparation_weight import weigh

FORM, KEY, WORDS = "pull", "planning_board", "planning_words"
WAITING, INSIDE = "backlog", "sprint"
OFFERED = 12  # items of the top of the backlog
EVERY = 2  # seconds between two looks at the stamp


def live_items(here: Here, sprint: Sprint) -> None:
    """What is looked for in the backlog, then the two columns, live."""
    st.subheader(t("Éléments du sprint"), anchor=False)
    state.start_field(WORDS, st.query_params.get("mots", ""))
    words = st.text_input(t("Chercher dans le backlog"), key=WORDS, icon=":material/search:", width=320)
    if words:
        st.query_params["mots"] = words
    else:
        st.query_params.pop("mots", None)
    columns(here, sprint, words)


@st.fragment(run_every=EVERY)
def columns(here: Here, sprint: Sprint, words: str) -> None:
    """The act of the person first, then both columns as they are now, for everybody who prepares."""
    problems_summary(FORM)
    event = board_event(KEY, columns=(WAITING, INSIDE))
    if event and event.kind == "move" and event.column:
        act(here, sprint, event)
    inside, waiting = read(here, sprint, words)
    if inside.sprint.state is not SprintState.PLANNED:
        st.rerun()
    weigh(here, inside)
    now = here.services.context.clock()
    count = tn("{n} élément", "{n} éléments", len(inside.cards))
    points = points_of(here, sum(each.item.estimate or 0.0 for each in inside.cards))
    board(
        (
            BoardColumn(
                key=WAITING,
                label=t("Backlog"),
                note=tn("{n} élément attend", "{n} éléments attendent", waiting.total),
                cards=tuple(card_of(here, each, (), now) for each in waiting.rows),
                empty=t("Rien n’attend sous ces mots.") if words else t("Rien n’attend dans le backlog."),
            ),
            BoardColumn(
                key=INSIDE,
                label=t("Sprint {number}", number=sprint.number),
                note=f"{count} · {points}",
                cards=tuple(card_of(here, each, inside.left_by.get(each.item.id, ()), now) for each in inside.cards),
                empty=t("Rien encore : amenez ici des éléments du backlog."),
            ),
        ),
        key=KEY,
        movable=here.can(Permission.PLAN_SPRINT),
        ordered=False,
        refused=bool(state.problems(FORM)),
    )


def read(here: Here, sprint: Sprint, words: str) -> tuple[Board, Listing]:
    """The sprint and the top of the backlog, read again when something has happened."""
    services, by = here.services, here.by
    mark = (services.board.stamp(by=by), sprint.id, by.id, words)
    return state.picture(
        KEY,
        mark,
        lambda: (
            services.board.of(by=by, sprint_id=sprint.id),
            services.items.listing(by=by, words=words, states=(ItemState.BACKLOG,), limit=OFFERED),
        ),
    )


def act(here: Here, sprint: Sprint, event: BoardEvent) -> None:
    """Into the sprint, or back to the backlog at its rank."""
    sprints = here.services.sprints
    if event.column == INSIDE:
        attempt(
            FORM,
            lambda: sprints.pull(by=here.by, item_id=event.id, version=event.version, sprint_id=sprint.id),
        )
    else:
        attempt(FORM, lambda: sprints.put_back(by=here.by, item_id=event.id, version=event.version))
