"""What hostile people type is shown letter for letter: in the map's popups, tables, queues, timelines and inboxes."""

from __future__ import annotations

import secrets

import pytest
from playwright.sync_api import expect

from backlog.models import ItemKind, Mood
from data.access import INHABITANT, Role, actor
from prototype.models import PlaceSource, Report
from tests.browser.conftest import Arrive, Town

pytestmark = pytest.mark.browser

SCRIPT = "<script>window.broken=1</script><img src=x onerror='window.broken=1'>"
SIGNS = "[clic](javascript:window.broken=1) '; DROP TABLE request; -- \u202egauche \U0001f4a5 :red[x] $a$ **gras**"
WORDS = f"{SCRIPT} {SIGNS}"
OWNER, AGENT = actor(Role.PRODUCT_OWNER), actor(Role.AGENT)


def test_hostile_words_are_inert_everywhere(arrive: Arrive, town: Town) -> None:
    services = town.services()
    report = Report(
        category="street_lamp", description=WORDS, place=f"Devant {SCRIPT}", place_source=PlaceSource.MAP, lon=2.4845,
        lat=48.9045, answers={"extent": "one"}, key=secrets.token_hex(16),
    )  # fmt: skip
    receipt = services.requests.submit(by=INHABITANT, report=report)
    request = services.store.get("request", receipt.reference, column="reference")
    services.handling.publish_description(by=AGENT, request_id=request["id"], version=request["version"], text=WORDS)
    services.feedback.give(by=INHABITANT, mood=Mood.BAD, comment=WORDS, screen="carte", voice="hostile")
    item = services.items.add(by=OWNER, kind=ItemKind.STORY, title=WORDS[:110], description=WORDS)
    visits = {
        None: ("carte?periode=tout", f"suivre?reference={receipt.reference}&code={receipt.tracking_code}"),
        "agent": ("corbeille", f"demande?reference={receipt.reference}"),
        "product_owner": ("avis", "backlog", f"element?item={item.number}"),
    }
    for by, paths in visits.items():
        visitor = arrive(town, "desk", by=by)
        visitor.page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        for path in paths:
            visitor.go(path)
            visitor.page.wait_for_timeout(500)
            for frame in visitor.page.frames:
                assert frame.evaluate("window.broken") is None, path
                assert frame.locator("img[src='x']").count() == 0, path
                assert frame.locator("a[href^='javascript:']").count() == 0, path


def test_popup_of_the_map_shows_text_as_text(arrive: Arrive, town: Town) -> None:
    visitor = arrive(town, "desk")
    visitor.go("carte")
    frame = visitor.page.frame_locator('iframe[src*="streamlit_folium"]')
    frame.locator(".leaflet-marker-icon").first.wait_for()
    for _ in range(8):  # clusters open one after the other until a single request is reached
        if frame.locator(".leaflet-popup").count():
            break
        frame.locator(".leaflet-marker-icon:not(.boucle-district)").first.click(force=True)
        visitor.page.wait_for_timeout(700)
    expect(frame.locator(".leaflet-popup a[href*='suivre']")).to_be_visible()
    assert visitor.page.frames[-1].evaluate("window.broken") is None
