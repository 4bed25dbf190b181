"""The same act once more: nothing is written, nobody's name is put over another's."""

from __future__ import annotations

from backlog.capacity import Presence
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OWNER, Add, planned
from tests.conftest import Hand


def lines(services: Services) -> int:
    return int(services.store.scalar("select count(*) from journal"))


def test_line_ticked_again_keeps_who_ticked_it_first(services: Services, add: Add, clock: Hand) -> None:
    item, line = add(), services.definition_of_done.add(by=OWNER, text="Relu par quelqu’un d’autre")
    its = {"item_id": item.id, "line_id": line.id}
    services.items.tick(by=DEVELOPER, **its, done=True)
    first, written = services.items.page(by=OWNER, number=item.number).done_lines, lines(services)
    clock.move(hours=1)
    services.items.tick(by=OWNER, **its, done=True)
    assert services.items.page(by=OWNER, number=item.number).done_lines == first
    assert lines(services) == written
    services.items.tick(by=OWNER, **its, done=False)
    services.items.tick(by=OWNER, **its, done=False)
    assert lines(services) == written + 1


def test_sprint_saved_as_it_was_keeps_its_version(services: Services) -> None:
    sprint = planned(services)
    kept = {"goal": sprint.goal, "starts_on": sprint.starts_on, "ends_on": sprint.ends_on}
    written = lines(services)
    again = services.sprints.change(by=MASTER, sprint_id=sprint.id, version=sprint.version, **kept)
    assert (again.version, lines(services)) == (sprint.version, written)


def test_capacity_saved_as_it_was_keeps_the_version_of_the_sprint(services: Services) -> None:
    sprint = planned(services)
    there = {"sprint_id": sprint.id, "people": [Presence("Dina", 8, 1)], "focus_factor": 0.7}
    after = services.capacity.set(by=MASTER, version=sprint.version, **there)
    written = lines(services)
    again = services.capacity.set(by=MASTER, version=after.version, **there)
    assert (again.version, lines(services)) == (after.version, written)
