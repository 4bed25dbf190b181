"""What people type, cleaned in one place before any verb keeps it. Escaping is the business of who shows it."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TypeVar

from data.refusals import refuse

EMAIL_LENGTH = 254  # RFC 5321, 4.5.3.1.3
PHONE_LENGTH = 30
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}")
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")
# Embeddings, overrides and isolates (Unicode 9, explicit directional formatting) can make a text read as another;
# right-to-left letters and the plain marks LRM and RLM do without them.
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
Code = TypeVar("Code", bound=StrEnum)
_BLANK = frozenset("\u2800\u3164\u115f\u1160\uffa0")  # drawn as nothing though Unicode calls them letters or symbols


def clean_text(text: str, *, field: str, minimum: int = 0, maximum: int = 4000, lines: bool = True) -> str:
    """The text in NFC without control or direction-changing characters, trimmed; on one line unless `lines`.

    Lengths are in characters. Raises Refused: text_missing (fact minimum), text_too_long (facts maximum, length).
    """
    kept = plain(text)
    kept = "\n".join(line.rstrip() for line in kept.split("\n")).strip() if lines else " ".join(kept.split())
    if not any(_shows(character) for character in kept):
        kept = ""
    if len(kept) > maximum:
        raise refuse("text_too_long", on=field, maximum=maximum, length=len(kept))
    if len(kept) < minimum:
        raise refuse("text_missing", on=field, minimum=minimum)
    return kept


def clean_choice(code: str, family: type[Code], *, field: str) -> Code:
    """One of the codes of a family. Raises Refused("choice_unknown")."""
    if code not in list(family):
        raise refuse("choice_unknown", on=field)
    return family(code)


def clean_email(text: str, *, field: str = "email") -> str:
    """An address that looks like one, or "" when none was given. Raises Refused("email_invalid")."""
    kept = " ".join(plain(text).split())
    if kept and (len(kept) > EMAIL_LENGTH or not _EMAIL.fullmatch(kept)):
        raise refuse("email_invalid", on=field)
    return kept


def clean_phone(text: str, *, field: str = "phone") -> str:
    """A number of 6 to 15 digits as typed (ITU-T E.164 at most), or "". Raises Refused("phone_invalid")."""
    kept = " ".join(plain(text).split())
    if not kept:
        return ""
    digits = re.sub(r"[ .()/-]", "", kept)
    if len(kept) > PHONE_LENGTH or not re.fullmatch(r"\+?[0-9]{6,15}", digits):
        raise refuse("phone_invalid", on=field)
    return kept


def plain(text: str) -> str:
    """NFC, line ends as \\n, tabs as spaces; without controls, lone surrogates and direction-changing characters."""
    if text.replace("\n", "").isprintable() and unicodedata.is_normalized("NFC", text):
        return text  # nothing to change in most texts, told in a moment: an import reads hundreds of thousands
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", "".join(character for character in text if _kept(character)))


def fold(text: str) -> str:
    """Lower case without accents or punctuation, to compare what people type with what we have."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae")
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"(?<=\w)['’](?=\w)", " ", bare)))


def _kept(character: str) -> bool:
    return character == "\n" or (character not in _DIRECTION and unicodedata.category(character) not in ("Cc", "Cs"))


def _shows(character: str) -> bool:
    return character not in _BLANK and unicodedata.category(character)[0] not in "ZCM"
