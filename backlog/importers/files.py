"""A file as it comes: its size, its encoding, whether it is text at all."""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from typing import BinaryIO

from data.refusals import refuse

MEGABYTE = 1024 * 1024
LARGEST_TABLE, LARGEST_DOCUMENT = 100 * MEGABYTE, 50 * MEGABYTE  # a document is held whole in memory, a table is not
HEAD, CHUNK = 16 * 1024, MEGABYTE
# First bytes of what must be opened first: zip (also spreadsheets), gzip, 7z, rar, bzip2, xz, zstd, old spreadsheets.
PACKED = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"\xd0\xcf\x11\xe0",
)
MARKS = (  # byte order marks, the longest first
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WRITTEN_CONTROLS = frozenset("\t\n\r\f\x0b\x1a")  # \x1a ended a text on old systems


@dataclass(frozen=True)
class TextFile:
    """A file of text, read from its beginning as often as wanted; it stays open."""

    file: BinaryIO
    size: int
    encoding: str

    def open(self) -> io.TextIOWrapper:
        """The text from the beginning, its line ends untouched. Whoever reads it detaches it."""
        self.file.seek(0)
        return io.TextIOWrapper(self.file, encoding=self.encoding, errors="replace", newline="")

    def begins_with(self) -> str:
        """The first characters that are no blank."""
        return head_of(self).lstrip()

    def whole(self) -> str:
        """All of it. Raises Refused("import_too_large") for more than a document may be."""
        check_size(self.size, LARGEST_DOCUMENT)
        text = self.open()
        try:
            return text.read()
        finally:
            text.detach()


def read_file(file: BinaryIO) -> TextFile:
    """The file as text. Raises Refused: import_empty, import_too_large, import_packed, import_binary."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(HEAD)
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise refuse("import_empty", on="file")
    check_size(size, LARGEST_TABLE)
    if head.startswith(PACKED):
        raise refuse("import_packed", on="file")
    text = TextFile(file, size, encoding_of(file, head))
    if any(ord(each) < 32 and each not in WRITTEN_CONTROLS for each in head_of(text)):
        raise refuse("import_binary", on="file")
    return text


def check_size(size: int, largest: int) -> None:
    if size > largest:
        raise refuse("import_too_large", on="file", megabytes=largest // MEGABYTE)


def encoding_of(file: BinaryIO, head: bytes) -> str:
    """The encoding by its mark, by where its zeros are, by whether it is UTF-8 to the end, else that of Windows."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    half = len(head) // 2 or 1
    if head[1::2].count(0) > half * 0.6:
        return "utf-16-le"
    if head[0::2].count(0) > half * 0.6:
        return "utf-16-be"
    return "utf-8" if is_utf8(file) else "cp1252"


def is_utf8(file: BinaryIO) -> bool:
    """Whether every byte is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def head_of(text: TextFile) -> str:
    """The first characters."""
    reading = text.open()
    try:
        return reading.read(HEAD // 4)
    finally:
        reading.detach()
