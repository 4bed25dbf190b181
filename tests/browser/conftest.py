"""The real server on a demonstration town in a temporary folder, and people in front of real browsers."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from data.access import Role
from data.settings import Settings
from services import Services, make_services

ROOT = Path(__file__).parents[2]
ARTEFACTS = ROOT / "tests" / "artefacts"
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'

expect.set_options(timeout=20_000)


@dataclass
class Town:
    """A running server and the folder it works on."""

    url: str
    folder: Path

    def services(self) -> Services:
        """Our own eyes on its database."""
        return make_services(Settings(data_dir=self.folder, demo=True))


@dataclass
class Visitor:
    """Somebody in front of a browser: the addresses it asked, the errors of its console."""

    town: Town
    page: Page
    asked: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Opens a screen by its address and waits until it has settled."""
        self.page.goto(f"{self.town.url}/{path}")
        return self.settle()

    def settle(self) -> Page:
        """Waits until the script of the page has run and its elements stand."""
        self.page.locator(SETTLED).wait_for()
        expect(self.page.locator('[data-stale="true"]')).to_have_count(0)
        return self.page

    def sign_in(self, account: str) -> None:
        """One click on the sign-in page of the demonstration."""
        self.page.goto(f"{self.town.url}/connexion")
        self.page.locator(f'button[value="{account}"]').click()
        self.settle()

    def keep(self, name: str) -> None:
        """A picture of the whole page, to look at."""
        ARTEFACTS.mkdir(exist_ok=True)
        main = self.page.locator('[data-testid="stMain"]')
        height = main.evaluate("each => each.scrollHeight") if main.count() else 0
        size = self.page.viewport_size or SIZES["desk"]
        self.page.set_viewport_size({"width": size["width"], "height": max(size["height"], min(int(height), 8000))})
        self.page.screenshot(path=ARTEFACTS / f"{name}.png")
        self.page.set_viewport_size(size)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def start(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Starts the application on a folder, as `make run` does; returns when it is healthy."""
    port = free_port()
    environment = {**os.environ, "BOUCLE_DATA_DIR": str(folder), "BOUCLE_DEMO": "1", "BOUCLE_PORT": str(port)}
    log = (folder.parent / f"server-{port}.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment, stdout=log, stderr=log
    )
    log.close()
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return process, url
        except OSError:
            time.sleep(0.2)
    process.kill()
    raise AssertionError(Path(log.name).read_text("utf-8"))


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration town, built once; copied by whoever changes it."""
    folder = tmp_path_factory.mktemp("filled")
    command = [sys.executable, "manage.py", "demo", "--requests", "400"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "BOUCLE_DATA_DIR": str(folder)}, check=True)
    return folder


@pytest.fixture(scope="module")
def town(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A full town of this test file."""
    folder = tmp_path_factory.mktemp("town") / "data"
    shutil.copytree(filled, folder)
    process, url = start(folder)
    yield Town(url, folder)
    stop(process)


@pytest.fixture(scope="module")
def empty_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town where nothing has happened yet, with its one-click accounts."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    environment = {**os.environ, "BOUCLE_DATA_DIR": str(folder)}
    folder.mkdir()
    subprocess.run([sys.executable, "manage.py", "init"], cwd=ROOT, env=environment, check=True)
    accounts = make_services(Settings(data_dir=folder)).sessions
    for role in (Role.AGENT, Role.PRODUCT_OWNER):
        accounts.add_account(name=role.value, role=role, id=role.value)
    process, url = start(folder)
    yield Town(url, folder)
    stop(process)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is missing: make browser"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


Arrive = Callable[..., Visitor]


@pytest.fixture
def arrive(browser: Browser) -> Iterator[Arrive]:
    """`arrive(town, "phone", by="agent", lang="fr-FR")`: a new visitor with a browser of their own."""
    contexts: list[BrowserContext] = []

    def one(
        town: Town, size: str = "desk", *, by: str | None = None, lang: str = "fr-FR", dark: bool = False
    ) -> Visitor:
        scheme = "dark" if dark else "light"
        context = browser.new_context(
            viewport=SIZES[size],
            locale=lang,
            color_scheme=scheme,
            has_touch=size == "phone",
            timezone_id="Europe/Paris",
        )
        contexts.append(context)
        visitor = Visitor(town, context.new_page())
        context.on("request", lambda request: visitor.asked.append(request.url))
        visitor.page.on("websocket", lambda socket: visitor.asked.append(socket.url))
        visitor.page.set_default_timeout(20_000)
        if by:
            visitor.sign_in(by)
        return visitor

    yield one
    for context in contexts:
        context.close()
