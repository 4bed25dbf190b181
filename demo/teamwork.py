"""How the team works around its items: who is there, priorities, links, comments, what is in the way."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from backlog.attachments import ItemAttachments
from backlog.blocking import Blocking
from backlog.capacity import Capacity, Presence
from backlog.comments import ItemComments
from backlog.impediments import Impediments
from backlog.links import ItemLinks
from backlog.models import ItemKind, ItemState, Relation
from backlog.saved_views import SavedViews
from data.refusals import Refused
from data.sessions import Sessions
from demo.agenda import moment
from demo.phrases import TEXTS
from demo.project import DEVELOPERS, Project
from demo.script import LAST

WSJF = ("wsjf_value", "wsjf_criticality", "wsjf_risk", "wsjf_size")
RICE = ("rice_reach", "rice_impact", "rice_confidence", "rice_effort")
KANO = ("kano_functional", "kano_dysfunctional")
FIRST_WORKSHOP, SECOND_WORKSHOP = (4, 3), (6, 4)  # sprint and day when the backlog is weighed together
TWO_MINUTES = timedelta(minutes=2)


class Teamwork:
    """Notes all of it in the project's agenda. What concerns an item that this town has not is left out."""

    def __init__(self, project: Project, folder: Path) -> None:
        self.project, self.agenda, self.staff = project, project.agenda, project.staff
        context = project.context
        self.links, self.comments = ItemLinks(context), ItemComments(context)
        self.attachments = ItemAttachments(context, folder)
        self.capacity = Capacity(context, Sessions(context, hours=1))
        self.views = SavedViews(context)
        self.blocking, self.impediments = Blocking(context), Impediments(context)
        self.written: dict[str, Any] = json.loads((TEXTS / "teamwork.json").read_text(encoding="utf-8"))

    def note(self) -> None:
        """Everything that is written, each at its moment."""
        self._papers()
        for number, days in self.project.days.items():
            self.agenda.at(moment(days.worked[0], 9.4), self._presences, number)
        self._weights()
        for position, link in enumerate(self.written["links"]):
            self.agenda.at(self._moment(LAST, 0, 11) + position * TWO_MINUTES, self._link, *link)
        for each in self.written["comments"]:
            self.agenda.at(self._moment(each["sprint"], each["day"], each["hour"]), self._say, each)
        for each in self.written["views"]:
            self.agenda.at(self._moment(LAST, 2, 16), self._keep_view, **each)
        self._stops()

    def _moment(self, sprint: int, day: int, hour: float) -> datetime:
        return moment(self.project.days[sprint].worked[day], hour)

    def _papers(self) -> None:
        """An old idea, a better line in the Definition of Done, soft limits on the board, a file."""
        older, definition, file = (self.written[name] for name in ("older", "definition", "file"))
        self.agenda.at(moment(self.project.today - timedelta(days=older["days"]), 15), self._add_old, older["item"])
        self.agenda.at(self._moment(definition["sprint"], 1, 17), self._reword, definition)
        for state in (ItemState.DOING, ItemState.REVIEW):
            maximum, at = self.written["limits"][state.value], self._moment(1, 0, 10)
            by = self.staff["scrum_master"]
            self.agenda.at(at, self.project.board.set_limit, by=by, state=state, maximum=maximum)
        self.agenda.at(self._moment(file["sprint"], file["day"], 17), self._join_file, file)

    def _weights(self) -> None:
        """MoSCoW and WSJF in a first workshop, RICE and Kano in a second, where what is new gets all of them."""
        for position, (key, weights) in enumerate(self.written["weights"].items()):
            first = {"moscow": weights["moscow"]} if "moscow" in weights else {}
            first |= dict(zip(WSJF, weights.get("wsjf", ()), strict=False))
            second = dict(zip(RICE, weights.get("rice", ()), strict=False))
            second |= dict(zip(KANO, weights.get("kano", ()), strict=False))
            later = position * TWO_MINUTES
            self.agenda.at(self._moment(*FIRST_WORKSHOP, 14) + later, self._rate, key, first)
            self.agenda.at(self._moment(*SECOND_WORKSHOP, 14) + later, self._rate, key, first | second)
        for key, name in self.written["evidence"]:
            self.agenda.at(self._moment(LAST, 1, 15), self._take_evidence, key, name)

    def _stops(self) -> None:
        """What is blocked, until when; what is in the way of the team, and how it ended."""
        for each in self.written["blocked"]:
            self.agenda.at(self._moment(each["sprint"], each["day"], each["hour"]), self._block, each)
            if "until" in each:
                self.agenda.at(self._moment(each["sprint"], each["until"], 9.7), self._unblock, each)
        for each in self.written["impediments"]:
            made: list[str] = []
            self.agenda.at(self._moment(each["sprint"], each["day"], each["hour"]), self._impede, each, made)
            if "closed" in each:
                self.agenda.at(self._moment(*each["closed"]), self._lift, made, each["resolution"])

    def _add_old(self, written: dict[str, Any]) -> None:
        self.project.items.add(by=self.staff["product_owner"], kind=ItemKind.STORY, **written)

    def _reword(self, definition: dict[str, Any]) -> None:
        by, verbs = self.staff["scrum_master"], self.project.definition
        number = verbs.versions(by=by)[0].number
        for line in verbs.lines(by=by):
            if line.text == definition["before"]:
                verbs.rename(by=by, line_id=line.id, number=number, text=definition["after"])

    def _presences(self, number: int) -> None:
        away, days = self.written["away"].get(str(number), {}), len(self.project.days[number].worked)
        people = [Presence(self.staff[who].name, days, away.get(who, 0.0)) for who in DEVELOPERS]
        sprint_id, focus = self.project.sprints_made[number], self.written["focus"]
        version = self.project.sprint_version(sprint_id)
        by = self.staff["scrum_master"]
        self.capacity.set(by=by, sprint_id=sprint_id, version=version, people=people, focus_factor=focus)

    def _rate(self, key: str, inputs: dict[str, Any]) -> None:
        if item_id := self.project.ids.get(key):
            version, by = self.project.version(item_id), self.staff["product_owner"]
            self.project.prioritisation.rate(by=by, item_id=item_id, version=version, **inputs)

    def _take_evidence(self, key: str, name: str) -> None:
        if item_id := self.project.ids.get(key):
            version, by = self.project.version(item_id), self.staff["product_owner"]
            with suppress(Refused):  # in a small town nobody has said anything of it
                self.project.prioritisation.take_evidence(by=by, item_id=item_id, version=version, field=name)

    def _link(self, key: str, relation: str, other: str) -> None:
        ids, by = self.project.ids, self.staff["product_owner"]
        if key in ids and other in ids:
            self.links.link(by=by, item_id=ids[key], relation=Relation(relation), other_id=ids[other])

    def _keep_view(self, *, who: str, name: str, query: str, shared: bool) -> None:
        view = self.views.save(by=self.staff[who], name=name, query=query)
        if shared:
            self.views.share(by=self.staff[who], view_id=view.id, version=view.version, shared=True)

    def _say(self, each: dict[str, Any]) -> None:
        if item_id := self.project.ids.get(each["item"]):
            self.comments.say(by=self.staff[each["who"]], item_id=item_id, body=each["text"])

    def _join_file(self, file: dict[str, Any]) -> None:
        item_id, content = self.project.ids[file["item"]], file["text"].encode()
        self.attachments.add(by=self.staff["product_owner"], item_id=item_id, name=file["name"], content=content)

    def _block(self, each: dict[str, Any]) -> None:
        item_id, by = self.project.ids[each["item"]], self.staff[each["who"]]
        version = self.project.version(item_id)
        self.blocking.block(by=by, item_id=item_id, version=version, reason=each["reason"])

    def _unblock(self, each: dict[str, Any]) -> None:
        item_id, by = self.project.ids[each["item"]], self.staff[each["who"]]
        self.blocking.unblock(by=by, item_id=item_id, version=self.project.version(item_id))

    def _impede(self, each: dict[str, Any], made: list[str]) -> None:
        opened = self.impediments.open(
            by=self.staff[each["who"]],
            text=each["text"],
            owner=each["owner"],
            sprint_id=self.project.sprints_made[each["sprint"]],
            item_id=self.project.ids.get(each.get("item", "")),
        )
        made.append(opened.id)

    def _lift(self, made: list[str], resolution: str) -> None:
        by = self.staff["scrum_master"]
        self.impediments.close(by=by, impediment_id=made[0], version=1, resolution=resolution)
