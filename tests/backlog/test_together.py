"""Several people at once, through the real verbs: each act is whole, refused or a Conflict; nothing is lost."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import date

from backlog.models import FeedbackState, Item, ItemKind, Place
from data.refusals import Refused
from data.store import Conflict
from services import Services
from tests.backlog.conftest import DEVELOPER, OWNER, Add, Say, fresh, planned

TURNS = 25
Act = Callable[[Item, int], object]


def together(services: Services, *works: Callable[[], None]) -> list[BaseException]:
    """Runs each work in a thread of its own; what went wrong in them."""
    failures: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as problem:  # noqa: BLE001 - the caller asserts that there is none
            failures.append(problem)
        finally:
            services.store.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def test_six_people_at_different_verbs_of_one_item_leave_a_line_for_each_success(services: Services, add: Add) -> None:
    item, _, _ = add(), add(), add()
    line = services.definition_of_done.add(by=DEVELOPER, text="Relu par quelqu’un d’autre")
    sprint, kept, missed = planned(services), Counter[str](), Counter[str]()
    items, sprints = services.items, services.sprints

    def its(read: Item) -> dict[str, object]:
        return {"item_id": read.id, "version": read.version}

    acts: dict[str, Act] = {
        "title": lambda read, turn: items.edit(by=OWNER, **its(read), title=f"Titre {turn}"),
        "estimate": lambda read, turn: items.edit(by=DEVELOPER, **its(read), estimate=turn + 1),
        "description": lambda read, turn: items.edit(by=OWNER, **its(read), description=f"{read.description}\n{turn}"),
        "rank": lambda read, turn: items.move(by=OWNER, **its(read), place=(Place.TOP, Place.BOTTOM)[turn % 2]),
        "sprint_id": lambda read, turn: (
            sprints.put_back(by=OWNER, **its(read))
            if turn % 2
            else sprints.pull(by=OWNER, **its(read), sprint_id=sprint.id)
        ),
        "done_line": lambda read, turn: items.tick(by=DEVELOPER, item_id=read.id, line_id=line.id, done=turn % 2 == 0),
    }

    def work(name: str, act: Act) -> Callable[[], None]:
        def run() -> None:
            for turn in range(TURNS):
                try:
                    act(fresh(services, item), turn)
                    kept[name] += 1
                except Conflict:
                    missed[name] += 1
                except Refused as refused:
                    missed[name] += 1
                    if refused.code not in ("item_not_in_sprint", "item_not_waiting"):
                        raise

        return run

    assert together(services, *(work(name, act) for name, act in acts.items())) == []
    assert all(kept[name] + missed[name] == TURNS for name in acts)
    written = Counter(
        field for entry in items.page(by=OWNER, number=item.number).history for field in entry.changes if field in acts
    )
    written["title"] -= 1  # the line that made it
    # Moving to an end where it already stands, or putting in again, writes nothing; the rest leaves one line each.
    assert all(written[name] == kept[name] for name in ("title", "estimate", "description", "done_line"))
    now = fresh(services, item)
    assert len(now.description.split()) == kept["description"]
    assert now.version == 1 + sum(written[name] for name in acts if name != "done_line")


def test_one_feedback_sorted_by_six_people_has_one_outcome(services: Services, add: Add, say: Say) -> None:
    item, said, kept = add(), say(), list[str]()
    of, box = {"by": OWNER, "feedback_id": said.id, "version": 1}, services.feedback
    ways: dict[str, Callable[[], object]] = {
        "make": lambda: box.make_item(**of, kind=ItemKind.BUG, title="Corriger la carte"),
        "make again": lambda: box.make_item(**of, kind=ItemKind.STORY, title="Agrandir la carte"),
        "join": lambda: box.join_item(**of, item_number=item.number),
        "join again": lambda: box.join_item(**of, item_number=item.number),
        "decline": lambda: box.decline(**of, reason="Hors sujet"),
        "snooze": lambda: box.snooze(**of, until=date(2026, 12, 24)),
    }

    def work(name: str, way: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            try:
                way()
                kept.append(name)
            except Conflict:
                pass
            except Refused as refused:
                if refused.code != "feedback_already_sorted":
                    raise

        return run

    assert together(services, *(work(name, way) for name, way in ways.items())) == []
    assert len(kept) == 1
    history = services.context.journal.of("feedback", said.id)
    assert len(history) == 2
    assert services.items.listing(by=OWNER).total == (2 if kept[0].startswith("make") else 1)
    sorted_as = FeedbackState(services.store.get("feedback", said.id)["state"])
    assert sorted_as.value.startswith({"d": "declined", "s": "snoozed"}.get(kept[0][0], "item"))
    assert services.store.check() == []
