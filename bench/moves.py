"""One move in the ranking, beside the bare SQLite transaction that writes the same rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

from backlog.models import Place
from bench.measure import Figure, Times, durations
from data.access import Role, actor
from data.settings import Settings
from services import make_services

RUNS = 200
LIMIT = 15.0  # milliseconds, at any size


def moves(folder: Path, items: int) -> list[Figure]:
    """The time of a move before another item taken at random, and of one step up by the menu."""
    services = make_services(Settings(data_dir=folder))
    store, by, rng = services.store, actor(Role.PRODUCT_OWNER), Random(1)
    waiting = [row["id"] for row in store.rows("select id from item where state = 'backlog'")]

    def drag() -> None:
        moved, before = rng.sample(waiting, 2)
        version = store.get("item", moved)["version"]
        services.items.move(by=by, item_id=moved, version=version, before=before)

    def step() -> None:
        moved = rng.choice(waiting)
        services.items.move(by=by, item_id=moved, version=store.get("item", moved)["version"], place=Place.UP)

    found = []
    for name, act in (("by drag", drag), ("one up", step)):
        times, bare = Times.of(durations(act, RUNS)), Times.of(durations(bare_move(folder, waiting), RUNS))
        found.append(Figure(f"a move {name}, {items:,} items, p95", times.p95, "ms", LIMIT, bare.p95))
    store.close()
    return found


def bare_move(folder: Path, ids: list[str]) -> Callable[[], None]:
    """The same two rows written without any of our code, with the same safety settings."""
    connection = sqlite3.connect(folder / "boucle.sqlite3", isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    rng = Random(2)
    line = {"at": "2026-01-01T00:00:00.000000Z", "actor": "bench", "changes": json.dumps({"rank": ["a0", "a1"]})}

    def act() -> None:
        key = rng.choice(ids)
        connection.execute("begin immediate")
        connection.execute("update item set rank = rank, version = version + 1 where id = ?", [key])
        connection.execute(
            "insert into journal (at, actor, actor_name, role, kind, key, verb, changes) "
            "values (:at, :actor, :actor, 'system', 'bench', :key, 'rank', :changes)",
            line | {"key": key},
        )
        connection.execute("commit")

    return act
