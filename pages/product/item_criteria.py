"""The acceptance criteria of an item, one field each: added, ordered, taken away, begun from a template."""

from __future__ import annotations

import streamlit as st

from backlog.models import Place
from pages.shell import state
from pages.shell.texts import N_, label_of, t

REMOVE = "remove"
STEPS = (  # the three parts of a scenario, as Gherkin names them in French
    ("given", N_("Étant donné"), N_("une demande close depuis hier")),
    ("when", N_("Quand"), N_("l’habitant dit que ce n’est pas réglé")),
    ("then", N_("Alors"), N_("la demande est rouverte et l’équipe prévenue")),
)


def criteria_fields(prefix: str, criteria: tuple[str, ...]) -> list[str]:
    """The criteria as they are typed now, without the empty ones; `criteria` are those that the form opened on."""
    rows: list[int] = state.start_field(f"{prefix}_rows", list(range(len(criteria))))
    state.start_field(f"{prefix}_last", len(criteria) - 1)
    with st.container(key="item_criteria", gap="small"):
        if not rows:
            st.markdown(t("Aucun critère : à quoi saura-t-on que c’est fait ?"))
        typed = [criterion(prefix, position, row, rows, criteria) for position, row in enumerate(rows, start=1)]
        with st.container(horizontal=True, gap="small"):
            st.button(
                t("Ajouter un critère"), icon=":material/add:", key=f"{prefix}_add", on_click=add, args=(prefix, "")
            )
            with st.popover(t("Avec un modèle"), icon=":material/format_list_bulleted:", key=f"{prefix}_template"):
                template(prefix)
    return [text.strip() for text in typed if text.strip()]


def criterion(prefix: str, position: int, row: int, rows: list[int], criteria: tuple[str, ...]) -> str:
    """One of them, with its menu."""
    key = f"{prefix}_criterion_{row}"
    state.start_field(key, criteria[row] if row < len(criteria) else "")
    label = t("Critère {n}", n=position)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        typed = st.text_area(label, key=key, height="content", label_visibility="collapsed")
        places = [place for place in (Place.UP, Place.DOWN) if can_move(place, position, len(rows))]
        menu = f"{key}_menu"
        st.menu_button(
            label,
            [*places, REMOVE],
            format_func=lambda each: t("Retirer") if each == REMOVE else label_of(each),
            key=menu,
            type="tertiary",
            help=t("Ranger ou retirer le critère {n}", n=position),
            on_click=change,
            args=(prefix, row, menu),
        )
    return typed or ""


def can_move(place: Place, position: int, count: int) -> bool:
    """Whether there is somewhere to go."""
    return position > 1 if place is Place.UP else position < count


def add(prefix: str, text: str) -> None:
    """One more field, at the end."""
    rows: list[int] = state.start_field(f"{prefix}_rows", [])
    row = int(state.start_field(f"{prefix}_last", -1)) + 1  # a number never serves twice
    state.set_field(f"{prefix}_last", row)
    state.start_field(f"{prefix}_criterion_{row}", text)
    state.set_field(f"{prefix}_rows", [*rows, row])


def change(prefix: str, row: int, menu: str) -> None:
    """Moves a field, or takes it away with what it holds."""
    rows: list[int] = list(state.start_field(f"{prefix}_rows", []))
    asked, position = state.start_field(menu, None), rows.index(row)
    rows.remove(row)
    if asked != REMOVE:
        rows.insert(position - 1 if asked == Place.UP else position + 1, row)
    state.set_field(f"{prefix}_rows", rows)


def template(prefix: str) -> None:
    """Three fields that make one criterion."""
    key = f"{prefix}_step"
    for name, label, example in STEPS:
        st.text_input(t(label), key=f"{key}_{name}", placeholder=t(example))
    st.button(t("Ajouter ce critère"), key=f"{key}_add", type="primary", on_click=add_template, args=(prefix, key))


def add_template(prefix: str, key: str) -> None:
    """What was typed in the three fields becomes a criterion; without any word, nothing does."""
    typed = {name: str(state.start_field(f"{key}_{name}", "")).strip() for name, _, _ in STEPS}
    if any(typed.values()):
        sentence = t("Étant donné {given}, quand {when}, alors {then}", **{k: v or "…" for k, v in typed.items()})
        add(prefix, sentence)
        for name in typed:
            state.set_field(f"{key}_{name}", "")
