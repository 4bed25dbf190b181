"""Photos that are not, that are too much, and those that say too much."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from data.photos import CleanPhoto, clean_photo
from data.refusals import Refused
from prototype.photos import clean_photos, kept_photos
from tests.prototype.conftest import picture


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def bomb(width: int = 20_000, height: int = 10_000) -> bytes:
    """200 megapixels of nothing in a few kilobytes."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    line = b"\0" * (width // 8 + 1)
    pixels = zlib.compress(line * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def outcome(content: bytes) -> str:
    try:
        clean_photo(content)
    except Refused as refused:
        return refused.code
    return "kept"


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        clean_photo(content)
    return refused.value.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_the_four_formats_become_a_jpeg(kind: str) -> None:
    photo = clean_photo(picture(64, 48, kind))
    with Image.open(io.BytesIO(photo.content)) as image:
        assert (image.format, image.size) == ("JPEG", (64, 48))
    assert (photo.width, photo.height) == (64, 48)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_formats_are_refused(kind: str) -> None:
    assert refusal(picture(8, 8, kind)) == "photo_unreadable"


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    content = bomb()
    assert len(content) < 100_000
    tracemalloc.start()
    try:
        assert refusal(content) == "photo_too_large"
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("size", [(12_000, 7_500), (20_000, 10_000)])
def test_what_pillow_only_warns_of_is_refused_too(size: tuple[int, int]) -> None:
    assert refusal(bomb(*size)) == "photo_too_large"


def test_ten_megabytes_is_the_most() -> None:
    assert refusal(picture() + b"\0" * (10 * 1024 * 1024)) == "photo_too_heavy"


def test_five_photos_are_the_most() -> None:
    with pytest.raises(Refused) as refused:
        clean_photos([picture()] * 6)
    assert refused.value.code == "too_many_photos"
    assert len(clean_photos([picture()] * 5)) == 5


def test_no_metadata_is_left_and_the_photo_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned
    exif[0x010F] = "SecretMaker"
    exif.get_ifd(0x8825)[1] = "N"
    content = picture(60, 40, "JPEG", exif=exif, comment=b"SecretComment", icc_profile=b"SecretProfile")
    assert b"SecretMaker" in content
    photo = clean_photo(content)
    assert (photo.width, photo.height) == (40, 60)
    assert b"Secret" not in photo.content
    with Image.open(io.BytesIO(photo.content)) as image:
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_large_photo_is_made_smaller() -> None:
    photo = clean_photo(picture(4_000, 1_000, "JPEG"))
    assert (photo.width, photo.height) == (2048, 512)


def test_transparency_becomes_white() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(target, "PNG")
    with Image.open(io.BytesIO(clean_photo(target.getvalue()).content)) as image:
        assert image.getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_photo_cut_short_is_refused(kind: str) -> None:
    content = picture(64, 48, kind)
    assert refusal(content[: len(content) // 2]) == "photo_unreadable"


@given(
    st.sampled_from([picture(24, 16, kind) for kind in ("JPEG", "PNG", "WEBP", "HEIF")]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8),
    st.binary(max_size=64),
)
def test_damaged_bytes_are_a_photo_or_a_refusal(content: bytes, damages: list[tuple[float, int]], tail: bytes) -> None:
    broken = bytearray(content + tail)
    for where, value in damages:
        broken[int(where * (len(broken) - 1))] = value
    for candidate in (bytes(broken), tail):
        assert outcome(candidate) in ("kept", "photo_unreadable", "photo_too_large")


def test_files_are_taken_away_when_what_follows_fails(tmp_path: Path) -> None:
    photos = [("one.jpg", CleanPhoto(b"1", 1, 1)), ("two.jpg", CleanPhoto(b"2", 1, 1))]
    with pytest.raises(KeyboardInterrupt), kept_photos(tmp_path, photos):
        assert len(list(tmp_path.iterdir())) == 2
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []
    with kept_photos(tmp_path, photos):
        pass
    assert (tmp_path / "two.jpg").read_bytes() == b"2"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGBA"])
def test_every_kind_of_png_is_read(mode: str) -> None:
    target = io.BytesIO()
    Image.new(mode, (3_000, 20)).save(target, "PNG")
    assert clean_photo(target.getvalue()).width == 2048
