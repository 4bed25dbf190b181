"""The limits of work in progress, for whoever plans."""

from __future__ import annotations

import streamlit as st

from backlog.board import HIGHEST, LIMITED
from backlog.models import ItemState
from backlog.views import Limit
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import label_of, t

FORM = "board_limits"


def limits_panel(here: Here) -> None:
    """A number for each column of work in progress, and whether it holds firm."""
    key = f"{FORM}_{state.acts(FORM)}"  # another one, closed, once they are saved
    with st.popover(t("Limites des colonnes"), icon=":material/tune:", key=key, on_change="rerun") as panel:
        if panel.open:
            limits_form(here)


def limits_form(here: Here) -> None:
    """Saved together; a column left as it was is not written."""
    limits = here.services.board.limits(by=here.by)
    st.markdown(t("Peu de travail commencé à la fois : les éléments se terminent plus tôt."))
    with st.form(f"{FORM}_form", border=False):
        wanted = {each: limit_fields(each, limits.get(each)) for each in LIMITED}
        problem_of(FORM, "maximum")
        sent = st.form_submit_button(t("Enregistrer les limites"), type="primary")
    if sent and all(attempt(FORM, lambda each=each: save(here, each, *wanted[each])) for each in LIMITED):
        state.count_act(FORM)
        state.flash(t("Les limites des colonnes sont enregistrées."))
        st.rerun()


def limit_fields(column: ItemState, limit: Limit | None) -> tuple[int | None, bool]:
    """The number (empty: none) and the firmness of one column."""
    key = f"limit_{column}_{limit.maximum if limit else 0}_{limit.is_hard if limit else ''}"
    name = label_of(column)
    state.start_field(key, limit.maximum if limit else None)  # not its default: a field without one can be emptied
    maximum = st.number_input(
        t("« {column} » : au plus (facultatif)", column=name),
        min_value=1,
        max_value=HIGHEST,
        value=None,
        step=1,
        key=key,
    )
    firm = st.checkbox(
        t("« {column} » : refuser une carte de plus", column=name),
        value=bool(limit and limit.is_hard),
        key=f"{key}_hard",
        help=t("Sinon la carte entre quand même, et la colonne dit que sa limite est dépassée."),
    )
    return maximum, firm


def save(here: Here, column: ItemState, maximum: int | None, is_hard: bool) -> None:
    """One verb."""
    here.services.board.set_limit(by=here.by, state=column, maximum=maximum, is_hard=is_hard)
