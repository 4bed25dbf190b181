"""A project lived at random: sprints always balance, and one that has ended never changes again, to the byte."""

from __future__ import annotations

import hashlib
import itertools
import json
import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from backlog.models import Item, ItemKind, ItemState, Mood, Place, Relation, RetroFormat, Sprint, SprintReport, Where
from data.access import INHABITANT
from data.refusals import Refused
from tests.backlog.conftest import DEVELOPER, MASTER, OWNER, planned
from tests.backlog.project_hand import town
from tests.conftest import Hand

PLACES = st.integers(0, 9)
POINTS = st.sampled_from([None, 0, 0.25, 1, 2, 5, 13])
STATES = st.sampled_from([ItemState.TODO, ItemState.DOING, ItemState.REVIEW, ItemState.DONE])
INCREMENTS = st.sampled_from(["report", "follow", "map"])
WORDS = st.sampled_from(["Autre titre", "Titre « ainsi » dit", "=1+1", "<b>gras</b>", "Été"])


class Project(RuleBasedStateMachine):
    """Anybody of the team does anything the verbs let them; what a verb refuses changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = Hand()
        self.services = town(self.folder / "town", self.clock)
        self.whole = ExitStack()
        self.whole.enter_context(self.services.store.transaction())  # the verbs nest in it: nothing waits for the disk
        self.kept: dict[str, str] = {}  # sprint → what its report was worth when it ended

    def teardown(self) -> None:
        self.whole.close()
        self.services.store.close()
        shutil.rmtree(self.folder)

    @initialize(estimates=st.lists(POINTS, min_size=3, max_size=6))
    def begin(self, estimates: list[float | None]) -> None:
        self.services.goals.add_epic(by=OWNER, title="Carte", colour="#0072b2")
        for estimate in estimates:
            self.services.items.add(by=OWNER, kind=ItemKind.STORY, title="Un élément", estimate=estimate)
        sprint = planned(self.services, *self.items[:3])
        self.services.sprints.start(by=MASTER, sprint_id=sprint.id, version=sprint.version)

    @property
    def items(self) -> list[Item]:
        numbers = self.services.store.rows("select number from item order by number")
        return [self.services.items.page(by=OWNER, number=row["number"]).item for row in numbers]

    @property
    def active(self) -> Sprint | None:
        return self.services.sprints.active(by=OWNER)

    def act(self, place: int, verb: Callable[..., object], /, **given: Any) -> None:
        """A verb on the item in that place; a refusal changes nothing."""
        items = self.items
        item = items[place % len(items)]
        try:
            verb(by=given.pop("by", OWNER), item_id=item.id, version=item.version, **given)
        except Refused:
            assert self.items == items

    def attempt(self, verb: Callable[..., object], **given: Any) -> None:
        try:
            verb(**({"by": OWNER} | given))
        except Refused:
            return

    # What moves the account of a sprint.

    @rule(minutes=st.integers(0, 2000))
    def wait(self, minutes: int) -> None:
        self.clock.move(minutes=minutes)

    @rule(estimate=POINTS, is_private=st.booleans())
    def add(self, estimate: float | None, is_private: bool) -> None:
        self.services.items.add(by=OWNER, kind=ItemKind.BUG, title="Un autre", estimate=estimate, is_private=is_private)

    @rule(place=PLACES, estimate=POINTS)
    def estimate(self, place: int, estimate: float | None) -> None:
        self.act(place, self.services.items.edit, estimate=estimate)

    @rule(place=PLACES, to=STATES)
    def move(self, place: int, to: ItemState) -> None:
        self.act(place, self.services.board.move, to=to)

    @rule(place=PLACES)
    def pull(self, place: int) -> None:
        if sprint := self.active:
            self.act(place, self.services.sprints.pull, sprint_id=sprint.id)

    @rule(place=PLACES)
    def put_back(self, place: int) -> None:
        self.act(place, self.services.sprints.put_back)

    @rule(place=PLACES)
    def drop(self, place: int) -> None:
        self.act(place, self.services.items.drop, reason="Plus utile")

    @rule(place=PLACES)
    def restore(self, place: int) -> None:
        self.act(place, self.services.dropping.restore)

    @rule(place=PLACES, is_blocked=st.booleans())
    def block(self, place: int, is_blocked: bool) -> None:
        if is_blocked:
            self.act(place, self.services.blocking.block, reason="On attend la clé")
        else:
            self.act(place, self.services.blocking.unblock)

    @rule(place=PLACES, is_private=st.booleans())
    def hide(self, place: int, is_private: bool) -> None:
        self.act(place, self.services.items.edit, is_private=is_private)

    @rule(where=st.sampled_from(Where), apart=st.sampled_from(Where))
    def close(self, where: Where, apart: Where) -> None:
        sprint = self.active
        if sprint is None:
            self.start_following()
            return
        ways = {each.id: apart for each in self.items[::2]}
        inside = {each.id: each for each in self.items if each.sprint_id == sprint.id}
        self.services.closing.close(
            by=MASTER, sprint_id=sprint.id, version=sprint.version, unfinished=where, apart=ways
        )
        self.check_ended(sprint.id, inside)

    @rule()
    def cancel(self) -> None:
        if sprint := self.active:
            inside = {each.id: each for each in self.items if each.sprint_id == sprint.id}
            self.services.closing.cancel(by=OWNER, sprint_id=sprint.id, version=sprint.version, reason="Plus de but")
            self.check_ended(sprint.id, inside)

    def start_following(self) -> None:
        """The sprint that was planned to take what was left, or a new one, commits to what it holds."""
        found = [each for each in self.services.sprints.all(by=OWNER) if each.state == "planned"]
        sprint = found[-1] if found else planned(self.services, *self.items[:0])
        dates = {"starts_on": date(2026, 12, 7), "ends_on": date(2026, 12, 18)}
        sprint = self.services.sprints.change(
            by=MASTER, sprint_id=sprint.id, version=sprint.version, goal="La suite", **dates
        )
        carried = {each.id for each in self.items if each.sprint_id == sprint.id}
        sprint = self.services.sprints.start(by=MASTER, sprint_id=sprint.id, version=sprint.version)
        assert {each.id for each in sprint.committed} == carried

    def check_ended(self, sprint_id: str, inside: dict[str, Item]) -> None:
        """The report says what the items were, and is kept from then on."""
        sprint = next(each for each in self.services.sprints.all(by=OWNER) if each.id == sprint_id)
        assert sprint.report is not None
        balanced(sprint.report)
        done = {each.id for each in inside.values() if each.state is ItemState.DONE}
        assert {each.id for each in sprint.report.completed_items} == done
        assert {each.id for each in sprint.report.unfinished_items} == set(inside) - done
        for each in (*sprint.report.completed_items, *sprint.report.unfinished_items):
            now = inside[each.id]
            assert (each.title, each.estimate, each.is_private) == (now.title, now.estimate, now.is_private)
        assert not [each for each in self.items if each.sprint_id == sprint_id and each.state is not ItemState.DONE]
        self.kept[sprint_id] = self.worth(sprint_id)

    # What must leave no trace on an ended sprint.

    @rule(place=PLACES, words=WORDS)
    def rewrite(self, place: int, words: str) -> None:
        fields = {"title": words, "description": words, "criteria": [words], "tags": [words[:10]], "assignee": words}
        self.act(place, self.services.items.edit, **fields)

    @rule(place=PLACES, way=st.sampled_from(Place))
    def rank(self, place: int, way: Place) -> None:
        self.act(place, self.services.items.move, place=way)

    @rule(place=PLACES, points=st.sampled_from([1, 2, 3]))
    def prioritise(self, place: int, points: int) -> None:
        self.act(place, self.services.prioritisation.rate, wsjf_value=points, rice_reach=points)

    @rule(place=PLACES, other=PLACES, words=WORDS)
    def talk(self, place: int, other: int, words: str) -> None:
        items = self.items
        item, second = items[place % len(items)], items[other % len(items)]
        self.services.comments.say(by=DEVELOPER, item_id=item.id, body=words)
        self.attempt(self.services.links.link, item_id=item.id, relation=Relation.BLOCKS, other_id=second.id)
        self.services.impediments.open(by=MASTER, text=words, item_id=item.id)

    @rule(words=WORDS, is_closed=st.booleans())
    def rename_epic(self, words: str, is_closed: bool) -> None:
        epic = self.services.goals.epics(by=OWNER)[0]
        epic = self.services.goals.edit_epic(
            by=OWNER, epic_id=epic.id, version=epic.version, title=words, colour="#d55e00"
        )
        self.services.goals.close_epic(by=OWNER, epic_id=epic.id, version=epic.version, closed=is_closed)
        self.services.goals.set_goal(by=OWNER, text=words)

    @rule(place=PLACES, words=WORDS, retires=st.booleans())
    def change_definition(self, place: int, words: str, retires: bool) -> None:
        definition = self.services.definition_of_done
        self.attempt(definition.add, text=words)
        lines = definition.lines(by=OWNER)
        items = self.items
        for line in lines:
            self.attempt(self.services.items.tick, item_id=items[place % len(items)].id, line_id=line.id, done=True)
        if retires and lines:
            definition.retire(by=OWNER, line_id=lines[0].id)

    @rule(place=PLACES, key=INCREMENTS)
    def attach(self, place: int, key: str) -> None:
        items = self.items
        self.services.increments.attach(by=DEVELOPER, key=key, item_id=items[place % len(items)].id)

    @precondition(lambda self: self.kept)
    @rule(key=INCREMENTS, accepts=st.booleans(), which=PLACES)
    def decide(self, key: str, accepts: bool, which: int) -> None:
        increments, ended = self.services.increments, list(self.kept)
        self.attempt(increments.show, key=key, sprint_id=ended[which % len(ended)])
        found = next(each for each in increments.all(by=OWNER) if each.key == key)
        if accepts:
            self.attempt(increments.accept, key=key, version=found.version)
        else:
            self.attempt(increments.refuse, key=key, version=found.version, reason="Trop petit")

    @rule(key=INCREMENTS)
    def delete_increment(self, key: str) -> None:
        with self.services.store.transaction():
            self.services.store.execute("delete from increment_item where increment_key = :key", {"key": key})
            self.services.store.execute("delete from increment where key = :key", {"key": key})

    @precondition(lambda self: self.kept)
    @rule(words=WORDS, which=PLACES, place=PLACES)
    def look_back(self, words: str, which: int, place: int) -> None:
        sprint, items = list(self.kept)[which % len(self.kept)], self.items
        self.services.feedback.give(by=INHABITANT, mood=Mood.BAD, screen="carte", voice="v", comment=words)
        self.attempt(
            self.services.retrospectives.record,
            sprint_id=sprint,
            format=RetroFormat.DAKI,
            held_on=date(2026, 12, 4),
            actions=[items[place % len(items)].id],
        )
        self.attempt(self.services.sprints.pull, item_id=items[0].id, version=items[0].version, sprint_id=sprint)

    # What is always true.

    @invariant()
    def account_balances_at_every_instant(self) -> None:
        for sprint in self.services.sprints.all(by=OWNER):
            if sprint.started_at:
                balanced(self.services.sprints.report(by=OWNER, sprint_id=sprint.id))
                curve = self.services.sprints.burndown_events(by=OWNER, sprint_id=sprint.id)
                assert all(0 <= each.remaining <= each.scope for each in curve)
                assert all(one.at <= two.at for one, two in itertools.pairwise(curve))

    @invariant()
    def ended_sprint_is_what_it_was(self) -> None:
        assert {sprint: self.worth(sprint) for sprint in self.kept} == self.kept

    def worth(self, sprint_id: str) -> str:
        """The fingerprint of an ended sprint: its row as it is kept, its curve, its review as it is read."""
        row = self.services.store.get("sprint", sprint_id)
        review = self.services.reviews.of(by=OWNER, sprint_number=row["number"])
        read = [
            [asdict(each.item), [shown.increment.key for shown in each.increments]]
            for each in (*review.delivered, *review.not_delivered)
        ]
        curve = [
            [str(each.at), each.remaining, each.scope]
            for each in self.services.sprints.burndown_events(by=OWNER, sprint_id=sprint_id)
        ]
        kept = [row, asdict(review.scope), review.sprint.goal, read, curve]
        return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def balanced(report: SprintReport) -> None:
    """The two equations of a sprint, in points."""
    assert report.committed + report.added - report.removed + report.reestimated == report.scope
    assert report.scope == report.completed + report.unfinished


Project.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=35,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestProject = Project.TestCase
