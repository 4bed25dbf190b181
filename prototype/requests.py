"""What inhabitants do with requests, and the counter for them: report, follow, comment, contest, rate."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.access import Actor, Permission, require
from data.context import Context
from data.refusals import refuse
from data.store import Row
from data.words import clean_text, plain
from prototype import policies, tracking, visibility
from prototype.categories import Categories
from prototype.changes import (
    named,
    state_columns,
    write_change,
    write_message,
    write_photos,
)
from prototype.models import (
    Category,
    Channel,
    ContactDetails,
    ContactKind,
    MessageKind,
    Mood,
    PhotoKind,
    Receipt,
    Report,
    Request,
    State,
)
from prototype.photos import clean_photos, kept_photos
from prototype.places import Geography, Places
from prototype.registering import insert_contact, insert_request
from prototype.reporting import Checker, checked_contact
from prototype.repository import RequestRepository, acknowledgement, request
from prototype.visibility import Followed

COMMENT_LENGTH = 4000
OWN_CHANNELS = frozenset({Channel.WEB, Channel.MOBILE, Channel.API})  # the others are typed by the desk


class _AlreadySent(Exception):
    """The form's key has made a request: `row`."""

    def __init__(self, row: Row) -> None:
        super().__init__(row["reference"])
        self.row = row


@dataclass(frozen=True)
class Requests:
    """Verbs of inhabitants. An unknown reference and a wrong code are the same refusal, request_unknown."""

    context: Context
    photos: Path
    geography: Geography

    def submit(self, *, by: Actor, report: Report) -> Receipt:
        """A new request, acknowledged. The same `report.key` again gives the same receipt.

        Raises Refused with every problem of the report (see `reporting.Checker`), or channel_not_allowed.
        """
        require(by, Permission.REPORT)
        if report.channel not in OWN_CHANNELS and not by.can(Permission.SEE_QUEUE):
            raise refuse("channel_not_allowed", on="channel", channel=report.channel.value)
        checked = Checker(self._categories, Places(self.context.store), self.geography).check(report)
        key = report.key or tracking.new_key()
        files = named(self.context, checked.photos)
        try:
            with kept_photos(self.photos, files), self.context.store.transaction():
                sent = self._repository.by_key(tracking.digest(key))
                if sent is not None:
                    raise _AlreadySent(sent)
                row = insert_request(self.context, by, report, checked, key, files)
        except _AlreadySent as already:
            row = already.row
        said = acknowledgement(row["acknowledgement"])
        assert said is not None  # noqa: S101  (a row with a key was made by insert_request)
        return Receipt(row["id"], row["reference"], tracking.code_of(row["code_salt"], key), said)

    def follow(self, *, by: Actor, reference: str, contact: ContactDetails) -> int:
        """ "C'est celle-ci": one more follower, once an address or number. Returns how many follow it.

        Raises Refused: request_unknown, contact_missing, email_invalid, phone_invalid, follow_closed.
        """
        require(by, Permission.REPORT)
        checked = checked_contact(contact, required=True)
        with self.context.store.transaction():
            found = self._found(reference)
            if not visibility.is_public(found, self._category(found)):
                raise refuse("request_unknown", on="reference")
            if not found.is_open:
                raise refuse("follow_closed", state=found.state.value)
            known = self._repository.contacts(found.id)
            if not any(_same_person(checked, ContactDetails(each.name, each.email, each.phone)) for each in known):
                insert_contact(self.context, found.id, ContactKind.FOLLOWER, checked)
                self.context.journal.write(by=by, kind="request", key=found.id, verb="follow")
            return self._repository.followers(found.id)

    def followed(self, *, by: Actor, reference: str, code: str = "") -> Followed:
        """What the author sees with the right code, what everybody sees without one. Raises request_unknown."""
        require(by, Permission.REPORT)
        with self.context.store.snapshot():
            found = self._found(reference, code) if code.strip() else self._found(reference)
            return self._view(found, is_author=bool(code.strip()))

    def comment(self, *, by: Actor, reference: str, code: str, text: str, photos: tuple[bytes, ...] = ()) -> None:
        """The author adds something; if the town had asked a question, its clock runs again.

        Raises Refused: request_unknown, text_missing, text_too_long, comment_not_allowed and those of photos.
        """
        require(by, Permission.REPORT)
        words = clean_text(text, field="text", minimum=1, maximum=COMMENT_LENGTH)
        files = named(self.context, clean_photos(photos))
        with kept_photos(self.photos, files), self.context.store.transaction():
            found = self._found(reference, code)
            policies.check_comment(found)
            columns: Row = {}
            if found.state is State.ANSWER_WANTED:
                back = found.state_before or State.QUALIFIED
                columns = state_columns(found, back, self._category(found), self.context.clock())
            write_change(self.context, by, found, columns, "comment")
            write_message(self.context, by, found.id, MessageKind.COMMENT, words)
            write_photos(self.context, found.id, files, PhotoKind.ADDED)

    def contest(self, *, by: Actor, reference: str, code: str, text: str, photos: tuple[bytes, ...] = ()) -> None:
        """ "Ce n'est pas réglé", within 30 days of the closure: an agent will judge.

        Raises Refused: request_unknown, text_missing, contest_not_closed, contest_too_late and those of photos.
        """
        require(by, Permission.REPORT)
        words = clean_text(text, field="text", minimum=1, maximum=COMMENT_LENGTH)
        files = named(self.context, clean_photos(photos))
        with kept_photos(self.photos, files), self.context.store.transaction():
            found = self._found(reference, code)
            now = self.context.clock()
            policies.check_contest(found, now)
            columns = state_columns(found, State.REOPENING_WANTED, self._category(found), now)
            write_change(self.context, by, found, columns, "contest")
            write_message(self.context, by, found.id, MessageKind.CONTEST, words)
            write_photos(self.context, found.id, files, PhotoKind.ADDED)

    def rate(self, *, by: Actor, reference: str, code: str, mood: Mood) -> None:
        """How the author feels about a closed request; again to change it. Raises request_unknown, rate_not_closed."""
        require(by, Permission.REPORT)
        with self.context.store.transaction():
            found = self._found(reference, code)
            policies.check_rate(found)
            write_change(self.context, by, found, {"mood": mood}, "rate")

    @property
    def _repository(self) -> RequestRepository:
        return RequestRepository(self.context.store)

    @property
    def _categories(self) -> Categories:
        return Categories(self.context.store)

    def _category(self, found: Request) -> Category:
        category = self._categories.get(found.category)
        assert category is not None  # noqa: S101  (a foreign key holds it)
        return category

    def _found(self, reference: str, code: str | None = None) -> Request:
        """By reference; with a code, only if it is the right one."""
        row = self._repository.by_reference(plain(reference).strip().upper())
        if row is None or (code is not None and not tracking.matches(code, row["tracking_hash"])):
            raise refuse("request_unknown", on="reference")
        return request(row)

    def _view(self, found: Request, *, is_author: bool) -> Followed:
        category, now, repository = self._category(found), self.context.clock(), self._repository
        if not is_author and not visibility.is_public(found, category):
            raise refuse("request_unknown", on="reference")
        messages, photos = repository.messages(found.id), repository.photos(found.id)
        view = visibility.author_view if is_author else visibility.public_view
        said = visibility.messages_for_author if is_author else visibility.messages_for_public
        shown = visibility.photos_for_author if is_author else visibility.photos_for_public
        return Followed(
            request=view(found, category),
            is_author=is_author,
            team=self._categories.team(found.team),
            body=self._categories.body(found.body),
            duplicate_of=self._public_original(found),
            messages=said(messages),
            photos=shown(photos),
            steps=visibility.timeline(self.context.journal.of("request", found.id)),
            followers=repository.followers(found.id),
            acknowledgement=repository.acknowledgement(found.id) if is_author else None,
            answers=found.answers if is_author else {},
            mood=found.mood if is_author else None,
            can_comment=is_author and policies.can_comment(found),
            can_contest=is_author and policies.can_contest(found, now),
            can_rate=is_author and policies.can_rate(found),
        )

    def _public_original(self, found: Request) -> str:
        if not found.duplicate_of:
            return ""
        original = self._repository.get(found.duplicate_of)
        return original.reference if visibility.is_public(original, self._category(original)) else ""


def _same_person(one: ContactDetails, other: ContactDetails) -> bool:
    if one.email and one.email.lower() == other.email.lower():
        return True
    return bool(one.phone) and "".join(one.phone.split()) == "".join(other.phone.split())
