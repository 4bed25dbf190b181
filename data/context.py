"""What every verb stands on, handed to each family of verbs by services.py."""

from __future__ import annotations

from dataclasses import dataclass

from data.clock import Clock, NewId
from data.journal import Journal
from data.store import Store


@dataclass(frozen=True)
class Context:
    """The store with its journal, the clock and the source of identifiers."""

    store: Store
    journal: Journal
    clock: Clock
    new_id: NewId


def make_context(store: Store, clock: Clock, new_id: NewId) -> Context:
    """A context whose journal writes to the same store with the same clock."""
    return Context(store=store, journal=Journal(store, clock), clock=clock, new_id=new_id)
