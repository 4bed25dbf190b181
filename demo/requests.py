"""Eighteen months of requests, in bulk: drawn oldest first and written by batches, with their journal in time order."""

from __future__ import annotations

import gc
import heapq
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date, datetime
from functools import lru_cache
from random import Random

from data.access import INHABITANT, Actor
from data.clock import PARIS
from data.store import Row, Store
from data.working_days import add_months
from demo.catalogue import Catalogue, Kind, make_catalogue
from demo.days import SECOND, Days, arrivals, make_days, stamp
from demo.life import TAIL, Life, quick_id
from demo.people import Staff
from demo.spots import Spot, beside, make_town
from demo.stories import DAY, Story
from prototype.categories import Categories
from prototype.models import Acknowledgement, Silence
from prototype.registering import SILENCE_MONTHS
from prototype.repository import acknowledgement_text

BATCH, BULK = 5_000, 20_000
REPEATED = 0.20  # has an earlier one of the same kind within 14 days and 50 m
REPEATED_WITHIN = 14 * DAY
REMEMBERED = 400  # at most; a fortnight's worth of requests otherwise
BEFORE = (("phone", 0.46), ("counter", 0.68), ("email", 0.92), ("post", 1.0))  # channels until the web service opened
SINCE = (("mobile", 0.38), ("web", 0.68), ("phone", 0.84), ("counter", 0.92), ("email", 0.98), ("post", 1.0))
TABLES = ("request", "request_search", "contact", "message")
INDEXED = ("request", "contact", "message", "journal")

Say = Callable[[str, int, int], None]


def add_requests(store: Store, staff: Staff, *, count: int, seed: int, today: date, opened: date, say: Say) -> None:
    """Writes them in the caller's transaction. `opened`: the day the web service began."""
    rng, days = Random(seed), make_days(today)  # noqa: S311  (a town that can be made again, not a secret)
    author = Author(store, staff, days, make_catalogue(rng), rng, opened)
    # Keeping the indexes up to date row by row costs more than making them again, but not for a small town.
    with store.without_indexes(INDEXED) if count > BULK else nullcontext():
        write(store, author, count, say)
    say("requests", count, count)


def write(store: Store, author: Author, count: int, say: Say) -> None:
    """By batches; the counters last."""
    batch = Batch(store)
    collecting = gc.isenabled()
    gc.disable()  # nothing here holds itself, and a fifth of the time went into looking for what does
    try:
        write_batches(batch, author, count, say)
    finally:
        if collecting:
            gc.enable()
    author.keep_counters()


def write_batches(batch: Batch, author: Author, count: int, say: Say) -> None:
    """Everything drawn, flushed now and then."""
    for done, (life, moment) in enumerate(author.lives(count), start=1):
        batch.add(life, moment)
        if done % BATCH == 0:
            batch.flush(upto=moment)
            say("requests", done, count)
    batch.flush(upto=None)


class Author:
    """Draws requests one after the other; numbers go on from what the counters hold."""

    def __init__(self, store: Store, staff: Staff, days: Days, catalogue: Catalogue, rng: Random, opened: date) -> None:
        self.store, self.staff, self.days, self.catalogue, self.rng = store, staff, days, catalogue, rng
        self.town = make_town(rng)
        self.opened = int(datetime(opened.year, opened.month, opened.day, 12, tzinfo=PARIS).timestamp()) * SECOND
        self.story = Story(days, staff, catalogue, rng)
        self.numbers: dict[int, int] = {}
        self.teams = {team.code: team for team in Categories(store).teams()}
        self.acknowledged = lru_cache(maxsize=20_000)(self._acknowledged)

    def lives(self, count: int) -> Iterator[tuple[Life, int]]:
        """Each request with the moment it came in."""
        rng, days = self.rng, self.days
        fortnight = max(20, min(REMEMBERED, count * 14 // days.today))
        recent: deque[tuple[int, Life, Kind, Spot, str]] = deque(maxlen=fortnight)
        for moment in arrivals(days, count, rng):
            original: Life | None = None
            if recent and rng.random() < REPEATED:
                then, life, kind, spot, opening = recent[int(rng.random() * len(recent))]
                if moment - then < REPEATED_WITHIN and life.state not in ("duplicate", "cancelled"):
                    original = life
            if original is None:
                kind = self.catalogue.draw(days.dates[days.day(moment)].month, rng)
                spot, opening = self.town.pick(rng), self.catalogue.opening(kind, rng)
            life = self._life(moment, kind, spot, opening)
            self.story.tell(life, kind, moment, original)
            if kind.is_public and rng.random() < 0.09:
                self._followers(life, moment)
            recent.append((moment, life, kind, spot, opening))
            yield life, moment

    def keep_counters(self) -> None:
        """So that the next real request has the next reference."""
        for year, number in self.numbers.items():
            self.store.upsert("counter", {"name": f"request-{year}", "value": number}, key="name")

    def _life(self, moment: int, kind: Kind, spot: Spot, opening: str) -> Life:
        rng, days = self.rng, self.days
        random = rng.random
        day = days.day(moment)
        channel = self._channel(moment)
        due = days.after(day, kind.norm_days)
        row = self._row(moment, day, kind, spot, channel)
        row |= {"due_on": days.texts[due], "description": self.catalogue.description(kind, opening, rng)}
        life = Life(row, days, rng, kind.norm_days, due)
        life.submitted(moment, self._typist(channel))
        if channel in ("phone", "email", "sms") or random() < 0.55:
            name = self._name()
            phone = f"06 39 98 {int(random() * 100):02d} {int(random() * 100):02d}" if channel == "phone" else ""
            life.contact(moment, "author", name, "" if phone else address_of(name), phone)
        return life

    def _row(self, moment: int, day: int, kind: Kind, spot: Spot, channel: str) -> Row:
        rng = self.rng
        from_register = channel != "mobile" and rng.random() < 0.75
        lon, lat = (spot.lon, spot.lat) if from_register else beside(spot, rng)
        at = stamp(moment)
        return {
            "id": quick_id(moment, int(rng.random() * TAIL)),
            "reference": self._reference(self.days.dates[day].year),
            # Nobody holds the codes of these requests: the digest of an unknown code is any 256 bits.
            "tracking_hash": f"{rng.getrandbits(256):064x}",
            "code_salt": f"{rng.getrandbits(128):032x}",
            "key_hash": None,
            "category": kind.code,
            "team": kind.team,
            "body": kind.body,
            "state": "received",
            "state_before": None,
            "channel": channel,
            "lang": "fr",
            "description": "",
            "description_public": 0,
            "place": spot.label,
            "place_label": spot.label,
            "place_source": "address" if from_register else "gps" if channel == "mobile" else "map",
            "address_id": spot.id if from_register else None,
            "lon": lon,
            "lat": lat,
            "district": spot.district,
            "answers": kind.answers[int(rng.random() * len(kind.answers))],
            "created_at": at,
            "updated_at": at,
            "due_on": "",
            "planned_on": None,
            "waiting_since": None,
            "closed_at": None,
            "reason": "",
            "duplicate_of": None,
            "is_open": 1,
            "mood": None,
            "acknowledgement": self.acknowledged(kind.team, day),
            "version": 1,
        }

    def _acknowledged(self, team: str, day: int) -> str:
        received = self.days.dates[day]
        said = Acknowledgement(received, self.teams[team], add_months(received, SILENCE_MONTHS), Silence.REJECTION)
        return acknowledgement_text(said)

    def _reference(self, year: int) -> str:
        if year not in self.numbers:
            held = self.store.scalar("select value from counter where name = :name", {"name": f"request-{year}"})
            self.numbers[year] = int(held or 0)
        self.numbers[year] += 1
        return f"TV-{year}-{self.numbers[year]:06d}"

    def _channel(self, moment: int) -> str:
        luck = self.rng.random()
        channels = SINCE if moment >= self.opened else BEFORE
        return next(channel for channel, upto in channels if luck < upto)

    def _typist(self, channel: str) -> Actor:
        return INHABITANT if channel in ("web", "mobile") else self.staff["counter"]

    def _followers(self, life: Life, moment: int) -> None:
        """Neighbours who said "c'est celle-ci" while it was open."""
        closed = life.row["closed_at"]
        end = min(self.days.now, moment + 4 * DAY)
        if life.state in ("duplicate", "cancelled") or (closed and closed < stamp(end)):
            return
        for _ in range(1 + int(self.rng.expovariate(0.9))):
            name = self._name()
            life.followed(moment + int((end - moment) * self.rng.random()), name, address_of(name))

    def _name(self) -> str:
        common, random = self.catalogue.common, self.rng.random
        first = common.first_names[int(random() * len(common.first_names))]
        return f"{first} {common.surnames[int(random() * len(common.surnames))]}"


class Batch:
    """Rows waiting to be written. Journal lines wait for the time to pass them, so that their numbers follow it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.waiting: dict[str, list[Row]] = {table: [] for table in TABLES}
        self.lines: list[tuple[int, int, Row]] = []
        self.order = 0

    def add(self, life: Life, moment: int) -> None:
        row = life.row
        words = f"{row['reference']} {row['place']} {row['place_label']} {row['description']}"
        self.waiting["request"].append(row)
        self.waiting["request_search"].append({"key": row["id"], "words": words})
        self.waiting["contact"].extend(life.contacts)
        self.waiting["message"].extend(life.messages)
        for at, line in life.lines:
            self.order += 1
            heapq.heappush(self.lines, (at, self.order, line))

    def flush(self, *, upto: int | None) -> None:
        """Writes what is ready: every row, and the journal up to that moment (None: to its end)."""
        for table in TABLES:
            if self.waiting[table]:
                self.store.insert_many(table, self.waiting[table])
                self.waiting[table].clear()
        self.store.insert_many("journal", self._ready(upto))

    def _ready(self, upto: int | None) -> Iterator[Row]:
        while self.lines and (upto is None or self.lines[0][0] <= upto):
            yield heapq.heappop(self.lines)[2]


@lru_cache(maxsize=10_000)
def address_of(name: str) -> str:
    """An e-mail address under a name that cannot exist."""
    plain = name.lower().translate(str.maketrans("éèêëïîàâôûùç ", "eeeeiiaaouuc."))
    return f"{plain}@courriel.example"
