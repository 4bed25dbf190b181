"""Short ways to what a file says, and to what came of it here."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from backlog.arrival import ImportReport
from backlog.importers import recognise
from backlog.importers.incoming import Broken, Incoming, Reader
from data.access import SYSTEM
from data.store import Row
from services import Services

SAMPLES = Path(__file__).parents[2] / "samples"


def reader(content: bytes | str, encoding: str = "utf-8") -> Reader:
    """The reader of a file, after its first look."""
    data = content.encode(encoding) if isinstance(content, str) else content
    found = recognise(BytesIO(data))
    found.survey()
    return found


def read(content: bytes | str, encoding: str = "utf-8") -> list[Incoming]:
    """Every row of a file, none of them broken."""
    rows = list(reader(content, encoding).rows())
    assert all(isinstance(row, Incoming) for row in rows), rows
    return [row for row in rows if isinstance(row, Incoming)]


def broken(content: bytes | str) -> list[tuple[int, str]]:
    """Line and reason of the rows that cannot be read."""
    return [(row.line, row.problem.code) for row in reader(content).rows() if isinstance(row, Broken)]


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def bring(services: Services, content: bytes | str, *, preview: bool = False, **given: object) -> ImportReport:
    """The import of a file."""
    data = content.encode() if isinstance(content, str) else content
    return services.imports.run(by=SYSTEM, file=BytesIO(data), name="file", preview=preview, **given)


def items(services: Services) -> dict[str, Row]:
    """Every imported item by its key, in the order of the ranking."""
    sql = (
        "select origin.external_id, item.* from item join item_origin origin on origin.item_id = item.id order by rank"
    )
    return {row["external_id"]: row for row in services.store.rows(sql)}
