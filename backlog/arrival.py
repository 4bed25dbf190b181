"""One import under way: chunk by chunk, what is new is written in bulk, what was known is brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from backlog import ranks
from backlog.import_rows import MARK, Batch, earlier_imports, link_items, origins_of
from backlog.imported_epics import EpicBook
from backlog.imported_fields import Cleaned, cleaned
from backlog.imported_items import Keeper
from backlog.imported_people import Choice, People, Person
from backlog.importers.incoming import Broken, Format, Incoming, Reader, Survey
from backlog.models import Relation
from data.access import Actor
from data.context import Context
from data.refusals import Problem, Refused

CHUNK = 500  # rows: memory stays flat, and a person who waits sees it move


@dataclass(frozen=True)
class Kept:
    """An item whose change at the source was not taken: these fields were changed here since."""

    line: int
    number: int
    fields: tuple[str, ...]


@dataclass(frozen=True)
class ImportReport:
    """What came of a file, row by row: read = created + updated + unchanged + refused.

    `created` counts epics too, of which there are `epics` (some made for a title that rows name). `refused` is (line,
    reason) in the order of the file; `warnings` are what came in otherwise than a person may expect.
    """

    format: Format
    source: str
    preview: bool
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    epics: int = 0
    refused: tuple[tuple[int, Problem], ...] = ()
    kept: tuple[Kept, ...] = ()
    unmapped_columns: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass
class Arrival:
    """See `Imports.run`, in whose transaction it lives."""

    context: Context
    by: Actor
    reader: Reader
    survey: Survey
    choice: Choice
    folder: Path
    files: ExitStack
    met: set[tuple[str, str]] = field(default_factory=set)
    refused: list[tuple[int, Problem]] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("created", "updated", "unchanged"), 0))
    links: list[tuple[str, Relation, str]] = field(default_factory=list)  # item, what it is, key of the other
    new_epics: dict[str, str] = field(default_factory=dict)
    source: str = ""

    def bring(self, name: str, preview: bool, progress: Callable[[int, int], None]) -> ImportReport:
        """Every row, then the links, then the line that sums it up."""
        done = 0
        progress(done, self.survey.total)
        numbered = enumerate(self.reader.rows())
        while chunk := list(islice(numbered, CHUNK)):
            if not self.source:
                self._begin(chunk)
            self._take(chunk)
            done += len(chunk)
            progress(done, self.survey.total)
        report = ImportReport(
            format=self.reader.format,
            source=self.source or self.reader.format.value,
            preview=preview,
            read=done,
            **self.counts,
            epics=len(self.epics.made) if done else 0,
            refused=tuple(self.refused),
            kept=tuple(self.kept),
            unmapped_columns=self.reader.unmapped(),
            people=self.people.pairs() if done else (),
            warnings=(*self.reader.left_out(), *self._link(), *(self.keeper.warnings() if done else ())),
        )
        if report.created or report.updated:
            self._sum_up(name, report)
        return report

    def _begin(self, chunk: Iterable[tuple[int, Incoming | Broken]]) -> None:
        """What earlier imports of the same source have left, once the first row has named it."""
        first = next((row for _, row in chunk if isinstance(row, Incoming)), None)
        self.source = first.source if first else self.reader.format.value
        memory, epics = earlier_imports(self.context, self.source)
        self.remembered = len(memory)
        self.people = People(self.source, self.choice, self.survey.people, memory)
        self.epics = EpicBook(self.context, self.by, epics)
        self.keeper = Keeper(self.context, self.by, self.folder, self.files)
        self.ranks = tuple(self._ranks())

    def _ranks(self) -> Iterator[str]:
        """A rank for each place, after all that is there."""
        last: str | None = self.context.store.scalar("select max(rank) from item")
        for _ in range(self.survey.total):
            last = ranks.between(last, None)
            yield last

    def _take(self, chunk: Iterable[tuple[int, Incoming | Broken]]) -> None:
        rows = list(self._cleaned(chunk))
        sources = {each.row.source for _, each in rows}
        known = {
            (source, key): origin
            for source in sources
            for key, origin in origins_of(
                self.context.store, source, [each.key for _, each in rows if each.row.source == source]
            ).items()
        }
        batch = Batch()
        for place, each in rows:
            origin = known.get((each.row.source, each.key))
            if each.row.is_epic and not each.row.is_private and origin is None:
                self._epic(each)
                continue
            epic_id = self.epics.named(each.epic)
            if origin is None:
                item_id = self.keeper.create(batch, each, epic_id, self.ranks[self.survey.places[place]])
                self.counts["created"] += 1
            else:
                item_id = origin["item_id"]
                self._update(each, epic_id, item_id, origin["digest"])
            self.links += [(item_id, relation, target) for relation, target in each.links]
        batch.write(self.context.store)

    def _cleaned(self, chunk: Iterable[tuple[int, Incoming | Broken]]) -> Iterator[tuple[int, Cleaned]]:
        """The rows that can be kept; the others are refused, each with its line."""
        now = self.context.clock()
        for place, row in chunk:
            if isinstance(row, Broken):
                self.refused.append((row.line, row.problem))
                continue
            try:
                each = cleaned(self.context.store, row, self.people, now)
            except Refused as refused:
                self.refused.append((row.line, refused.problems[0]))
                continue
            if (row.source, each.key) in self.met:
                self.refused.append((row.line, Problem("import_repeated", "key", {"key": each.key[:60]})))
                continue
            self.met.add((row.source, each.key))
            yield place, each

    def _epic(self, each: Cleaned) -> None:
        told = {"description": each.fields["description"], "original": each.original}
        id, is_new = self.epics.take(each.key, each.epic, each.row.epic_colour, told)
        self.counts["created" if is_new else "unchanged"] += 1
        if self.epics.by_key.get(each.key) != id:
            self.new_epics[each.key] = id

    def _update(self, each: Cleaned, epic_id: str | None, item_id: str, digest: str) -> None:
        if digest == each.digest:
            self.counts["unchanged"] += 1
            return
        number, kept, written = self.keeper.update(each, epic_id, item_id)
        self.counts["updated" if written else "unchanged"] += 1
        if kept:
            self.kept.append(Kept(each.row.line, number, kept))

    def _link(self) -> Iterator[Problem]:
        """The links between rows, now that every one has its item."""
        unknown = 0
        found: dict[str, str] = {}
        targets = list(dict.fromkeys(target for _, _, target in self.links))
        for start in range(0, len(targets), CHUNK):
            origins = origins_of(self.context.store, self.source, targets[start : start + CHUNK])
            found |= {key: origin["item_id"] for key, origin in origins.items()}
        for item_id, relation, target in self.links:
            other = found.get(target)
            if other is None or not link_items(self.context, self.by, relation, item_id, other):
                unknown += 1
        if unknown:
            yield Problem("import_links_left", "", {"count": unknown})

    def _sum_up(self, name: str, report: ImportReport) -> None:
        """One line about the whole, which keeps the pseudonyms and the epics for the next time."""
        told: dict[str, object] = {"file": name[:200], "created": report.created, "updated": report.updated}
        told |= {"unchanged": report.unchanged, "refused": len(report.refused)}
        if len(self.people.memory) > self.remembered:
            told["people"] = self.people.memory
        if self.new_epics:
            told["epics"] = self.new_epics
        changes = {field_name: (None, value) for field_name, value in told.items()}
        self.context.journal.write(by=self.by, kind=MARK[0], key=self.source, verb=MARK[1], changes=changes)
