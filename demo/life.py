"""One request while it lives: every verb here changes a row and writes lines as the real verb of prototype/ does.

tests/demo compares the two; whoever changes prototype/changes.py, requests.py or handling.py looks here too.
"""

from __future__ import annotations

import json
from random import Random

from data.access import INHABITANT, Actor
from data.clock import ALPHABET
from data.store import Row
from demo.days import Days, stamp
from prototype.changes import JUDGED_WITHIN
from prototype.models import CLOSED

Changes = dict[str, tuple[object, object]]
TAIL = 1 << 30
CLOSED_STATES = frozenset(state.value for state in CLOSED)


class Life:
    """`row` is the request as its table keeps it; the lists are what hangs on it. Moments are Unix milliseconds."""

    __slots__ = ("contacts", "days", "due", "kind_body", "lines", "messages", "norm_days", "rng", "row", "waiting")

    def __init__(self, row: Row, days: Days, rng: Random, norm_days: int, due: int) -> None:
        self.row, self.days, self.rng = row, days, rng
        self.norm_days, self.due, self.kind_body = norm_days, due, row["body"]
        self.waiting: int | None = None
        self.lines: list[tuple[int, Row]] = []
        self.messages: list[Row] = []
        self.contacts: list[Row] = []

    @property
    def state(self) -> str:
        state: str = self.row["state"]
        return state

    def submitted(self, moment: int, by: Actor) -> None:
        row = self.row
        names = ("state", "category", "team", "body", "channel", "due_on")
        self._line(moment, by, "submit", {name: (None, row[name]) for name in names})

    def move(self, moment: int, by: Actor, verb: str, to: str, *, reason: str = "", **columns: str | None) -> None:
        """A change of state (decide, contest, the comment that answers a question)."""
        row, days = self.row, self.days
        before, today = row["state"], days.day(moment)
        changes: Changes = {"state": (before, to)}
        if before == "answer_wanted" and self.waiting is not None:
            columns["waiting_since"] = None
            waited = worked_between(days, self.waiting, today)
            self.waiting = None
            if to not in CLOSED_STATES:
                self._due(days.after(self.due, waited), columns)
        if to == "answer_wanted":
            self.waiting, columns["waiting_since"] = today, days.texts[today]
        elif to == "reopening_wanted":
            self._due(days.after(today, JUDGED_WITHIN), columns)
        elif to == "reopened":
            self._due(days.after(today, self.norm_days), columns)
            columns |= {"closed_at": None, "planned_on": None, "mood": None, "duplicate_of": None}
            columns |= {"body": self.kind_body, "reason": ""}
        elif to in CLOSED_STATES and before != "reopening_wanted":
            columns["closed_at"] = stamp(moment)
        if reason:
            columns["reason"] = reason
        for name in ("body", "due_on", "planned_on", "duplicate_of", "mood"):
            if name in columns and columns[name] != row[name]:
                changes[name] = (row[name], columns[name])
        row["state"], row["state_before"] = to, before
        row["is_open"] = int(to not in CLOSED_STATES)
        row.update(columns)
        self._changed(moment, by, verb, changes, reason)

    def commented(self, moment: int, text: str) -> None:
        """The author writes; without a question of the town the state stays."""
        if self.state == "answer_wanted":
            self.move(moment, INHABITANT, "comment", self.row["state_before"] or "qualified")
        else:
            self._changed(moment, INHABITANT, "comment", {})
        self.say(moment, INHABITANT, "comment", text)

    def rated(self, moment: int, mood: str) -> None:
        changes: Changes = {"mood": (self.row["mood"], mood)} if self.row["mood"] != mood else {}
        self.row["mood"] = mood
        self._changed(moment, INHABITANT, "rate", changes)

    def published(self, moment: int, by: Actor) -> None:
        self.row["description_public"] = 1
        self._changed(moment, by, "publish_description", {"description_public": (0, 1)})

    def noted(self, moment: int, by: Actor, text: str) -> None:
        self.say(moment, by, "internal_note", text)
        self._line(moment, by, "note", {})

    def followed(self, moment: int, name: str, email: str) -> None:
        self.contact(moment, "follower", name, email, "")
        self._line(moment, INHABITANT, "follow", {})

    def contact(self, moment: int, kind: str, name: str, email: str, phone: str) -> None:
        self.contacts.append(
            {
                "id": self._id(moment),
                "request_id": self.row["id"],
                "kind": kind,
                "name": name,
                "email": email,
                "phone": phone,
                "created_at": stamp(moment),
            }
        )

    def say(self, moment: int, by: Actor, kind: str, text: str, *, public: bool = False) -> None:
        self.messages.append(
            {
                "id": self._id(moment),
                "request_id": self.row["id"],
                "kind": kind,
                "author": by.id,
                "author_name": by.name,
                "body": text,
                "is_public": int(public),
                "created_at": stamp(moment),
            }
        )

    def _due(self, day: int, columns: dict[str, str | None]) -> None:
        self.due = day
        columns["due_on"] = self.days.texts[day]

    def _changed(self, moment: int, by: Actor, verb: str, changes: Changes, reason: str = "") -> None:
        self.row["version"] += 1
        self.row["updated_at"] = stamp(moment)
        self._line(moment, by, verb, changes, reason)

    def _line(self, moment: int, by: Actor, verb: str, changes: Changes, reason: str = "") -> None:
        # The same columns as data.journal.line, without a datetime for each of a million moments.
        self.lines.append(
            (
                moment,
                {
                    "at": stamp(moment),
                    "actor": by.id,
                    "actor_name": by.name,
                    "role": by.role.value,
                    "kind": "request",
                    "key": self.row["id"],
                    "verb": verb,
                    "changes": changes_text(changes),
                    "reason": reason,
                },
            )
        )

    def _id(self, moment: int) -> str:
        return quick_id(moment, int(self.rng.random() * TAIL))


dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def changes_text(changes: Changes) -> str:
    """As the journal keeps them; the state alone, the most frequent, without the encoder."""
    if not changes:
        return "{}"
    if len(changes) == 1 and "state" in changes:
        before, after = changes["state"]
        return f'{{"state":["{before}","{after}"]}}'
    return dumps(changes)


PAIRS = tuple(first + second for first in ALPHABET for second in ALPHABET)


def quick_id(milliseconds: int, tail: int) -> str:
    """As `data.clock.id_at`, ten bits at a time."""
    number, pairs = (milliseconds << 30) | tail, PAIRS
    return (
        pairs[number >> 70 & 1023]
        + pairs[number >> 60 & 1023]
        + pairs[number >> 50 & 1023]
        + pairs[number >> 40 & 1023]
        + pairs[number >> 30 & 1023]
        + pairs[number >> 20 & 1023]
        + pairs[number >> 10 & 1023]
        + pairs[number & 1023]
    )


def worked_between(days: Days, start: int, end: int) -> int:
    """As `data.working_days.working_days_between`, by look-up."""
    if end <= start:
        return 0
    return days.worked_before[end + 1] - days.worked_before[start + 1]
