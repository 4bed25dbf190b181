"""Lists, numbers and the map."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from data.access import INHABITANT
from prototype.filters import PublicFilters, QueueFilters
from prototype.models import Channel, Decision, Receipt, Request, State
from prototype.places import Box, box_around, distance
from prototype.views import TownNumbers
from services import Services
from tests.conftest import Hand
from tests.prototype.conftest import AGENT, COUNTER, LAT, LON, lamp

Send = Callable[..., Receipt]
Decide = Callable[..., Request]
METRE = 1 / 111_320  # of latitude, in degrees


def test_the_queue_begins_with_what_is_late(services: Services, send: Send, decide: Decide, clock: Hand) -> None:
    slow = send(category="bench", answers={})
    closed = send()
    decide(closed.request_id, Decision.NOT_DO, reason="Voie privée")
    clock.move(days=1)
    late = send()
    waiting = send(category="lamp_post", answers={"danger": "no"})
    decide(waiting.request_id, Decision.ASK, answer="Où ?")
    clock.move(days=10)
    fresh = send()
    queue = services.reading.queue(by=AGENT)
    order = {row.request.reference: row.is_late for row in queue.rows}
    assert queue.total == 4
    assert list(order) == [each.reference for each in (waiting, late, fresh, slow)]
    assert order == {waiting.reference: False, late.reference: True, fresh.reference: False, slow.reference: False}
    only = services.reading.queue(by=AGENT, filters=QueueFilters(late=True))
    assert [row.request.reference for row in only.rows] == [late.reference]


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({}, 3),
        ({"team": "lighting"}, 2),
        ({"category": "lighting"}, 2),
        ({"category": "bench"}, 1),
        ({"category": "no_such"}, 0),
        ({"states": (State.QUALIFIED,)}, 1),
        ({"states": (State.DONE, State.RECEIVED)}, 2),
        ({"channel": Channel.PHONE}, 1),
        ({"words": "clignote"}, 1),
        ({"words": "TV-2026-000002"}, 1),
        ({"words": "introuvable"}, 0),
        ({"words": '" OR * (', "is_open": None}, 4),
        ({"district": "Q99"}, 0),
        ({"since": date(2026, 11, 25)}, 0),
        ({"until": date(2026, 11, 24)}, 3),
        ({"is_open": None}, 4),
        ({"is_open": False}, 1),
        ({"team": "'; DROP TABLE request --"}, 0),
    ],
)
def test_the_queue_is_narrowed(
    services: Services, send: Send, decide: Decide, filters: dict[str, Any], count: int
) -> None:
    send(description="La lampe clignote")
    services.requests.submit(by=COUNTER, report=lamp(channel=Channel.PHONE))
    decide(send(category="bench", answers={}).request_id, Decision.QUALIFY)
    decide(send().request_id, Decision.NOT_DO, reason="Voie privée")
    if filters.get("words", "").startswith('"'):
        count = 0  # "or" is a word like another
    queue = services.reading.queue(by=AGENT, filters=QueueFilters(**filters))
    assert (queue.total, len(queue.rows)) == (count, count)


def test_pages_of_the_queue_hold_each_request_once(services: Services, send: Send) -> None:
    sent = {send().reference for _ in range(7)}
    pages = [services.reading.queue(by=AGENT, limit=3, offset=offset) for offset in (0, 3, 6)]
    assert [len(page.rows) for page in pages] == [3, 3, 1]
    assert {row.request.reference for page in pages for row in page.rows} == sent


def test_open_requests_of_the_category_are_offered_within_its_distance(
    services: Services, send: Send, decide: Decide
) -> None:
    near = send(lat=LAT + 29 * METRE)
    nearer = send(lon=LON + 0.0001)
    send(lat=LAT + 31 * METRE)
    send(category="bench", answers={})
    decide(send().request_id, Decision.NOT_DO, reason="Voie privée")
    found = services.reading.nearby(by=INHABITANT, category="street_lamp", lon=LON, lat=LAT)
    assert [each.request.reference for each in found] == [nearer.reference, near.reference]
    assert found[1].metres == pytest.approx(29, abs=0.1)


def test_the_dossier_shows_neighbours_of_250_m_and_12_weeks(services: Services, send: Send, clock: Hand) -> None:
    send(category="bench", answers={})
    clock.move(weeks=12, seconds=1)
    near = send(category="bench", answers={}, lat=LAT + 249 * METRE)
    send(lat=LAT + 251 * METRE)
    mine = send()
    dossier = services.reading.dossier(by=AGENT, request_id=mine.request_id)
    assert [each.request.reference for each in dossier.neighbours] == [near.reference]
    assert dossier.decisions[0] is Decision.QUALIFY
    assert services.reading.find(by=AGENT, reference=mine.reference) == mine.request_id


def test_the_public_map_is_narrowed_and_leaves_out_what_was_cancelled(
    services: Services, send: Send, decide: Decide
) -> None:
    lamp_sent = send()
    send(category="bench", answers={})
    decide(send().request_id, Decision.CANCEL, reason="Essai")
    send(place="au fond du parc", lon=None, lat=None)

    def points(**filters: Any) -> int:
        return len(services.reading.map_points(by=INHABITANT, filters=PublicFilters(**filters)))

    assert points() == 2
    assert points(category="furniture") == 1
    assert points(states=(State.DONE,)) == 0
    assert points(box=box_around(LON, LAT, 10)) == 2
    assert points(box=Box(0, 0, 1, 1)) == 0
    assert services.reading.public_list(by=INHABITANT).total == 3
    point = services.reading.map_points(by=INHABITANT)[-1]
    assert (point.reference, point.lon, point.lat) == (lamp_sent.reference, LON, LAT)


def test_the_towns_numbers_count_what_is_open_late_and_recent(
    services: Services, send: Send, decide: Decide, clock: Hand
) -> None:
    send()
    decide(send().request_id, Decision.NOT_DO, reason="Voie privée")
    clock.move(days=31)
    decide(send().request_id, Decision.NOT_DO, reason="Voie privée")
    numbers = services.reading.town_numbers(by=INHABITANT)
    assert numbers == TownNumbers(open=1, received_last_30_days=1, closed_last_30_days=1, late=1)


def test_weeks_begin_on_monday_in_town_time(services: Services, send: Send, decide: Decide, clock: Hand) -> None:
    clock.now = clock.now.replace(day=22, hour=22, minute=59)  # Sunday 23:59 in Paris
    send()
    clock.move(minutes=1)
    decide(send().request_id, Decision.NOT_DO, reason="Voie privée")
    weeks = services.reading.weekly_counts(by=INHABITANT, weeks=2)
    assert [(week.week, week.received, week.closed) for week in weeks] == [
        (date(2026, 11, 16), 1, 0),
        (date(2026, 11, 23), 1, 1),
    ]


def test_distances_agree_with_the_great_circle() -> None:
    # Haversine with the mean radius gives 1,004.0 m between these two points of the town.
    assert distance(2.4836, 48.9023, 2.4936, 48.8961) == pytest.approx(1_005, rel=0.005)
