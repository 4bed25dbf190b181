"""Composition: Settings → Store → Services. The one place that knows both domains."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from backlog.attachments import ItemAttachments
from backlog.blocking import Blocking
from backlog.board import SprintBoard
from backlog.bulk import Bulk
from backlog.capacity import Capacity
from backlog.closing import Closing
from backlog.comments import ItemComments
from backlog.daily import Daily
from backlog.definition_of_done import DefinitionOfDone
from backlog.dropping import Dropping
from backlog.exporting import Exports
from backlog.feedback import FeedbackBox
from backlog.flow import Flow
from backlog.goals import Goals
from backlog.impediments import Impediments
from backlog.importing import Imports
from backlog.increments import Increments
from backlog.items import Items
from backlog.links import ItemLinks
from backlog.listing import Listings
from backlog.ordering import Ordering
from backlog.poker import Poker
from backlog.prioritisation import Prioritisation
from backlog.retrospectives import Retrospectives
from backlog.reviews import Reviews
from backlog.saved_views import SavedViews
from backlog.sprints import Sprints
from backlog.vocabulary import Vocabulary
from data.clock import Clock, NewId, random_id, system_clock
from data.context import Context, make_context
from data.geography import load_geography
from data.sessions import Sessions
from data.settings import Settings
from data.sqlite import SqliteStore
from data.store import Store
from prototype.catalogue import INCREMENTS
from prototype.categories import Categories
from prototype.handling import Handling
from prototype.places import Places
from prototype.reading import Reading
from prototype.requests import Requests


@dataclass(frozen=True)
class Services:
    """Everything a door can call."""

    settings: Settings
    context: Context
    sessions: Sessions
    requests: Requests
    handling: Handling
    reading: Reading
    categories: Categories
    places: Places
    goals: Goals
    definition_of_done: DefinitionOfDone
    vocabulary: Vocabulary
    items: Items
    listings: Listings
    saved_views: SavedViews
    bulk: Bulk
    dropping: Dropping
    links: ItemLinks
    comments: ItemComments
    attachments: ItemAttachments
    sprints: Sprints
    capacity: Capacity
    board: SprintBoard
    closing: Closing
    feedback: FeedbackBox
    flow: Flow
    increments: Increments
    reviews: Reviews
    retrospectives: Retrospectives
    blocking: Blocking
    impediments: Impediments
    daily: Daily
    prioritisation: Prioritisation
    ordering: Ordering
    poker: Poker
    exports: Exports
    imports: Imports

    @property
    def store(self) -> Store:
        """The store that everything stands on."""
        return self.context.store


def make_services(settings: Settings, *, clock: Clock = system_clock, new_id: NewId = random_id) -> Services:
    """Services over the database of these settings; the folder is made, the schema is brought up to date."""
    for folder in settings.folders:
        folder.mkdir(parents=True, exist_ok=True)
    store = SqliteStore(settings.database)
    store.migrate()
    context = make_context(store, clock, new_id)
    geography, photos = load_geography(), settings.photos
    items = Items(context)
    increments = Increments(context, {each.key: each for each in INCREMENTS})
    sessions = Sessions(context, hours=settings.session_hours)
    return Services(
        settings=settings,
        context=context,
        sessions=sessions,
        requests=Requests(context, photos, geography),
        handling=Handling(context, photos),
        reading=Reading(context, photos, geography),
        categories=Categories(store),
        places=Places(store),
        goals=Goals(context),
        definition_of_done=DefinitionOfDone(context),
        vocabulary=Vocabulary(context),
        items=items,
        listings=Listings(context),
        saved_views=SavedViews(context),
        bulk=Bulk(context, items, Prioritisation(context), Sprints(context)),
        dropping=Dropping(context),
        links=ItemLinks(context),
        comments=ItemComments(context),
        attachments=ItemAttachments(context, settings.attachments),
        sprints=Sprints(context),
        capacity=Capacity(context, sessions),
        board=SprintBoard(context),
        closing=Closing(context),
        feedback=FeedbackBox(context, items, increments),
        flow=Flow(context),
        increments=increments,
        reviews=Reviews(context, increments),
        retrospectives=Retrospectives(context),
        blocking=Blocking(context),
        impediments=Impediments(context),
        daily=Daily(context),
        prioritisation=Prioritisation(context),
        ordering=Ordering(context),
        poker=Poker(context),
        exports=Exports(context, settings.attachments),
        imports=Imports(context, settings.attachments),
    )


@lru_cache(maxsize=1)
def get_services() -> Services:
    """The services of this process, from the environment."""
    return make_services(Settings())
