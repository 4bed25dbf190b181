"""Signaler, 1 of 3: where it is. An address, the device's position, a tap on the map, or words alone."""

from __future__ import annotations

import streamlit as st

from data.geography import load_geography
from data.refusals import Problem
from data.words import fold
from pages.citizen import draft as drafts
from pages.citizen.draft import Draft
from pages.citizen.place_words import number_is_missing, place_words
from pages.parts.my_position import found, my_position
from pages.parts.request_map import pick_map, picked
from pages.shell.page import Here
from pages.shell.refusals import problem_of, sentence
from pages.shell.texts import md, t
from prototype.models import Address, PlaceSource

PROPOSALS = 5


def show(here: Here, draft: Draft) -> None:
    """The question and its three answers."""
    st.header(t("Où est le problème ?"), anchor=False)
    if draft.without_map:
        in_words(draft)
    else:
        on_map(here, draft)
    problem_of(drafts.FORM, "place")


def in_words(draft: Draft) -> None:
    """No map at all."""
    st.text_input(
        t("Décrivez l’endroit"),
        key=draft.name("place"),
        persist_state="session",
        max_chars=300,
        placeholder=t("Devant l’école, au bout de la rue…"),
    )
    st.caption(t("Un nom de rue, un bâtiment, un arrêt de bus : ce qui permettra à l’agent de s’y rendre."))
    if st.button(t("Revenir à la carte"), icon=":material/map:", type="tertiary"):
        draft.without_map = False
        st.rerun()


def on_map(here: Here, draft: Draft) -> None:
    """Address, position, map: each moves the same pin."""
    st.text_input(
        t("Chercher une adresse"),
        key=draft.name("search"),
        persist_state="session",
        type="search",
        live="400ms",
        placeholder=t("13 rue Jules Guesde"),
    )
    with st.container():  # what comes and goes stays inside it: the map below must not move in the page's tree
        propose(here, draft)
    position = draft.name("position")
    my_position(key=position, on_found=lambda: at_position(draft, position))
    chosen(here, draft)
    key = draft.name("map")
    pick_map(key=key, pin=draft.pin, look_at=draft.look_at, on_pick=lambda: at_touch(draft, key))
    if st.button(t("Décrire l’endroit sans la carte"), icon=":material/edit_note:", type="tertiary"):
        draft.without_map = True
        st.rerun()


def propose(here: Here, draft: Draft) -> None:
    """The addresses of the register that are like what is typed."""
    words = draft.typed("search").strip()
    if not words or (draft.address and fold(words) == fold(draft.address.label)):
        return
    if draft.pin and fold(words) == fold(draft.place):
        return
    addresses = here.services.places.search(words, limit=PROPOSALS)
    if not addresses:
        st.info(t("Adresse introuvable dans le registre. Touchez la carte, ou décrivez l’endroit sans elle."))
        return
    if number_is_missing(words, addresses):
        st.info(t("Ce numéro n’est pas dans le registre : voici les plus proches."))
        if st.button(t("Garder « {words} »", words=md(words)), icon=":material/edit_location:", key=draft.name("keep")):
            draft.put_near(words, addresses[0])
            st.rerun()
    names = load_geography()
    with st.container(gap="xsmall"):
        for each in addresses:
            label = f"{md(each.label)} · {md(names.name_of(each.district))}"
            key = draft.name(f"address_{each.id}")
            st.button(
                label, key=key, icon=":material/location_on:", width="stretch", on_click=at_address, args=(draft, each)
            )


def chosen(here: Here, draft: Draft) -> None:
    """What the pin says, in words; or what to do."""
    if draft.pin is None:
        st.markdown(t("Cherchez une adresse, ou **touchez la carte** à l’endroit du problème."))
    elif not load_geography().inside(*draft.pin):
        st.warning(sentence(Problem("place_outside", "place")), icon=":material/wrong_location:")
    else:
        st.success(place_words(here, draft), icon=":material/location_on:")


def at_address(draft: Draft, address: Address) -> None:
    """A proposal was chosen: it fills the field."""
    draft.put_at_address(address)
    st.session_state[draft.name("search")] = address.label


def at_position(draft: Draft, key: str) -> None:
    """The device has answered."""
    place = found(key)
    if place:
        put(draft, place, PlaceSource.GPS)


def at_touch(draft: Draft, key: str) -> None:
    """The map was touched, or the pin moved."""
    place = picked(key)
    if place:
        put(draft, place, PlaceSource.MAP)


def put(draft: Draft, place: tuple[float, float], source: PlaceSource) -> None:
    """The pin there; an address that it has left is no longer in the field."""
    draft.put_pin(place, source)
    if draft.address is None:
        st.session_state[draft.name("search")] = ""
