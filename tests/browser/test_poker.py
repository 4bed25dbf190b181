"""Two people estimate together, each in their own browser: nothing shows before the reveal, then everything at once."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect

from data.access import Role, actor
from tests.browser.conftest import Arrive, Town, Visitor
from tests.browser.test_screens import serious, too_wide

pytestmark = pytest.mark.browser

OWNER = actor(Role.PRODUCT_OWNER)
SOON = 3_000  # milliseconds: how late the other screen may be


def play(page: Page, card: str) -> None:
    """Touches a card and waits until the server has it."""
    page.locator(".st-key-poker_cards").get_by_text(card, exact=True).click()
    expect(page.get_by_text("Votre carte :")).to_contain_text(card)


def accessible(visitor: Visitor, name: str) -> None:
    visitor.page.wait_for_timeout(400)
    visitor.keep(name)
    assert serious(visitor) == []
    assert too_wide(visitor) <= 0


def test_two_people_estimate_an_item_together(arrive: Arrive, town: Town) -> None:
    services = town.services()
    item = services.poker.unestimated(by=OWNER)[0]
    owner, developer = arrive(town, by="product_owner"), arrive(town, "phone", by="developer")
    for visitor in (owner, developer):
        visitor.go("estimation")
    owner.page.get_by_role("button", name=f"Estimer {item.number}", exact=True).click()
    heading = developer.page.get_by_role("heading", name=f"{item.number} · ")
    expect(heading).to_be_visible(timeout=SOON)
    play(owner.page, "5")
    play(developer.page, "13")
    expect(owner.page.get_by_text("2 cartes posées")).to_be_visible(timeout=SOON)
    expect(developer.page.get_by_text("2 cartes posées")).to_be_visible(timeout=SOON)
    assert "(le plus)" not in owner.page.content()
    for visitor, name in ((owner, "poker-desk-hidden"), (developer, "poker-phone-hidden")):
        accessible(visitor, name)
    owner.page.get_by_role("button", name="Révéler les cartes").click()
    before = time.monotonic()
    expect(developer.page.get_by_text("À discuter")).to_be_visible(timeout=SOON)
    assert time.monotonic() - before < SOON / 1000
    for visitor, name in ((owner, "poker-desk-shown"), (developer, "poker-phone-shown")):
        accessible(visitor, name)
    owner.page.get_by_role("button", name="Retenir cette estimation").click()
    expect(developer.page.get_by_text("Aucun vote n’est en cours")).to_be_visible(timeout=SOON)
    expect(developer.page.get_by_text(" » : 13 points.")).to_be_visible()  # those who did not lead learn it too
    assert services.items.page(by=OWNER, number=item.number).item.estimate == 13  # median 9: the card that reaches it


def test_card_is_played_with_the_keyboard(arrive: Arrive, town: Town) -> None:
    services = town.services()
    item = services.poker.unestimated(by=OWNER)[0]
    played = services.poker.open(by=OWNER, item_id=item.id)
    developer = arrive(town, by="developer")
    page = developer.go("estimation")
    first = page.locator(".st-key-poker_cards button").first
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Votre carte :")).to_be_visible()
    assert services.poker.pulse(by=OWNER)[played.id][1] == 1
    services.poker.cancel(by=OWNER, round_id=played.id, version=played.version)


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_priorities_are_accessible_in_every_view(arrive: Arrive, town: Town, size: str) -> None:
    visitor = arrive(town, size, by="product_owner")
    for method in ("", "moscow", "wsjf", "rice", "kano"):
        visitor.go(f"priorites?methode={method}")
        accessible(visitor, f"priorities-{size}-{method or 'all'}")


def test_bubble_opens_its_item(arrive: Arrive, town: Town) -> None:
    services = town.services()
    row = services.prioritisation.table(by=OWNER).rows[0]
    services.prioritisation.rate(
        by=OWNER, item_id=row.item.id, version=row.item.version, wsjf_value=8, wsjf_criticality=5, wsjf_risk=2,
        wsjf_size=3,
    )  # fmt: skip
    visitor = arrive(town, by="product_owner")
    page = visitor.go("priorites")
    page.locator(".js-plotly-plot .points path").first.click(force=True)
    expect(page.get_by_role("heading", name=f"{row.item.number} · ").first).to_be_visible()
