"""What can be reported, ready for quick drawing: shares, seasons, answers, the sentences of each category."""

from __future__ import annotations

import json
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from data.reference_data import read_json
from demo.phrases import Common, Phrases, load_common, load_phrases

VARIANTS = 8  # sets of answers drawn in advance for each category
# What darkness, growth and wet leaves do, January first.
SEASONS: dict[str, tuple[float, ...]] = {
    "lighting": (1.5, 1.3, 1.1, 0.8, 0.6, 0.5, 0.5, 0.6, 0.9, 1.3, 1.6, 1.7),
    "green": (0.5, 0.5, 0.8, 1.2, 1.6, 1.7, 1.5, 1.1, 1.1, 1.1, 0.9, 0.6),
    "animals": (0.6, 0.6, 0.8, 1.0, 1.3, 1.5, 1.6, 1.5, 1.2, 0.9, 0.7, 0.6),
    "water": (1.2, 1.1, 1.0, 0.9, 0.9, 0.8, 0.7, 0.7, 0.9, 1.3, 1.6, 1.4),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A category with everything that drawing a request of it needs."""

    code: str
    team: str
    body: str | None
    norm_days: int
    is_public: bool
    phrases: Phrases
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """Draws categories by month, and sentences."""

    kinds: tuple[Kind, ...]
    weights: tuple[tuple[float, ...], ...]  # cumulated, by month, January first
    common: Common

    def draw(self, month: int, rng: Random) -> Kind:
        """A kind by its share in that month (1 to 12)."""
        weights = self.weights[month - 1]
        return self.kinds[bisect(weights, rng.random() * weights[-1])]

    def opening(self, kind: Kind, rng: Random) -> str:
        """What is wrong. Whoever reports it again says the same in other words around it."""
        choices, since = kind.phrases.openings, self.common.since
        opening = choices[int(rng.random() * len(choices))]
        return opening.replace("{since}", since[int(rng.random() * len(since))]) if "{" in opening else opening

    def description(self, kind: Kind, opening: str, rng: Random) -> str:
        """One to four sentences around the opening, as an inhabitant writes them."""
        random, common, phrases = rng.random, self.common, kind.phrases
        start = common.starts[int(random() * len(common.starts))]
        if start:
            opening = opening[0].lower() + opening[1:]
        parts = [start + opening]
        if random() < 0.65:
            parts.append(phrases.details[int(random() * len(phrases.details))])
        ending = common.endings[int(random() * len(common.endings))]
        if ending:
            parts.append(ending)
        return " ".join(parts)


def make_catalogue(rng: Random) -> Catalogue:
    """Joins the reference categories with their sentences."""
    grammar = {phrases.category: phrases for phrases in load_phrases()}
    leaves = [each for each in read_json("categories") if each["parent"]]
    kinds = tuple(
        Kind(
            code=each["code"],
            team=each["team"],
            body=each["body"],
            norm_days=each["norm_days"],
            is_public=each["is_public"],
            phrases=grammar[each["code"]],
            answers=tuple(draw_answers(each["questions"], rng) for _ in range(VARIANTS)),
        )
        for each in leaves
    )
    flat = (1.0,) * 12
    weights = tuple(
        tuple(
            accumulate(
                kind.phrases.share * SEASONS.get(each["parent"], flat)[month]
                for kind, each in zip(kinds, leaves, strict=True)
            )
        )
        for month in range(12)
    )
    return Catalogue(kinds, weights, load_common())


def draw_answers(questions: list[dict[str, object]], rng: Random) -> str:
    """Valid answers to the choices, as the column keeps them: never one that stops the report."""
    answers: dict[str, str] = {}
    for question in questions:
        choices = question["choices"]
        assert isinstance(choices, list)  # noqa: S101  (our own file)
        keys = [choice["key"] for choice in choices if not choice["stop"]]
        if keys and (question["required"] or rng.random() < 0.6):
            answers[str(question["code"])] = rng.choice(keys)
    return json.dumps(answers, ensure_ascii=False, separators=(",", ":"))
