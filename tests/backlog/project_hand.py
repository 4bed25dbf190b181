"""What tests of whole projects do: live one by strokes of the hand, take it out, compare two towns row by row."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from backlog.models import ItemKind, ItemState, Mood, Relation
from backlog.project_rows import journal_rows, rows_of
from backlog.project_tables import JOURNAL, TABLES
from data.access import INHABITANT, SYSTEM
from data.clock import Clock
from data.refusals import Refused
from data.settings import Settings
from data.store import Row
from services import Services, make_services
from tests.backlog.conftest import DEVELOPER, MASTER, OWNER, carry, closed, started

Act = tuple[str, int, str]
ACTS = ("add", "pull", "done", "drop", "estimate", "private", "comment", "link", "block", "move", "rate", "tick")
ACTS += ("say", "epic", "close", "impede", "limit", "goal", "ask")
ADDRESS = "jeanne.martin@exemple.fr"
LIMITED = (ItemState.DOING, ItemState.REVIEW)
SEARCHES = ("item_search", "feedback_search")


NOON = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)


def town(folder: Path, clock: Clock = lambda: NOON) -> Services:
    """A town that nobody has written in."""
    folder.mkdir(parents=True)
    return make_services(Settings(data_dir=folder), clock=clock)


def exported(services: Services) -> bytes:
    """The whole project of a town."""
    to = io.StringIO(newline="")
    services.exports.write_project(by=SYSTEM, to=to)
    return to.getvalue().encode()


def tables(services: Services) -> dict[str, list[Row]]:
    """Every row of the project that may leave, its journal but for the numbers, its counters and what is searched."""
    store = services.store
    found = {each.name: list(rows_of(store, each)) for each in TABLES}
    names = [column.name for column in JOURNAL.columns]
    found["journal"] = [{name: row[name] for name in names} for row in journal_rows(store)]
    found["counter"] = store.rows("select * from counter where name in ('item', 'sprint') order by name")
    for index in SEARCHES:
        rows = store.rows(f"select key, words from {index} order by key")
        found[index] = [{**row, "words": " ".join(row["words"].split())} for row in rows]
    return found


def live(services: Services, acts: list[Act]) -> None:
    """Acts one after the other; those that the moment forbids are refused and change nothing."""
    for act, place, words in acts:
        try:
            perform(services, act, place, words)
        except Refused:
            continue


def perform(services: Services, act: str, place: int, words: str) -> None:
    """One act, on the item in that place when it is about one."""
    title, running = f"abc {words}", services.sprints.active(by=OWNER)
    of_project: dict[str, Callable[[], object]] = {
        "add": lambda: services.items.add(
            by=OWNER, kind=ItemKind.BUG, title=title, description=words, criteria=[words, "b"], tags=["é", words]
        ),
        "say": lambda: services.feedback.give(
            by=INHABITANT, mood=Mood.GOOD, screen="carte", voice="v", comment=words, email=ADDRESS
        ),
        "epic": lambda: services.goals.add_epic(by=OWNER, title=title, colour="#0072b2"),
        "goal": lambda: services.goals.set_goal(by=OWNER, text=title),
        "tick": lambda: services.definition_of_done.add(by=OWNER, text=title),
        "close": lambda: closed(services, running) if running else started(services),
    }
    if act in of_project:
        of_project[act]()
        return
    rows = services.store.rows("select id, version, number from item order by number")
    if not rows:
        return
    item, other = rows[place % len(rows)], rows[(place + 1) % len(rows)]
    id = item["id"]
    its: dict[str, Any] = {"by": OWNER, "item_id": id, "version": item["version"]}
    of_item: dict[str, Callable[[], object]] = {
        "pull": lambda: running and services.sprints.pull(**its, sprint_id=running.id),
        "done": lambda: carry(services, services.items.page(by=OWNER, number=item["number"]).item),
        "drop": lambda: services.items.drop(**its, reason=title),
        "estimate": lambda: services.items.edit(**its, estimate=place / 4),
        "private": lambda: services.items.edit(**its, is_private=True),
        "comment": lambda: services.comments.say(by=DEVELOPER, item_id=id, body=title),
        "link": lambda: services.links.link(by=OWNER, item_id=id, relation=Relation.BLOCKS, other_id=other["id"]),
        "block": lambda: services.blocking.block(**its, reason=title),
        "move": lambda: services.items.move(**its, before=other["id"]),
        "rate": lambda: services.prioritisation.rate(**its, rice_reach=place, moscow="must"),
        "ask": lambda: services.poker.open(by=OWNER, item_id=id),
        "impede": lambda: services.impediments.open(by=MASTER, text=title, item_id=id),
        "limit": lambda: services.board.set_limit(by=MASTER, state=LIMITED[place % 2], maximum=place + 1),
    }
    of_item[act]()
