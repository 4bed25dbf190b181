"""What somebody meant to search for: words that no item holds, put right from those that items do hold."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from data.words import fold

ALIKE = 75.0  # the least likeness, of 100: one slip in five letters, two in eight
SHORTEST = 4  # letters under which nothing is guessed
CANDIDATES = 5


def put_right(words: str, vocabulary: Mapping[str, int]) -> str:
    """The words with each unknown one replaced by the likeliest that is known, of equals the most used; "" if none is.

    A word is known when an item holds it or a word that begins with it, as the search reads it. `vocabulary`: how many
    items hold each word.
    """
    asked = fold(words).split()
    meant = [each if is_known(each, vocabulary) else likeliest(each, vocabulary) for each in asked]
    return "" if meant == asked else " ".join(meant)


def is_known(word: str, vocabulary: Mapping[str, int]) -> bool:
    """Whether a search for that word finds something."""
    return word in vocabulary or any(each.startswith(word) for each in vocabulary)


def likeliest(word: str, vocabulary: Mapping[str, int]) -> str:
    """The known word that it looks like; itself when it looks like none."""
    if len(word) < SHORTEST or word.isdigit():
        return word
    near = process.extract(word, vocabulary.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=CANDIDATES)
    return max(near, key=lambda found: (found[1], vocabulary[found[0]]))[0] if near else word
