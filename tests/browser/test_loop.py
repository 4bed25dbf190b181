"""The loop, end to end: a lamp reported, handled, followed; an opinion sorted, planned, shown in the review."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import expect

from backlog.models import FeedbackState, ItemState
from data.access import Role, actor
from prototype.models import State
from services import Services
from tests.browser.conftest import Arrive, Town, Visitor

pytestmark = pytest.mark.browser

LAMP = "Le lampadaire devant l’école clignote <b>toute</b> la nuit"
ANSWER = "L’ampoule a été remplacée ce matin."
OWNER = actor(Role.PRODUCT_OWNER)


def type_in(visitor: Visitor, label: str | re.Pattern[str], text: str) -> None:
    """Types in the field with that label and leaves it."""
    box = visitor.page.get_by_label(label, exact=isinstance(label, str)).first
    box.fill(text)
    box.press("Tab")
    visitor.settle()


def press(visitor: Visitor, name: str | re.Pattern[str]) -> None:
    """Presses the button with that name."""
    visitor.page.get_by_role("button", name=name, exact=isinstance(name, str)).last.click()
    visitor.settle()


def choose(visitor: Visitor, option: str) -> None:
    """Picks one of the round buttons."""
    visitor.page.locator('[data-testid="stRadio"] label', has_text=option).first.click()
    visitor.settle()


def pin_on_the_map(visitor: Visitor) -> None:
    """A click in the middle of the map, once its streets are drawn."""
    frame = visitor.page.frame_locator('iframe[src*="streamlit_folium"]')
    frame.locator("canvas").wait_for()
    frame.locator("#map_div").click()
    expect(visitor.page.get_by_text(re.compile("^(Près de|Point sur la carte)")).first).to_be_visible()
    visitor.settle()


def report(visitor: Visitor) -> tuple[str, str]:
    """Reports a lamp by the map; the reference and the tracking code."""
    visitor.go("")
    visitor.page.get_by_role("link", name="Signaler un problème").click()
    visitor.settle()
    pin_on_the_map(visitor)
    press(visitor, "Continuer")
    type_in(visitor, "Dites-le en une phrase", LAMP)
    choose(visitor, "Lampadaire éteint")
    choose(visitor, "Un seul")
    press(visitor, "Continuer")
    type_in(visitor, "Adresse e-mail (facultatif)", "lea@example.fr")
    press(visitor, "Envoyer ma demande")
    link = visitor.page.locator("code", has_text="/suivre?").first.inner_text()
    query = parse_qs(urlparse(link).query)
    visitor.page.reload()  # what must be kept is not lost
    visitor.settle()
    expect(visitor.page.get_by_text(query["reference"][0]).first).to_be_visible()
    expect(visitor.page.get_by_text("clignote").first).to_be_visible()  # the author's own words: the code was kept
    return query["reference"][0], query["code"][0]


def handle(visitor: Visitor, reference: str) -> None:
    """An agent finds the request in the queue, qualifies it and closes it with an answer."""
    visitor.go(f"corbeille?mots={reference}")
    visitor.page.get_by_role("link", name=reference).click()
    visitor.settle()
    expect(visitor.page.get_by_text("clignote").first).to_be_visible()
    expect(visitor.page.locator("b", has_text="toute")).to_have_count(0)  # shown, not executed
    decide(visitor, "Qualifier")
    decide(visitor, "Commencer")
    decide(visitor, "Déclarer traitée", answer=ANSWER)
    expect(visitor.page.get_by_text("Traitée").first).to_be_visible()


def decide(visitor: Visitor, decision: str, answer: str = "") -> None:
    page = visitor.page
    page.get_by_role("button", name=re.compile(decision)).first.click()
    panel = page.locator('[data-testid="stPopoverBody"]')
    if answer:
        panel.get_by_role("textbox").first.fill(answer)
    submit = panel.locator('[data-testid="stFormSubmitButton"] button')
    visitor.settle()
    if panel.count():
        submit.click()
    # The sentence of the decision before may still be there: what was decided is no longer proposed.
    expect(page.get_by_role("button", name=re.compile(decision))).to_have_count(0)
    expect(page.get_by_text("C’est enregistré").first).to_be_visible()
    visitor.settle()


def follow_and_tell(visitor: Visitor, reference: str, code: str, opinion: str) -> None:
    """The inhabitant reads the answer and says what they think of the screen."""
    visitor.go(f"suivre?reference={reference}&code={code}")
    expect(visitor.page.get_by_text(ANSWER).first).to_be_visible()
    visitor.page.get_by_role("button", name="Pas bien").or_(
        visitor.page.get_by_role("radio", name="Pas bien")
    ).first.click()
    visitor.settle()
    type_in(visitor, "Qu’est-ce qui vous a aidé ou gêné ? (facultatif)", opinion)
    press(visitor, "Envoyer mon avis")
    expect(visitor.page.get_by_text("Votre avis est enregistré").first).to_be_visible()


def sort_and_plan(visitor: Visitor, opinion: str) -> int:
    """The product owner makes it an item, plans it, ticks the definition of done; the item's number."""
    visitor.go("avis")
    expect(visitor.page.get_by_text(opinion).first).to_be_visible()
    press(visitor, "Créer l’élément")
    expect(visitor.page.get_by_text("L’élément est créé").first).to_be_visible()
    visitor.go(f"backlog?mots={opinion.split()[-1]}")
    visitor.page.get_by_role("link", name=re.compile(re.escape(opinion))).click()
    visitor.settle()
    number = int(visitor.page.get_by_role("heading", level=2).first.inner_text().split()[0])
    press(visitor, re.compile("^(playlist_add )?Mettre dans le sprint"))
    expect(visitor.page.get_by_text("L’élément est dans le sprint").first).to_be_visible()
    boxes = visitor.page.locator('[data-testid="stCheckbox"] label')
    for index in range(boxes.count()):
        boxes.nth(index).click()
        visitor.settle()
    return number


def finish(visitor: Visitor, number: int) -> None:
    """A developer moves the card to done."""
    visitor.go("sprint")
    its_number = visitor.page.locator(".number", has_text=re.compile(rf"^{number}$"))
    card = visitor.page.locator("li.card", has=its_number)
    card.locator(".more").click()
    visitor.page.get_by_role("menuitem", name="Vers « Terminé »").click()
    expect(visitor.page.locator('section.column[data-key="done"]').locator(card)).to_be_attached()
    expect(visitor.page.locator("li.card.sent")).to_have_count(0)


def review(visitor: Visitor, opinion: str) -> None:
    """An elected official sees it delivered, and the increment opens in one click."""
    visitor.go("revue")
    expect(visitor.page.get_by_text(opinion).first).to_be_visible()
    visitor.page.get_by_role("link", name="Essayer").first.click()
    visitor.settle()
    expect(visitor.page.get_by_role("heading", level=1)).not_to_have_text("Revue de sprint")


def check_database(services: Services, reference: str, opinion: str, number: int) -> None:
    """What is true at the end, whatever the screens said."""
    request = services.store.get("request", reference, column="reference")
    assert (request["state"], request["category"], request["description"]) == (State.DONE, "street_lamp", LAMP)
    contacts = services.store.rows("select * from contact where request_id = :id", {"id": request["id"]})
    assert [each["email"] for each in contacts] == ["lea@example.fr"]
    verbs = [each.verb for each in services.context.journal.of("request", request["id"])]
    assert (len(verbs), verbs[0]) == (4, "submit")
    page = services.items.page(by=OWNER, number=number)
    assert (page.item.state, page.voices, page.increment_keys) == (ItemState.DONE, 1, ("follow",))
    assert [(each.comment, each.state, each.request_reference) for each in page.feedbacks] == [
        (opinion, FeedbackState.ITEM, reference)
    ]
    active = services.sprints.active(by=OWNER)
    assert active is not None
    shown = services.reviews.of(by=OWNER, sprint_number=active.number)
    assert number in {each.item.number for each in shown.delivered}


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_loop_is_closed(arrive: Arrive, town: Town, size: str) -> None:
    opinion = f"Je veux être prévenu par texto {size}"
    inhabitant = arrive(town, size)
    reference, code = report(inhabitant)
    handle(arrive(town, size, by="agent"), reference)
    follow_and_tell(inhabitant, reference, code, opinion)
    number = sort_and_plan(arrive(town, size, by="product_owner"), opinion)
    finish(arrive(town, size, by="developer"), number)
    review(arrive(town, size, by="official"), opinion)
    check_database(town.services(), reference, opinion, number)
