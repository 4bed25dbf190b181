"""The photos of a report: how many, and their files beside the rows that name them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from data.photos import CleanPhoto, clean_photo, kept_files
from data.refusals import refuse

PHOTOS_PER_REPORT = 5


def clean_photos(photos: Sequence[bytes], *, field: str = "photos") -> tuple[CleanPhoto, ...]:
    """All of them cleaned. Raises Refused: too_many_photos (fact maximum) and what `clean_photo` raises."""
    if len(photos) > PHOTOS_PER_REPORT:
        raise refuse("too_many_photos", on=field, maximum=PHOTOS_PER_REPORT)
    return tuple(clean_photo(content, field=field) for content in photos)


def kept_photos(folder: Path, photos: Sequence[tuple[str, CleanPhoto]]) -> AbstractContextManager[None]:
    """Writes each file (name, photo) before the body, and takes them all away again if it fails."""
    return kept_files(folder, [(name, photo.content) for name, photo in photos])
