"""What people have said behind an item, and the values that it proposes; nothing here is ever applied by itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from backlog.scores import WSJF_SCALE
from backlog.views import Moods
from data.store import Store, one_of

WORDS = re.compile(r"evidence: (\d+) voices, (\d+) requests, (\d+) good, (\d+) medium, (\d+) bad")
FED = ("wsjf_value", "rice_reach")  # what evidence proposes


@dataclass(frozen=True)
class Evidence:
    """Who stands behind an item: voices (people, each counted once), feedbacks, distinct requests, their moods."""

    voices: int = 0
    feedbacks: int = 0
    requests: int = 0
    moods: Moods = field(default_factory=Moods)

    @property
    def people(self) -> int:
        """Voices and requests concerned, together: how many times the need was met."""
        return self.voices + self.requests

    @property
    def reach(self) -> float | None:
        """Proposed RICE reach: voices + distinct requests concerned. None when nobody has said anything."""
        return float(self.people) or None

    @property
    def value(self) -> float | None:
        """Proposed WSJF value: the smallest of the scale that reaches voices + requests, 20 at most; one step more
        when more people are unhappy than happy (their mark, good 10, medium 5, bad 0, is then under 5).

        None when nobody has said anything. The formula is ours.
        """
        if not self.people:
            return None
        step = next((at for at, value in enumerate(WSJF_SCALE) if value >= self.people), len(WSJF_SCALE) - 1)
        return float(WSJF_SCALE[min(step + self.is_unhappy, len(WSJF_SCALE) - 1)])

    @property
    def is_unhappy(self) -> bool:
        """Whether more people are unhappy than happy."""
        return self.moods.bad > self.moods.good

    @property
    def words(self) -> str:
        """What the journal keeps as the reason of a value taken from here; `read_words` reads it back."""
        moods = self.moods
        return (
            f"evidence: {self.voices} voices, {self.requests} requests, "
            f"{moods.good} good, {moods.medium} medium, {moods.bad} bad"
        )

    def proposal(self, name: str) -> float | None:
        """What is proposed for a field of FED, by its name."""
        return {"wsjf_value": self.value, "rice_reach": self.reach}[name]


def read_words(reason: str) -> Evidence | None:
    """The evidence that a reason of the journal tells; None when it tells something else."""
    found = WORDS.fullmatch(reason)
    if not found:
        return None
    voices, requests, good, medium, bad = map(int, found.groups())
    return Evidence(voices, good + medium + bad, requests, Moods(good, medium, bad))


def evidence_of(store: Store, item_ids: Iterable[str]) -> dict[str, Evidence]:
    """What stands behind each item; Evidence() for one that nobody talked about."""
    ids = list(item_ids)
    places, parameters = one_of(ids)
    rows = store.rows(
        "select item_id, count(*) as feedbacks, count(distinct voice) as voices, "
        "count(distinct case when request_reference <> '' then request_reference end) as requests, "
        "sum(case when mood = 'good' then 1 else 0 end) as good, "
        "sum(case when mood = 'medium' then 1 else 0 end) as medium, "
        "sum(case when mood = 'bad' then 1 else 0 end) as bad "
        f"from feedback where item_id in ({places}) group by item_id",
        parameters,
    )
    found = {
        row["item_id"]: Evidence(
            row["voices"], row["feedbacks"], row["requests"], Moods(row["good"], row["medium"], row["bad"])
        )
        for row in rows
    }
    return {item_id: found.get(item_id, Evidence()) for item_id in ids}


def fed_fields(store: Store, item_ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """The fields of each item whose value in place was taken from evidence: the journal says where it came from."""
    places, parameters = one_of(item_ids)
    rows = store.rows(
        "select key, changes, reason from journal "
        f"where kind = 'item' and key in ({places}) and verb = 'prioritise' order by number",
        parameters,
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        touched = set(FED) & set(json.loads(row["changes"]))
        kept = found.setdefault(row["key"], set())
        found[row["key"]] = (kept | touched) if read_words(row["reason"]) else (kept - touched)
    return {key: frozenset(fields) for key, fields in found.items() if fields}
