"""What an item waits for: shown where the item is, said or lifted in one gesture."""

from __future__ import annotations

import streamlit as st

from backlog.changes import SETTLED
from backlog.models import Item
from data.access import Permission
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import day, md, t


def blocked_notice(item: Item) -> None:
    """Why the item is stuck and since when; nothing when it is not."""
    if item.blocked:
        st.warning(blocked_words(item), icon=":material/block:")


def blocking_acts(here: Here, item: Item) -> None:
    """The team says that it is stuck, corrects why, or lifts it."""
    if not here.can(Permission.MOVE_ITEM) or item.state in SETTLED:
        return
    if item.blocked:
        unblock_button(here, item)
    label = t("Corriger la raison") if item.blocked else t("Signaler un blocage")
    form = f"block_{item.id}"
    with st.popover(label, icon=":material/block:", key=f"{form}_{state.acts(form)}"):  # closed once it is said
        reason_form(here, item)


def blocked_words(item: Item) -> str:
    """Bloqué depuis le lun. 23 nov. : on attend la clé."""
    since = day(item.blocked_at or item.updated_at)
    return t("Bloqué depuis le {day} : {reason}", day=since, reason=md(item.blocked))


def reason_form(here: Here, item: Item) -> None:
    """What it waits for, in one sentence."""
    form = f"block_{item.id}"
    with st.form(f"{form}_form", border=False):
        reason = st.text_input(
            t("Ce qui bloque"),
            value=item.blocked,
            key=f"{form}_{item.version}_reason",
            help=t("En une phrase : ce que l’élément attend, et de qui."),
        )
        problem_of(form, "reason")
        sent = st.form_submit_button(t("Enregistrer"), type="primary", key=f"{form}_send")
    blocking = here.services.blocking
    if sent and attempt(form, lambda: blocking.block(by=here.by, item_id=item.id, version=item.version, reason=reason)):
        state.count_act(form)
        state.flash(t("« {title} » est signalé comme bloqué.", title=md(item.title)))
        st.rerun()


def unblock_button(here: Here, item: Item) -> None:
    """It can go on."""
    pressed = st.button(
        t("Débloquer"),
        icon=":material/lock_open:",
        key=f"unblock_{item.id}_{item.version}",
        help=t("« {title} » peut avancer", title=md(item.title)),
    )
    blocking = here.services.blocking
    if pressed and attempt(
        f"unblock_{item.id}", lambda: blocking.unblock(by=here.by, item_id=item.id, version=item.version)
    ):
        state.flash(t("« {title} » n’est plus bloqué.", title=md(item.title)))
        st.rerun()
