"""The demonstration as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

import demo
from data.access import INHABITANT, Role
from data.settings import Settings
from prototype.models import PlaceSource, Report
from services import Services, make_services
from tests.demo.conftest import REQUESTS, TODAY

TABLES = ("request", "message", "contact", "journal", "item", "sprint", "feedback", "retro_card", "increment", "epic")


def dump(services: Services, *, but: tuple[str, ...] = ()) -> dict[str, list[dict[str, object]]]:
    return {table: services.store.rows(f"select * from {table} order by 1") for table in TABLES if table not in but}


def test_same_seed_and_day_give_the_same_town(town: Services, tmp_path: Path) -> None:
    again = make_services(Settings(data_dir=tmp_path))
    demo.build(again, requests=REQUESTS, today=TODAY)
    assert dump(again) == dump(town)
    again.store.close()


def test_another_seed_gives_another_town(services: Services, town: Services) -> None:
    demo.build(services, requests=50, seed=2, today=TODAY)
    places = "select place from request order by created_at limit 50"
    assert services.store.rows(places) != town.store.rows(places)


@pytest.mark.parametrize(
    "today", [date(2027, 1, 1), date(2027, 3, 28), date(2027, 5, 8), date(2026, 11, 23), date(2026, 8, 15)]
)
def test_any_day_gives_a_town(services: Services, today: date) -> None:
    demo.build(services, requests=60, today=today)
    assert services.store.check() == []
    assert services.store.scalar("select count(*) from sprint where state = 'closed'") == 6
    sprint = services.store.row("select * from sprint where state = 'active'")
    assert sprint is not None
    assert sprint["starts_on"] < today.isoformat() <= sprint["ends_on"]


def test_full_database_is_left_alone(services: Services) -> None:
    demo.build(services, requests=5, items=0, feedbacks=0, today=TODAY)
    before = dump(services)
    with pytest.raises(ValueError, match="empty"):
        demo.build(services, requests=5, today=TODAY)
    assert dump(services) == before


def test_town_is_sound_and_nothing_is_in_the_future(town: Services) -> None:
    assert town.store.check() == []
    midnight = "2026-11-24T23:00:00.000Z"
    assert town.store.scalar("select max(at) from journal") < midnight
    for column in ("created_at", "updated_at", "closed_at"):
        assert town.store.scalar(f"select max({column}) from request") < midnight


def test_sizes_are_those_asked_for(services: Services) -> None:
    demo.build(services, requests=10, items=120, feedbacks=300, today=TODAY)
    assert services.store.scalar("select count(*) from request") == 10
    assert 115 <= services.store.scalar("select count(*) from item") <= 130
    assert services.store.scalar("select count(*) from feedback") == 300
    assert services.store.scalar("select count(*) from feedback where state = 'unsorted'") < 60


def test_progress_is_told(services: Services) -> None:
    told: list[tuple[str, int, int]] = []
    demo.build(services, requests=7, today=TODAY, say=lambda step, done, total: told.append((step, done, total)))
    assert told[0] == ("requests", 7, 7)
    assert told[-1][0] == "project"


def test_every_role_has_its_account(town: Services) -> None:
    accounts = {each.id: each for each in town.sessions.accounts()}
    for role in Role:
        if role not in (Role.INHABITANT, Role.SYSTEM):
            assert accounts[role.value].role is role
    assert accounts["agent"].team == "lighting"


def test_next_real_request_has_the_next_reference(services: Services, clock: Callable[[], datetime]) -> None:
    demo.build(services, requests=40, today=clock().date())
    last = services.store.scalar("select max(reference) from request where reference like 'TV-2026-%'")
    report = Report(
        category="dumping",
        description="Un matelas devant le portail.",
        place="Devant la gare",
        place_source=PlaceSource.WORDS,
        answers={"waste": "bulky"},
    )
    receipt = services.requests.submit(by=INHABITANT, report=report)
    assert int(receipt.reference[-6:]) == int(last[-6:]) + 1


def test_texts_are_whole_sentences(town: Services) -> None:
    rows = town.store.rows("select description as text from request union select body from message")
    for row in rows:
        assert not re.search(r"[{}]|  |lorem", row["text"], re.IGNORECASE), row
        assert row["text"][-1] in ".?!", row
        assert row["text"][0].isupper(), row
        assert "'" not in row["text"], row  # the typographic apostrophe everywhere
