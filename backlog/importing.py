"""Bringing in what another tool exported: read, told row by row, tried first if wanted, the same code for good."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from backlog.arrival import Arrival, ImportReport
from backlog.import_rows import Origin, origin_of
from backlog.imported_people import Choice
from backlog.importers import recognise
from backlog.item_rows import seen_item
from data.access import Actor, Permission, require
from data.context import Context
from data.refusals import refuse

Progress = Callable[[int, int], None]


class Previewed(Exception):
    """The end of a preview: takes back all that was written."""


@dataclass(frozen=True)
class Imports:
    """Verbs on what other tools exported. They need EXCHANGE_PROJECT."""

    context: Context
    attachments: Path = field(default=Path())

    def run(
        self,
        *,
        by: Actor,
        file: BinaryIO | Path,
        name: str,
        preview: bool,
        people: Choice = "pseudonymise",
        progress: Progress | None = None,
    ) -> ImportReport:
        """Brings in a file of another tool, recognised from its content; a preview does the same and takes it back.

        What came in before from the same source is brought up to date, except the fields that were changed here
        since. People get the name that `people` gives them; the others a number, or their own name with "keep".
        `progress` is told how many rows are done, of how many. A row that cannot come in is refused alone, and told
        with its line. The whole file comes in or, when something breaks, none of it.

        Raises Refused for a file that is none of the six: import_empty, import_too_large, import_packed,
        import_binary, import_json_invalid, import_one_column, import_unknown, import_nothing.
        """
        require(by, Permission.EXCHANGE_PROJECT)
        if isinstance(file, Path):
            with file.open("rb") as opened:
                return self._bring(by, opened, name, preview, people, progress)
        return self._bring(by, file, name, preview, people, progress)

    def origin(self, *, by: Actor, item_id: str) -> Origin | None:
        """What an imported item was where it comes from; None for one that was written here. Raises NotFound."""
        require(by, Permission.SEE_PROJECT)
        with self.context.store.snapshot():
            return origin_of(self.context.store, seen_item(self.context.store, by, item_id).id)

    def _bring(
        self, by: Actor, file: BinaryIO, name: str, preview: bool, people: Choice, progress: Progress | None
    ) -> ImportReport:
        reader = recognise(file)
        survey = reader.survey()
        if not survey.total and not reader.left_out():
            raise refuse("import_nothing", on="file")
        store = self.context.store
        try:
            with ExitStack() as files, store.transaction():
                arrival = Arrival(self.context, by, reader, survey, people, self.attachments, files)
                report = arrival.bring(name, preview, progress or silent)
                if preview:
                    raise Previewed
        except Previewed:
            pass
        return report


def silent(done: int, total: int) -> None:
    """Nobody is waiting."""
