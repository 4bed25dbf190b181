"""The people of an imported file: named as somebody here, kept, or given a number; their addresses never stay."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from data.words import clean_text, fold, plain

Choice = Mapping[str, str] | Literal["pseudonymise", "keep"]
NAME = 160  # characters, as of an item's person
ADDRESS = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}")
MENTION = re.compile(r"\[~(?:accountid:)?([^\]\s]{1,128})\]")
LOGIN = re.compile(r"(?<![\w@])@([A-Za-z0-9][\w.-]{0,63})")
WORD = re.compile(r"\w+")
HIDDEN_ADDRESS = "[e-mail]"
SPEAKING = 20  # characters from which a login or an identifier can be nothing else in a text


@dataclass(frozen=True)
class Person:
    """Somebody of the file, and what they are called here."""

    name: str
    here: str


@dataclass
class People:
    """Who is who in one import. `known`: every way the file names somebody → their name ("": it gives none).

    `memory` holds the pseudonyms of earlier imports of the same source by a digest of the name, so that "Personne 3"
    stays the same person; new ones are added to it.
    """

    source: str
    choice: Choice
    known: Mapping[str, str]
    memory: dict[str, str]
    met: dict[str, str] = field(default_factory=dict)  # name in the file → name here

    def __post_init__(self) -> None:
        mapping = self.choice if isinstance(self.choice, Mapping) else {}
        self._mapped = {each.strip().casefold(): here for each, here in mapping.items() if here.strip()}
        names = {each for pair in self.known.items() for each in pair if each}
        self._needles: dict[str, list[str]] = {}
        for each in sorted((each for each in names if is_speaking(each)), key=len, reverse=True):
            self._needles.setdefault(WORD.findall(each)[-1], []).append(each)

    def here(self, key: str) -> str:
        """What that person is called here, "" for nobody."""
        key = key.strip()
        if not key:
            return ""
        name = self.known.get(key) or key
        if name not in self.met:
            self.met[name] = self._named(key, name)
        return self.met[name]

    def pairs(self) -> tuple[Person, ...]:
        """Everybody met so far, in the order of the file."""
        return tuple(Person(name, here) for name, here in self.met.items())

    def masker(self, texts: Iterable[str]) -> Callable[[str], str]:
        """What makes these texts, or parts of them, tell people as they are called here and no address."""
        words = set(WORD.findall("\n".join(texts))) & self._needles.keys()
        present = [each for word in words for each in self._needles[word]]

        def mask(text: str) -> str:
            holds_at = "@" in text  # before mentions are written with one
            if "[~" in text:
                text = MENTION.sub(self._wiki_mention, text)
            for each in present:
                if each in text and self.here(each) != each:
                    here = self.here(each).replace("\\", r"\\")
                    text = re.sub(rf"(?<!\w){re.escape(each)}(?!\w)", here, text)
            if holds_at:
                text = LOGIN.sub(self._mention, text)
                text = ADDRESS.sub(HIDDEN_ADDRESS, text)
            return plain(text)

        return mask

    def told(self, text: str, mask: Callable[[str], str]) -> str:
        """A text of the original data: a person, several, or anything else."""
        if text in self.known:
            return self.here(text)
        for separator in ("\n", ", "):
            if separator not in text:
                continue
            parts = text.split(separator)
            if any(part in self.known for part in parts):
                return plain(separator.join(self.here(part) if part in self.known else mask(part) for part in parts))
        return mask(text)

    def _wiki_mention(self, found: re.Match[str]) -> str:
        is_person = found[1] in self.known or "accountid:" in found[0] or self.source.startswith("jira")
        return f"@{self.here(found[1])}" if is_person else found[0]

    def _mention(self, found: re.Match[str]) -> str:
        login = found[1].rstrip(".-")
        return f"@{self.here(login)}{found[1][len(login) :]}" if login in self.known else found[0]

    def _named(self, key: str, name: str) -> str:
        for each in (name, key):
            if mapped := self._mapped.get(each.casefold()):
                return clean_text(mapped, field="people", maximum=NAME, lines=False)
        kept = " ".join(plain(name).split())[:NAME]
        if self.choice == "keep" and kept and not ADDRESS.search(kept) and self.known.get(key, name):
            return kept
        digest = hashlib.sha256(f"{self.source}\0{fold(name) or name}".encode(errors="replace")).hexdigest()[:16]
        return self.memory.setdefault(digest, f"Personne {len(self.memory) + 1}")


def is_speaking(name: str) -> bool:
    """Whether a name, met in the middle of a text, can only be that person's."""
    return bool(WORD.search(name)) and (" " in name or "@" in name or len(name) >= SPEAKING)
