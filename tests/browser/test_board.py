"""The sprint's board between several people, by pointer and by keyboard: what one does, the others see."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, expect

from backlog.models import Item, ItemKind, ItemState, SprintState
from data.access import Role, actor
from services import Services
from tests.browser.conftest import Arrive, Town, Visitor
from tests.browser.test_screens import serious, too_wide

pytestmark = pytest.mark.browser

OWNER = actor(Role.PRODUCT_OWNER)
SOON = 3_000  # milliseconds: how late the other screen may be
NAMES = count(1)


def add_card(services: Services) -> Item:
    """A new card in the first column of the active sprint."""
    active = services.sprints.active(by=OWNER)
    assert active is not None
    item = services.items.add(by=OWNER, kind=ItemKind.STORY, title=f"Carte d’essai {next(NAMES)}", estimate=1)
    return services.sprints.pull(by=OWNER, item_id=item.id, version=item.version, sprint_id=active.id)


def fresh(services: Services, item: Item) -> Item:
    return services.items.page(by=OWNER, number=item.number).item


def card(page: Page, item: Item, column: str = "") -> Locator:
    """The card of an item, in a column when it is named."""
    inside = page.locator(f'section.column[data-key="{column}"]') if column else page
    return inside.locator(f'li.card[data-id="{item.id}"]')


def menu(page: Page, item: Item) -> None:
    card(page, item).locator(".more").click()


def choose(page: Page, label: str) -> None:
    page.get_by_role("menuitem", name=label).click()


def last_lines(services: Services, item: Item) -> tuple[str, dict[str, tuple[object, object]]]:
    """What the journal keeps of the last move, but for its version."""
    entry = services.context.journal.of("item", item.id)[-1]
    return entry.verb, {name: pair for name, pair in entry.changes.items() if name != "version"}


def test_two_people_move_cards_and_each_sees_both(arrive: Arrive, town: Town) -> None:
    services = town.services()
    one, two = add_card(services), add_card(services)
    first, second = arrive(town, by="developer"), arrive(town, "phone", by="scrum_master")
    for visitor in (first, second):
        visitor.go("sprint")
        expect(card(visitor.page, two)).to_be_visible()
    menu(first.page, one)
    choose(first.page, "Vers « En cours »")
    menu(second.page, two)
    choose(second.page, "Vers « À vérifier »")
    for visitor in (first, second):
        expect(card(visitor.page, one, "doing")).to_be_attached(timeout=SOON)
        expect(card(visitor.page, two, "review")).to_be_attached(timeout=SOON)
    assert (fresh(services, one).state, fresh(services, two).state) == (ItemState.DOING, ItemState.REVIEW)


def test_card_moved_twice_tells_the_second_person(arrive: Arrive, town: Town) -> None:
    services = town.services()
    item = add_card(services)
    first, second = arrive(town, by="developer"), arrive(town, by="scrum_master")
    for visitor in (first, second):
        visitor.go("sprint")
        expect(card(visitor.page, item)).to_be_visible()
    menu(second.page, item)  # chosen on what this person sees
    menu(first.page, item)
    choose(first.page, "Vers « À vérifier »")
    expect(card(first.page, item, "review")).to_be_attached(timeout=SOON)
    second.page.wait_for_timeout(SOON)  # the news has come; the menu still stands
    choose(second.page, "Vers « En cours »")
    expect(second.page.get_by_text("Quelqu’un d’autre vient de modifier")).to_be_visible(timeout=SOON)
    expect(second.page.get_by_text(f"« {item.title} » est dans « À vérifier »")).to_be_visible()
    expect(card(second.page, item, "review")).to_be_attached(timeout=SOON)
    assert fresh(services, item).state is ItemState.REVIEW


def test_text_being_typed_stays_while_somebody_else_moves_cards(arrive: Arrive, town: Town) -> None:
    services = town.services()
    item = add_card(services)
    visitor = arrive(town, by="product_owner")
    page = visitor.go("sprint")
    page.get_by_role("button", name="Annuler le sprint").click()
    field = page.get_by_label("Pourquoi ?")
    field.click()
    page.keyboard.type("L’objectif ", delay=20)
    services.board.move(by=OWNER, item_id=item.id, version=item.version, to=ItemState.DOING)
    expect(card(page, item, "doing")).to_be_attached(timeout=SOON)
    page.keyboard.type("n’a plus de sens", delay=20)
    expect(field).to_have_value("L’objectif n’a plus de sens")
    expect(field).to_be_focused()


def test_card_moves_by_the_keyboard_as_by_the_mouse(arrive: Arrive, town: Town) -> None:
    services = town.services()
    mouse, keys, chosen = add_card(services), add_card(services), add_card(services)
    page = arrive(town, by="developer").go("sprint")
    expect(card(page, chosen)).to_be_visible()
    grip, goal = card(page, mouse).locator(".handle"), page.locator('section.column[data-key="doing"]')
    grip.scroll_into_view_if_needed()
    grip.hover()
    page.mouse.down()
    goal.hover()
    goal.hover()
    page.mouse.up()
    expect(card(page, mouse, "doing")).to_be_attached()
    card(page, keys).locator(".handle").focus()
    for key in ("Space", "ArrowRight", "Space"):
        page.keyboard.press(key)
    expect(card(page, keys, "doing")).to_be_attached()
    card(page, chosen).locator(".more").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # the first choice: the next column
    expect(card(page, chosen, "doing")).to_be_attached()
    expect(page.locator("li.card.sent")).to_have_count(0)
    moved = ("move", {"state": ["todo", "doing"]})
    for item in (mouse, keys, chosen):
        verb, changes = last_lines(services, item)
        assert (verb, {"state": list(changes["state"])}) == moved
        assert set(changes) == {"state"}


def test_menu_of_a_card_stays_open_while_nothing_changes(arrive: Arrive, town: Town) -> None:
    item = add_card(town.services())
    page = arrive(town, by="developer").go("sprint")
    menu(page, item)
    page.wait_for_timeout(SOON)
    expect(page.get_by_role("menuitem", name="Vers « En cours »")).to_be_focused()


def test_refused_card_goes_back_and_says_how_to_mend(arrive: Arrive, town: Town) -> None:
    services = town.services()
    item = add_card(services)
    page = arrive(town, by="developer").go("sprint")
    menu(page, item)
    choose(page, "Vers « Terminé »")
    expect(page.get_by_role("link", name=f"Cocher les lignes de l’élément {item.number}")).to_be_visible()
    expect(card(page, item, "todo")).to_be_attached()


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_sprint_s_screens_are_accessible_with_their_panels_open(arrive: Arrive, town: Town, size: str) -> None:
    services = town.services()
    item = add_card(services)
    reason = "On attend la clé du local technique"
    services.blocking.block(by=OWNER, item_id=item.id, version=item.version, reason=reason)
    visitor = arrive(town, size, by="product_owner")
    page = visitor.go("sprint")
    expect(card(page, item).get_by_text(f"Bloqué : {reason}")).to_be_visible()
    for name in ("", "Filtrer", "Limites des colonnes", "Clore le sprint", "Annuler le sprint"):
        if name:
            page.get_by_role("button", name=name).click()
            visitor.settle()
            page.locator('[data-testid="stPopoverBody"]').wait_for()
        page.wait_for_timeout(400)
        visitor.keep(f"board-{size}-{name or 'plain'}")
        assert serious(visitor) == []
        assert too_wide(visitor) <= 0
        if name:
            page.keyboard.press("Escape")
            visitor.settle()


def planned_sprint(services: Services) -> Item:
    """One item that waits, and nothing else under way."""
    if (active := services.sprints.active(by=OWNER)) is not None:
        services.closing.cancel(by=OWNER, sprint_id=active.id, version=active.version, reason="Place nette")
    return services.items.add(by=OWNER, kind=ItemKind.STORY, title=f"À prendre {next(NAMES)}", estimate=2)


def prepare(visitor: Visitor, item: Item, by_keyboard: bool) -> None:
    """Plans a sprint, takes the item in, starts it; by the keyboard alone, or with the pointer."""
    page = visitor.go("preparation")

    def press(name: str) -> None:
        button = page.get_by_role("button", name=name)
        if by_keyboard:
            button.focus()
            page.keyboard.press("Enter")
        else:
            button.click()
        visitor.settle()

    goal = page.get_by_label("Objectif de sprint", exact=True)
    if by_keyboard:
        goal.focus()
        page.keyboard.type("Prendre sans souris")
        page.keyboard.press("Tab")
    else:
        goal.fill("Prendre sans souris")
    press("Préparer ce sprint")
    if by_keyboard:
        card(page, item).locator(".handle").focus()
        for key in ("Space", "ArrowRight", "Space"):
            page.keyboard.press(key)
    else:
        menu(page, item)
        page.get_by_role("menuitem", name="Vers « Sprint").click()
    expect(card(page, item, "sprint")).to_be_attached()
    expect(page.get_by_text("Engagés : 2 points")).to_be_visible()
    press("Lancer le sprint")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sprint")


def test_sprint_started_by_the_keyboard_is_as_by_the_mouse(arrive: Arrive, empty_town: Town) -> None:
    services, visitor = empty_town.services(), arrive(empty_town, by="product_owner")
    made = []
    for by_keyboard in (False, True):
        item = planned_sprint(services)
        prepare(visitor, item, by_keyboard)
        sprint = services.sprints.active(by=OWNER)
        assert sprint is not None
        verbs = [entry.verb for entry in services.context.journal.of("sprint", sprint.id)]
        taken = [entry.verb for entry in services.context.journal.of("item", item.id)]
        made.append((sprint.goal, sprint.state, [each.estimate for each in sprint.committed], verbs, taken))
    assert made[0] == made[1]
    assert made[0] == ("Prendre sans souris", SprintState.ACTIVE, [2], ["plan", "start"], ["add", "pull"])


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_preparation_is_accessible_with_its_panel_open(arrive: Arrive, town: Town, size: str) -> None:
    services = town.services()
    if not [each for each in services.sprints.all(by=OWNER) if each.state is SprintState.PLANNED]:
        first = date(2027, 1, 4)
        services.sprints.plan(by=OWNER, goal="La suite", starts_on=first, ends_on=first + timedelta(days=11))
    visitor = arrive(town, size, by="scrum_master")
    page = visitor.go("preparation")
    page.get_by_text("Dire qui est là").click()
    visitor.settle()
    expect(page.get_by_label("Léa Marchand : jours")).to_be_visible()
    page.wait_for_timeout(400)
    visitor.keep(f"preparation-{size}")
    assert serious(visitor) == []
    assert too_wide(visitor) <= 0
