"""The English catalogue holds every source text, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from locales.texts import Texts, language

ROOT = Path(__file__).parents[2]
KEYWORDS = {"t": None, "tn": (1, 2), "N_": None}


def source_texts() -> set[str | tuple[str, str]]:
    """Every text that the code marks: a sentence, or a pair (one, many)."""
    found: set[str | tuple[str, str]] = set()
    for folder in ("pages", "api", "locales"):
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, [("**.py", "python")], keywords=KEYWORDS):
            found.add(tuple(message[:2]) if isinstance(message, tuple) else message)
    return found


def messages() -> list[Message]:
    with (ROOT / "locales" / "en.po").open("rb") as file:
        return [each for each in read_po(file, locale="en") if each.id]


def sides(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def facts(text: str) -> set[str]:
    """The names between braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_source_text_has_an_english_one() -> None:
    translated = {each.id if isinstance(each.id, str) else tuple(each.id) for each in messages()}
    assert sorted(map(str, source_texts() - translated)) == []


def test_no_translation_is_left_of_a_text_that_is_gone() -> None:
    translated = {each.id if isinstance(each.id, str) else tuple(each.id) for each in messages()}
    assert sorted(map(str, translated - source_texts())) == []


def test_no_translation_is_empty_or_doubtful() -> None:
    assert [each.id for each in messages() if each.fuzzy or not all(sides(each.string))] == []


def test_translation_has_the_facts_of_its_source() -> None:
    wrong = [
        each.id
        for each in messages()
        if {name for side in sides(each.id) for name in facts(side)}
        != {name for side in sides(each.string) for name in facts(side)}
    ]
    assert wrong == []


def test_french_typography_is_kept() -> None:
    """A straight apostrophe between letters is a typing habit, not French."""
    assert [text for message in source_texts() for text in sides(message) if re.search(r"\w'\w", text)] == []


@pytest.mark.parametrize(
    ("wishes", "code"), [(("en-GB",), "en"), ((None, "fr"), "fr"), (("de", "en"), "en"), (("", None), "fr")]
)
def test_language_is_the_first_wish_that_we_speak(wishes: tuple[str | None, ...], code: str) -> None:
    assert language(*wishes) == code


def test_plural_follows_each_language() -> None:
    french = Texts("fr")
    assert french.tn("{n} demande", "{n} demandes", 0) == "0 demande"
    assert french.tn("{n} demande", "{n} demandes", 2) == "2 demandes"
    assert french.number(12345.67).replace("\u202f", " ") == "12 345,7"
    assert Texts("en").number(12345.67) == "12,345.7"


def test_abbreviation_that_ends_a_sentence_keeps_one_full_stop() -> None:
    assert Texts("fr").t("avant le {day}.", day="2 déc.") == "avant le 2 déc."
    assert Texts("fr").t("et {more}...", more="puis") == "et puis..."
