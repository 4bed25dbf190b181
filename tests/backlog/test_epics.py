"""Epics and the product goal: named, ordered, closed, measured."""

from __future__ import annotations

import pytest

from backlog.models import Epic, ItemState, Place
from backlog.views import EpicProgress
from data.refusals import Refused
from data.store import Conflict, NotFound
from services import Services
from tests.backlog.conftest import DEVELOPER, OFFICIAL, OWNER, Add, carry, started


@pytest.fixture
def epics(services: Services) -> list[Epic]:
    names = ("Signaler", "Suivre", "Traiter")
    return [services.goals.add_epic(by=DEVELOPER, title=name, colour="#0072B2") for name in names]


def titles(services: Services) -> list[str]:
    return [each.title for each in services.goals.epics(by=OFFICIAL)]


def test_epic_changes_its_name_and_colour(services: Services, epics: list[Epic]) -> None:
    changed = services.goals.edit_epic(
        by=DEVELOPER, epic_id=epics[0].id, version=1, title="Signaler vite", colour="#009E73"
    )
    assert (changed.title, changed.colour, changed.version) == ("Signaler vite", "#009E73", 2)
    assert services.goals.epics(by=OFFICIAL)[0] == changed
    with pytest.raises(Conflict):
        services.goals.edit_epic(by=OWNER, epic_id=epics[0].id, version=1, title="Autre nom", colour="#009E73")


@pytest.mark.parametrize(
    ("title", "colour", "code"), [("x", "#0072B2", "text_missing"), ("Nom", "red", "colour_invalid")]
)
def test_epic_of_no_name_or_no_colour_is_refused(
    services: Services, epics: list[Epic], title: str, colour: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        services.goals.edit_epic(by=OWNER, epic_id=epics[0].id, version=1, title=title, colour=colour)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("place", "order"),
    [
        (Place.UP, ["Suivre", "Signaler", "Traiter"]),
        (Place.DOWN, ["Signaler", "Traiter", "Suivre"]),
        (Place.TOP, ["Suivre", "Signaler", "Traiter"]),
        (Place.BOTTOM, ["Signaler", "Traiter", "Suivre"]),
    ],
)
def test_epic_moves_among_the_others(services: Services, epics: list[Epic], place: Place, order: list[str]) -> None:
    services.goals.move_epic(by=DEVELOPER, epic_id=epics[1].id, place=place)
    assert titles(services) == order
    assert services.store.scalar("select count(*) from journal where kind = 'epic' and verb = 'move'") == 1


def test_epic_at_an_end_stays_there(services: Services, epics: list[Epic]) -> None:
    services.goals.move_epic(by=DEVELOPER, epic_id=epics[0].id, place=Place.UP)
    assert titles(services) == ["Signaler", "Suivre", "Traiter"]
    assert services.store.scalar("select count(*) from journal where kind = 'epic' and verb = 'move'") == 0
    with pytest.raises(NotFound):
        services.goals.move_epic(by=DEVELOPER, epic_id="nothing", place=Place.UP)


def test_epic_closed_opens_again(services: Services, epics: list[Epic]) -> None:
    closed = services.goals.close_epic(by=DEVELOPER, epic_id=epics[0].id, version=1, closed=True)
    assert closed.is_closed
    assert not services.goals.close_epic(by=OWNER, epic_id=epics[0].id, version=2, closed=False).is_closed
    verbs = [
        row["verb"] for row in services.store.rows("select verb from journal where key = :key", {"key": closed.id})
    ]
    assert verbs == ["add", "close", "reopen"]


def test_progress_counts_items_and_points_and_says_what_nobody_estimated(
    services: Services, add: Add, epics: list[Epic]
) -> None:
    epic = epics[0].id
    done = add(epic_id=epic, estimate=3.0)
    add(epic_id=epic, estimate=5.0)
    add(epic_id=epic)
    add(epic_id=epic, estimate=8.0, is_private=True)
    given_up = add(epic_id=epic, estimate=13.0)
    services.items.drop(by=OWNER, item_id=given_up.id, version=1, reason="Plus besoin")
    started(services, done)
    carry(services, done, ItemState.DONE)
    team = services.goals.epic_progress(by=DEVELOPER)
    assert team[0] == EpicProgress(epics[0], done=1, total=4, points_done=3.0, points=16.0, unestimated=1)
    assert team[1] == EpicProgress(epics[1])
    assert services.goals.epic_progress(by=OFFICIAL)[0].total == 3


def test_goals_there_have_been_are_read_with_their_dates(services: Services, clock) -> None:
    first = services.goals.set_goal(by=OWNER, text="Signaler en une minute")
    clock.move(days=30)
    second = services.goals.set_goal(by=OWNER, text="Être tenu au courant")
    past = services.goals.past_goals(by=OFFICIAL)
    assert [(each.text, each.is_active, each.created_at) for each in past] == [
        (second.text, True, second.created_at),
        (first.text, False, first.created_at),
    ]
    standing = services.goals.standing(by=OFFICIAL)
    assert (standing.goal.text, standing.progress.total) == (second.text, 0)


def test_item_given_up_comes_back_at_its_rank(services: Services, add: Add) -> None:
    first, second = add(), add()
    dropped = services.items.drop(by=OWNER, item_id=first.id, version=1, reason="Plus besoin")
    with pytest.raises(Refused):
        services.dropping.restore(by=OWNER, item_id=second.id, version=1)
    back = services.dropping.restore(by=OWNER, item_id=first.id, version=dropped.version)
    assert (back.state, back.rank) == (ItemState.BACKLOG, first.rank)
    assert services.context.journal.of("item", first.id)[-1].verb == "restore"


def test_words_in_use_are_offered_again(services: Services, add: Add) -> None:
    add(tags=["Carte", "mobile"], assignee="Zoé")
    add(tags=["carte"], is_private=True, assignee="Secrète")
    assert services.vocabulary.tags(by=OFFICIAL) == ("Carte", "mobile")
    assert services.vocabulary.people(by=OFFICIAL) == ("Zoé",)
    assert "Secrète" in services.vocabulary.people(by=DEVELOPER)
