"""Files joined to an item: what is kept, what is refused, who reads."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from backlog.attachments import MAXIMUM_BYTES, MOST
from backlog.file_kinds import clean_name, recognised
from data.refusals import Refused
from data.store import NotFound
from services import Services
from tests.backlog.conftest import DEVELOPER, OFFICIAL, OWNER, Add

PDF = b"%PDF-1.7\n%%EOF"


def picture(kind: str = "PNG") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(target, kind)
    return target.getvalue()


def archive(*names: str, mimetype: str = "") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return target.getvalue()


WORD = archive("[Content_Types].xml", "word/document.xml")
ODT = archive("content.xml", mimetype="application/vnd.oasis.opendocument.text")


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        recognised(name, content)
    return refused.value.code


def outcome(content: bytes) -> str:
    try:
        recognised("essai.txt", content)
    except Refused as refused:
        return refused.code
    return "kept"


@pytest.mark.parametrize(
    ("name", "content", "kept", "media_type"),
    [
        ("note.pdf", PDF, "note.pdf", "application/pdf"),
        ("note.exe", PDF, "note.pdf", "application/pdf"),
        ("plan.png", picture(), "plan.jpg", "image/jpeg"),
        ("plan.webp", picture("WEBP"), "plan.jpg", "image/jpeg"),
        ("liste.csv", "a;é\n1;2".encode(), "liste.csv", "text/csv"),
        ("Lisez-moi.TXT", b"Bonjour", "Lisez-moi.txt", "text/plain"),
        ("lettre.zip", ODT, "lettre.odt", "application/vnd.oasis.opendocument.text"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_file_is_what_its_bytes_are(name: str, content: bytes, kept: str, media_type: str) -> None:
    found = recognised(name, content)
    assert (found.name, found.media_type) == (kept, media_type)


def test_office_document_is_recognised_by_its_main_folder() -> None:
    assert recognised("lettre.docx", WORD).media_type.endswith("wordprocessingml.document")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("programme.txt", b"MZ\x00\x01"),
        ("lettre.csv", "é".encode("latin-1")),
        ("archive.zip", archive("a.txt")),
        ("lettre.docm", archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("macro.odt", archive("Basic/a.xml", mimetype="application/vnd.oasis.opendocument.text")),
        ("coupe.docx", WORD[:40]),
        ("sans-nom", b"Bonjour"),
        ("animation.gif", picture("GIF")),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_other_files_are_refused_whatever_their_name(name: str, content: bytes) -> None:
    assert refusal(name, content) == "file_kind"


@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_document_whose_kind_is_packed_is_refused_unread(packed: int) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packed) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    content = bytearray(target.getvalue())
    content[40] ^= 0xFF
    assert refusal("lettre.odt", bytes(content)) == "file_kind"


def test_image_that_does_not_read_is_refused() -> None:
    assert refusal("plan.png", picture()[:30]) == "photo_unreadable"


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Bureau\\note.txt", "note.txt"),
        ("..", "fichier"),
        ("a\x00b\u202ecod.txt", "abcod.txt"),
        ("  Plan  du quartier .txt ", "Plan du quartier .txt"),
        ("<b>\n", "b"),
    ],
)
def test_name_is_only_a_name(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


@given(st.text(max_size=200), st.sampled_from([PDF, WORD, ODT]))
def test_any_name_is_kept_short_and_ends_as_its_kind(name: str, content: bytes) -> None:
    found = recognised(name, content)
    assert len(found.name) <= 120
    assert found.name.endswith(found.suffix)
    assert not set("/\\\n\0") & set(found.name)


@given(st.binary(max_size=300))
def test_any_bytes_are_kept_or_refused(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"\xff\xd8\xff"):
        assert outcome(start + content) in ("kept", "file_kind", "photo_unreadable", "photo_too_large")


def test_file_joined_is_read_by_whoever_sees_the_item(services: Services, add: Add) -> None:
    item = add()
    services.attachments.add(by=DEVELOPER, item_id=item.id, name="note.pdf", content=PDF)
    (file,) = services.attachments.of(by=OFFICIAL, item_id=item.id)
    assert (file.name, file.size, file.author_name, file.is_image) == ("note.pdf", len(PDF), "Dina", False)
    assert services.attachments.read(by=OFFICIAL, attachment_id=file.id) == PDF


def test_file_of_a_private_item_does_not_exist_for_others(services: Services, add: Add) -> None:
    item = add(is_private=True)
    file = services.attachments.add(by=DEVELOPER, item_id=item.id, name="note.pdf", content=PDF)
    assert services.attachments.read(by=OWNER, attachment_id=file.id) == PDF
    for act in (
        lambda: services.attachments.of(by=OFFICIAL, item_id=item.id),
        lambda: services.attachments.read(by=OFFICIAL, attachment_id=file.id),
    ):
        with pytest.raises(NotFound):
            act()


def test_file_removed_leaves_the_disk_and_its_name_in_the_journal(services: Services, add: Add) -> None:
    item, folder = add(), services.settings.attachments
    file = services.attachments.add(by=DEVELOPER, item_id=item.id, name="note.pdf", content=PDF)
    assert len(list(folder.iterdir())) == 1
    services.attachments.remove(by=OWNER, attachment_id=file.id)
    assert list(folder.iterdir()) == []
    assert services.attachments.of(by=OWNER, item_id=item.id) == ()
    entries = services.context.journal.of("item", item.id)[1:]
    assert [(each.verb, each.changes["attachment"]) for each in entries] == [
        ("attach_file", (None, "note.pdf")),
        ("detach_file", ("note.pdf", None)),
    ]
    with pytest.raises(NotFound):
        services.attachments.read(by=OWNER, attachment_id=file.id)


def test_refused_file_leaves_nothing(services: Services, add: Add) -> None:
    item, folder = add(), services.settings.attachments
    for content, code in ((b"", "file_empty"), (b"%PDF-" + b"0" * MAXIMUM_BYTES, "file_too_heavy")):
        with pytest.raises(Refused) as refused:
            services.attachments.add(by=OWNER, item_id=item.id, name="note.pdf", content=content)
        assert refused.value.code == code
    with pytest.raises(NotFound):
        services.attachments.add(by=OWNER, item_id="nobody", name="note.pdf", content=PDF)
    assert list(folder.iterdir()) == []


def test_an_item_holds_so_many_files(services: Services, add: Add) -> None:
    item = add()
    for number in range(MOST):
        services.attachments.add(by=OWNER, item_id=item.id, name=f"{number}.txt", content=b"x")
    with pytest.raises(Refused) as refused:
        services.attachments.add(by=OWNER, item_id=item.id, name="trop.txt", content=b"x")
    assert refused.value.code == "too_many_files"
    assert len(list(services.settings.attachments.iterdir())) == MOST


def test_file_gone_from_the_disk_is_not_found(services: Services, add: Add) -> None:
    file = services.attachments.add(by=OWNER, item_id=add().id, name="note.pdf", content=PDF)
    for each in Path(services.settings.attachments).iterdir():
        each.unlink()
    with pytest.raises(NotFound):
        services.attachments.read(by=OWNER, attachment_id=file.id)
