"""Around every screen: the name of the town, the language, who is here."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data.access import Role
from locales.texts import LANGUAGES
from pages.shell import state
from pages.shell.page import Here
from pages.shell.texts import label_of, lang, md, t

ASSETS = Path(__file__).parent.parent / "assets"


def configure(town: str) -> None:
    """The tab's name and icon, the stylesheets, the logo."""
    st.set_page_config(page_title=f"Boucle · {town}", page_icon=str(ASSETS / "icon.svg"), layout="wide")
    st.html(ASSETS / "boucle.css")
    if st.context.theme.type == "dark":
        st.html(ASSETS / "boucle-dark.css")
    st.logo(str(ASSETS / "logo.svg"), icon_image=str(ASSETS / "icon.svg"), size="large")


def top_bar(here: Here, town: str) -> None:
    """One line: town, demonstration notice, language, sign-in."""
    with st.container(horizontal=True, vertical_alignment="center", key="top_bar"):
        notice = t("Démonstration") if here.services.settings.demo else ""
        st.markdown(f"**Boucle · {md(town)}**" + (f" :gray-badge[{notice}]" if notice else ""), width="content")
        st.space("stretch")
        language_switch()
        if here.by.role is Role.INHABITANT:
            sign_in = t("Se connecter")
            st.markdown(f"[:material/login: {sign_in}](/connexion)", width="content")
        else:
            who = t("{name} ({role}) : changer", name=md(here.by.name), role=label_of(here.by.role))
            st.markdown(f"[:material/account_circle: {who}](/connexion)", width="content")


def language_switch() -> None:
    """The other language, by its own name."""
    other = next(code for code in LANGUAGES if code != lang())
    if st.button(LANGUAGES[other], key="language_switch", icon=":material/translate:", type="tertiary"):
        st.session_state[state.LANGUAGE] = other
        st.query_params["lang"] = other
        st.rerun()
