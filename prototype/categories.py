"""What can be reported, in two levels, and the category guessed from a few words."""

from __future__ import annotations

import json
from dataclasses import dataclass

from rapidfuzz import fuzz

from data.store import Row, Store
from data.words import fold
from prototype.models import Body, Category, Choice, Question, QuestionKind, ServiceTeam

PROPOSED = 5
GOOD_ENOUGH = 80.0  # of 100
# Words that say nothing about the matter, or are in half of the reports.
_SHORT = (
    "le la les un une des du de d l au aux en et est a il y sur dans pour qui que ne pas rue ou the of or and in on"
)
SHORT_WORDS = frozenset(_SHORT.split())


@dataclass(frozen=True)
class Heading:
    """A first-level category with those of its second level that take reports."""

    category: Category
    choices: tuple[Category, ...]


@dataclass(frozen=True)
class Categories:
    """Look-ups in the reference data; open to everybody."""

    store: Store

    def all(self) -> tuple[Category, ...]:
        """Every category, retired ones included, in the town's order."""
        return tuple(category(row) for row in self.store.rows("select * from category order by position, code"))

    def headings(self) -> tuple[Heading, ...]:
        """The two levels that people choose from."""
        every = self.all()
        grouped = [
            Heading(parent, tuple(each for each in every if each.parent == parent.code and each.takes_reports))
            for parent in every
            if not parent.parent and parent.is_active
        ]
        return tuple(heading for heading in grouped if heading.choices)

    def get(self, code: str) -> Category | None:
        """The category with that code."""
        row = self.store.row("select * from category where code = :code", {"code": code})
        return None if row is None else category(row)

    def propose(self, words: str) -> tuple[Category, ...]:
        """At most five categories for what is typed, best first; accents and typos are forgiven."""
        typed = _words(words[:500])
        if not typed:
            return ()
        scored = [(_likeness(typed, each), each) for each in self.all() if each.takes_reports]
        good = [(score, each) for score, each in scored if score >= GOOD_ENOUGH]
        good.sort(key=lambda pair: (-pair[0], pair[1].position))
        return tuple(each for _score, each in good[:PROPOSED])

    def teams(self) -> tuple[ServiceTeam, ...]:
        """The services of the town by name."""
        return tuple(team(row) for row in self.store.rows("select * from service_team order by name"))

    def team(self, code: str) -> ServiceTeam | None:
        """The service with that code."""
        row = self.store.row("select * from service_team where code = :code", {"code": code})
        return None if row is None else team(row)

    def bodies(self) -> tuple[Body, ...]:
        """The other competent bodies by name."""
        return tuple(body(row) for row in self.store.rows("select * from body order by name"))

    def body(self, code: str) -> Body | None:
        """The body with that code."""
        row = self.store.row("select * from body where code = :code", {"code": code})
        return None if row is None else body(row)


def _likeness(typed: list[str], each: Category) -> float:
    """The best word of what is typed against the category's words, plus a little for each other word that fits."""
    phrases = [" ".join(_words(text)) for text in (each.name, each.name_en, *each.keywords)]
    own = {word for phrase in phrases for word in _words(phrase)}
    best = [max((_alike(word, mine) for mine in own), default=0.0) for word in typed]
    fitting = [score for score in best if score >= GOOD_ENOUGH]
    whole = " ".join(typed)
    exact = 15.0 * sum(1 for phrase in phrases if len(phrase) > 2 and f" {phrase} " in f" {whole} ")
    return max(best) + 10.0 * (len(fitting) - 1) + exact if fitting else 0.0


def _words(text: str) -> list[str]:
    """What counts in a text, in the singular as far as an s or x tells."""
    words = [word for word in fold(text).split() if word not in SHORT_WORDS and len(word) > 1]
    return [word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in words]


def _alike(typed: str, mine: str) -> float:
    if min(len(typed), len(mine)) < 4:  # one letter of a short word is too much of it
        return 100.0 if typed == mine else 0.0
    if len(typed) >= 4 and mine.startswith(typed):
        return 95.0
    return fuzz.ratio(typed, mine)


def category(row: Row) -> Category:
    """The row as a thing of the domain, its questions parsed."""
    return Category(
        code=row["code"],
        parent=row["parent"] or "",
        name=row["name"],
        name_en=row["name_en"],
        icon=row["icon"],
        keywords=tuple(word.strip() for word in row["keywords"].split(",") if word.strip()),
        team=row["team"] or "",
        body=row["body"] or "",
        norm_days=row["norm_days"],
        duplicate_distance=row["duplicate_distance"],
        is_public=bool(row["is_public"]),
        is_active=bool(row["is_active"]),
        questions=questions(row["questions"]),
        position=row["position"],
    )


def questions(text: str) -> tuple[Question, ...]:
    """The questions of the JSON that the reference data holds."""
    return tuple(
        Question(
            code=each["code"],
            text=each["text"],
            text_en=each["text_en"],
            kind=QuestionKind(each["kind"]),
            required=bool(each.get("required", False)),
            choices=tuple(Choice(**choice) for choice in each.get("choices", [])),
        )
        for each in json.loads(text)
    )


def team(row: Row) -> ServiceTeam:
    """The row as a thing of the domain."""
    return ServiceTeam(row["code"], row["name"], row["name_en"], row["phone"], row["email"], row["postal_address"])


def body(row: Row) -> Body:
    """The row as a thing of the domain."""
    return Body(row["code"], row["name"], row["phone"], row["email"], row["url"])
