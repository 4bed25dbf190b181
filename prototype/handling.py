"""What agents do with requests: decide, note, make public."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from data.access import Actor, Permission, require
from data.clock import local_day
from data.context import Context
from data.refusals import refuse
from data.store import Conflict, NotFound, Row
from data.words import clean_text, plain
from data.working_days import add_working_days
from prototype import policies
from prototype.categories import Categories
from prototype.changes import named, state_columns, write_change, write_message, write_photos
from prototype.models import Category, Decision, Details, MessageKind, Photo, PhotoKind, Request, State
from prototype.photos import clean_photos, kept_photos
from prototype.repository import RequestRepository, photo, request

REASON_LENGTH = 1000
ANSWER_LENGTH = 4000
NOTE_LENGTH = 4000
PLANNED_WITHIN = timedelta(days=730)


@dataclass(frozen=True)
class Handling:
    """Verbs of the desk. Each raises Refused("request_unknown") and, when the request has changed, Conflict."""

    context: Context
    photos: Path

    def decide(
        self, *, by: Actor, request_id: str, version: int, decision: Decision, details: Details | None = None
    ) -> Request:
        """Takes the decision; the request as it is afterwards. What each decision demands is in `policies.RULES`.

        Raises Refused: decision_not_allowed, reason_missing, answer_missing, date_missing, date_past, date_too_far,
        body_missing, body_unknown, category_unknown, duplicate_missing, duplicate_unknown, duplicate_itself,
        duplicate_chain, text_too_long and those of photos.
        """
        require(by, Permission.HANDLE_REQUEST)
        given = cleaned(details or Details())
        files = named(self.context, clean_photos(given.photos))
        with kept_photos(self.photos, files), self.context.store.transaction():
            found = self._found(request_id, version)
            rule = policies.check_decision(found.state, decision, given)
            to = policies.state_after(found, decision, rule)
            category = self._category_after(found, decision, given)
            columns: Row = {}
            if decision is not Decision.ANSWER:
                columns = state_columns(found, to, category, self.context.clock())
            columns |= self._columns(found, decision, given, category)
            write_change(self.context, by, found, columns, decision.value, reason=given.reason)
            if decision is Decision.MARK_DUPLICATE:
                self._move_duplicates(by, found, columns["duplicate_of"])
            if given.answer:
                asked = decision is Decision.ASK
                kind = MessageKind.QUESTION if asked else MessageKind.PUBLIC_ANSWER
                write_message(self.context, by, found.id, kind, given.answer, is_public=not asked)
            # What an agent joins has had an agent's look.
            write_photos(self.context, found.id, files, PhotoKind.AFTER, is_public=True)
            return self._repository.get(found.id)

    def note(self, *, by: Actor, request_id: str, text: str) -> None:
        """A note for the desk alone. Raises Refused: text_missing, text_too_long."""
        require(by, Permission.HANDLE_REQUEST)
        words = clean_text(text, field="text", minimum=1, maximum=NOTE_LENGTH)
        with self.context.store.transaction():
            found = self._found(request_id)
            write_message(self.context, by, found.id, MessageKind.INTERNAL_NOTE, words)
            self.context.journal.write(by=by, kind="request", key=found.id, verb="note")

    def publish_description(
        self, *, by: Actor, request_id: str, version: int, text: str = "", public: bool = True
    ) -> Request:
        """Shows the description and the place to everybody, in the moderated words of `text` if given; or hides them
        again. Raises Refused("text_too_long")."""
        require(by, Permission.MODERATE)
        words = clean_text(text, field="text", maximum=ANSWER_LENGTH)
        with self.context.store.transaction():
            found = self._found(request_id, version)
            shown = words if words != found.description else ""
            columns = {"description_public": int(public), "description_shown": shown}
            write_change(self.context, by, found, columns, "publish_description" if public else "hide_description")
            return self._repository.get(found.id)

    def publish_photo(self, *, by: Actor, photo_id: str, version: int, public: bool = True) -> Photo:
        """Shows the photo to everybody, or hides it again. Raises Refused("photo_unknown"), Conflict."""
        require(by, Permission.MODERATE)
        store = self.context.store
        with store.transaction():
            try:
                found = photo(store.get("photo", plain(photo_id)))
            except NotFound as missing:
                raise refuse("photo_unknown") from missing
            store.update("photo", found.id, {"is_public": int(public)}, version=version)
            verb = "publish_photo" if public else "hide_photo"
            self.context.journal.write(
                by=by, kind="request", key=found.request_id, verb=verb, changes={"photo": (None, found.id)}
            )
            return photo(store.get("photo", found.id))

    @property
    def _repository(self) -> RequestRepository:
        return RequestRepository(self.context.store)

    def _found(self, request_id: str, version: int | None = None) -> Request:
        """Before anything is checked: a rule that fails because somebody else was faster is a conflict."""
        try:
            row = self.context.store.get("request", plain(request_id))
        except NotFound as missing:
            raise refuse("request_unknown") from missing
        if version is not None and row["version"] != version:
            raise Conflict("request", row["id"], version, row)
        return request(row)

    def _category_after(self, found: Request, decision: Decision, given: Details) -> Category:
        wanted = given.category if decision is Decision.QUALIFY and given.category else found.category
        category = Categories(self.context.store).get(wanted)
        if category is None or (wanted != found.category and not category.takes_reports):
            raise refuse("category_unknown", on="category")
        return category

    def _columns(self, found: Request, decision: Decision, given: Details, category: Category) -> Row:
        """What the decision changes besides the state."""
        columns: Row = {}
        if category.code != found.category:  # another category is another route and another delay
            due = add_working_days(local_day(found.created_at), category.norm_days)
            columns |= {"category": category.code, "team": category.team or None, "body": category.body or None}
            columns["due_on"] = due.isoformat()
        if decision is Decision.PLAN and given.on is not None:
            today = local_day(self.context.clock())
            if given.on < today:
                raise refuse("date_past", on="on")
            if given.on > today + PLANNED_WITHIN:
                raise refuse("date_too_far", on="on", days=PLANNED_WITHIN.days)
            columns["planned_on"] = given.on.isoformat()
        if decision is Decision.TRANSFER:
            if Categories(self.context.store).body(given.body) is None:
                raise refuse("body_unknown", on="body")
            columns["body"] = given.body
        if decision is Decision.MARK_DUPLICATE:
            columns["duplicate_of"] = self._original(found, given.duplicate_of).id
        if given.reason and decision is not Decision.REOPEN:
            columns["reason"] = given.reason
        return columns

    def _original(self, found: Request, reference: str) -> Request:
        row = self._repository.by_reference(reference.upper())
        if row is None:
            raise refuse("duplicate_unknown", on="duplicate_of")
        original = request(row)
        if original.id == found.id:
            raise refuse("duplicate_itself", on="duplicate_of")
        if original.state in (State.DUPLICATE, State.CANCELLED):
            raise refuse("duplicate_chain", on="duplicate_of", state=original.state.value)
        return original

    def _move_duplicates(self, by: Actor, found: Request, original_id: str) -> None:
        """Requests that followed this one follow its original: no chain, ever."""
        for each in self._repository.duplicates_of(found.id):
            write_change(self.context, by, each, {"duplicate_of": original_id}, "move_duplicate")


def cleaned(details: Details) -> Details:
    """The same with its texts cleaned. Raises Refused("text_too_long")."""
    return replace(
        details,
        reason=clean_text(details.reason, field="reason", maximum=REASON_LENGTH),
        answer=clean_text(details.answer, field="answer", maximum=ANSWER_LENGTH),
        body=plain(details.body).strip(),
        category=plain(details.category).strip(),
        duplicate_of=plain(details.duplicate_of).strip(),
    )
