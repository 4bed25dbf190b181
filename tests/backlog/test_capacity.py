"""The capacity of a sprint."""

from __future__ import annotations

from datetime import date

import pytest

from backlog.capacity import Presence, planning_hours
from backlog.models import Sprint
from data.access import Role
from data.refusals import Refused
from data.store import Conflict
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OFFICIAL, OWNER, Add, closed, planned, started


def keep(services: Services, sprint: Sprint, *people: Presence, focus_factor: float = 0.8) -> Sprint:
    """Writes the capacity of a sprint."""
    return services.capacity.set(
        by=MASTER, sprint_id=sprint.id, version=sprint.version, people=people, focus_factor=focus_factor
    )


def test_capacity_is_the_days_there_times_the_focus_factor(services: Services) -> None:
    kept = keep(services, planned(services), Presence("Samir", 10, 1.5), Presence("Dina", 8), focus_factor=0.6)
    capacity = services.capacity.of(by=OFFICIAL, sprint_id=kept.id)
    assert capacity.available == pytest.approx(16.5 * 0.6)
    assert capacity.people == (Presence("Dina", 8, 0), Presence("Samir", 10, 1.5))
    assert (kept.focus_factor, kept.version) == (0.6, 2)


def test_capacity_replaced_leaves_both_in_the_journal(services: Services) -> None:
    sprint = planned(services)
    keep(services, keep(services, sprint, Presence("Dina", 8)), Presence("Dina", 8, 2))
    lines = [each for each in services.context.journal.of("sprint", sprint.id) if each.verb == "capacity"]
    one = {"person": "Dina", "days": 8, "absent": 0}
    assert [each.changes["capacity"] for each in lines] == [([], [one]), ([one], [one | {"absent": 2}])]
    assert services.capacity.of(by=OWNER, sprint_id=sprint.id).available == pytest.approx(4.8)


def test_working_days_of_a_sprint_leave_public_holidays_out(services: Services) -> None:
    sprint = services.sprints.plan(by=MASTER, goal="", starts_on=date(2026, 12, 21), ends_on=date(2027, 1, 1))
    assert services.capacity.of(by=OWNER, sprint_id=sprint.id).working_days == 8


def test_people_offered_are_the_team_and_those_who_have_items(services: Services, add: Add) -> None:
    services.sessions.add_account(name="Dina", role=Role.DEVELOPER)
    services.sessions.add_account(name="Élise", role=Role.OFFICIAL)
    services.sessions.add_account(name="Samir", role=Role.SCRUM_MASTER)
    add(assignee="Prestataire")
    add(assignee="dina")
    sprint = planned(services)
    assert set(services.capacity.of(by=OWNER, sprint_id=sprint.id).offered) == {"dina", "Samir", "Prestataire"}
    keep(services, sprint, Presence("Dina", 8))
    assert set(services.capacity.of(by=OWNER, sprint_id=sprint.id).offered) == {"Samir", "Prestataire"}


def test_people_proposed_are_those_of_the_sprint_before_else_the_developers(services: Services) -> None:
    services.sessions.add_account(name="Dina", role=Role.DEVELOPER)
    services.sessions.add_account(name="Samir", role=Role.SCRUM_MASTER)
    first, second = planned(services), planned(services)
    assert services.capacity.of(by=OWNER, sprint_id=first.id).proposed == ("Dina",)
    keep(services, first, Presence("Prestataire", 4), Presence("Dina", 8))
    assert services.capacity.of(by=OWNER, sprint_id=first.id).proposed == ()
    assert services.capacity.of(by=OWNER, sprint_id=second.id).proposed == ("Dina", "Prestataire")


@pytest.mark.parametrize(("days", "hours"), [(21, 8), (23, 8), (10, 4), (5, 2), (1, 0.5), (0, 0.5)])
def test_planning_time_box_is_in_proportion_of_a_month(days: int, hours: float) -> None:
    assert planning_hours(days) == hours


@pytest.mark.parametrize(
    ("people", "focus_factor", "code"),
    [
        ([Presence("Dina", 5, 6)], 0.8, "absence_too_long"),
        ([Presence("Dina", -1)], 0.8, "days_invalid"),
        ([Presence("Dina", 5, -1)], 0.8, "days_invalid"),
        ([Presence("Dina", 32)], 0.8, "days_invalid"),
        ([Presence("Dina", float("nan"))], 0.8, "days_invalid"),
        ([Presence("Dina", 5), Presence(" dina ", 4)], 0.8, "person_twice"),
        ([Presence(" ", 5)], 0.8, "text_missing"),
        ([Presence(f"Personne {number}", 5) for number in range(51)], 0.8, "too_many_people"),
        ([], 0.0, "focus_factor_invalid"),
        ([], 1.01, "focus_factor_invalid"),
        ([], float("nan"), "focus_factor_invalid"),
    ],
)
def test_capacity_that_cannot_be_is_refused_whole(
    services: Services, people: list[Presence], focus_factor: float, code: str
) -> None:
    kept = keep(services, planned(services), Presence("Samir", 3))
    with pytest.raises(Refused, match=code):
        keep(services, kept, *people, focus_factor=focus_factor)
    assert services.capacity.of(by=OWNER, sprint_id=kept.id).people == (Presence("Samir", 3),)


def test_capacity_written_over_an_older_reading_is_a_conflict(services: Services) -> None:
    sprint = planned(services)
    keep(services, sprint, Presence("Dina", 8))
    with pytest.raises(Conflict):
        keep(services, sprint, Presence("Samir", 8))
    assert services.capacity.of(by=OWNER, sprint_id=sprint.id).people == (Presence("Dina", 8),)


def test_capacity_of_an_ended_sprint_stays(services: Services) -> None:
    ended = closed(services, started(services))
    with pytest.raises(Refused, match="sprint_not_open"):
        keep(services, ended, Presence("Dina", 8))


def test_capacity_is_not_a_developer_s_to_write(services: Services) -> None:
    sprint = planned(services)
    with pytest.raises(Refused, match="not_allowed"):
        services.capacity.set(by=DEVELOPER, sprint_id=sprint.id, version=1, people=[], focus_factor=1)
