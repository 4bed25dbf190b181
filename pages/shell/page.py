"""What a screen declares, and how one is opened: permission, increment, title. Fails closed."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data.access import Actor, Permission, Role
from pages.shell import state
from pages.shell.texts import label_of, lang, number, t
from services import Services


@dataclass(frozen=True)
class Screen:
    """A screen as the table of pages knows it; label, title (it may name the `{town}`) and answer are source texts."""

    path: str
    label: str
    icon: str
    permission: Permission | None  # None: open to all
    title: str
    answer: str


@dataclass(frozen=True)
class Here:
    """A person on a screen."""

    services: Services
    by: Actor
    lang: str

    def can(self, permission: Permission) -> bool:
        """Whether the person holds that permission."""
        return self.by.can(permission)

    def number(self, value: float) -> str:
        """A number as the language writes it."""
        return number(value)


def is_open(screen: Screen, services: Services, by: Actor) -> bool:
    """Whether that person may use that screen: they hold its permission and its increment is open to them."""
    allowed = screen.permission is None or by.can(screen.permission)
    return allowed and services.increments.is_open(screen=screen.path, by=by)


def open_page(screen: Screen, services: Services, by: Actor) -> Here:
    """The first beat of every page: its title, or a polite refusal and nothing more."""
    state.arrive_at(screen.path)
    if not is_open(screen, services, by):
        refuse_page(screen, by)
    st.title(t(screen.title, town=services.settings.town), anchor=False)
    if screen.answer:
        answer = t(screen.answer)
        st.markdown(f":gray[{answer}]")
    said = state.take_flash()
    with st.container(
        key="flash"
    ):  # its place stays when it goes, so that no field below moves from under a hand that types
        if said:
            st.success(said, icon=":material/check_circle:")
    return Here(services=services, by=by, lang=lang())


def refuse_page(screen: Screen, by: Actor) -> None:
    """Says that this screen is not for this person, and what they can do; stops the run."""
    st.title(t("Cette page ne vous est pas ouverte"), anchor=False)
    if screen.permission is not None and not by.can(screen.permission) and by.role is not Role.INHABITANT:
        st.info(
            t(
                "« {label} » ne fait pas partie de ce que votre rôle ({role}) ouvre. "
                "Si vous en avez besoin, demandez-le à la direction des systèmes d’information.",
                label=t(screen.label),
                role=label_of(by.role),
            ),
            icon=":material/lock:",
        )
    elif screen.permission is not None and not by.can(screen.permission):
        st.info(
            t(
                "« {label} » sert aux équipes de la ville. Si vous en faites partie, connectez-vous.",
                label=t(screen.label),
            ),
            icon=":material/lock:",
        )
        sign_in = t("Se connecter")
        st.markdown(f"[:material/login: {sign_in}](/connexion)")
    else:
        st.info(
            t("« {label} » est en préparation. La page ouvrira après une revue de sprint.", label=t(screen.label)),
            icon=":material/construction:",
        )
    st.stop()
