"""Maps in a real browser: what people wrote stays text, the page asks our host alone, one finger scrolls past."""

from __future__ import annotations

from urllib.parse import urlparse

import pytest
from playwright.sync_api import expect

from data.access import INHABITANT, Role, actor
from prototype.models import Report
from tests.browser.conftest import Arrive, Town

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"alert('popup')\"> {{7*7}} '; DROP TABLE request"
FRAME = 'iframe[title^="Carte"]'


@pytest.fixture
def published(town: Town) -> str:
    """The reference of a request whose author wrote a hostile place, which an agent has let through."""
    services = town.services()
    report = Report("bench", HOSTILE, place=HOSTILE, lon=2.4869, lat=48.9052)
    sent = services.requests.submit(by=INHABITANT, report=report)
    services.handling.publish_description(by=actor(Role.AGENT), request_id=sent.request_id, version=1)
    services.store.close()
    return sent.reference


def test_popup_shows_hostile_text_as_text_and_leads_to_the_request(arrive: Arrive, town: Town, published: str) -> None:
    visitor = arrive(town)
    dialogs: list[str] = []
    visitor.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    visitor.go("carte?category=bench&state=received&period=7")
    frame = visitor.page.frame_locator(FRAME)
    frame.locator(".boucle-pin, .boucle-cluster").first.wait_for()
    marker = frame.locator('.boucle-pin[title*="DROP TABLE"]')
    while not marker.count():
        frame.locator(".boucle-cluster").first.click()
        visitor.page.wait_for_timeout(500)
    marker.click()
    expect(frame.locator(".leaflet-popup-content")).to_contain_text(HOSTILE)
    assert frame.locator(".leaflet-popup-content img").count() == 0
    frame.get_by_role("link", name=f"Suivre {published}").click()
    expect(visitor.page.get_by_text(f"Référence {published}")).to_be_visible()
    assert visitor.page.locator('img[src="x"]').count() == 0
    assert dialogs == []
    assert {urlparse(each).netloc for each in visitor.asked if each.startswith("http")} == {urlparse(town.url).netloc}


def test_wheel_over_the_map_scrolls_the_page(arrive: Arrive, town: Town) -> None:
    visitor = arrive(town)
    visitor.go("carte")
    visitor.page.frame_locator(FRAME).locator(".boucle-cluster").first.wait_for()
    box = visitor.page.locator(FRAME).bounding_box()
    assert box is not None
    visitor.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 50)
    visitor.page.mouse.wheel(0, 400)
    visitor.page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 200")


def test_pin_can_be_set_with_the_keyboard(arrive: Arrive, town: Town) -> None:
    visitor = arrive(town)
    visitor.go("signaler")
    board = visitor.page.frame_locator(FRAME).locator(".leaflet-container")
    board.focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_text("Près de").first).to_be_visible()


def test_position_that_is_refused_says_what_to_do(arrive: Arrive, town: Town) -> None:
    visitor = arrive(town, "phone")
    visitor.go("signaler")
    visitor.page.get_by_role("button", name="Ma position").click()
    expect(visitor.page.get_by_text("Votre appareil n’a pas donné sa position")).to_be_visible()
