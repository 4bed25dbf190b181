"""The ranked list as people use it: by mouse, by touch, by menu, by keyboard alone, all writing the same ranks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from backlog.models import Place
from data.access import Role, actor
from services import Services
from tests.browser.conftest import Arrive, Town, Visitor
from tests.browser.test_screens import serious, too_wide

pytestmark = pytest.mark.browser

OWNER = actor(Role.PRODUCT_OWNER)


def order(services: Services) -> list[str]:
    """The identifiers in the store, in the order of the ranking."""
    return [row.item.id for row in services.items.listing(by=OWNER, limit=100).rows]


def shown(page: Page) -> list[str]:
    """The identifiers on the screen, from the top."""
    found: list[str] = page.locator("li.card").evaluate_all("all => all.map(each => each.dataset.id)")
    return found


def card(page: Page, id: str) -> Locator:
    return page.locator(f'li.card[data-id="{id}"]')


def list_of(arrive: Arrive, town: Town, size: str = "desk", path: str = "backlog") -> Visitor:
    """The product owner in front of the list."""
    visitor = arrive(town, size, by="product_owner")
    visitor.go(path)
    visitor.page.locator("li.card").first.wait_for()
    return visitor


def answered(visitor: Visitor) -> None:
    """The server has answered every move."""
    expect(visitor.page.locator("li.card.sent")).to_have_count(0)
    visitor.settle()


def moved(before: list[str], from_: int, to: int) -> list[str]:
    """The same list with one element elsewhere."""
    rest = [each for each in before if each != before[from_]]
    return [*rest[:to], before[from_], *rest[to:]]


def drag(page: Page, handle: Locator, target: Locator) -> None:
    """By mouse, from a handle to just above a card."""
    handle.scroll_into_view_if_needed()
    start, end = handle.bounding_box(), target.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 20, start["y"] + 10, steps=4)
    page.mouse.move(start["x"] + 20, end["y"] + 6, steps=8)
    expect(page.locator(".board .line")).to_be_visible()
    page.mouse.up()


def touch(page: Page, handle: Locator, target: Locator) -> None:
    """By a finger, from a handle to just above a card."""
    handle.scroll_into_view_if_needed()
    start, end = handle.bounding_box(), target.bounding_box()
    assert start
    assert end
    session, x, y = page.context.new_cdp_session(page), start["x"] + 20, start["y"] + 20
    points = [(x, y + (end["y"] + 6 - y) * step / 8) for step in range(9)]
    for kind, at in [("touchStart", points[0]), *[("touchMove", point) for point in points[1:]]]:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": at[0], "y": at[1]}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("way", ["mouse", "menu", "keyboard"])
def test_each_way_of_moving_writes_the_same_ranks(arrive: Arrive, town: Town, way: str) -> None:
    services = town.services()
    before, visitor = order(services), list_of(arrive, town)
    page, id = visitor.page, before[4]
    if way == "mouse":
        drag(page, card(page, id).locator(".handle"), card(page, before[2]))
    elif way == "menu":
        for _ in range(2):
            card(page, id).locator(".more").click()
            page.get_by_role("menuitem", name="Monter").click()
    else:
        card(page, id).locator(".handle").focus()
        for key in ("Space", "ArrowUp", "ArrowUp", "Space"):
            page.keyboard.press(key)
    answered(visitor)
    assert order(services) == shown(page) == moved(before, 4, 2)
    verbs = [entry.verb for entry in services.context.journal.of("item", id)]
    assert verbs[-2:] == ["rank", "rank"] if way == "menu" else verbs[-1] == "rank"
    assert page.locator(".board .spoken").inner_text().endswith("est enregistré.")


def test_menu_opened_before_the_answer_still_moves_what_one_has_just_moved(arrive: Arrive, town: Town) -> None:
    services = town.services()
    before, visitor = order(services), list_of(arrive, town)
    page, id = visitor.page, before[4]
    moves = len(services.context.journal.of("item", id))
    card(page, id).locator(".more").evaluate(  # at once: no answer of the server comes between
        """more => {
          more.click();
          more.getRootNode().querySelector("[role=menuitem]").click();
          more.click();
        }"""
    )
    expect(page.locator(".board .spoken")).to_have_text(re.compile("est enregistré"))
    visitor.settle()
    page.get_by_role("menuitem", name="Monter").click()
    answered(visitor)
    assert order(services) == shown(page) == moved(before, 4, 2)
    assert len(services.context.journal.of("item", id)) == moves + 2


def test_finger_on_the_handle_moves_the_card_on_a_phone(arrive: Arrive, town: Town) -> None:
    services = town.services()
    before, visitor = order(services), list_of(arrive, town, "phone")
    touch(visitor.page, card(visitor.page, before[1]).locator(".handle"), card(visitor.page, before[0]))
    answered(visitor)
    assert order(services) == shown(visitor.page) == moved(before, 1, 0)


def test_keyboard_alone_goes_through_the_menu_and_keeps_its_place(arrive: Arrive, town: Town) -> None:
    services = town.services()
    before, visitor = order(services), list_of(arrive, town)
    page, id = visitor.page, before[3]
    more = card(page, id).locator(".more")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Monter")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")  # to the top
    answered(visitor)
    assert order(services) == shown(page) == moved(before, 3, 0)
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.press("Enter")  # to a position
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    answered(visitor)
    assert order(services) == shown(page) == moved(before, 3, 2)
    expect(more).to_be_focused()


def test_card_taken_by_keyboard_and_let_go_writes_nothing(arrive: Arrive, town: Town) -> None:
    services = town.services()
    before, visitor = order(services), list_of(arrive, town)
    page, handle = visitor.page, card(visitor.page, before[2]).locator(".handle")
    handle.focus()
    for key in ("Space", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    expect(handle).to_be_focused()
    assert shown(page) == moved(before, 2, 4)
    assert "sur" in page.locator(".board .spoken").inner_text()
    page.keyboard.press("Escape")
    expect(handle).to_be_focused()
    assert shown(page) == order(services) == before


def test_drag_let_go_by_escape_writes_nothing(arrive: Arrive, town: Town) -> None:
    services = town.services()
    before, visitor = order(services), list_of(arrive, town)
    box = card(visitor.page, before[3]).locator(".handle").bounding_box()
    assert box
    visitor.page.mouse.move(box["x"] + 20, box["y"] + 20)
    visitor.page.mouse.down()
    visitor.page.mouse.move(box["x"] + 20, box["y"] - 150, steps=5)
    visitor.page.keyboard.press("Escape")
    visitor.page.mouse.up()
    assert shown(visitor.page) == order(services) == before


def test_move_refused_brings_the_card_back_and_says_so(arrive: Arrive, town: Town) -> None:
    services = town.services()
    visitor, before = list_of(arrive, town), order(services)
    page, id = visitor.page, before[1]
    version = services.store.get("item", id)["version"]
    services.items.move(by=OWNER, item_id=id, version=version, place=Place.BOTTOM)
    drag(page, card(page, id).locator(".handle"), card(page, before[0]))
    answered(visitor)
    assert order(services) == shown(page) == moved(before, 1, len(before) - 1)
    expect(page.get_by_role("alert").filter(has_text="Quelqu’un d’autre")).to_be_visible()
    expect(page.locator(".board .spoken")).not_to_have_text(re.compile("est enregistré"))


def test_last_move_is_taken_back_by_its_button(arrive: Arrive, town: Town) -> None:
    services = town.services()
    before, visitor = order(services), list_of(arrive, town)
    drag(visitor.page, card(visitor.page, before[2]).locator(".handle"), card(visitor.page, before[0]))
    answered(visitor)
    assert order(services) == moved(before, 2, 0)
    visitor.page.get_by_role("button", name="Annuler le déplacement").click()
    expect(visitor.page.get_by_text("est revenu à son rang d’avant")).to_be_visible()
    assert order(services) == before


def test_two_quick_moves_of_one_card_both_count(arrive: Arrive, town: Town) -> None:
    services = town.services()
    before, visitor = order(services), list_of(arrive, town)
    handle = card(visitor.page, before[0]).locator(".handle")
    handle.focus()
    for key in ("Space", "ArrowDown", "Space", "Space", "ArrowDown", "ArrowDown", "Space"):
        visitor.page.keyboard.press(key)
    answered(visitor)
    assert order(services) == shown(visitor.page) == moved(before, 0, 3)


def test_title_opens_in_the_session_and_with_control_in_a_tab(arrive: Arrive, town: Town) -> None:
    visitor = list_of(arrive, town, path="backlog?nature=story")
    link = visitor.page.locator("li.card .title").first
    number = link.locator(".number").inner_text()
    with visitor.page.context.expect_page() as opened:
        link.click(modifiers=["Control"])
    assert f"element?item={number}" in opened.value.url
    opened.value.close()
    visitor.page.evaluate("window.still = true")
    link.click()
    expect(visitor.page.get_by_role("heading", level=1, name="Élément du backlog")).to_be_visible()
    assert visitor.page.evaluate("window.still") is True
    visitor.page.go_back()
    visitor.page.locator("li.card").first.wait_for()
    assert "nature=story" in visitor.page.url


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_list_its_menu_and_its_choices_are_accessible(arrive: Arrive, town: Town, size: str) -> None:
    visitor = list_of(arrive, town, size)
    page = visitor.page
    card(page, shown(page)[1]).locator(".more").click()
    expect(page.get_by_role("menuitem").first).to_be_visible()
    visitor.keep(f"ranking-menu-{size}")
    assert serious(visitor) == []
    page.get_by_role("menuitem", name="À la position").click()
    assert serious(visitor) == []
    page.keyboard.press("Escape")
    page.get_by_text("Modifier plusieurs éléments").click()
    page.locator("li.card .select").first.click()
    expect(page.get_by_text("1 élément choisi")).to_be_visible()
    visitor.settle()
    visitor.keep(f"ranking-choice-{size}")
    assert serious(visitor) == []
    assert too_wide(visitor) <= 0
    small = page.locator(".handle, .more, .select, .title, .all").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).filter(box => box.width && box.height < 44).length"
    )
    assert small == 0


def test_filters_search_and_pages_stay_in_the_address(arrive: Arrive, town: Town) -> None:
    visitor = list_of(arrive, town)
    page = visitor.page
    page.get_by_role("button", name="Filtres").click()
    page.get_by_text("Sans estimation", exact=True).click()
    visitor.settle()
    page.keyboard.press("Escape")
    box = page.get_by_label("Chercher", exact=True)
    box.fill("bornne")
    box.press("Enter")
    expect(page.get_by_text("Résultats pour borne")).to_be_visible()
    visitor.settle()
    address = page.url
    assert "sans_estimation=1" in address
    assert "mots=bornne" in address
    there = shown(page)
    page.goto(address)
    visitor.settle()
    page.locator("li.card").first.wait_for()
    assert shown(page) == there
