"""A text file that is there once it is whole, and not before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def whole_file(file: Path) -> Iterator[TextIO]:
    """Where to write, in UTF-8, line ends as given; takes the place of `file` at the end, unless the body fails.

    Raises OSError: a folder that is missing or closed, a full disk.
    """
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as to:
            yield to
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
