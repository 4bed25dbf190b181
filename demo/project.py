"""The project of the demonstration town, lived through the real verbs so that its journal is true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from backlog.board import SprintBoard
from backlog.closing import Closing
from backlog.definition_of_done import DefinitionOfDone
from backlog.feedback import FeedbackBox
from backlog.goals import Goals
from backlog.increments import Increments
from backlog.items import Items
from backlog.models import ItemKind, ItemState, Place, RetroFormat
from backlog.prioritisation import Prioritisation
from backlog.retrospectives import Retrospectives
from backlog.sprints import Sprints
from data.access import Actor
from data.context import Context
from demo.agenda import Agenda, moment
from demo.people import Staff
from demo.script import LAST, Planned, Script, SprintDays, load_script, sprint_days
from prototype.catalogue import INCREMENTS

BEFORE = timedelta(days=12)  # the backlog was written before the first sprint
DEVELOPERS = ("developer", "developer_samir", "developer_manon", "developer_hugo")
# Day and hour in the active sprint of each move of an item, by its position on the board.
ACTIVE = (
    ((0, 10.5), (2, 15.0), (3, 11.0)),
    ((1, 9.5), (4, 14.0), (5, 10.5)),
    ((3, 14.0), (5, 15.5)),
    ((4, 9.5),),
    ((2, 9.5),),
)
ADDED_ACTIVE = ((2, 14.5), (3, 9.5), (4, 16.0))


@dataclass
class Project:
    """The verbs over a moving clock, and the identifiers made so far."""

    context: Context
    staff: Staff
    agenda: Agenda
    rng: Random
    today: date
    script: Script = field(default_factory=load_script)
    ids: dict[str, str] = field(default_factory=dict)  # key of an item or an epic → identifier
    sprints_made: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.items, self.goals, self.sprints = Items(self.context), Goals(self.context), Sprints(self.context)
        self.board, self.closing = SprintBoard(self.context), Closing(self.context)
        self.prioritisation = Prioritisation(self.context)
        self.definition = DefinitionOfDone(self.context)
        self.increments = Increments(self.context, {each.key: each for each in INCREMENTS})
        self.retrospectives = Retrospectives(self.context)
        self.feedback = FeedbackBox(self.context, self.items, self.increments)
        self.days = sprint_days(self.today)
        self.planned = {each.key: each for each in self.script.items}

    def note(self, *, items: int) -> None:
        """Notes the whole history in the agenda, with `items` elements or a little more."""
        self._beginnings(items)
        for number, days in self.days.items():
            self._sprint(number, days)

    def add(self, planned: Planned) -> None:
        """Writes an item unless a feedback made it."""
        if planned.key in self.ids:
            return
        item = self.items.add(by=self.staff["product_owner"], epic_id=self.ids[planned.epic], **planned.fields())
        self.made(planned, item.id)

    def made(self, planned: Planned, item_id: str) -> None:
        """Remembers an item, and the increments that it is part of."""
        self.ids[planned.key] = item_id
        for key in planned.increments:
            self.increments.attach(by=self.staff["product_owner"], key=key, item_id=item_id)

    def version(self, item_id: str) -> int:
        version: int = self.context.store.get("item", item_id)["version"]
        return version

    def _beginnings(self, count: int) -> None:
        owner, raw = self.staff["product_owner"], self.script.raw
        day = self.days[1].starts_on - BEFORE
        self.agenda.at(moment(day, 9.5), self.goals.set_goal, by=owner, text=raw["goal"])
        for line in raw["done_lines"]:
            self.agenda.at(moment(day, 10), self.definition.add, by=owner, text=line)
        for epic in raw["epics"]:
            self.agenda.at(moment(day, 10.5), self._epic, **epic)
        ready = [each for each in self.script.items if not (each.born or each.added)]
        worked = [each for each in ready if each.sprint or each.tried]
        waiting = [each for each in ready if not (each.sprint or each.tried)]
        for position, planned in enumerate([*worked, *waiting[: max(0, count - len(worked))]]):
            self.agenda.at(moment(day, 11 + position * 0.12), self.add, planned)

    def _epic(self, *, key: str, title: str, colour: str) -> None:
        self.ids[key] = self.goals.add_epic(by=self.staff["product_owner"], title=title, colour=colour).id

    def _sprint(self, number: int, days: SprintDays) -> None:
        first = days.worked[0]
        inside = [each for each in self.script.items if number in (each.sprint, each.tried) and not each.added]
        self.agenda.at(moment(first, 9), self._plan, number, days)
        for planned in inside:
            self.agenda.at(moment(first, 9.2), self._pull, planned.key, number)
        if number > 1:
            self.agenda.at(moment(first, 9.3), self._pull, f"action-{number - 1}", number)
        self.agenda.at(moment(first, 9.75), self._start, number)
        for planned in self.script.items:
            if planned.added and planned.sprint == number:
                self.agenda.at(moment(days.worked[2], 11), self.add, planned)
                self.agenda.at(moment(days.worked[2], 11.1), self._pull, planned.key, number)
            if planned.removed and planned.sprint == number:
                at = moment(days.worked[2], 9.5)
                self.agenda.at(at, self._put_back, planned.key)
            if planned.reestimated is not None and planned.sprint == number:
                self.agenda.at(moment(days.worked[3], 9.6), self._reestimate, planned)
        if number == LAST:
            self._work_now(number, days)
        else:
            self._work(number, days)
            self._end(number, days)

    def _work(self, number: int, days: SprintDays) -> None:
        """Every item of a closed sprint: begun one after the other, Done from the third day on."""
        keys = [each.key for each in self.script.items if each.sprint == number]
        if number > 1:
            keys.insert(2, f"action-{number - 1}")
        length = len(days.worked)
        for position, key in enumerate(keys):
            done = 2 + round(position * (length - 3) / max(1, len(keys) - 1))
            added = key in self.planned and self.planned[key].added
            began = max(3 if added else 0, done - 3)
            done = max(done, began + 1)
            hours = [10 + 6 * self.rng.random() for _ in range(3)]
            if done == length - 1:
                hours[2] = 10 + self.rng.random()  # before the review
            review = max(began, done - 1)
            steps = [(days.worked[began], 10.2), (days.worked[review], 16.5), (days.worked[done], hours[2])]
            self._steps(key, position, steps, ("doing", "review", "done"))
        for planned in self.script.items:
            if planned.tried == number:
                self._steps(planned.key, 1, [(days.worked[length - 4], hours[1])], ("doing",))

    def _work_now(self, number: int, days: SprintDays) -> None:
        inside = [each for each in self.script.items if each.sprint == number and each.moves]
        usual = iter(ACTIVE)
        for position, planned in enumerate(inside):
            when = ADDED_ACTIVE if planned.added else next(usual)
            steps = [(days.worked[day], hour) for day, hour in when[: len(planned.moves)]]
            self._steps(planned.key, position, steps, planned.moves)
        steps = [(days.worked[0], 14.0), (days.worked[1], 11.0), (days.worked[1], 17.0)]
        self._steps(f"action-{number - 1}", 3, steps, ("doing", "review", "done"))
        self.agenda.at(moment(days.worked[3], 15), self._show, "indicators", number)

    def _steps(self, key: str, position: int, steps: list[tuple[date, float]], states: Iterable[str]) -> None:
        developer = self.staff[DEVELOPERS[position % len(DEVELOPERS)]]
        for (day, hour), state in zip(steps, states, strict=False):
            self.agenda.at(moment(day, hour), self._move, key, developer, ItemState(state))

    def _move(self, key: str, by: Actor, to: ItemState) -> None:
        item_id = self.ids[key]
        if to is ItemState.DOING:
            self.items.edit(by=by, item_id=item_id, version=self.version(item_id), assignee=by.name)
        if to is ItemState.DONE:
            for line in self.definition.lines(by=by):
                self.items.tick(by=by, item_id=item_id, line_id=line.id, done=True)
        self.board.move(by=by, item_id=item_id, version=self.version(item_id), to=to)

    def _plan(self, number: int, days: SprintDays) -> None:
        goal = next(each["goal"] for each in self.script.raw["sprints"] if each["number"] == number)
        master = self.staff["scrum_master"]
        made = self.sprints.plan(by=master, goal=goal, starts_on=days.starts_on, ends_on=days.ends_on)
        self.sprints_made[number] = made.id

    def _pull(self, key: str, number: int) -> None:
        item_id, master = self.ids[key], self.staff["scrum_master"]
        version = self.version(item_id)
        self.sprints.pull(by=master, item_id=item_id, version=version, sprint_id=self.sprints_made[number])

    def _start(self, number: int) -> None:
        sprint = self.sprints_made[number]
        self.sprints.start(by=self.staff["scrum_master"], sprint_id=sprint, version=self.sprint_version(sprint))

    def _put_back(self, key: str) -> None:
        item_id, master = self.ids[key], self.staff["scrum_master"]
        self.sprints.put_back(by=master, item_id=item_id, version=self.version(item_id))

    def _reestimate(self, planned: Planned) -> None:
        item_id, by = self.ids[planned.key], self.staff["developer"]
        self.items.edit(by=by, item_id=item_id, version=self.version(item_id), estimate=planned.reestimated)

    def _show(self, key: str, number: int) -> None:
        self.increments.show(by=self.staff["product_owner"], key=key, sprint_id=self.sprints_made[number])

    def _end(self, number: int, days: SprintDays) -> None:
        """Review in the afternoon of the last day: remarks, decision; then the retrospective."""
        keys = [key for key, sprint in self.script.raw["verdicts"].items() if sprint == number]
        eve, last = days.worked[-2], days.worked[-1]
        for key in keys:
            self.agenda.at(moment(eve, 17), self._show, key, number)
            self.agenda.at(moment(last, 15.5), self._release, key)
        self.agenda.at(moment(last, 16), self._close, number)
        self.agenda.at(moment(last, 16.75), self._look_back, number, last)
        self.agenda.at(moment(last, 17.25), self._rank, number)

    def _release(self, key: str) -> None:
        version: int = self.context.store.get("increment", key, column="key")["version"]
        self.increments.accept(by=self.staff["product_owner"], key=key, version=version)

    def _close(self, number: int) -> None:
        sprint = self.sprints_made[number]
        self.closing.close(by=self.staff["scrum_master"], sprint_id=sprint, version=self.sprint_version(sprint))

    def _look_back(self, number: int, day: date) -> None:
        written = next(each for each in self.script.raw["retrospectives"] if each["sprint"] == number)
        master = self.staff["scrum_master"]
        for title in written["actions"]:
            item = self.items.add(by=master, kind=ItemKind.IMPROVEMENT, title=title, estimate=1.0)
            self.ids[f"action-{number}"] = item.id
        self.retrospectives.record(
            by=master,
            sprint_id=self.sprints_made[number],
            format=RetroFormat(written["format"]),
            held_on=day,
            summary=written["summary"],
            return_on_time=written["return_on_time"],
            cards=[(lane, text, votes) for lane, text, votes in written["cards"]],
            actions=[self.ids[f"action-{number}"]],
        )

    def _rank(self, number: int) -> None:
        """The product owner ranks again after each review what was asked for most."""
        for key in {5: ("sms",), 6: ("merge", "sms", "told")}.get(number, ()):
            if item_id := self.ids.get(key):
                version, owner = self.version(item_id), self.staff["product_owner"]
                self.items.move(by=owner, item_id=item_id, version=version, place=Place.TOP)

    def sprint_version(self, sprint_id: str) -> int:
        version: int = self.context.store.get("sprint", sprint_id)["version"]
        return version
