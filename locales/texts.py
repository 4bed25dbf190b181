"""French source texts and their English catalogue (gettext), plurals, dates and numbers (Babel)."""

from __future__ import annotations

import gettext
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.dates import format_date, format_datetime, format_timedelta
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from data.clock import PARIS, local_day

FOLDER = Path(__file__).parent
SOURCE = "fr"
LANGUAGES = {"fr": "Français", "en": "English"}


def N_(message: str) -> str:
    """Marks a source text that is translated later."""
    return message


@lru_cache
def catalogue(lang: str) -> gettext.NullTranslations:
    """The translations of a language; the source language needs none."""
    if lang == SOURCE:
        return gettext.NullTranslations()
    with (FOLDER / f"{lang}.po").open("rb") as file:
        messages = read_po(file, locale=lang, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def language(*wishes: str | None) -> str:
    """The first wish ("en", "en-GB", "fr;q=0.8") that we speak, else the source language."""
    for wish in wishes:
        code = (wish or "").strip().lower()[:2]
        if code in LANGUAGES:
            return code
    return SOURCE


def one_full_stop(text: str) -> str:
    """The full stop of an abbreviation ends the sentence too: « le 2 déc. », not « le 2 déc.. »."""
    return re.sub(r"(?<!\.)\.\.(?!\.)", ".", text)


@dataclass(frozen=True)
class Texts:
    """What is said in one language ("fr" or "en")."""

    lang: str

    @property
    def locale(self) -> str:
        """Babel's name of the language: dates of English texts are British, as close to French habits as can be."""
        return {"fr": "fr_FR", "en": "en_GB"}[self.lang]

    def t(self, message: str, **facts: object) -> str:
        """The message in this language, with its facts."""
        found = catalogue(self.lang).gettext(message) if message else ""
        return one_full_stop(found.format(**facts)) if facts else found

    def tn(self, one: str, many: str, n: int, **facts: object) -> str:
        """The message for that many; `{n}` is the number, written as the language does."""
        in_french = one if abs(n) < 2 else many
        found = in_french if self.lang == SOURCE else catalogue(self.lang).ngettext(one, many, n)
        return one_full_stop(found.format(n=self.number(n), **facts))

    def either(self, french: str, english: str) -> str:
        """The one of two stored texts that is in this language; the French one where nobody wrote the English."""
        return english if self.lang == "en" and english else french

    def number(self, value: float) -> str:
        """1 234,5 or 1,234.5: at most one decimal."""
        return str(format_decimal(value, format="#,##0.#", locale=self.locale))

    def day(self, when: date | datetime, *, year: bool = False) -> str:
        """jeu. 26 nov., with the year when it is not this one or when asked."""
        on = local_day(when) if isinstance(when, datetime) else when
        shown = "EEE d MMM y" if year or abs((on - datetime.now(PARIS).date()).days) > 300 else "EEE d MMM"
        return str(format_date(on, shown, locale=self.locale))

    def moment(self, when: datetime) -> str:
        """jeu. 26 nov. à 14:02, in the town's time."""
        hour = str(format_datetime(when, "HH:mm", tzinfo=PARIS, locale=self.locale))
        return self.t("{day} à {hour}", day=self.day(when), hour=hour)

    def span(self, length: timedelta) -> str:
        """2 jours, 3 heures."""
        return str(format_timedelta(abs(length), locale=self.locale, threshold=1.2))

    def ago(self, when: datetime, now: datetime) -> str:
        """il y a 2 jours."""
        if abs(now - when) < timedelta(minutes=1):
            return self.t("à l’instant")
        return str(format_timedelta(when - now, "minute", threshold=1.2, add_direction=True, locale=self.locale))
