"""Composition: Settings → Store → Services. The one place that knows both domains."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from backlog.feedback import Feedbacks
from backlog.increments import Increments
from backlog.items import Items
from backlog.retrospectives import Retrospectives
from backlog.reviews import Reviews
from backlog.sprints import Sprints
from data.clock import Clock, NewId, random_id, system_clock
from data.context import Context, make_context
from data.sessions import Sessions
from data.settings import Settings
from data.sqlite import SqliteStore
from data.store import Store
from prototype.catalogue import INCREMENTS
from prototype.conversation import Conversation
from prototype.handling import Handling
from prototype.places import Places
from prototype.reference import Reference
from prototype.requests import Requests


@dataclass(frozen=True)
class Services:
    """Everything a door can call."""

    settings: Settings
    context: Context
    sessions: Sessions
    reference: Reference
    places: Places
    requests: Requests
    handling: Handling
    conversation: Conversation
    items: Items
    sprints: Sprints
    feedback: Feedbacks
    increments: Increments
    reviews: Reviews
    retrospectives: Retrospectives

    @property
    def store(self) -> Store:
        """The store that everything stands on."""
        return self.context.store


def make_services(settings: Settings, *, clock: Clock = system_clock, new_id: NewId = random_id) -> Services:
    """Services over the database of these settings; the folder is made, the schema is brought up to date."""
    settings.photos.mkdir(parents=True, exist_ok=True)
    store = SqliteStore(settings.database)
    store.migrate()
    context = make_context(store, clock, new_id)
    reference = Reference(context)
    places = Places(context)
    return Services(
        settings=settings,
        context=context,
        sessions=Sessions(context, hours=settings.session_hours),
        reference=reference,
        places=places,
        requests=Requests(context, reference=reference, places=places, photos=settings.photos),
        handling=Handling(context, reference=reference, photos=settings.photos),
        conversation=Conversation(context, photos=settings.photos),
        items=Items(context),
        sprints=Sprints(context),
        feedback=Feedbacks(context),
        increments=Increments(context, declared=INCREMENTS),
        reviews=Reviews(context),
        retrospectives=Retrospectives(context),
    )


@lru_cache(maxsize=1)
def get_services() -> Services:
    """The services of this process, from the environment."""
    return make_services(Settings())
