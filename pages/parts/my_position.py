"""« Ma position »: asks the browser, once, when the person presses the button; nothing is followed or kept there."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import streamlit as st

from pages.shell.texts import t

HTML = '<button type="button"><span aria-hidden="true">◎</span> <span class="label"></span></button>'
CSS = """
button { font: inherit; color: var(--st-text-color); background: var(--st-background-color); min-height: 2.75rem;
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); padding: 0 0.9rem;
  width: 100%; cursor: pointer; }
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
"""
JS = """
export default function ({ parentElement, data, setTriggerValue }) {
  const button = parentElement.querySelector("button"), label = parentElement.querySelector(".label");
  label.textContent = data.label;
  button.onclick = () => {
    if (!navigator.geolocation) { setTriggerValue("refused", "unavailable"); return; }
    label.textContent = data.waiting;
    button.setAttribute("aria-busy", "true");
    const done = () => { label.textContent = data.label; button.removeAttribute("aria-busy"); };
    navigator.geolocation.getCurrentPosition(
      (found) => { done(); setTriggerValue("found", { lon: found.coords.longitude, lat: found.coords.latitude }); },
      (refused) => { done(); setTriggerValue("refused", refused.code === 1 ? "denied" : "unavailable"); },
      { enableHighAccuracy: true, timeout: 10000, maximumAge: 30000 });
  };
}
"""


@lru_cache(maxsize=1)
def component() -> Any:
    """Registered once."""
    return st.components.v2.component("boucle_my_position", html=HTML, css=CSS, js=JS)


def my_position(*, key: str, on_found: Callable[[], None]) -> None:
    """The button, and a sentence when the browser says no; `on_found` runs before the page, see `found`."""
    data = {"label": t("Ma position"), "waiting": t("Recherche de votre position…")}
    with st.container(gap="xsmall"):
        answer = component()(key=key, data=data, on_found_change=on_found, on_refused_change=lambda: None)
        refused = st.empty()
    if answer.refused:
        refused.warning(
            t("Votre appareil n’a pas donné sa position. Cherchez une adresse, ou touchez la carte."),
            icon=":material/location_off:",
        )


def found(key: str) -> tuple[float, float] | None:
    """The position (longitude, latitude) that has just been found."""
    answer = st.session_state.get(key) or {}
    place = answer.get("found")
    return (float(place["lon"]), float(place["lat"])) if place else None
