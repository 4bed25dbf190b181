"""Opens the real application on a screen, as somebody, without a browser."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import pages.shell.identity as identity
import services as composition
from services import Services

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


class Door:
    """Lets tests in: the services of the test, and the session of the person."""

    def __init__(self, monkeypatch, services: Services) -> None:
        self.monkeypatch, self.services = monkeypatch, services
        get_services = lambda: services  # noqa: E731
        for module in ("services", "pages.shell.texts"):
            monkeypatch.setattr(f"{module}.get_services", get_services)
        assert composition.get_services is get_services

    def open(self, path: str, *, by: str | None = None, lang: str = "fr", **query: str) -> AppTest:
        """A screen (url path, "" for the home page) as an account, or as an inhabitant; the run is done."""
        secret = self.services.sessions.open(by) if by else ""
        self.monkeypatch.setattr(identity, "secret", lambda: secret)
        test = AppTest.from_file(str(MAIN), default_timeout=20)
        test._page_hash = calc_hash(path)  # Streamlit's own name of a page; no public way in yet
        for key, value in {"lang": lang, **query}.items():
            test.query_params[key] = value
        return test.run()
