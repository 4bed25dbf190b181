"""Every screen, as people see it: accessible (axe-core), no wider than the phone, asking only our own host."""

from __future__ import annotations

from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Arrive, Town, Visitor

pytestmark = pytest.mark.browser

SCREENS = {
    None: ("", "signaler", "suivre", "carte", "revue", "indicateurs"),
    "agent": ("corbeille",),
    "product_owner": (
        "avis",
        "backlog",
        "sprint",
        "revue",
        "retrospective",
        "indicateurs",
        "priorites",
        "estimation",
        "preparation",
        "cadre",
        "courbes",
        "previsions",
    ),
}
REFUSED = {None: ("corbeille", "demande", "backlog", "avis", "sprint", "retrospective"), "agent": ("avis", "backlog")}


def serious(visitor: Visitor) -> list[str]:
    """The serious and critical violations on the page as it stands, each with the elements."""
    found = Axe().run(visitor.page).response["violations"]
    return [
        f"{each['id']}: " + " | ".join(node["html"][:160] for node in each["nodes"][:3])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


def strangers(visitor: Visitor) -> set[str]:
    """The hosts asked for anything, other than our own server."""
    ours = urlparse(visitor.town.url).netloc
    return {
        address
        for address in visitor.asked
        if urlparse(address).scheme not in ("data", "blob") and urlparse(address).netloc != ours
    }


def too_wide(visitor: Visitor) -> int:
    """By how many pixels the page is wider than the window."""
    script = "() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth }"
    return int(visitor.page.evaluate(script))


def look(visitor: Visitor, path: str, name: str) -> None:
    visitor.go(path)
    visitor.page.wait_for_timeout(600)  # maps and figures draw after the page has settled
    visitor.keep(name)
    assert visitor.page.locator("h1").count() == 1
    assert visitor.page.locator('[data-testid="stException"]').count() == 0
    assert visitor.page.get_by_text("signalez l’incident").count() == 0
    assert serious(visitor) == []
    assert too_wide(visitor) <= 0
    assert strangers(visitor) == set()


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("by", list(SCREENS))
def test_screen_is_accessible_and_asks_only_our_host(arrive: Arrive, town: Town, by: str | None, size: str) -> None:
    visitor = arrive(town, size, by=by)
    for path in SCREENS[by]:
        look(visitor, path, f"full-{size}-{by or 'inhabitant'}-{path or 'accueil'}")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_request_seen_by_an_agent_is_accessible(arrive: Arrive, town: Town, size: str) -> None:
    reference = town.services().store.scalar("select reference from request where is_open = 1 order by created_at desc")
    visitor = arrive(town, size, by="agent")
    look(visitor, f"demande?reference={reference}", f"full-{size}-agent-demande")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_item_page_is_accessible(arrive: Arrive, town: Town, size: str) -> None:
    number = town.services().store.scalar("select max(number) from item")
    look(arrive(town, size, by="product_owner"), f"element?item={number}", f"full-{size}-product_owner-item")


@pytest.mark.parametrize("by", list(SCREENS))
def test_screen_of_an_empty_town_says_what_to_do(arrive: Arrive, empty_town: Town, by: str | None) -> None:
    visitor = arrive(empty_town, "phone", by=by)
    for path in SCREENS[by]:
        look(visitor, path, f"empty-phone-{by or 'inhabitant'}-{path or 'accueil'}")


@pytest.mark.parametrize("by", list(SCREENS))
def test_screen_in_english_and_dark_is_as_good(arrive: Arrive, town: Town, by: str | None) -> None:
    visitor = arrive(town, "desk", by=by, lang="en-GB", dark=True)
    for path in SCREENS[by]:
        look(visitor, path, f"english-dark-{by or 'inhabitant'}-{path or 'accueil'}")


@pytest.mark.parametrize("by", list(REFUSED))
def test_screen_that_is_not_for_a_person_refuses_by_address(arrive: Arrive, town: Town, by: str | None) -> None:
    visitor = arrive(town, "desk", by=by)
    for path in REFUSED[by]:
        page = visitor.go(path)
        assert page.get_by_role("heading", level=1).inner_text() == "Cette page ne vous est pas ouverte"
        assert page.get_by_role("link", name="Backlog", exact=True).count() == 0


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_sign_in_page_is_accessible(arrive: Arrive, town: Town, size: str) -> None:
    visitor = arrive(town, size)
    visitor.page.goto(f"{town.url}/connexion")
    visitor.page.screenshot(path=f"tests/artefacts/connexion-{size}.png", full_page=True)
    assert serious(visitor) == []
    assert strangers(visitor) == set()
