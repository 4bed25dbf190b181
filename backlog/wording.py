"""How an exported list or document is worded: by stable codes, or by the texts of a language, which a door gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


def as_code(code: StrEnum) -> str:
    """The code itself."""
    return code.value


def as_named(name: str) -> str:
    """The name itself."""
    return name


@dataclass(frozen=True)
class Wording:
    """Column names, titles and codes in words; how a table writes its cells.

    A French spreadsheet opens a file by a double click only with « ; » between cells, a decimal comma, and the byte
    order mark that says UTF-8; an English one takes « , » and a point. Programs take codes, « , », and no mark.
    """

    name: Callable[[str], str] = as_named  # of a column or a title
    code: Callable[[StrEnum], str] = as_code
    separator: str = ","
    decimal: str = "."
    mark: str = ""
    colon: str = ": "  # between a name and its value, in a document

    def number(self, value: float) -> str:
        """A number without a thousands separator, so that a spreadsheet reads it as one: 2.5, 2,5, 13."""
        plain = str(int(value)) if value == int(value) else repr(float(value))
        return plain.replace(".", self.decimal)


CODES = Wording()
