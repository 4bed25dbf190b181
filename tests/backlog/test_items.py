"""The product backlog: written, ranked, found; two people at once."""

from __future__ import annotations

import threading

import pytest

from backlog.models import ItemKind, ItemState, Place
from data.refusals import Refused
from data.store import Conflict, NotFound
from services import Services
from tests.backlog.conftest import DEVELOPER, OWNER, Add, Say, carry, fresh, started


def order(services: Services, **filters: object) -> list[int]:
    return [row.item.number for row in services.items.listing(by=OWNER, **filters).rows]


def test_item_added_goes_to_the_end_with_the_next_number(services: Services, add: Add) -> None:
    add(), add(), add()
    assert order(services) == [1, 2, 3]


@pytest.mark.parametrize(
    ("number", "place", "expected"),
    [
        (3, Place.UP, [1, 3, 2, 4]),
        (2, Place.DOWN, [1, 3, 2, 4]),
        (4, Place.TOP, [4, 1, 2, 3]),
        (1, Place.BOTTOM, [2, 3, 4, 1]),
        (1, Place.UP, [1, 2, 3, 4]),
        (4, Place.DOWN, [1, 2, 3, 4]),
        (1, Place.TOP, [1, 2, 3, 4]),
        (4, Place.BOTTOM, [1, 2, 3, 4]),
    ],
)
def test_item_moved_changes_the_order(
    services: Services, add: Add, number: int, place: Place, expected: list[int]
) -> None:
    items = [add() for _ in range(4)]
    services.items.move(by=OWNER, item_id=items[number - 1].id, version=1, place=place)
    assert order(services) == expected


def test_item_moved_before_another_stands_just_before_it(services: Services, add: Add) -> None:
    items = [add() for _ in range(4)]
    services.items.move(by=OWNER, item_id=items[3].id, version=1, before=items[1].id)
    assert order(services) == [1, 4, 2, 3]
    services.items.move(by=OWNER, item_id=items[0].id, version=1, before=items[0].id)
    assert order(services) == [1, 4, 2, 3]


def test_item_moved_up_passes_one_that_is_done(services: Services, add: Add) -> None:
    items = [add() for _ in range(3)]
    started(services, items[1])
    carry(services, items[1])
    services.items.move(by=OWNER, item_id=items[2].id, version=1, place=Place.UP)
    assert order(services) == [3, 1]


def test_item_edited_by_two_people_in_different_fields_keeps_both(services: Services, add: Add) -> None:
    item = add(description="court")
    services.items.edit(by=OWNER, item_id=item.id, version=1, title="Un autre titre", description="court")
    # The second form was opened before: it sends the old title back with its own change.
    services.items.edit(by=DEVELOPER, item_id=item.id, version=1, title=item.title, description="bien plus long")
    now = fresh(services, item)
    assert (now.title, now.description) == ("Un autre titre", "bien plus long")


def test_item_edited_by_two_people_in_one_field_is_a_conflict_with_both_values(services: Services, add: Add) -> None:
    item = add()
    services.items.edit(by=OWNER, item_id=item.id, version=1, title="Le mien")
    with pytest.raises(Conflict) as caught:
        services.items.edit(by=DEVELOPER, item_id=item.id, version=1, title="Le sien", estimate=3)
    assert caught.value.current["title"] == "Le mien"
    assert fresh(services, item).estimate is None


def test_item_edited_alike_by_two_people_is_no_conflict(services: Services, add: Add) -> None:
    item = add()
    for person in (OWNER, DEVELOPER):
        services.items.edit(by=person, item_id=item.id, version=1, estimate=5)
    assert fresh(services, item).version == 2


def test_item_edited_with_a_version_to_come_is_a_conflict(services: Services, add: Add) -> None:
    with pytest.raises(Conflict):
        services.items.edit(by=OWNER, item_id=add().id, version=9, title="Demain")


def test_item_history_says_what_was_before_and_after(services: Services, add: Add) -> None:
    item = add(criteria=["Une liste", ""])
    services.items.edit(by=OWNER, item_id=item.id, version=1, criteria=["Une liste", "Un bouton"], kind=ItemKind.BUG)
    page = services.items.page(by=OWNER, number=item.number)
    assert [entry.verb for entry in page.history] == ["add", "edit"]
    assert page.history[1].changes == {
        "criteria": (["Une liste"], ["Une liste", "Un bouton"]),
        "kind": ("story", "bug"),
    }


def test_item_is_found_by_words_number_kind_epic_and_state(services: Services, add: Add) -> None:
    epic = services.goals.add_epic(by=OWNER, title="Signaler", colour="#0072B2")
    add("Photographier un dépôt sauvage", epic_id=epic.id)
    add("Corriger l’adresse", kind=ItemKind.BUG)
    assert order(services, words="depot") == [1]
    assert order(services, words="2") == [2]
    assert order(services, words="introuvable") == []
    assert order(services, kinds=(ItemKind.BUG,)) == [2]
    assert order(services, epic=epic.id) == [1]
    assert order(services, states=(ItemState.DONE,)) == []
    listing = services.items.listing(by=OWNER, limit=1, offset=1)
    assert (listing.total, [row.item.number for row in listing.rows]) == (2, [2])


def test_item_retitled_is_found_by_its_new_words_only(services: Services, add: Add) -> None:
    item = add("Photographier un dépôt")
    services.items.edit(by=OWNER, item_id=item.id, version=1, title="Filmer une fuite")
    assert order(services, words="fuite") == [1]
    assert order(services, words="dépôt") == []


def test_item_dropped_leaves_the_list_with_its_reason(services: Services, add: Add) -> None:
    item = add()
    services.items.drop(by=OWNER, item_id=item.id, version=1, reason="Fait autrement")
    assert order(services) == []
    assert services.items.page(by=OWNER, number=1).history[-1].reason == "Fait autrement"


@pytest.mark.parametrize("estimate", [-1, 1001, float("nan"), float("inf"), 0.1])
def test_item_with_an_impossible_estimate_is_refused(services: Services, add: Add, estimate: float) -> None:
    with pytest.raises(Refused, match="estimate_invalid"):
        add(estimate=estimate)


def test_item_with_an_unknown_epic_or_no_title_is_refused(services: Services, add: Add) -> None:
    with pytest.raises(Refused, match="epic_unknown"):
        add(epic_id="nowhere")
    with pytest.raises(Refused, match="text_missing"):
        add("  ")
    with pytest.raises(Refused, match="too_many_criteria"):
        add(criteria=["Un de plus"] * 31)
    with pytest.raises(TypeError):
        services.items.edit(by=OWNER, item_id=add().id, version=1, state="done")
    with pytest.raises(NotFound):
        services.items.page(by=OWNER, number=99)


def test_item_page_counts_each_voice_once(services: Services, add: Add, say: Say) -> None:
    item = add()
    for voice in ("session-1", "session-1", "session-2"):
        said = say(voice=voice)
        services.feedback.join_item(by=OWNER, feedback_id=said.id, version=1, item_number=item.number)
    page = services.items.page(by=OWNER, number=item.number)
    assert (len(page.feedbacks), page.voices, page.increment_keys) == (3, 2, ("report",))
    assert services.items.listing(by=OWNER).rows[0].voices == 2


def test_threads_that_read_then_write_one_item_lose_nothing(services: Services, add: Add) -> None:
    item, failures, conflicts = add(), [], []

    def write(name: str) -> None:
        try:
            done = 0
            while done < 25:
                row = services.items.page(by=OWNER, number=item.number).item
                text = f"{row.description}\n{name}{done}".strip()
                try:
                    services.items.edit(by=OWNER, item_id=item.id, version=row.version, description=text)
                    done += 1
                except Conflict:
                    conflicts.append(name)
        except BaseException as problem:  # noqa: BLE001 - the assertion below shows it
            failures.append(problem)
        finally:
            services.store.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcdef"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    written = fresh(services, item).description.split("\n")
    assert sorted(written) == sorted(f"{name}{turn}" for name in "abcdef" for turn in range(25))
    assert fresh(services, item).version == 151
