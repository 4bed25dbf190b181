"""The script of one screen, run again and again in this process: `python -m bench.script FOLDER PATH ACCOUNT RUNS`.

A process a town, since services are made once a process. The baseline is the smallest application with a menu.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

TAKEN: list[float] = []  # seconds of each run of the timed script

BARE = """
import streamlit as st
from bench.script import timed
def page():
    st.title("Bare")
def application():
    st.navigation([st.Page(page, title="Bare", url_path="bare", default=True)], position="top").run()
timed(application)
"""
OURS = """
from bench.script import timed
from pages.main import main
timed(main)
"""


def timed(run: Callable[[], Any]) -> None:
    """Runs the script and keeps how long it took, also when it ends by a rerun."""
    begun = perf_counter()
    try:
        run()
    finally:
        TAKEN.append(perf_counter() - begun)


def times(script: str, path: str, runs: int) -> dict[str, float]:
    """p50 and p95 in milliseconds of first runs of new sessions, as a person who opens the page makes them."""
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    import bench.script as shared  # the instance that the script imports, not __main__
    from bench.measure import WARM, Times

    for position in range(WARM + runs):
        if position == WARM:
            shared.TAKEN.clear()
        opened = AppTest.from_string(script, default_timeout=120)
        opened._page_hash = calc_hash(path)  # Streamlit's own name of a page; no public way in
        opened.run()
        if opened.exception:
            raise RuntimeError(opened.exception[0].message)
    found = Times.of(shared.TAKEN)
    return {"p50": found.p50, "p95": found.p95}


def main() -> None:
    """Prints the times of the screen and of the bare application as JSON."""
    folder, path, account, runs = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    os.environ["BOUCLE_DATA_DIR"] = folder
    import pages.shell.identity as identity
    from services import get_services

    secret = get_services().sessions.open(account)
    identity.secret = lambda: secret  # type: ignore[assignment]  # no browser, so no cookie
    print(json.dumps({"screen": times(OURS, path, runs), "bare": times(BARE, "bare", runs)}))


if __name__ == "__main__":
    main()
