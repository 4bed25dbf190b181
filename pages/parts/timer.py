"""A quiet countdown for a time-boxed meeting. It lives in the browser: the page may run again, or be reloaded."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import streamlit as st

from pages.shell.texts import N_, t

TEXTS = {
    "name": N_("Temps restant"),
    "start": N_("Lancer les {minutes} minutes"),
    "pause": N_("Mettre en pause"),
    "resume": N_("Reprendre"),
    "reset": N_("Remettre à {minutes} minutes"),
    "nearly": N_("Il reste {warning} minutes."),
    "over": N_("Les {minutes} minutes sont passées. La suite se règle entre ceux qu’elle concerne."),
}
HTML = """
<div class="timer">
  <div class="digits" role="timer" aria-live="off"></div>
  <div class="rail" aria-hidden="true"><div class="fill"></div></div>
  <p class="word" role="status"></p>
  <div class="acts"><button type="button" class="go"></button><button type="button" class="reset"></button></div>
</div>
"""
CSS = """
.timer { border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); padding: 1rem;
  color: var(--st-text-color); font-family: var(--st-font); }
.digits { font-size: 2.5rem; line-height: 1.1; font-variant-numeric: tabular-nums; font-weight: 600; }
.rail { height: 6px; border-radius: 3px; margin: 0.6rem 0; overflow: hidden;
  background: var(--st-secondary-background-color); }
.fill { height: 100%; width: 100%; background: var(--st-primary-color); transform-origin: left; }
.word { min-height: 1.5em; margin: 0 0 0.5rem; line-height: 1.5; }
.acts { display: flex; flex-wrap: wrap; gap: 0.5rem; }
button { font: inherit; color: var(--st-text-color); background: var(--st-background-color); min-height: 2.75rem;
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); padding: 0 0.9rem; cursor: pointer;
  flex: 1 1 9rem; }
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
button[hidden] { display: none; }
"""
# `ends`: when it will be over (ms); `left`: what remains while it stands still. The words change at two moments only,
# so that a screen reader is not spoken to every second.
JS = """
export default function ({ parentElement, data }) {
  const find = (name) => parentElement.querySelector(name);
  const digits = find(".digits"), fill = find(".fill"), word = find(".word"), go = find(".go"), reset = find(".reset");
  const whole = data.minutes * 60000, store = "boucle-timer-" + data.key, texts = data.texts;
  const still = { ends: null, left: whole };
  const read = () => { try { return JSON.parse(sessionStorage.getItem(store)) || still; } catch { return still; } };
  const write = (state) => { sessionStorage.setItem(store, JSON.stringify(state)); show(); };
  const remains = (state) => state.ends === null ? state.left : Math.max(0, state.ends - Date.now());
  const say = (text) => { if (word.textContent !== text) word.textContent = text; };
  const show = () => {
    const state = read(), left = remains(state), seconds = Math.ceil(left / 1000);
    const two = (number) => String(number).padStart(2, "0");
    digits.textContent = two(Math.floor(seconds / 60)) + ":" + two(seconds % 60);
    fill.style.transform = "scaleX(" + left / whole + ")";
    const begun = left < whole || state.ends !== null;
    say(!begun ? "" : left === 0 ? texts.over : left <= data.warning * 60000 ? texts.nearly : "");
    go.textContent = state.ends !== null && left > 0 ? texts.pause : begun ? texts.resume : texts.start;
    go.hidden = left === 0;
    reset.hidden = !begun;
  };
  digits.setAttribute("aria-label", texts.name);
  reset.textContent = texts.reset;
  go.onclick = () => {
    const state = read(), left = remains(state);
    write(state.ends === null ? { ends: Date.now() + left, left } : { ends: null, left });
  };
  reset.onclick = () => { write(still); go.focus(); };
  show();
  const tick = setInterval(show, 250);
  return () => clearInterval(tick);
}
"""


@lru_cache(maxsize=1)
def component() -> Any:
    """Registered once."""
    return st.components.v2.component("boucle_timer", html=HTML, css=CSS, js=JS)


def timer(*, minutes: int, warning: int, key: str) -> None:
    """The time left, a press to start it or make it wait; says so when `warning` minutes remain and at the end.

    It goes on while the page runs again and after a reload; each browser has its own.
    """
    texts = {name: t(text, minutes=minutes, warning=warning) for name, text in TEXTS.items()}
    component()(key=key, data={"key": key, "minutes": minutes, "warning": warning, "texts": texts})
