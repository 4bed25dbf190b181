"""The sign-in page over real HTTP routes: who gets in, who does not, what the cookie is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from api import health, session
from api.headers import SecurityHeaders
from data.access import Role
from data.sessions import COOKIE
from services import Services


def client_of(monkeypatch: pytest.MonkeyPatch, services: Services, *, demo: bool) -> TestClient:
    """A browser in front of our routes, on these services."""
    import dataclasses

    settings = services.settings.model_copy(update={"demo": demo})
    chosen = dataclasses.replace(services, settings=settings)
    monkeypatch.setattr(session, "get_services", lambda: chosen)
    monkeypatch.setattr(health, "get_services", lambda: chosen)
    app = Starlette(routes=[*session.ROUTES, *health.ROUTES], middleware=[Middleware(SecurityHeaders)])
    return TestClient(app, follow_redirects=False)


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch, services: Services) -> Iterator[TestClient]:
    services.sessions.add_account(name="Agnès <b>Petit</b>", role=Role.AGENT, id="agent")
    with client_of(monkeypatch, services, demo=True) as client:
        yield client


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch, services: Services) -> Iterator[TestClient]:
    services.sessions.add_account(name="Agnès", role=Role.AGENT, id="agent")
    with client_of(monkeypatch, services, demo=False) as client:
        yield client


def test_role_of_the_demonstration_signs_in_with_one_click(demo: TestClient, services: Services) -> None:
    answer = demo.post("/connexion", data={"account": "agent"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert services.sessions.who(answer.cookies[COOKIE]).id == "agent"


def test_one_click_role_does_not_exist_out_of_demonstration(real: TestClient) -> None:
    assert 'name="account"' not in real.get("/connexion").text
    answer = real.post("/connexion", data={"account": "agent"})
    assert answer.status_code == 403
    assert COOKIE not in answer.cookies


def test_link_signs_in_once(real: TestClient, services: Services) -> None:
    secret = services.sessions.make_link("agent")
    assert secret in real.get(f"/connexion?lien={secret}").text
    assert real.post("/connexion", data={"link": secret}).status_code == 303
    real.cookies.clear()
    assert real.post("/connexion", data={"link": secret}).status_code == 403


def test_sign_out_makes_the_cookie_worthless(demo: TestClient, services: Services) -> None:
    secret = demo.post("/connexion", data={"account": "agent"}).cookies[COOKIE]
    assert demo.post("/deconnexion").status_code == 303
    assert services.sessions.who(secret) is None


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}])
def test_form_of_another_site_is_refused(demo: TestClient, headers: dict[str, str]) -> None:
    assert demo.post("/connexion", data={"account": "agent"}, headers=headers).status_code == 403
    assert demo.post("/deconnexion", headers=headers).status_code == 403


def test_page_escapes_names_and_speaks_the_browsers_language(demo: TestClient) -> None:
    assert "Agnès &lt;b&gt;Petit" in demo.get("/connexion").text
    assert '<html lang="en">' in demo.get("/connexion", headers={"accept-language": "en-GB"}).text
    assert '"><script' not in demo.get('/connexion?lien="><script>').text


def test_every_answer_carries_the_security_headers(demo: TestClient) -> None:
    headers = demo.get("/connexion").headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_health_tells_whether_the_database_answers(demo: TestClient, services: Services) -> None:
    assert demo.get("/healthz").json() == {"status": "ok"}
    services.store.execute("alter table counter rename to lost")
    assert demo.get("/healthz").status_code == 503
