"""What people say of the prototype: given on the very screen, sorted by the product owner, never lost."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from backlog.increments import Increments, attach_item
from backlog.items import Items
from backlog.models import DEMONSTRATION_SCREEN, Feedback, FeedbackState, Item, ItemKind, ItemState, Mood
from backlog.repository import active_sprint, as_feedback, as_item, item_by_number
from backlog.similar import telling_words
from backlog.views import Inbox, Similar
from data.access import Actor, Permission, require
from data.clock import local_day, to_text
from data.context import Context
from data.refusals import refuse
from data.store import NotFound
from data.words import clean_email, clean_text

COMMENT = 2_000
REASON = 600
LIKE = 5  # how many similar feedbacks, and items, are proposed


@dataclass(frozen=True)
class FeedbackBox:
    """Giving needs GIVE_FEEDBACK (at a review REMARK_REVIEW, for a caller SEE_QUEUE too); sorting needs TRIAGE."""

    context: Context
    items: Items
    increments: Increments

    def give(
        self,
        *,
        by: Actor,
        mood: Mood,
        screen: str,
        voice: str,
        comment: str = "",
        increment_key: str = "",
        request_reference: str = "",
        lang: str = "fr",
        channel: str = "web",
        email: str = "",
        on_behalf: bool = False,
        sprint_id: str | None = None,
    ) -> Feedback:
        """Keeps what somebody says, with the sprint under way. `voice` (see `voice_of`) identifies the person.

        A remark on the review screen names its sprint itself. Raises NotFound for an increment that nobody declares.
        """
        at_review = screen == DEMONSTRATION_SCREEN or sprint_id is not None
        require(by, Permission.REMARK_REVIEW if at_review else Permission.GIVE_FEEDBACK)
        if on_behalf:
            require(by, Permission.SEE_QUEUE)
        if mood not in list(Mood):
            raise refuse("mood_missing", on="mood")
        kept = clean_text(comment, field="comment", maximum=COMMENT)
        address = clean_email(email)
        if increment_key and increment_key not in self.increments.catalogue:
            raise NotFound("increment", increment_key)
        store = self.context.store
        with store.transaction():
            running = active_sprint(store)
            row: dict[str, Any] = {
                "id": self.context.new_id(),
                "mood": Mood(mood).value,
                "comment": kept,
                "screen": clean_text(screen, field="screen", minimum=1, maximum=60, lines=False),
                "increment_key": increment_key,
                "request_reference": clean_text(request_reference, field="request_reference", maximum=40, lines=False),
                "sprint_id": sprint_id or (running.id if running else None),
                "lang": clean_text(lang, field="lang", minimum=2, maximum=10, lines=False),
                "channel": clean_text(channel, field="channel", minimum=1, maximum=30, lines=False),
                "given_by": by.id,
                "on_behalf": int(on_behalf),
                "voice": clean_text(voice, field="voice", minimum=1, maximum=100, lines=False),
                "state": FeedbackState.UNSORTED.value,
                "created_at": to_text(self.context.clock()),
            }
            if sprint_id:
                store.get("sprint", sprint_id)
            store.insert("feedback", row)
            if kept:
                store.insert("feedback_search", {"key": row["id"], "words": kept})
            if address:
                contact = {"id": self.context.new_id(), "feedback_id": row["id"], "email": address}
                store.insert("feedback_contact", contact | {"created_at": row["created_at"]})
            # The comment and the address stay out of the journal, which nobody can erase.
            changes = {name: (None, row[name]) for name in ("mood", "screen", "increment_key") if row[name]}
            self.context.journal.write(by=by, kind="feedback", key=row["id"], verb="give", changes=changes)
            return self._feedback(row["id"])

    def inbox(
        self, *, by: Actor, state: FeedbackState = FeedbackState.UNSORTED, limit: int = 50, offset: int = 0
    ) -> Inbox:
        """Feedbacks of a state, latest first; snoozed ones come back among the unsorted when their day has come."""
        require(by, Permission.TRIAGE)
        values: dict[str, Any] = {"state": FeedbackState(state).value, "today": self._today().isoformat()}
        where = "state = :state"
        if state is FeedbackState.UNSORTED:
            where = "(state = :state or (state = 'snoozed' and snoozed_until <= :today))"
        elif state is FeedbackState.SNOOZED:
            where += " and snoozed_until > :today"
        store = self.context.store
        with store.snapshot():
            total = int(store.scalar(f"select count(*) from feedback where {where}", values))
            rows = store.rows(
                f"select * from feedback where {where} order by created_at desc, id desc limit :limit offset :offset",
                values | {"limit": limit, "offset": offset},
            )
        return Inbox(tuple(as_feedback(row) for row in rows), total)

    def similar(self, *, by: Actor, feedback_id: str) -> Similar:
        """The feedbacks and the items that share words with one, best first."""
        require(by, Permission.TRIAGE)
        store = self.context.store
        with store.snapshot():
            words = " ".join(telling_words(self._feedback(feedback_id).comment))
            alike = store.search("feedback_search", words, limit=LIKE + 1, any_word=True)
            near = store.search("item_search", words, limit=LIKE * 3, any_word=True)
            feedbacks = [self._feedback(key) for key in alike if key != feedback_id]
            items = [as_item(store.get("item", key)) for key in near]
        kept = [item for item in items if item.state is not ItemState.DROPPED]
        return Similar(tuple(feedbacks[:LIKE]), tuple(kept[:LIKE]))

    def make_item(
        self, *, by: Actor, feedback_id: str, version: int, kind: ItemKind, title: str, **fields: Any
    ) -> Item:
        """A new item (fields of `Items.add`) that answers a feedback, in the increment that it was about."""
        require(by, Permission.TRIAGE)
        with self.context.store.transaction():
            self._sortable(feedback_id)
            item = self.items.add(by=by, kind=kind, title=title, **fields)
            self._join(by, feedback_id, version, item)
        return item

    def join_item(self, *, by: Actor, feedback_id: str, version: int, item_number: int) -> Item:
        """One more voice behind an existing item."""
        require(by, Permission.TRIAGE)
        with self.context.store.transaction():
            self._sortable(feedback_id)
            try:
                item = item_by_number(self.context.store, item_number)
            except NotFound as missing:
                raise refuse("item_unknown", on="item_number", number=item_number) from missing
            if item.state is ItemState.DROPPED:
                raise refuse("item_dropped", on="item_number", number=item_number)
            self._join(by, feedback_id, version, item)
        return item

    def decline(self, *, by: Actor, feedback_id: str, version: int, reason: str) -> Feedback:
        """Says no, with a reason that is published."""
        require(by, Permission.TRIAGE)
        why = clean_text(reason, field="reason", minimum=3, maximum=REASON)
        with self.context.store.transaction():
            self._sortable(feedback_id)
            return self._sort(by, feedback_id, version, "decline", FeedbackState.DECLINED, reason=why)

    def snooze(self, *, by: Actor, feedback_id: str, version: int, until: date) -> Feedback:
        """Puts a feedback aside until a day to come."""
        require(by, Permission.TRIAGE)
        if until <= self._today():
            raise refuse("date_not_future", on="until")
        with self.context.store.transaction():
            self._sortable(feedback_id)
            day = until.isoformat()
            return self._sort(by, feedback_id, version, "snooze", FeedbackState.SNOOZED, snoozed_until=day)

    def undo(self, *, by: Actor, feedback_id: str, version: int) -> Feedback:
        """Back among the unsorted; an item that was made of it stays."""
        require(by, Permission.TRIAGE)
        with self.context.store.transaction():
            if self._feedback(feedback_id).state is FeedbackState.UNSORTED:
                raise refuse("feedback_not_sorted")
            return self._sort(by, feedback_id, version, "undo", FeedbackState.UNSORTED)

    def answers(self, *, by: Actor, voice: str) -> tuple[Feedback, ...]:
        """What one person said and what became of it; whoever knows a voice is that person."""
        require(by, Permission.GIVE_FEEDBACK)
        sql = "select * from feedback where voice = :voice order by created_at desc"
        return tuple(as_feedback(row) for row in self.context.store.rows(sql, {"voice": voice}))

    def _join(self, by: Actor, feedback_id: str, version: int, item: Item) -> None:
        feedback = self._sort(by, feedback_id, version, "join", FeedbackState.ITEM, item_id=item.id)
        if feedback.increment_key:
            attach_item(self.context, by, feedback.increment_key, item.id)
        changes = {"feedback": (None, feedback_id)}
        self.context.journal.write(by=by, kind="item", key=item.id, verb="join_feedback", changes=changes)

    def _sort(
        self, by: Actor, feedback_id: str, version: int, verb: str, state: FeedbackState, **fields: str
    ) -> Feedback:
        before = self.context.store.get("feedback", feedback_id)
        now = None if state is FeedbackState.UNSORTED else to_text(self.context.clock())
        wanted = {"state": state.value, "item_id": None, "reason": "", "snoozed_until": None, "sorted_at": now}
        wanted |= fields
        self.context.store.update("feedback", feedback_id, wanted, version=version)
        changes = {
            name: (before[name], value)
            for name, value in wanted.items()
            if before[name] != value and name not in ("sorted_at", "reason")
        }
        self.context.journal.write(
            by=by, kind="feedback", key=feedback_id, verb=verb, changes=changes, reason=fields.get("reason", "")
        )
        return self._feedback(feedback_id)

    def _sortable(self, feedback_id: str) -> None:
        state = self._feedback(feedback_id).state
        if state not in (FeedbackState.UNSORTED, FeedbackState.SNOOZED):
            raise refuse("feedback_already_sorted", state=state.value)

    def _feedback(self, feedback_id: str) -> Feedback:
        return as_feedback(self.context.store.get("feedback", feedback_id))

    def _today(self) -> date:
        return local_day(self.context.clock())


def voice_of(by: Actor, *, email: str = "", session: str = "", on_behalf: bool = False) -> str:
    """The voice of a person: their e-mail address (hashed), else their account, else what their browser keeps.

    On behalf of a caller, the account of the one who types is nobody's voice: without an address, `session` must be
    new for each caller.
    """
    address = email.strip().casefold()
    if address:
        return "mail-" + hashlib.sha256(address.encode()).hexdigest()[:32]
    return f"session-{session}" if on_behalf or session else f"account-{by.id}"
