"""What people said of the prototype, and what the product owner made of it; beyond what is written, by templates."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from backlog.feedback import voice_of
from backlog.models import ItemKind, KanoAnswer, Mood, Moscow
from backlog.scores import RICE_CONFIDENCES, RICE_IMPACTS, WSJF_SCALE
from data.access import INHABITANT, Actor
from demo.agenda import ONE_DAY, first_working, moment
from demo.project import Project
from demo.script import LAST, Opinion
from demo.teamwork import KANO, WSJF

INCREMENT_OF = {
    "signaler": "report",
    "suivre": "follow",
    "corbeille": "handle",
    "demande": "handle",
    "carte": "map",
    "avis": "feedback",
    "indicateurs": "indicators",
}
DESK = ("corbeille", "demande")
SNOOZED_FOR = timedelta(days=45)
OPEN_SINCE = {"signaler": 4, "suivre": 5, "carte": 6}  # the sprint after the one whose review opened the screen
# What a mere smiley on a screen is one more voice for.
BEHIND = {"signaler": "pin", "suivre": "follow", "carte": "clusters"}
UNSORTED_MORE = 0.06  # of the generated ones
WEIGHED = 0.65


class Opinions:
    """Notes feedbacks in the project's agenda."""

    def __init__(self, project: Project, references: list[str]) -> None:
        self.project, self.references, self.rng = project, references, project.rng
        self.given = 0

    def note(self, count: int) -> None:
        """The written ones first, oldest first, then as many as are asked for."""
        written = self.project.script.opinions[:count]
        for opinion in written:
            self._note(opinion)
        remarks = self.project.script.raw["remarks"] if written else {}
        self._note_remarks(remarks)
        for _ in range(count - len(written) - sum(len(each) for each in remarks.values())):
            self._note(self._another())

    def _note_remarks(self, written: dict[str, list[tuple[str, str, str, str]]]) -> None:
        """Those of each review, during it; sorted the next working day, before the next sprint is planned."""
        for number, remarks in written.items():
            day = self.project.days[int(number)].ends_on
            for position, (who, mood, comment, outcome) in enumerate(remarks):
                at = moment(day, 14.5 + position * 0.2)
                self._note_one(Opinion("revue", mood, comment, outcome, int(number)), at, moment(day, 17.5), who)

    def _note(self, opinion: Opinion) -> None:
        at = self._moment(opinion.sprint)
        day = first_working(at.date() + ONE_DAY * self.rng.randint(1, 3))
        # What came at the very end is sorted at the latest before this morning.
        sorted_at = max(moment(day, 9 + 2 * self.rng.random()), at + timedelta(minutes=5))
        self._note_one(opinion, at, sorted_at)

    def _note_one(self, opinion: Opinion, at: datetime, sorted_at: datetime, who: str = "") -> None:
        made: list[str] = []
        self.project.agenda.at(at, self._give, opinion, who, made)
        if opinion.outcome:
            self.project.agenda.at(sorted_at, self._sort, made, opinion)

    def _moment(self, sprint: int) -> datetime:
        rng, days = self.rng, self.project.days
        if sprint == 0:
            first, last = self.project.today - 4 * ONE_DAY, self.project.today - ONE_DAY
        elif sprint == LAST:
            first, last = days[sprint].starts_on, self.project.today - 4 * ONE_DAY
        else:
            # Not the last days: what was said is sorted before the next sprint begins.
            first, last = days[sprint].starts_on, days[sprint].ends_on - 5 * ONE_DAY
        day: date = first + ONE_DAY * rng.randint(0, max(0, (last - first).days))
        return moment(day, 8 + 13 * rng.random())

    def _give(self, opinion: Opinion, who: str, made: list[str]) -> None:
        rng, project = self.rng, self.project
        self.given += 1
        by, more = self._who(opinion.screen, who), dict[str, Any]()
        if opinion.screen in ("suivre", "demande") and self.references:
            more["request_reference"] = rng.choice(self.references)
        if by is INHABITANT and opinion.comment and rng.random() < 0.4:
            more["email"] = f"habitant{self.given}@courriel.example"
        if who:
            more["sprint_id"] = project.sprints_made[opinion.sprint]
        on_behalf = by.id == "counter" and not who
        is_anybody = by is INHABITANT or on_behalf
        given = project.feedback.give(
            by=by,
            mood=Mood(opinion.mood),
            screen=opinion.screen,
            voice=voice_of(by, email=more.get("email", ""), session=f"demo{self.given}" if is_anybody else ""),
            comment=opinion.comment,
            increment_key=INCREMENT_OF.get(opinion.screen, ""),
            channel="phone" if on_behalf else rng.choice(("mobile", "mobile", "web")),
            on_behalf=on_behalf,
            **more,
        )
        made.append(given.id)

    def _who(self, screen: str, who: str) -> Actor:
        staff = self.project.staff
        if who:
            return staff[who]
        if screen in DESK:
            return self.rng.choice([agent for agents in staff.agents.values() for agent in agents])
        return staff["counter"] if self.rng.random() < 0.07 else INHABITANT

    def _sort(self, made: list[str], opinion: Opinion) -> None:
        project, by = self.project, self.project.staff["product_owner"]
        box, given = project.feedback, made[0]
        outcome, _, reason = opinion.outcome.partition(":")
        if outcome == "declined":
            box.decline(by=by, feedback_id=given, version=1, reason=reason)
        elif outcome == "snoozed":
            box.snooze(by=by, feedback_id=given, version=1, until=project.today + SNOOZED_FOR)
        elif outcome in project.ids:
            number = project.context.store.get("item", project.ids[outcome])["number"]
            box.join_item(by=by, feedback_id=given, version=1, item_number=number)
        elif (planned := project.planned.get(outcome)) is not None:
            fields = {**planned.fields(), "epic_id": project.ids[planned.epic]}
            kind = ItemKind(fields.pop("kind"))
            project.made(planned, box.make_item(by=by, feedback_id=given, version=1, kind=kind, **fields).id)

    def _another(self) -> Opinion:
        rng = self.rng
        mood = rng.choices(("good", "medium", "bad"), (6, 3, 1))[0]
        screen = rng.choice(tuple(BEHIND))
        sprint = rng.randint(OPEN_SINCE[screen], LAST)
        outcome = "" if rng.random() < UNSORTED_MORE else BEHIND[screen]
        comment = rng.choice(self.project.script.raw["more_feedbacks"][mood])
        return Opinion(screen, mood, comment, outcome, sprint if outcome else 0)


def note_more_items(project: Project, count: int) -> None:
    """Waiting items by templates, for a backlog of any size, spread over the life of the project."""
    rng, written = project.rng, project.script.raw["more_items"]
    epics = [epic["key"] for epic in project.script.raw["epics"]]
    first = project.days[1].starts_on - ONE_DAY * 5
    span = (project.today - first).days - 1
    for _ in range(count):
        thing, place = rng.choice(written["things"]), rng.choice(written["places"])
        title = rng.choice(written["titles"]).format(thing=thing, place=place)
        fields: dict[str, Any] = {
            "kind": rng.choices(list(ItemKind), (70, 12, 8, 6, 4))[0],
            "title": title,
            "as_a": rng.choice(written["as_a"]),
            "i_want": title[0].lower() + title[1:],
            "so_that": rng.choice(written["so_that"]),
            "criteria": rng.sample(written["criteria"], rng.randint(1, len(written["criteria"]))),
            "estimate": rng.choice((None, 1, 2, 3, 3, 5, 5, 8, 13)),
            "tags": rng.sample(written["tags"], rng.randint(0, 2)),
        }
        epic = rng.choice(epics)
        at = moment(first + ONE_DAY * rng.randint(0, span), 9 + 8 * rng.random())
        project.agenda.at(at, write, project, epic, fields)


def write(project: Project, epic: str, fields: dict[str, Any]) -> None:
    """One of them, two in three weighed by the product owner."""
    by, rng = project.staff["product_owner"], project.rng
    item = project.items.add(by=by, epic_id=project.ids[epic], **fields)
    if rng.random() < WEIGHED:
        inputs: dict[str, Any] = {"moscow": rng.choices(list(Moscow), (3, 4, 4, 2))[0]}
        inputs |= {name: rng.choice(WSJF_SCALE) for name in WSJF}
        inputs |= {"rice_reach": rng.randint(1, 40) * 50, "rice_impact": rng.choice(RICE_IMPACTS)}
        inputs |= {"rice_confidence": rng.choice(RICE_CONFIDENCES), "rice_effort": rng.choice((0.5, 1, 2, 4))}
        inputs |= {name: rng.choice(list(KanoAnswer)) for name in KANO}
        project.prioritisation.rate(by=by, item_id=item.id, version=item.version, **inputs)
