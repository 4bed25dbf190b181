"""What happens to a request between its report and today: routes, delays, answers, moods."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TypeVar

from data.access import INHABITANT, Actor
from demo.catalogue import Catalogue, Kind
from demo.days import HOUR, Days
from demo.life import Life
from demo.people import Staff

T = TypeVar("T")
MINUTE = 60_000
DAY = 24 * HOUR
STALLED = 0.025  # of what came in lately: somebody is away, a part is missing
MOODS = {True: (0.62, 0.88), False: (0.28, 0.62)}  # on time or not: good below the first, bad above the second


@dataclass(frozen=True)
class Story:
    """Leads a request through the desk. Every method stops at the moment `days.now`."""

    days: Days
    staff: Staff
    catalogue: Catalogue
    rng: Random

    def tell(self, life: Life, kind: Kind, created: int, original: Life | None) -> None:
        """Everything that happened to the request up to now."""
        rng, days = self.rng, self.days
        random = rng.random
        agent = self._agent(kind.team)
        recent = created > days.now - 90 * DAY
        seen = days.office(created + int(rng.expovariate(1 / (9 * HOUR))), rng)
        if self._future(seen) or (recent and random() < STALLED):
            return
        if original is not None and random() < 0.5 and original.row["duplicate_of"] is None:
            self._duplicate(life, agent, seen, original)
            return
        luck = random()
        if luck < 0.012:
            life.move(seen, agent, "cancel", "cancelled", reason=self._one(self.catalogue.common.cancellations))
            return
        life.move(seen, agent, "qualify", "qualified")
        if kind.is_public and random() < 0.7:
            life.published(seen + MINUTE, agent)
        moment = seen + 2 * MINUTE
        if kind.phrases.notes and random() < 0.08:
            life.noted(moment, agent, self._one(kind.phrases.notes))
        if kind.body and random() < 0.9:
            self._transfer(life, kind, agent, moment)
            return
        if luck < 0.06:
            asked = self._ask(life, agent, moment)
            if asked is None:
                return
            moment = asked
        self._work(life, kind, agent, moment, created, refuse=0.06 <= luck < 0.15)

    def _work(self, life: Life, kind: Kind, agent: Actor, moment: int, created: int, *, refuse: bool) -> None:
        rng, days = self.rng, self.days
        taken = int(kind.norm_days * rng.lognormvariate(-0.5, 0.65))
        target = days.midnights[days.after(days.day(created), min(taken, 90))] + 8 * HOUR + int(rng.random() * 9 * HOUR)
        end = target if target > moment + HOUR else days.office(moment + HOUR + int(rng.random() * 5 * HOUR), rng)
        if created > days.now - 90 * DAY and rng.random() < STALLED:
            return
        if rng.random() < 0.5:
            planned = days.office(moment + int((end - moment) * 0.4 * rng.random()) + MINUTE, rng)
            if planned < end - HOUR:
                if self._future(planned):
                    return
                day = max(days.day(planned), days.day(end))
                life.move(planned, agent, "plan", "planned", planned_on=days.texts[day])
                moment = planned
        if rng.random() < 0.06:
            said = moment + int((end - moment) * rng.random())
            if not self._future(said):
                life.commented(said, self._one(self.catalogue.common.comments))
                moment = max(moment, said)
        if rng.random() < 0.6:
            started = max(moment + MINUTE, end - int(rng.random() * 6 * HOUR) - 10 * MINUTE)
            if self._future(started):
                return
            if started < end:
                life.move(started, agent, "start", "in_progress")
        if not self._future(end):
            self._close(life, kind, agent, end, refuse=refuse)

    def _close(self, life: Life, kind: Kind, agent: Actor, end: int, *, refuse: bool) -> None:
        on_time = self.days.texts[self.days.day(end)] <= life.row["due_on"]
        if refuse:
            reason, answer = self._one(kind.phrases.not_done)
            life.move(end, agent, "not_do", "not_done", reason=reason)
        else:
            answer = self._one(kind.phrases.done)
            life.move(end, agent, "finish", "done")
        life.say(end, agent, "public_answer", answer, public=True)
        self._after(life, kind, agent, end, pleased=on_time and not refuse)

    def _after(self, life: Life, kind: Kind, agent: Actor, end: int, *, pleased: bool) -> None:
        """Satisfaction, and sometimes "ce n'est pas réglé"."""
        rng, common = self.rng, self.catalogue.common
        if rng.random() < 0.34:
            rated = end + int(rng.expovariate(1 / (16 * HOUR))) + MINUTE
            if self._future(rated):
                return
            good, bad = MOODS[pleased]
            luck = rng.random()
            life.rated(rated, "good" if luck < good else "bad" if luck >= bad else "medium")
            end = rated
        if rng.random() >= (0.03 if pleased else 0.08) or life.row["version"] > 9:
            return
        contested = end + int((0.2 + 9 * rng.random()) * DAY)
        if self._future(contested):
            return
        life.move(contested, INHABITANT, "contest", "reopening_wanted")
        life.say(contested, INHABITANT, "contest", self._one(common.contests))
        judged = self.days.office(contested + int(rng.random() * 4 * DAY), rng)
        if self._future(judged):
            return
        if rng.random() < 0.3:
            reason = self._one(common.reopening_refused)
            life.move(judged, agent, "refuse_reopening", life.row["state_before"], reason=reason)
            return
        life.move(judged, agent, "reopen", "reopened")
        again = self.days.office(judged + int((0.5 + kind.norm_days * rng.random()) * DAY), rng)
        if not self._future(again):
            self._close(life, kind, agent, again, refuse=False)

    def _ask(self, life: Life, agent: Actor, moment: int) -> int | None:
        """A question and its answer; None while it waits."""
        common, rng = self.catalogue.common, self.rng
        life.move(moment, agent, "ask", "answer_wanted")
        life.say(moment, agent, "question", self._one(common.questions))
        answered = moment + int(rng.expovariate(1 / (2.5 * DAY))) + 20 * MINUTE
        if self._future(answered) or rng.random() < 0.05:
            given_up = self.days.office(moment + 30 * DAY, rng)
            if not self._future(given_up):
                life.move(
                    given_up, agent, "not_do", "not_done", reason="Pas de réponse à notre question depuis un mois."
                )
            return None
        life.commented(answered, self._one(common.replies))
        return self.days.office(answered + HOUR, rng)

    def _transfer(self, life: Life, kind: Kind, agent: Actor, moment: int) -> None:
        at = self.days.office(moment + int(self.rng.random() * 20 * HOUR), self.rng)
        if not self._future(at):
            text = self._one(self.catalogue.common.transfers)
            life.move(at, agent, "transfer", "transferred", reason=text, body=kind.body)

    def _duplicate(self, life: Life, agent: Actor, moment: int, original: Life) -> None:
        life.move(moment, agent, "mark_duplicate", "duplicate", duplicate_of=original.row["id"])
        life.say(moment, agent, "public_answer", self._one(self.catalogue.common.duplicates), public=True)

    def _agent(self, team: str) -> Actor:
        agents = self.staff.agents[team]
        return agents[int(self.rng.random() * len(agents))]

    def _one(self, choices: tuple[T, ...]) -> T:
        return choices[int(self.rng.random() * len(choices))]

    def _future(self, moment: int) -> bool:
        return moment >= self.days.now
