"""What a file is, by its bytes: what people may join to an item, and under which name it is kept."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from data.photos import clean_photo
from data.refusals import refuse
from data.words import plain

NAME = 120  # characters
UNNAMED = "fichier"
# First bytes: JPEG (ITU-T T.81), PNG (W3C), RIFF…WEBP, ISO base media brands of HEIF (ISO/IEC 23008-12).
IMAGES = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF.{4}WEBP|.{4}ftyp(?:heic|heix|hevc|mif1|msf1)", re.DOTALL)
IMAGE = "image/jpeg"  # the only one that is kept
PDF = b"%PDF-"  # ISO 32000-1, 7.5.2
ZIP = b"PK\x03\x04"
OPEN_XML = {  # ECMA-376: the folder of the main part
    "word": (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl": (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ppt": (".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
OPEN_DOCUMENT = {  # ISO/IEC 26300: the first entry, "mimetype"
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
}
TEXTS = {".txt": "text/plain", ".md": "text/markdown", ".csv": "text/csv", ".json": "application/json"}
TEXTS |= {".log": "text/plain"}
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")
OFFICE = (*(suffix for suffix, _ in OPEN_XML.values()), *OPEN_DOCUMENT.values())
SUFFIXES: tuple[str, ...] = (*PICTURES, ".pdf", *OFFICE, *TEXTS)  # what a browser offers


@dataclass(frozen=True)
class Recognised:
    """A file that may be kept: its clean name, which ends as its kind does, its media type, its bytes."""

    name: str
    suffix: str
    media_type: str
    content: bytes


def recognised(name: str, content: bytes) -> Recognised:
    """What a file is. Raises Refused("file_kind") for what is not in the list: programs, pages, macros, archives."""
    given = clean_name(name)
    if IMAGES.match(content):
        return named(given, ".jpg", IMAGE, clean_photo(content, field="file").content)
    kind = kind_of(given, content)
    if kind is None:
        raise refuse("file_kind", on="file", kinds=", ".join(each.lstrip(".") for each in SUFFIXES))
    return named(given, *kind, content)


def kind_of(name: str, content: bytes) -> tuple[str, str] | None:
    """Suffix and media type of a document; the name counts only among plain texts, which look alike."""
    if content.startswith(PDF):
        return ".pdf", "application/pdf"
    if content.startswith(ZIP):
        return office_kind(content)
    suffix = PurePosixPath(name).suffix.lower()
    return (suffix, TEXTS[suffix]) if suffix in TEXTS and is_text(content) else None


def office_kind(content: bytes) -> tuple[str, str] | None:
    """Of an office document; None for any other archive, or one that carries macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:  # only its table of contents is read
            names = archive.namelist()
            if "mimetype" in names:
                if archive.getinfo("mimetype").compress_type != zipfile.ZIP_STORED:
                    return None  # the standard keeps it as it is: nothing that people send is unpacked here
                with archive.open("mimetype") as entry:
                    said = entry.read(100).decode("ascii", "replace").strip()
                scripts = any(each.startswith(("Basic/", "Scripts/")) for each in names)
                return None if scripts or said not in OPEN_DOCUMENT else (OPEN_DOCUMENT[said], said)
    # What zipfile raises for an archive that is cut, lies, or is written in a way of its own.
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, KeyError):
        return None
    if "[Content_Types].xml" not in names or any("vbaproject" in each.lower() for each in names):
        return None
    found = {each.split("/")[0] for each in names} & set(OPEN_XML)
    return OPEN_XML[found.pop()] if len(found) == 1 else None


def is_text(content: bytes) -> bool:
    """Whether the bytes are UTF-8 without a zero."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in content


def clean_name(name: str) -> str:
    """The name without folders, controls or characters that a system reads as more than a letter."""
    bare = plain(name).replace("\\", "/").split("/")[-1]
    bare = " ".join(re.sub(r'[<>:"|?*\n%]', " ", bare).split()).strip(" .")
    return bare if re.search(r"\w", bare) else UNNAMED


def named(name: str, suffix: str, media_type: str, content: bytes) -> Recognised:
    """The file under its name, which ends as its kind does and no other."""
    stem = name[: -len(PurePosixPath(name).suffix)] if PurePosixPath(name).suffix else name
    stem = stem[: NAME - len(suffix)].rstrip(" .") or UNNAMED
    return Recognised(stem + suffix, suffix, media_type, content)
