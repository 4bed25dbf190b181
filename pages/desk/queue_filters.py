"""What the desk narrows its list to: asked in a few fields, kept in the address, said in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from data.geography import load_geography
from pages.desk.wording import category_name
from pages.shell import state
from pages.shell.page import Here
from pages.shell.texts import label_of, md, t, tn
from prototype.filters import QueueFilters
from prototype.models import State

ALL = "toutes"  # every service, in the address
OPEN, LATE, CLOSED = "ouvertes", "en_retard", "closes"
NAMES = ("equipe", "etat", "categorie", "quartier", "mots")


@dataclass(frozen=True)
class Asked:
    """The filters as the address keeps them; "" is the field's default."""

    equipe: str
    etat: str = OPEN
    categorie: str = ""
    quartier: str = ""
    mots: str = ""

    @property
    def filters(self) -> QueueFilters:
        """As the domain takes them."""
        wanted = QueueFilters(
            is_open=True if self.etat in (OPEN, LATE) else False if self.etat == CLOSED else None,
            late=self.etat == LATE,
            states=() if self.etat in (OPEN, LATE, CLOSED, ALL) else (State(self.etat),),
            team="" if self.equipe == ALL else self.equipe,
            category=self.categorie,
            district=self.quartier,
            words=self.mots,
        )
        return wanted

    @property
    def late(self) -> QueueFilters:
        """The late ones among them."""
        return replace(self.filters, late=True)

    @property
    def narrowed(self) -> int:
        """How many fields of the panel are not at their default."""
        return sum((self.etat != OPEN, bool(self.categorie), bool(self.quartier)))


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
        )
        count = Asked(**{name: st.session_state[f"queue_{name}"] or getattr(usual, name) for name in NAMES}).narrowed
        label = tn("Filtrer ({n})", "Filtrer ({n})", count) if count else t("Filtrer")
        with st.popover(label, icon=":material/filter_list:", key="queue_panel"):
            for name, title in (("etat", t("État")), ("categorie", t("Catégorie")), ("quartier", t("Quartier"))):
                known = options[name]
                st.selectbox(title, list(known), format_func=known.get, key=f"queue_{name}", on_change=first_page)
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
            t("Équipe"), list(labels), format_func=labels.get, key="queue_equipe", required=True, on_change=first_page
        )
    else:
        st.selectbox(
            t("Équipe"), list(teams), format_func=teams.get, key="queue_equipe", width=260, on_change=first_page
        )


def choices(here: Here) -> dict[str, dict[str, str]]:
    """What each field offers: code in the address, text."""
    english = here.lang == "en"
    teams = {each.code: each.name_en if english else each.name for each in here.services.categories.teams()}
    categories = {"": t("Toutes les catégories")}
    for heading in here.services.categories.headings():
        name = category_name(heading.category, here)
        categories[heading.category.code] = t("{heading} (tout)", heading=name)
        categories |= {each.code: f"{name} › {category_name(each, here)}" for each in heading.choices}
    states = {OPEN: t("Ouvertes"), LATE: t("En retard"), **{each.value: label_of(each) for each in State}}
    return {
        "equipe": {ALL: t("Toutes les équipes"), **teams},
        "etat": {**states, CLOSED: t("Closes"), ALL: t("Tous les états")},
        "categorie": categories,
        "quartier": {"": t("Tous les quartiers"), **{each.code: each.name for each in load_geography().districts}},
    }


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
    first_page()


def widen() -> None:
    """Every service."""
    st.session_state["queue_equipe"] = ALL
    first_page()


def first_page() -> None:
    """Another list begins at its beginning."""
    st.session_state["queue_page"] = 1


def sentence(asked: Asked, total: int, late: Callable[[], int], here: Here) -> str:
    """How many there are and of what: « 34 demandes ouvertes, Voirie, La Gare, dont 5 en retard »."""
    options = choices(here)
    if asked.etat == OPEN:
        said = tn("{n} demande ouverte", "{n} demandes ouvertes", total)
    elif asked.etat == LATE:
        said = tn("{n} demande en retard", "{n} demandes en retard", total)
    elif asked.etat == CLOSED:
        said = tn("{n} demande close", "{n} demandes closes", total)
    else:
        said = tn("{n} demande", "{n} demandes", total)
        if asked.etat != ALL:
            said += f" « {options['etat'][asked.etat]} »"
    parts = [options[name][getattr(asked, name)] for name in ("categorie", "quartier") if getattr(asked, name)]
    if asked.equipe != ALL:
        parts.insert(0, options["equipe"][asked.equipe])
    if asked.mots:
        parts.append(t("« {words} »", words=md(asked.mots)))
    said = ", ".join([f"**{said}**", *parts])
    count = late() if asked.etat == OPEN and total else 0
    return said + (", " + tn("dont **{n} en retard**", "dont **{n} en retard**", count) if count else "") + "."
