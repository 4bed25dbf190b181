"""The flag of what is stuck, on the page of an item."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from backlog.models import Item, ItemKind
from data.access import Role, actor
from services import Services
from tests.pages.harness import Door

OWNER = actor(Role.PRODUCT_OWNER)
DEVELOPER = actor(Role.DEVELOPER, name="Dina")


@pytest.fixture
def item(town: Services) -> Item:
    return town.items.add(by=OWNER, kind=ItemKind.STORY, title="Carte des *travaux*")


def fresh(town: Services, item: Item) -> Item:
    return town.items.page(by=OWNER, number=item.number).item


def say(test: AppTest, item: Item, reason: str) -> None:
    """Types the reason and sends it."""
    next(each for each in test.text_input if each.label == "Ce qui bloque").input(reason)
    test.button(key=f"block_{item.id}_send").click()
    test.run()
    assert not test.exception


def test_item_is_blocked_corrected_and_unblocked_from_its_page(door: Door, town: Services, item: Item) -> None:
    test = door.open("element", by="developer", item=str(item.number))
    say(test, item, "On attend la <clé>")
    assert fresh(town, item).blocked == "On attend la <clé>"
    assert any(r"On attend la \<clé\>" in each.value for each in test.warning)
    say(test, item, "On attend la clé du local")
    assert fresh(town, item).blocked == "On attend la clé du local"
    next(each for each in test.button if each.label == "Débloquer").click()
    test.run()
    assert fresh(town, item).blocked == ""


def test_reason_that_is_missing_is_asked_for(door: Door, town: Services, item: Item) -> None:
    test = door.open("element", by="developer", item=str(item.number))
    say(test, item, "  ")
    assert fresh(town, item).blocked == ""
    assert any(each.value.startswith(":red[") for each in test.markdown)


def test_official_reads_why_and_lifts_nothing(door: Door, town: Services, item: Item) -> None:
    town.blocking.block(by=DEVELOPER, item_id=item.id, version=item.version, reason="On attend la clé")
    test = door.open("element", by="official", item=str(item.number))
    assert any("On attend la clé" in each.value for each in test.warning)
    assert not [each for each in test.button if each.label == "Débloquer"]
    assert not [each for each in test.text_input if each.label == "Ce qui bloque"]


def test_item_that_is_given_up_offers_no_flag(door: Door, town: Services, item: Item) -> None:
    town.items.drop(by=OWNER, item_id=item.id, version=item.version, reason="Plus utile")
    test = door.open("element", by="developer", item=str(item.number))
    assert not [each for each in test.text_input if each.label == "Ce qui bloque"]
