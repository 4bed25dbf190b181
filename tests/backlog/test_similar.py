"""Why two texts are shown together."""

from __future__ import annotations

from backlog.similar import COMMON, LOOKED_AT, shared_words, telling_words
from data.words import fold


def test_words_of_any_sentence_tell_nothing() -> None:
    assert telling_words("Je voudrais aussi voir les délais, avec une carte !") == ("delais", "carte")


def test_shared_words_ignore_case_and_accents_and_keep_the_spelling() -> None:
    assert shared_words("Les DÉLAIS par service", "Mesurer les délais de chaque service") == ("service", "délais")


def test_texts_without_a_telling_word_share_nothing() -> None:
    assert shared_words("Très bien, rien à dire", "Rien à dire, vraiment très bien") == ()


def test_a_long_text_is_looked_at_through_its_longest_words() -> None:
    assert len(telling_words(" ".join(f"mot{n:05}" for n in range(500)))) == LOOKED_AT


def test_common_words_are_written_as_they_are_compared() -> None:
    assert all(fold(word) == word for word in COMMON)
