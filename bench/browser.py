"""What a browser receives and waits for, on the real server: `chromium` of the system, its cache warm."""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.towns import ROOT

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
VISITS = 5


@dataclass(frozen=True)
class Visit:
    """Kilobytes received for the page itself (the frames of its socket), seconds until a row can be used."""

    kilobytes: float
    seconds: float


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The application on a folder; yields its address."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    environment = {**os.environ, "BOUCLE_DATA_DIR": str(folder), "BOUCLE_DEMO": "1", "BOUCLE_PORT": str(port)}
    command = [sys.executable, "manage.py", "serve"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url, deadline = f"http://127.0.0.1:{port}", time.monotonic() + 60
    try:
        while True:
            try:
                urllib.request.urlopen(f"{url}/healthz", timeout=2).close()
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


def visit(folder: Path, path: str, account: str, usable: str) -> Visit:
    """The median of a few visits to a screen by its address; `usable` is the selector of what must stand there."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise RuntimeError("Chromium is missing: make browser")
    with server(folder) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR").new_page()
        page.goto(f"{url}/connexion")
        page.locator(f'button[value="{account}"]').click()
        page.locator(SETTLED).wait_for()
        weights: list[int] = []
        page.on("websocket", lambda opened: opened.on("framereceived", lambda frame: weights.append(len(frame))))
        visits = [once(page, f"{url}/{path}", usable, weights) for _ in range(1 + VISITS)][1:]
        browser.close()
    return Visit(
        statistics.median(each.kilobytes for each in visits), statistics.median(each.seconds for each in visits)
    )


def once(page: Page, address: str, usable: str, weights: list[int]) -> Visit:
    """One visit."""
    weights.clear()
    begun = time.perf_counter()
    page.goto(address)
    page.locator(usable).first.wait_for()
    page.locator(SETTLED).wait_for()
    return Visit(sum(weights) / 1000, time.perf_counter() - begun)
