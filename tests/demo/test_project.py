"""Is the project's history true?"""

from __future__ import annotations

import json
from datetime import date

import pytest

from data.access import Role, actor
from data.store import NotFound
from demo.script import load_script
from services import Services

OWNER = actor(Role.PRODUCT_OWNER)


def test_sprints_have_a_balanced_account(town: Services) -> None:
    sprints = town.sprints.all(by=OWNER)
    assert [sprint.number for sprint in sprints] == [7, 6, 5, 4, 3, 2, 1]
    for sprint in sprints:
        report = town.sprints.report(by=OWNER, sprint_id=sprint.id)
        assert report.committed + report.added - report.removed + report.reestimated == report.scope
        assert report.scope == report.completed + report.unfinished
        assert sprint.goal
    assert any(town.sprints.report(by=OWNER, sprint_id=each.id).unfinished for each in sprints[1:])


def test_sprints_have_a_capacity_and_the_board_its_limits(town: Services) -> None:
    for sprint in town.sprints.all(by=OWNER):
        capacity = town.capacity.of(by=OWNER, sprint_id=sprint.id)
        assert len(capacity.people) == 4
        assert 0 < capacity.available < 4 * capacity.working_days
    assert {state: limit.maximum for state, limit in town.board.limits(by=OWNER).items()} == {"doing": 4, "review": 3}


def test_active_sprint_has_a_burndown_with_history(town: Services) -> None:
    active = town.sprints.active(by=OWNER)
    assert active is not None
    instants = town.sprints.burndown_events(by=OWNER, sprint_id=active.id)
    assert len(instants) > 5
    assert 0 < instants[-1].remaining < instants[0].remaining
    assert len({each.scope for each in instants}) > 2


def test_increments_are_released_and_one_waits(town: Services) -> None:
    states = {each.key: each.state.value for each in town.increments.all(by=OWNER)}
    assert states.pop("indicators") == "in_review"
    assert set(states) == {"report", "follow", "handle", "map", "feedback"}
    assert set(states.values()) == {"released"}


def test_no_item_is_done_with_an_open_line(town: Services) -> None:
    done = town.store.rows("select id from item where state = 'done'")
    assert len(done) > 20
    lines = town.store.scalar("select count(*) from done_line")
    for row in done:
        assert town.store.scalar("select count(*) from done_tick where item_id = :id", row) == lines


def test_what_is_written_is_all_there(town: Services) -> None:
    titles = {row["title"] for row in town.store.rows("select title from item")}
    assert titles >= {planned.title for planned in load_script().items}
    assert town.store.scalar("select count(*) from epic") == 8
    assert 60 <= town.store.scalar("select count(*) from item") <= 75
    assert town.store.scalar("select count(*) from item where estimate is null") >= 3
    assert town.store.scalar("select count(*) from done_line") == 5


def test_feedbacks_have_every_outcome(town: Services) -> None:
    counts = {
        row["state"]: row["n"] for row in town.store.rows("select state, count(*) as n from feedback group by state")
    }
    assert sum(counts.values()) == 120
    assert 20 <= counts["unsorted"] <= 30
    assert counts["item"] > 50
    assert counts["declined"] >= 5
    assert counts["snoozed"] >= 3
    assert town.store.scalar("select count(*) from feedback where state = 'declined' and reason = ''") == 0


def test_some_items_are_born_of_feedback(town: Services) -> None:
    born = town.store.rows("select key from journal where kind = 'item' and verb = 'join_feedback'")
    assert len({row["key"] for row in born}) > 15


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6])
def test_closed_sprint_has_its_review_and_retrospective(town: Services, number: int) -> None:
    review = town.reviews.of(by=OWNER, sprint_number=number)
    assert review.delivered
    assert review.comments
    retrospective = town.retrospectives.of(by=OWNER, sprint_number=number)
    assert retrospective is not None
    assert retrospective.cards
    assert retrospective.actions


def test_work_happens_on_working_days(town: Services) -> None:
    from data.clock import from_text, local_day
    from data.working_days import is_working_day

    moves = town.store.rows("select at, changes from journal where kind = 'item' and verb = 'move'")
    assert len(moves) > 60
    for row in moves:
        assert is_working_day(local_day(from_text(row["at"]))), row
        assert "state" in json.loads(row["changes"])


def test_items_are_weighed_tagged_linked_and_talked_about(town: Services) -> None:
    warnings = town.prioritisation.warnings(by=OWNER)
    assert warnings.must_share is not None
    assert not warnings.too_much_must
    assert 0 < warnings.unrated < warnings.items / 2
    assert warnings.old >= 1  # an idea that nobody has touched for six months
    for column in ("moscow", "wsjf_value", "rice_reach", "kano_functional"):
        assert town.store.scalar(f"select count(*) from item where state = 'backlog' and {column} is not null") >= 12
    assert len(town.vocabulary.tags(by=OWNER)) >= 10
    counts = {table: town.store.scalar(f"select count(*) from {table}") for table in ("item_link", "item_comment")}
    assert min(counts.values()) >= 8
    assert town.store.scalar("select count(*) from item_attachment") == 1
    assert {each.is_shared for each in town.saved_views.all(by=actor(Role.SCRUM_MASTER))} == {True, False}


def test_team_has_something_to_say_at_the_daily(town: Services) -> None:
    active = town.sprints.active(by=OWNER)
    assert active is not None
    view = town.daily.view(by=OWNER, sprint_id=active.id)
    assert view.moved
    assert len(view.blocked) == 1
    assert view.asleep
    assert view.free
    columns = town.board.of(by=OWNER, sprint_id=active.id).columns
    assert all(columns.values())
    impediments = town.impediments.listing(by=OWNER, sprint_id=active.id)
    assert [each.is_open for each in impediments] == [True, True, False]


def test_private_item_is_the_teams(town: Services) -> None:
    number = town.store.scalar("select number from item where is_private = 1")
    assert town.items.page(by=OWNER, number=number).item.is_private
    with pytest.raises(NotFound):
        town.items.page(by=actor(Role.OFFICIAL), number=number)


def test_definition_of_done_has_changed_on_the_way(town: Services) -> None:
    latest, before, *_ = town.definition_of_done.versions(by=OWNER)
    assert latest.lines[:-1] == before.lines[:-1]
    assert latest.lines[-1] != before.lines[-1]


def test_past_is_long_enough_for_forecasts(town: Services) -> None:
    velocities = town.sprints.completed(by=OWNER)
    assert len(velocities) >= 5
    weeks = {
        row["week"] for row in town.store.rows("select substr(done_at, 1, 10) as week from item where done_at > ''")
    }
    assert len({date.fromisoformat(day).isocalendar()[:2] for day in weeks}) >= 10
