"""What is read of requests: the desk's queue and dossier, the public's map and list, the town's numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from data.access import Actor, Permission, require
from data.clock import local_day, to_text
from data.context import Context
from data.refusals import refuse
from data.store import NotFound
from data.words import plain
from prototype import duplicates, policies, tracking, visibility
from prototype.categories import Categories
from prototype.filters import (
    LATE,
    SEARCHED,
    Conditions,
    PublicFilters,
    QueueFilters,
    public_conditions,
    queue_conditions,
    start_of,
)
from prototype.models import Category, State
from prototype.places import Geography
from prototype.reporting import checked_point
from prototype.repository import RequestRepository, photo, request
from prototype.views import (
    Dossier,
    MapPoint,
    NearbyRequest,
    PublicList,
    Queue,
    QueueRow,
    TownNumbers,
    WeekCount,
    is_late,
    map_point,
)
from prototype.visibility import public_view

LATELY = timedelta(days=30)
MAXIMUM_WEEKS = 260


@dataclass(frozen=True)
class Reading:
    """Questions; nothing here changes anything."""

    context: Context
    photos: Path
    geography: Geography

    def queue(self, *, by: Actor, filters: QueueFilters | None = None, limit: int = 50, offset: int = 0) -> Queue:
        """What the desk has to do: open ones first, by due date, so that the late ones lead."""
        require(by, Permission.SEE_QUEUE)
        given, today = filters or QueueFilters(), self._today
        with self.context.store.snapshot():
            categories = {each.code: each for each in self._categories.all()}
            wanted = queue_conditions(given, tuple(categories.values()), today)
            if given.words.strip():
                wanted.one_of("id", self.context.store.search("request_search", given.words, limit=SEARCHED))
            order = "is_open desc, due_on, created_at, id"
            found = self._repository.some(wanted, order=order, limit=limit, offset=offset)
            total = self._repository.count(wanted)
        return Queue(tuple(QueueRow(each, categories[each.category], is_late(each, today)) for each in found), total)

    def dossier(self, *, by: Actor, request_id: str) -> Dossier:
        """Raises Refused("request_unknown")."""
        require(by, Permission.SEE_QUEUE)
        repository = self._repository
        with self.context.store.snapshot():
            try:
                found = repository.get(plain(request_id))
            except NotFound as missing:
                raise refuse("request_unknown") from missing
            return Dossier(
                request=found,
                category=self._category(found.category),
                team=self._categories.team(found.team),
                body=self._categories.body(found.body),
                messages=repository.messages(found.id),
                photos=repository.photos(found.id),
                contacts=repository.contacts(found.id),
                history=tuple(self.context.journal.of("request", found.id)),
                neighbours=duplicates.neighbours(repository, found, self.context.clock()),
                followers=repository.followers(found.id),
                original=repository.get(found.duplicate_of) if found.duplicate_of else None,
                duplicates=repository.duplicates_of(found.id),
                acknowledgement=repository.acknowledgement(found.id),
                decisions=policies.decisions_allowed(found.state),
                is_late=is_late(found, self._today),
            )

    def find(self, *, by: Actor, reference: str) -> str:
        """The identifier of a request from its reference, for the desk. Raises Refused("request_unknown")."""
        require(by, Permission.SEE_QUEUE)
        row = self._repository.by_reference(plain(reference).strip().upper())
        if row is None:
            raise refuse("request_unknown", on="reference")
        return str(row["id"])

    def nearby(self, *, by: Actor, category: str, lon: float, lat: float) -> tuple[NearbyRequest, ...]:
        """Open public requests of the same category within its duplicate distance, closest first, five at most.

        Raises Refused: category_unknown, place_outside.
        """
        require(by, Permission.SEE_MAP)
        wanted = self._category(plain(category))
        lon, lat = checked_point(self.geography, lon, lat)
        found = duplicates.open_near(self._repository, wanted, lon, lat) if wanted.is_public else ()
        return tuple(NearbyRequest(public_view(near.request, wanted), near.metres) for near in found)

    def map_points(
        self, *, by: Actor, filters: PublicFilters | None = None, limit: int = 2_000
    ) -> tuple[MapPoint, ...]:
        """Public requests that have a place, newest first."""
        require(by, Permission.SEE_MAP)
        categories = {each.code: each for each in self._categories.all()}
        wanted = public_conditions(filters or PublicFilters(), tuple(categories.values()))
        wanted.add("lat is not null and lon is not null")
        found = self._repository.some(wanted, order="created_at desc", limit=limit)
        return tuple(map_point(public_view(each, categories[each.category])) for each in found)

    def public_list(
        self, *, by: Actor, filters: PublicFilters | None = None, limit: int = 50, offset: int = 0
    ) -> PublicList:
        """The requests of the map, and those that have no point on it, newest first."""
        require(by, Permission.SEE_MAP)
        with self.context.store.snapshot():
            categories = {each.code: each for each in self._categories.all()}
            wanted = public_conditions(filters or PublicFilters(), tuple(categories.values()))
            found = self._repository.some(wanted, order="created_at desc, id desc", limit=limit, offset=offset)
            total = self._repository.count(wanted)
        return PublicList(tuple(public_view(each, categories[each.category]) for each in found), total)

    def photo(self, *, by: Actor, photo_id: str, reference: str = "", code: str = "") -> bytes:
        """A JPEG: public, or the author's with the right code, or any for the desk. Raises Refused("photo_unknown")."""
        require(by, Permission.SEE_MAP)
        with self.context.store.snapshot():
            try:
                found = photo(self.context.store.get("photo", plain(photo_id)))
            except NotFound as missing:
                raise refuse("photo_unknown") from missing
            row = self.context.store.get("request", found.request_id)
        owner = request(row)
        asked = plain(reference).strip().upper() == owner.reference
        if by.can(Permission.SEE_QUEUE):
            shown = True
        elif asked and tracking.matches(code, row["tracking_hash"]):
            shown = bool(visibility.photos_for_author([found]))
        else:
            shown = found.is_public and visibility.is_public(owner, self._category(owner.category))
        path = self.photos / found.file
        if not shown or not path.is_file():
            raise refuse("photo_unknown")
        return path.read_bytes()

    def town_numbers(self, *, by: Actor) -> TownNumbers:
        """How many are open, late, and what the last 30 days brought."""
        require(by, Permission.SEE_MAP)
        count, since = self._count, to_text(self.context.clock() - LATELY)
        with self.context.store.snapshot():
            return TownNumbers(
                open=count("is_open = 1"),
                received_last_30_days=count("created_at >= :since", since=since),
                closed_last_30_days=count("closed_at >= :since and is_open = 0", since=since),
                late=count(LATE, today=self._today.isoformat(), waiting=State.ANSWER_WANTED),
            )

    def weekly_counts(self, *, by: Actor, weeks: int = 26) -> tuple[WeekCount, ...]:
        """The last weeks, the current one included, oldest first."""
        require(by, Permission.SEE_METRICS)
        weeks = max(1, min(weeks, MAXIMUM_WEEKS))
        monday = self._today - timedelta(days=self._today.weekday())
        starts = [monday - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
        with self.context.store.snapshot():
            return tuple(self._week(start) for start in starts)

    def _week(self, start: date) -> WeekCount:
        span = {"since": to_text(start_of(start)), "until": to_text(start_of(start + timedelta(weeks=1)))}
        received = self._count("created_at >= :since and created_at < :until", **span)
        closed = self._count("closed_at >= :since and closed_at < :until and is_open = 0", **span)
        return WeekCount(start, received, closed)

    @property
    def _today(self) -> date:
        return local_day(self.context.clock())

    @property
    def _repository(self) -> RequestRepository:
        return RequestRepository(self.context.store)

    @property
    def _categories(self) -> Categories:
        return Categories(self.context.store)

    def _category(self, code: str) -> Category:
        found = self._categories.get(code)
        if found is None:
            raise refuse("category_unknown", on="category")
        return found

    def _count(self, condition: str, **parameters: str) -> int:
        return self._repository.count(Conditions([condition], dict(parameters)))
