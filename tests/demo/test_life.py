"""The bulk writer against the real verbs: the same story, step by step, gives the same rows and the same lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.access import INHABITANT, Actor, Role, actor
from data.clock import id_at, to_text
from data.reference_data import load_reference
from data.store import Row
from data.working_days import add_working_days, working_days_between
from demo.days import Days, make_days, stamp
from demo.life import Life, changes_text, quick_id, worked_between
from demo.people import staff
from prototype.models import ContactDetails, Decision, Details, Mood, PlaceSource, Receipt, Report, State
from services import Services

AGENT = staff()["agent"]
DAYS = make_days(date(2027, 3, 1))


@dataclass
class Twins:
    """One request told twice: by the real verbs and by `Life`."""

    services: Services
    clock: Callable[[], datetime]
    receipt: Receipt
    life: Life = field(init=False)

    def __post_init__(self) -> None:
        row = self.row()
        norm = self.services.store.get("category", row["category"], column="code")["norm_days"]
        self.life = Life(dict(row), DAYS, Random(1), norm, DAYS.texts.index(row["due_on"]))
        self.life.submitted(self.now, INHABITANT)

    @property
    def now(self) -> int:
        return int(self.clock().timestamp() * 1000)

    def wait(self, **step: float) -> None:
        self.clock.now += timedelta(**step)  # type: ignore[attr-defined]

    def row(self) -> Row:
        return self.services.store.get("request", self.receipt.request_id)

    def decide(self, decision: Decision, to: State, details: Details | None = None, **columns: str) -> None:
        given = details or Details()
        self.services.handling.decide(
            by=AGENT,
            request_id=self.receipt.request_id,
            version=self.row()["version"],
            decision=decision,
            details=given,
        )
        self.life.move(self.now, AGENT, decision.value, to.value, reason=given.reason, **columns)
        if given.answer:
            asked = decision is Decision.ASK
            kind = "question" if asked else "public_answer"
            self.life.say(self.now, AGENT, kind, given.answer, public=not asked)
        self.compare()

    def author(self) -> dict[str, object]:
        return {"by": INHABITANT, "reference": self.receipt.reference, "code": self.receipt.tracking_code}

    def comment(self, text: str) -> None:
        self.services.requests.comment(**self.author(), text=text)  # type: ignore[arg-type]
        self.life.commented(self.now, text)
        self.compare()

    def contest(self, text: str) -> None:
        self.services.requests.contest(**self.author(), text=text)  # type: ignore[arg-type]
        self.life.move(self.now, INHABITANT, "contest", "reopening_wanted")
        self.life.say(self.now, INHABITANT, "contest", text)
        self.compare()

    def rate(self, mood: Mood) -> None:
        self.services.requests.rate(**self.author(), mood=mood)  # type: ignore[arg-type]
        self.life.rated(self.now, mood.value)
        self.compare()

    def compare(self) -> None:
        """Every column, every line of the journal, every message and contact."""
        store, key = self.services.store, {"key": self.receipt.request_id}
        assert self.life.row == self.row()
        lines = store.rows("select * from journal where kind = 'request' and key = :key order by number", key)
        for line in lines:
            del line["number"]
        assert [line for _, line in self.life.lines] == lines
        for table, mine in (("message", self.life.messages), ("contact", self.life.contacts)):
            rows = store.rows(f"select * from {table} where request_id = :key order by created_at, id", key)
            assert [without_id(row) for row in mine] == [without_id(row) for row in rows]


def without_id(row: Row) -> Row:
    return {column: value for column, value in row.items() if column != "id"}


def report(category: str = "street_lamp", **answers: str) -> Report:
    return Report(
        category=category,
        description="Le lampadaire est éteint.",
        place="Devant la gare",
        place_source=PlaceSource.WORDS,
        answers=answers or {"extent": "one"},
    )


@pytest.fixture
def twins(services: Services, clock: Callable[[], datetime]) -> Twins:
    load_reference(services.store)
    made = Twins(services, clock, services.requests.submit(by=INHABITANT, report=report()))
    made.compare()
    made.wait(hours=2)
    return made


def test_request_that_is_repaired_then_reopened(twins: Twins) -> None:
    twins.decide(Decision.QUALIFY, State.QUALIFIED)
    twins.services.handling.publish_description(
        by=AGENT, request_id=twins.receipt.request_id, version=twins.row()["version"]
    )
    twins.life.published(twins.now, AGENT)
    twins.services.handling.note(by=AGENT, request_id=twins.receipt.request_id, text="Nacelle à réserver.")
    twins.life.noted(twins.now, AGENT, "Nacelle à réserver.")
    twins.compare()
    twins.wait(days=1)
    twins.decide(Decision.PLAN, State.PLANNED, Details(on=date(2026, 11, 30)), planned_on="2026-11-30")
    twins.comment("Toujours rien.")
    twins.wait(days=5)
    twins.decide(Decision.START, State.IN_PROGRESS)
    twins.wait(hours=3)
    twins.decide(Decision.FINISH, State.DONE, Details(answer="La lampe a été changée."))
    twins.wait(days=1)
    twins.rate(Mood.BAD)
    twins.contest("Ce n’est pas réglé.")
    twins.wait(days=2)
    twins.decide(Decision.REOPEN, State.REOPENED)
    twins.wait(days=1)
    twins.decide(Decision.FINISH, State.DONE, Details(answer="Câble réparé."))
    twins.rate(Mood.GOOD)


def test_question_that_stops_the_clock(twins: Twins) -> None:
    twins.decide(Decision.QUALIFY, State.QUALIFIED)
    twins.decide(Decision.ASK, State.ANSWER_WANTED, Details(answer="Quel numéro ?"))
    due = twins.row()["due_on"]
    twins.wait(days=8)
    twins.comment("Le 12.")
    assert twins.row()["due_on"] > due
    twins.decide(Decision.NOT_DO, State.NOT_DONE, Details(reason="La voie est privée.", answer="La voie est privée."))


def test_question_without_an_answer(twins: Twins) -> None:
    twins.decide(Decision.QUALIFY, State.QUALIFIED)
    twins.decide(Decision.ASK, State.ANSWER_WANTED, Details(answer="Quel numéro ?"))
    twins.wait(days=31)
    twins.decide(Decision.NOT_DO, State.NOT_DONE, Details(reason="Pas de réponse."))


def test_contest_that_is_refused(twins: Twins) -> None:
    twins.decide(Decision.QUALIFY, State.QUALIFIED)
    twins.decide(Decision.FINISH, State.DONE, Details(answer="C’est fait."))
    twins.wait(days=1)
    twins.contest("Non.")
    twins.wait(days=1)
    twins.decide(Decision.REFUSE_REOPENING, State.DONE, Details(reason="La réparation est en place."))


def test_transfer_and_cancellation(twins: Twins) -> None:
    twins.decide(Decision.QUALIFY, State.QUALIFIED)
    details = Details(reason="Relève du Territoire.", body="trois_canaux")
    twins.decide(Decision.TRANSFER, State.TRANSFERRED, details, body="trois_canaux")
    other = Twins(twins.services, twins.clock, twins.services.requests.submit(by=INHABITANT, report=report()))
    other.decide(Decision.CANCEL, State.CANCELLED, Details(reason="Envoyée deux fois."))


def test_duplicate_and_follower(twins: Twins) -> None:
    first = twins.receipt
    twins.services.requests.follow(
        by=INHABITANT, reference=first.reference, contact=ContactDetails("Awa Camara", "awa@courriel.example")
    )
    twins.life.followed(twins.now, "Awa Camara", "awa@courriel.example")
    twins.compare()
    other = Twins(twins.services, twins.clock, twins.services.requests.submit(by=INHABITANT, report=report()))
    details = Details(duplicate_of=first.reference, answer="Déjà signalé.")
    other.decide(Decision.MARK_DUPLICATE, State.DUPLICATE, details, duplicate_of=first.request_id)


def test_bulk_row_has_the_columns_of_a_real_one(twins: Twins, town: Services) -> None:
    mine = town.store.row("select * from request limit 1")
    assert mine is not None
    real = twins.row()
    assert set(mine) == set(real)
    assert {name for name, value in real.items() if value is not None} - set(mine) == set()
    kept = json.loads(mine["acknowledgement"])
    assert kept.keys() == json.loads(real["acknowledgement"]).keys()
    assert kept["team"].keys() == json.loads(real["acknowledgement"])["team"].keys()
    words = town.store.row("select words from request_search where key = :id", mine)
    assert words is not None
    assert mine["reference"] in words["words"]


@given(st.integers(0, 2**44), st.integers(0, 2**30 - 1))
def test_quick_identifier_is_the_real_one(milliseconds: int, tail: int) -> None:
    assert quick_id(milliseconds, tail) == id_at(milliseconds, tail)


@given(st.integers(0, 4_000_000_000_000))
def test_quick_stamp_is_the_real_one(milliseconds: int) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    assert stamp(milliseconds) == to_text(moment)


@given(st.integers(0, 600), st.integers(0, 60))
def test_quick_deadlines_are_the_real_ones(day: int, number: int) -> None:
    dates = DAYS.dates
    assert dates[DAYS.after(day, number)] == add_working_days(dates[day], number)
    assert worked_between(DAYS, day, day + number) == working_days_between(dates[day], dates[day + number])


def test_changes_are_written_as_the_journal_does() -> None:
    for changes in ({}, {"state": ("received", "done")}, {"state": ("done", "reopened"), "mood": ("é", None)}):
        assert changes_text(changes) == json.dumps(changes, ensure_ascii=False, separators=(",", ":"))


def test_agents_may_do_what_the_demonstration_has_them_do() -> None:
    people = staff()
    agent: Actor = people["agent"]
    assert agent == actor(Role.AGENT, id="agent", name=agent.name, team="lighting")
    days: Days = DAYS
    assert days.dates[days.today] == date(2027, 3, 1)
