"""The daily in real browsers: the timer, what somebody else does meanwhile, what one is typing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from backlog.models import ItemState
from data.access import Role, actor
from tests.browser.conftest import Arrive, Town, Visitor
from tests.browser.test_screens import serious, too_wide

pytestmark = pytest.mark.browser

DEVELOPER = actor(Role.DEVELOPER, name="Dina")
STORED = "boucle-timer-daily_timer"


def clock(page: Page) -> Locator:
    return page.get_by_role("timer", name="Temps restant")


def move_a_card(town: Town) -> int:
    """Somebody else moves a card of the sprint; its number."""
    services = town.services()
    active = services.sprints.active(by=DEVELOPER)
    assert active is not None
    columns = services.board.of(by=DEVELOPER, sprint_id=active.id).columns
    item = columns[ItemState.TODO][0].item
    services.board.move(by=DEVELOPER, item_id=item.id, version=item.version, to=ItemState.DOING)
    return item.number


def leave(page: Page, milliseconds: int) -> None:
    """As if the timer had that long to go."""
    page.evaluate(
        "([key, left]) => sessionStorage.setItem(key, JSON.stringify({ ends: Date.now() + left, left }))",
        [STORED, milliseconds],
    )


def test_timer_starts_on_a_press_and_goes_on_after_a_reload(arrive: Arrive, town: Town) -> None:
    visitor = arrive(town, by="developer")
    page = visitor.go("quotidien")
    expect(clock(page)).to_have_text("15:00")
    page.get_by_role("button", name="Lancer les 15 minutes").click()
    expect(clock(page)).to_have_text(re.compile(r"14:5\d"))
    visitor.page.reload()
    visitor.settle()
    expect(clock(page)).to_have_text(re.compile(r"14:\d\d"))
    page.get_by_role("button", name="Mettre en pause").click()
    stopped = clock(page).inner_text()
    page.get_by_role("button", name="Reprendre").click()
    expect(clock(page)).not_to_have_text(stopped)
    page.get_by_role("button", name="Remettre à 15 minutes").click()
    expect(clock(page)).to_have_text("15:00")


def test_timer_speaks_at_five_minutes_and_at_the_end_only(arrive: Arrive, town: Town) -> None:
    page = arrive(town, by="developer").go("quotidien")
    page.get_by_role("button", name="Lancer les 15 minutes").click()
    status = page.get_by_role("status").filter(has_text="minutes")
    expect(status).to_have_count(0)
    leave(page, 5 * 60_000 + 1_500)
    expect(status).to_have_text("Il reste 5 minutes.")
    leave(page, 1_500)
    expect(status).to_have_text(re.compile("Les 15 minutes sont passées"))
    expect(clock(page)).to_have_text("00:00")


def test_move_in_another_browser_appears_and_what_is_typed_stays(arrive: Arrive, town: Town) -> None:
    visitor = arrive(town, by="developer")
    page = visitor.go("quotidien")
    page.get_by_role("button", name="Lancer les 15 minutes").click()
    typed = page.get_by_label("Noter un obstacle", exact=True)
    typed.fill("Il manque une salle")
    page.get_by_role("button", name="Ajouter l’obstacle").click()
    expect(page.get_by_text("L’obstacle est noté.")).to_be_visible()
    visitor.settle()
    typed.fill("Le réseau coupe")
    typed.press("End")
    town.services().impediments.open(by=DEVELOPER, text="La clé du local est perdue")
    number = move_a_card(town)
    card = page.locator(f".st-key-moved_{number}")
    expect(card).to_be_visible(timeout=8_000)  # asked every three seconds; the machine may be slow
    expect(card).to_contain_text("Dina")
    page.keyboard.type(" encore")  # the field has kept its text and the hand that types
    expect(typed).to_have_value("Le réseau coupe encore")
    expect(clock(page)).to_have_text(re.compile(r"14:\d\d"))


def test_card_is_blocked_then_unblocked_from_the_keyboard(arrive: Arrive, town: Town) -> None:
    visitor = arrive(town, by="scrum_master")
    page = visitor.go("quotidien")
    page.get_by_role("button", name="Signaler un blocage").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Ce qui bloque", exact=True).fill("On attend la clé du local")
    page.keyboard.press("Enter")
    told = page.get_by_text(re.compile("Bloqué .* : On attend la clé du local"))
    expect(told).to_be_visible()
    visitor.settle()
    page.locator('[class*="st-key-blocked_"]').filter(has_text="clé du local").get_by_role("button").click()
    expect(told).to_have_count(0)


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize(("lang", "dark"), [("fr-FR", False), ("en-GB", True)])
def test_daily_is_accessible_and_fits(arrive: Arrive, town: Town, size: str, lang: str, dark: bool) -> None:
    visitor = arrive(town, size, by="developer", lang=lang, dark=dark)
    visitor.go("quotidien")
    visitor.keep(f"daily-{size}-{lang}")
    assert serious(visitor) == []
    assert too_wide(visitor) <= 0


def test_daily_without_a_sprint_says_what_to_do(arrive: Arrive, empty_town: Town) -> None:
    visitor: Visitor = arrive(empty_town, "phone", by="product_owner")
    page = visitor.go("quotidien")
    expect(page.get_by_text("Aucun sprint n’est en cours").first).to_be_visible()
    visitor.keep("daily-empty-phone")
    assert serious(visitor) == []
    assert too_wide(visitor) <= 0
