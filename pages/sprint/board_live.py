"""The board that everybody sees move: read again as soon as something has happened, and only then."""

from __future__ import annotations

import streamlit as st

from backlog.board import narrowed
from backlog.history import points
from backlog.models import COLUMNS, ItemState, Sprint, SprintState
from backlog.views import Board, Moved
from data.access import Permission
from pages.parts.board import BoardEvent, board, board_event
from pages.parts.points import points_of
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.refusals import attempt, problems_summary
from pages.shell.texts import label_of, md, t
from pages.sprint.board_cards import columns_of
from pages.sprint.board_filters import Filters

FORM, KEY = "board", "sprint_board"
EVERY = 2  # seconds between two looks at the stamp


@st.fragment(run_every=EVERY)
def live_board(here: Here, sprint: Sprint, filters: Filters) -> None:
    """The act of the person first, then the board as it is now, for everybody."""
    problems_summary(FORM)
    event = board_event(KEY, columns=[each.value for each in COLUMNS])
    if event and event.kind == "move" and event.column:
        move(here, event)
    shown = board_of(here, sprint.id)
    if shown.sprint.state is not SprintState.ACTIVE:
        st.rerun()
    mend(shown)
    engaged, left = points_of(here, points(shown.sprint.committed)), points_of(here, shown.remaining)
    st.markdown(t("Engagé : **{committed}** · reste : **{left}**", committed=engaged, left=left))
    kept = narrowed(shown, **filters)
    if any(filters.values()) and not kept.cards:
        st.info(t("Aucune carte ne répond à ces filtres."), icon=":material/filter_list_off:")
    board(
        columns_of(here, kept, narrowed=any(filters.values())),
        key=KEY,
        movable=here.can(Permission.MOVE_ITEM),
        ordered=False,
        refused=bool(state.problems(FORM)),
    )


def board_of(here: Here, sprint_id: str) -> Board:
    """The board as it is, read once for everything that this person's screen shows of it."""
    reading = here.services.board
    mark = (reading.stamp(by=here.by), sprint_id, here.by.id)
    return state.picture(KEY, mark, lambda: reading.of(by=here.by, sprint_id=sprint_id))


def move(here: Here, event: BoardEvent) -> None:
    """One verb; a column that is now over its soft limit is told."""
    to = ItemState(event.column or "")
    moved = attempt(FORM, lambda: here.services.board.move(by=here.by, item_id=event.id, version=event.version, to=to))
    if isinstance(moved, Moved) and moved.over:
        said = t("« {column} » dépasse sa limite de {maximum}.", column=label_of(to), maximum=moved.over.maximum)
        st.toast(said, icon=":material/warning:")


def mend(shown: Board) -> None:
    """Beside a refusal, what helps: the lines to tick, or where somebody else has just put the card."""
    for problem in state.problems(FORM):
        if problem.code == "definition_of_done_open":
            number = str(problem.facts["number"])
            link_to("element", t("Cocher les lignes de l’élément {number}", number=number), item=number)
        for card in shown.cards:
            if problem.code == "conflict" and card.item.id == problem.facts["key"]:
                column = label_of(card.item.state)
                st.markdown(t("« {title} » est dans « {column} ».", title=md(card.item.title), column=column))
