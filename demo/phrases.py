"""What people of Techniville write, category by category, and what the services answer. Loaded from texts/*.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TEXTS = Path(__file__).resolve().parent / "texts"


@dataclass(frozen=True)
class Phrases:
    """The grammar of one category. `share`: percentage of all requests; `not_done`: pairs (reason, public answer)."""

    category: str
    share: float
    openings: tuple[str, ...]
    details: tuple[str, ...]
    done: tuple[str, ...]
    not_done: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Common:
    """What fits every category."""

    starts: tuple[str, ...]
    endings: tuple[str, ...]
    since: tuple[str, ...]
    comments: tuple[str, ...]
    contests: tuple[str, ...]
    questions: tuple[str, ...]
    replies: tuple[str, ...]
    transfers: tuple[str, ...]
    duplicates: tuple[str, ...]
    cancellations: tuple[str, ...]
    reopening_refused: tuple[str, ...]
    first_names: tuple[str, ...]
    surnames: tuple[str, ...]


@lru_cache(maxsize=1)
def load_phrases() -> tuple[Phrases, ...]:
    """Every category's grammar; the shares add up to 100."""
    return tuple(
        Phrases(
            category=code,
            share=raw["share"],
            openings=tuple(raw["openings"]),
            details=tuple(raw["details"]),
            done=tuple(raw["done"]),
            not_done=tuple((reason, answer) for reason, answer in raw["not_done"]),
            notes=tuple(raw["notes"]),
        )
        for code, raw in json.loads((TEXTS / "requests.json").read_text(encoding="utf-8")).items()
    )


@lru_cache(maxsize=1)
def load_common() -> Common:
    """The sentences and names that any request may use."""
    raw = json.loads((TEXTS / "common.json").read_text(encoding="utf-8"))
    return Common(**{name: tuple(values) for name, values in raw.items()})
