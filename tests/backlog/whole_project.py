"""A small project with one of each thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from backlog.models import (
    Item,
    ItemKind,
    ItemState,
    Method,
    Place,
    Relation,
    RetroFormat,
)
from data.access import Actor
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OWNER, Say, carry, fresh

SECRET = "Zyglophore"  # stands in every text of the private items, and nowhere else
GOAL = "Suivre sa demande sans compte"
Call = tuple[Actor, dict[str, Any]]


@dataclass(frozen=True)
class Project:
    """The identifiers of what stands in it."""

    services: Services
    waiting: Item
    doing: Item
    ended: Item
    dropped: Item
    hidden: Item  # private, in the active sprint
    hidden_waiting: Item  # private, in no sprint
    first: str  # sprints: closed, active, planned
    running: str
    coming: str
    line: str
    epic: str
    link: str
    comment: str
    attachment: str
    hidden_attachment: str
    impediment: str
    solved: str
    view: str
    said: str
    joined: str
    round: str
    shown: str
    order: str
    moved: tuple[str, ...]

    def version(self, table: str, key: str, column: str = "id") -> int:
        """The version of a row as it stands."""
        return int(self.services.store.get(table, key, column=column)["version"])


def whole_project(services: Services, say: Say) -> Project:
    """The project; every private item is named SECRET wherever somebody may write."""

    def add(title: str, **fields: Any) -> Item:
        return services.items.add(by=OWNER, kind=ItemKind.STORY, title=title, **fields)

    def private(title: str) -> Item:
        words = {"as_a": SECRET, "description": SECRET, "assignee": f"{SECRET} Agent"}
        return add(f"{title} {SECRET}", tags=[SECRET], criteria=[SECRET], is_private=True, estimate=5, **words)

    def plan(first: date, last: date, *items: Item) -> str:
        sprint = services.sprints.plan(by=MASTER, goal=GOAL, starts_on=first, ends_on=last)
        for item in items:
            services.sprints.pull(by=OWNER, item_id=item.id, version=now(item), sprint_id=sprint.id)
        return sprint.id

    def start(sprint_id: str) -> None:
        version = services.store.get("sprint", sprint_id)["version"]
        services.sprints.start(by=MASTER, sprint_id=sprint_id, version=version)

    def now(item: Item) -> int:
        return fresh(services, item).version

    line = services.definition_of_done.add(by=OWNER, text="Relu par quelqu’un d’autre").id
    services.definition_of_done.add(by=OWNER, text="Documenté")
    epic = services.goals.add_epic(by=OWNER, title="Suivre une demande", colour="#123456").id
    services.goals.add_epic(by=OWNER, title="Voir la carte", colour="#654321")
    services.goals.set_goal(by=OWNER, text="Que chacun sache où en est sa demande")
    waiting, doing = add("Prévenir des doublons", tags=["carte"], epic_id=epic, estimate=3), add("Suivre", estimate=2)
    ended, dropped, other, last = add("Signaler", estimate=8), add("Imprimer"), add("Répondre"), add("Traduire")
    hidden, hidden_waiting = private("Faille"), private("Litige")
    done = plan(date(2026, 11, 2), date(2026, 11, 13), ended, hidden)
    start(done)
    for each in services.definition_of_done.lines(by=OWNER):
        services.items.tick(by=DEVELOPER, item_id=ended.id, line_id=each.id, done=True)
    carry(services, ended)
    version = services.store.get("sprint", done)["version"]
    services.closing.close(by=MASTER, sprint_id=done, version=version)
    running = plan(date(2026, 11, 16), date(2026, 11, 27), doing, hidden)
    coming = plan(date(2026, 11, 30), date(2026, 12, 11), other)
    start(running)
    carry(services, doing, ItemState.DOING)
    carry(services, hidden, ItemState.REVIEW)
    services.items.drop(by=OWNER, item_id=dropped.id, version=now(dropped), reason="Personne ne le demande")
    reason = f"Attend {SECRET}"
    services.blocking.block(by=DEVELOPER, item_id=hidden.id, version=now(hidden), reason=reason)
    services.blocking.block(by=DEVELOPER, item_id=doing.id, version=now(doing), reason="Attend le prestataire")
    link = services.links.link(by=OWNER, item_id=waiting.id, relation=Relation.BLOCKS, other_id=doing.id).id
    services.links.link(by=OWNER, item_id=hidden.id, relation=Relation.BLOCKS, other_id=doing.id)
    comment = services.comments.say(by=DEVELOPER, item_id=doing.id, body="À revoir lundi").id
    services.comments.say(by=DEVELOPER, item_id=hidden.id, body=SECRET)
    attachment = services.attachments.add(by=DEVELOPER, item_id=doing.id, name="plan.txt", content=b"plan").id
    name, content = f"{SECRET}.txt", SECRET.encode()
    hidden_file = services.attachments.add(by=DEVELOPER, item_id=hidden.id, name=name, content=content).id
    impediment = services.impediments.open(by=DEVELOPER, text="Le serveur tombe", owner="Dina", item_id=doing.id).id
    services.impediments.open(by=DEVELOPER, text=SECRET, owner=SECRET, item_id=hidden.id)
    solved = services.impediments.open(by=DEVELOPER, text="Pas de salle").id
    services.impediments.close(by=MASTER, impediment_id=solved, version=1, resolution="Une salle est réservée")
    view = services.saved_views.save(by=DEVELOPER, name="Carte", query="tag=carte").id
    said, joined = say("La carte est petite.").id, say("La carte est lente.").id
    told = say(f"On lit tout sur {SECRET}", voice="session-2").id
    services.feedback.join_item(by=OWNER, feedback_id=joined, version=1, item_number=waiting.number)
    services.feedback.join_item(by=OWNER, feedback_id=told, version=1, item_number=hidden.number)
    round = services.poker.open(by=DEVELOPER, item_id=last.id).id
    services.poker.vote(by=DEVELOPER, round_id=round, card="3")
    shown = services.poker.open(by=DEVELOPER, item_id=hidden_waiting.id).id
    services.poker.vote(by=DEVELOPER, round_id=shown, card="5")
    services.poker.reveal(by=DEVELOPER, round_id=shown, version=1)
    services.prioritisation.rate(by=OWNER, item_id=last.id, version=now(last), moscow="must")
    for each in (waiting, hidden_waiting):
        inputs = {"wsjf_value": 8, "wsjf_criticality": 3, "wsjf_risk": 2, "wsjf_size": 5, "moscow": "should"}
        services.prioritisation.rate(by=OWNER, item_id=each.id, version=now(each), **inputs)
    proposed = services.ordering.propose(by=OWNER, method=Method.MOSCOW)
    applied = services.ordering.apply(by=OWNER, method=Method.MOSCOW, signature=proposed.signature)
    services.items.move(by=OWNER, item_id=doing.id, version=now(doing), place=Place.BOTTOM)
    services.increments.attach(by=OWNER, key="report", item_id=ended.id)
    services.increments.show(by=OWNER, key="report", sprint_id=running)
    services.retrospectives.record(
        by=MASTER,
        sprint_id=done,
        format=RetroFormat.START_STOP_CONTINUE,
        held_on=date(2026, 11, 13),
        actions=[hidden.id, waiting.id],
    )
    return Project(
        services,
        fresh(services, waiting),
        fresh(services, doing),
        fresh(services, ended),
        fresh(services, dropped),
        fresh(services, hidden),
        fresh(services, hidden_waiting),
        done,
        running,
        coming,
        line,
        epic,
        link,
        comment,
        attachment,
        hidden_file,
        impediment,
        solved,
        view,
        said,
        joined,
        round,
        shown,
        applied.order_id,
        applied.item_ids,
    )
