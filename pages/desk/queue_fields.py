"""The fields that narrow the desk's list; the address follows them."""

from __future__ import annotations

import streamlit as st

from pages.desk.queue_filters import ALL, NAMES, Asked, choices
from pages.parts.paging import first_page
from pages.shell import state
from pages.shell.page import Here
from pages.shell.texts import t, tn

PAGE = "queue_page"


def ask(here: Here) -> Asked:
    """Shows the fields, filled from the address at first; the address follows them."""
    options = choices(here)
    usual = Asked(equipe=here.by.team if here.by.team in options["equipe"] else ALL)
    for name in NAMES:
        given = st.query_params.get(name, getattr(usual, name))
        known = options.get(name)
        state.start_field(f"queue_{name}", given if known is None or given in known else getattr(usual, name))
    with st.container(horizontal=True, vertical_alignment="bottom", key="queue_fields"):
        ask_scope(here, options["equipe"])
        st.text_input(
            t("Chercher"),
            key="queue_mots",
            placeholder=t("référence, rue, mots"),
            icon=":material/search:",
            width=260,
            on_change=first_page,
            args=(PAGE,),
        )
        count = Asked(**{name: st.session_state[f"queue_{name}"] or getattr(usual, name) for name in NAMES}).narrowed
        label = tn("Filtrer ({n})", "Filtrer ({n})", count) if count else t("Filtrer")
        with st.popover(label, icon=":material/filter_list:", key="queue_panel"):
            for name, title in (("etat", t("État")), ("categorie", t("Catégorie")), ("quartier", t("Quartier"))):
                known = options[name]
                st.selectbox(
                    title, list(known), format_func=known.get, key=f"queue_{name}", on_change=first_page, args=(PAGE,)
                )
            st.button(t("Tout effacer"), key="queue_clear", on_click=clear, args=(usual,), icon=":material/close:")
    asked = Asked(**{name: st.session_state[f"queue_{name}"] or getattr(usual, name) for name in NAMES})
    keep_in_address(asked, usual)
    return asked


def ask_scope(here: Here, teams: dict[str, str]) -> None:
    """One's own service or all of them; any of them for somebody without one."""
    if here.by.team in teams:
        labels = {here.by.team: t("Mon équipe"), ALL: t("Toutes")}
        if st.session_state["queue_equipe"] not in labels:
            labels[st.session_state["queue_equipe"]] = teams[st.session_state["queue_equipe"]]
        st.segmented_control(
            t("Équipe"),
            list(labels),
            format_func=labels.get,
            key="queue_equipe",
            required=True,
            on_change=first_page,
            args=(PAGE,),
        )
    else:
        st.selectbox(
            t("Équipe"),
            list(teams),
            format_func=teams.get,
            key="queue_equipe",
            width=260,
            on_change=first_page,
            args=(PAGE,),
        )


def keep_in_address(asked: Asked, usual: Asked) -> None:
    """A link to this very list; what is usual is not written."""
    for name in NAMES:
        value = getattr(asked, name)
        if value == getattr(usual, name):
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != value:
            st.query_params[name] = value


def clear(usual: Asked) -> None:
    """Back to what is open."""
    for name in NAMES[1:]:
        st.session_state[f"queue_{name}"] = getattr(usual, name)
    first_page(PAGE)


def widen() -> None:
    """Every service."""
    st.session_state["queue_equipe"] = ALL
    first_page(PAGE)
