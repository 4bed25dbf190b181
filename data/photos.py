"""Pictures that people send: recognised by their bytes, refused before they cost anything, re-encoded bare."""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from data.refusals import refuse

MAXIMUM_BYTES = 10 * 1024 * 1024
MAXIMUM_PIXELS = 50_000_000  # what the finest telephones make, and 150 MB once decoded
MAXIMUM_SIDE = 2048
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
QUALITY = 85
ORIENTATION = 0x0112  # Exif 2.3

pillow_heif.register_heif_opener()


@dataclass(frozen=True)
class CleanPhoto:
    """A JPEG of 2048 pixels at most a side, upright, with no metadata."""

    content: bytes
    width: int
    height: int


def clean_photo(content: bytes, *, field: str = "photos") -> CleanPhoto:
    """Raises Refused: photo_too_heavy (fact megabytes), photo_too_large (fact megapixels), photo_unreadable."""
    if len(content) > MAXIMUM_BYTES:
        raise refuse("photo_too_heavy", on=field, megabytes=MAXIMUM_BYTES // 1024**2)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # Pillow only warns of files that lie about what they hold
        try:
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                if image.width * image.height > MAXIMUM_PIXELS:  # the header alone has been read here
                    raise refuse("photo_too_large", on=field, megapixels=MAXIMUM_PIXELS // 1_000_000)
                return _encoded(image)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
            raise refuse("photo_too_large", on=field, megapixels=MAXIMUM_PIXELS // 1_000_000) from bomb
        # What Pillow and its decoders raise for a file that is cut, lies or is none of ours.
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, RuntimeError, Warning) as broken:
            raise refuse("photo_unreadable", on=field) from broken


@contextmanager
def kept_files(folder: Path, files: Sequence[tuple[str, bytes]]) -> Iterator[None]:
    """Writes each file (name, content) before the body, and takes them all away again if it fails."""
    written: list[Path] = []
    try:
        for name, content in files:
            path = folder / name
            written.append(path)
            with path.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())  # the row that names it is as durable
        yield
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _encoded(image: Image.Image) -> CleanPhoto:
    small = image.convert("RGBA") if image.has_transparency_data else image
    if small.mode not in ("RGB", "RGBA", "L", "CMYK"):
        small = small.convert("RGB")
    small.thumbnail((MAXIMUM_SIDE, MAXIMUM_SIDE))  # a JPEG decodes at a fraction of its size when that is enough
    opaque = Image.new("RGB", small.size, "white")
    opaque.paste(small.convert("RGB"), mask=small.getchannel("A") if small.mode == "RGBA" else None)
    opaque = _upright(opaque, image)
    bare = Image.new("RGB", opaque.size)  # a new image has none of what the file said besides its pixels
    bare.paste(opaque)
    target = io.BytesIO()
    bare.save(target, "JPEG", quality=QUALITY, optimize=True)
    return CleanPhoto(target.getvalue(), bare.width, bare.height)


def _upright(pixels: Image.Image, original: Image.Image) -> Image.Image:
    """The pixels turned as the original's metadata says that the camera was held."""
    pixels.getexif()[ORIENTATION] = original.getexif().get(ORIENTATION, 1)
    return ImageOps.exif_transpose(pixels)
