"""Hundreds of acts drawn at random, by several people at once: the project stays of one piece."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from random import Random
from typing import Any

import pytest

from backlog.models import ItemKind, ItemState, Method, Place, Where
from data.refusals import Refused
from data.store import Conflict, NotFound, Row
from services import Services
from tests.backlog.conftest import DEVELOPER, OWNER, Say
from tests.backlog.consistency import assert_consistent
from tests.backlog.test_together import together
from tests.backlog.whole_project import whole_project
from tests.conftest import Hand

PEOPLE, ACTS = 4, 60
Act = Callable[[], object]


class Hands:
    """Somebody who does anything to anything."""

    def __init__(self, services: Services, seed: int) -> None:
        self.services, self.random = services, Random(seed)

    def any(self, table: str) -> Row:
        return self.random.choice(self.services.store.rows(f"select * from {table}"))

    def one(self, table: str, key: str) -> dict[str, Any]:
        """A row to act on; now and then as somebody read it before the last change."""
        row = self.any(table)
        return {"by": OWNER, key: row["id"], "version": max(1, row["version"] - (self.random.random() < 0.1))}

    def some(self) -> dict[str, Any]:
        rows = [self.any("item") for _ in range(3)]
        return {"by": OWNER, "chosen": {row["id"]: row["version"] for row in rows}}

    def finish(self) -> None:
        row = self.any("item")
        for line in self.services.definition_of_done.lines(by=DEVELOPER):
            self.services.items.tick(by=DEVELOPER, item_id=row["id"], line_id=line.id, done=True)
        its = {"item_id": row["id"], "version": row["version"]}
        self.services.board.move(by=DEVELOPER, **its, to=ItemState.DONE)

    def order(self) -> None:
        method = self.random.choice(list(Method))
        signature = self.services.ordering.propose(by=OWNER, method=method).signature
        done = self.services.ordering.apply(by=OWNER, method=method, signature=signature)
        if self.random.random() < 0.5:
            self.services.ordering.undo(by=OWNER, order_id=done.order_id, item_ids=done.item_ids)

    def refuse(self) -> None:
        shown = self.random.choice(self.services.increments.all(by=OWNER))
        self.services.increments.refuse(by=OWNER, key=shown.key, version=shown.version, reason="Trop lent")

    def acts(self) -> tuple[Act, ...]:
        of, one, choice = self.services, self.one, self.random.choice
        fields = [
            {"estimate": 3.0},
            {"estimate": None},
            {"title": "Autrement"},
            {"is_private": True},
            {"tags": ["nuit"]},
        ]
        days = {"starts_on": date(2026, 12, 14), "ends_on": date(2026, 12, 23)}
        ends, states, ways = (Place.TOP, Place.BOTTOM), list(ItemState), list(Where)
        return (
            self.finish,
            self.order,
            self.refuse,
            lambda: of.items.add(by=OWNER, kind=ItemKind.STORY, title="Nouveau", estimate=choice([None, 2])),
            lambda: of.items.edit(**one("item", "item_id"), **choice(fields)),
            lambda: of.items.move(**one("item", "item_id"), place=choice(list(Place))),
            lambda: of.items.move(**one("item", "item_id"), before=self.any("item")["id"]),
            lambda: of.items.undo_move(by=OWNER),
            lambda: of.items.drop(**one("item", "item_id"), reason="Personne ne le demande"),
            lambda: of.dropping.restore(**one("item", "item_id")),
            lambda: of.blocking.block(**one("item", "item_id"), reason=choice(["Attend", "Attend encore"])),
            lambda: of.blocking.unblock(**one("item", "item_id")),
            lambda: of.board.move(**one("item", "item_id") | {"by": DEVELOPER}, to=choice(states)),
            lambda: of.sprints.pull(**one("item", "item_id"), sprint_id=self.any("sprint")["id"]),
            lambda: of.sprints.put_back(**one("item", "item_id")),
            lambda: of.sprints.plan(by=OWNER, goal="Suivre", **days),
            lambda: of.sprints.start(**one("sprint", "sprint_id")),
            lambda: of.closing.close(**one("sprint", "sprint_id"), unfinished=choice(ways)),
            lambda: of.closing.cancel(**one("sprint", "sprint_id"), reason="Le but ne vaut plus"),
            lambda: of.feedback.join_item(**one("feedback", "feedback_id"), item_number=self.any("item")["number"]),
            lambda: of.feedback.undo(**one("feedback", "feedback_id")),
            lambda: of.feedback.snooze(**one("feedback", "feedback_id"), until=date(2026, 12, 24)),
            lambda: of.prioritisation.take_evidence(**one("item", "item_id"), field="rice_reach"),
            lambda: of.prioritisation.rate(**one("item", "item_id"), moscow=choice(["must", "could", None])),
            lambda: of.bulk.move(**self.some(), place=choice(ends)),
            lambda: of.bulk.drop(**self.some(), reason="Personne ne le demande"),
            lambda: of.bulk.pull(**self.some(), sprint_id=self.any("sprint")["id"]),
            lambda: of.bulk.edit(**self.some(), estimate=5, moscow="should", add_tags=["nuit"]),
            lambda: of.definition_of_done.add(by=OWNER, text="Testé sur un téléphone"),
            lambda: of.definition_of_done.retire(by=OWNER, line_id=self.any("done_line")["id"]),
            lambda: of.board.set_limit(by=OWNER, state=ItemState.DOING, maximum=choice([None, 1, 2]), is_hard=True),
        )

    def work(self) -> None:
        acts = self.acts()
        for _ in range(ACTS):
            with suppress(Refused, Conflict, NotFound):
                self.random.choice(acts)()


@pytest.mark.parametrize("seed", range(5))
def test_project_stays_of_one_piece_whatever_one_does(services: Services, say: Say, clock: Hand, seed: int) -> None:
    whole_project(services, say)
    assert_consistent(services)
    for turn in range(PEOPLE):
        Hands(services, seed * PEOPLE + turn).work()
        clock.move(hours=7)
        assert_consistent(services)


@pytest.mark.parametrize("seed", range(5))
def test_project_stays_of_one_piece_whatever_people_do_at_once(services: Services, say: Say, seed: int) -> None:
    whole_project(services, say)
    people = [Hands(services, seed * PEOPLE + place) for place in range(PEOPLE)]
    assert together(services, *(each.work for each in people)) == []
    assert_consistent(services)
    for sprint in services.sprints.all(by=OWNER):
        if told := sprint.report:
            assert told.committed + told.added - told.removed + told.reestimated == told.scope
            assert told.completed + told.unfinished == told.scope
