"""One call of every verb of the domain, which succeeds on the whole project."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from backlog.capacity import Presence
from backlog.listing import ItemQuery
from backlog.models import (
    FeedbackState,
    ItemKind,
    ItemState,
    Method,
    Mood,
    Place,
    PokerScale,
    Relation,
    RetroFormat,
    Where,
)
from data.access import INHABITANT, SYSTEM, Actor
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OWNER
from tests.backlog.whole_project import Project

Call = tuple[Actor, dict[str, Any]]


def writes(of: Project) -> dict[str, Call]:
    """For each verb that writes, by family and name: who acts, and arguments with which it changes something."""
    waiting, doing, dropped = (
        {"item_id": each.id, "version": each.version} for each in (of.waiting, of.doing, of.dropped)
    )
    chosen = {of.waiting.id: of.waiting.version}
    running = {"sprint_id": of.running, "version": of.version("sprint", of.running)}
    coming = {"sprint_id": of.coming, "version": of.version("sprint", of.coming)}
    days = {"starts_on": date(2026, 12, 14), "ends_on": date(2026, 12, 23)}
    said, joined = {"feedback_id": of.said, "version": 1}, {"feedback_id": of.joined, "version": 2}
    view, comment = {"view_id": of.view, "version": 1}, {"comment_id": of.comment, "version": 1}
    epic, shown = {"epic_id": of.epic, "version": 1}, {"round_id": of.shown, "version": 2}
    report = {"key": "report", "version": of.version("increment", "report", "key")}
    impediment = {"impediment_id": of.impediment, "version": 1}
    signature = of.services.ordering.propose(by=OWNER, method=Method.WSJF).signature
    number = int(of.services.store.scalar("select max(number) from definition_version"))
    card = ("start", "Relire à deux", 3)
    retrospective = {"sprint_id": of.running, "format": RetroFormat.START_STOP_CONTINUE, "held_on": date(2026, 11, 24)}
    given = {
        "mood": Mood.GOOD,
        "screen": "signaler",
        "voice": "session-9",
        "comment": "Bien",
        "increment_key": "report",
    }
    return {
        "items.add": (
            OWNER,
            {
                "kind": ItemKind.BUG,
                "title": "Corriger",
                "criteria": ["Vu"],
                "tags": ["carte"],
                "epic_id": of.epic,
                "estimate": 3.0,
                "description": "Ici",
            },
        ),
        "items.edit": (
            OWNER,
            {
                **waiting,
                "title": "Autrement",
                "estimate": 5.0,
                "tags": ["voirie"],
                "criteria": ["Vu"],
                "kind": ItemKind.BUG,
                "epic_id": None,
                "is_private": True,
                "assignee": "Dina",
            },
        ),
        "items.move": (OWNER, {**waiting, "position": 6}),
        "items.undo_move": (OWNER, {}),
        "items.drop": (OWNER, {**waiting, "reason": "Personne ne le demande"}),
        "items.tick": (OWNER, {"item_id": of.doing.id, "line_id": of.line, "done": True}),
        "saved_views.save": (DEVELOPER, {"name": "Bloqués", "query": "blocked=1"}),
        "saved_views.rename": (DEVELOPER, {**view, "name": "Autre"}),
        "saved_views.share": (DEVELOPER, {**view, "shared": True}),
        "saved_views.delete": (DEVELOPER, view),
        "bulk.edit": (
            OWNER,
            {"chosen": chosen, "add_tags": ["nuit"], "remove_tags": ["carte"], "estimate": 1.0, "moscow": "could"},
        ),
        "bulk.move": (OWNER, {"chosen": chosen, "place": Place.BOTTOM}),
        "bulk.drop": (OWNER, {"chosen": chosen, "reason": "Personne ne le demande"}),
        "bulk.pull": (OWNER, {"chosen": chosen, "sprint_id": of.running}),
        "sprints.plan": (MASTER, {"goal": "Autre but", **days}),
        "sprints.change": (MASTER, {**coming, "goal": "Autre but", **days}),
        "sprints.pull": (MASTER, {**waiting, "sprint_id": of.running}),
        "sprints.put_back": (MASTER, doing),
        "capacity.set": (MASTER, {**running, "people": [Presence("Dina", 8, 1)], "focus_factor": 0.7}),
        "board.move": (DEVELOPER, {**doing, "to": ItemState.REVIEW}),
        "board.set_limit": (MASTER, {"state": ItemState.DOING, "maximum": 3, "is_hard": True}),
        "closing.close": (MASTER, {**running, "unfinished": Where.NEXT_SPRINT, "apart": {of.doing.id: Where.TOP}}),
        "closing.cancel": (OWNER, {**running, "reason": "Le but ne vaut plus"}),
        "feedback.give": (INHABITANT, given),
        "feedback.make_item": (OWNER, {**said, "kind": ItemKind.BUG, "title": "Agrandir la carte", "estimate": 2.0}),
        "feedback.join_item": (OWNER, {**said, "item_number": of.waiting.number}),
        "feedback.decline": (OWNER, {**said, "reason": "Hors sujet"}),
        "feedback.snooze": (OWNER, {**said, "until": date(2026, 12, 24)}),
        "feedback.undo": (OWNER, joined),
        "increments.open_all": (SYSTEM, {}),
        "increments.attach": (OWNER, {"key": "report", "item_id": of.doing.id}),
        "increments.show": (OWNER, {"key": "follow", "sprint_id": of.running}),
        "increments.accept": (OWNER, report),
        "increments.refuse": (OWNER, {**report, "reason": "Trop lent"}),
        "retrospectives.record": (
            MASTER,
            {**retrospective, "summary": "Bien", "return_on_time": 4.0, "cards": [card], "actions": [of.waiting.id]},
        ),
        "goals.set_goal": (OWNER, {"text": "Un autre objectif"}),
        "goals.add_epic": (OWNER, {"title": "Comprendre", "colour": "#abcdef"}),
        "goals.edit_epic": (OWNER, {**epic, "title": "Comprendre", "colour": "#abcdef"}),
        "goals.close_epic": (OWNER, {**epic, "closed": True}),
        "goals.move_epic": (OWNER, {"epic_id": of.epic, "place": Place.BOTTOM}),
        "definition_of_done.add": (OWNER, {"text": "Testé sur un téléphone"}),
        "definition_of_done.rename": (OWNER, {"line_id": of.line, "number": number, "text": "Relu à deux"}),
        "definition_of_done.move": (OWNER, {"line_id": of.line, "place": Place.DOWN}),
        "definition_of_done.retire": (OWNER, {"line_id": of.line}),
        "dropping.restore": (OWNER, dropped),
        "links.link": (OWNER, {"item_id": of.waiting.id, "relation": Relation.RELATES, "other_id": of.ended.id}),
        "links.unlink": (OWNER, {"link_id": of.link}),
        "comments.say": (DEVELOPER, {"item_id": of.doing.id, "body": "Bien"}),
        "comments.edit": (DEVELOPER, {**comment, "body": "Mieux"}),
        "comments.delete": (DEVELOPER, {"comment_id": of.comment}),
        "attachments.add": (DEVELOPER, {"item_id": of.doing.id, "name": "note.txt", "content": b"note"}),
        "attachments.remove": (DEVELOPER, {"attachment_id": of.attachment}),
        "blocking.block": (DEVELOPER, {**waiting, "reason": "Attend la réponse"}),
        "blocking.unblock": (DEVELOPER, doing),
        "impediments.open": (
            DEVELOPER,
            {"text": "Trop de bruit", "owner": "Samir", "sprint_id": of.running, "item_id": of.doing.id},
        ),
        "impediments.change": (DEVELOPER, {**impediment, "text": "Le serveur dort", "owner": "Samir"}),
        "impediments.close": (DEVELOPER, {**impediment, "resolution": "Redémarré"}),
        "impediments.reopen": (DEVELOPER, {"impediment_id": of.solved, "version": 2}),
        "prioritisation.rate": (
            OWNER,
            {
                **waiting,
                "moscow": "could",
                "wsjf_value": 13,
                "wsjf_size": 8,
                "rice_reach": 10.0,
                "rice_impact": 2,
                "rice_confidence": 0.8,
                "rice_effort": 2.0,
                "kano_functional": "like",
            },
        ),
        "prioritisation.take_evidence": (OWNER, {**waiting, "field": "rice_reach"}),
        "ordering.apply": (OWNER, {"method": Method.WSJF, "signature": signature}),
        "ordering.undo": (OWNER, {"order_id": of.order, "item_ids": of.moved}),
        "poker.open": (DEVELOPER, {"item_id": of.doing.id, "scale": PokerScale.T_SHIRT}),
        "poker.vote": (OWNER, {"round_id": of.round, "card": "8"}),
        "poker.reveal": (DEVELOPER, {"round_id": of.round, "version": 1}),
        "poker.again": (DEVELOPER, shown),
        "poker.settle": (DEVELOPER, {**shown, "item_version": of.hidden_waiting.version, "estimate": 8.0}),
        "poker.cancel": (DEVELOPER, shown),
    }


def reads(of: Project) -> dict[str, dict[str, Any]]:
    """For each verb that reads, by family and name: arguments that ask for as much as it may tell."""
    every = [each.id for each in (of.waiting, of.doing, of.ended, of.dropped, of.hidden, of.hidden_waiting)]
    everywhere = ItemQuery(states=tuple(ItemState))
    return {
        "items.listing": {"limit": 100, "states": tuple(ItemState)},
        "items.some": {"ids": every},
        "items.page": {"number": of.doing.number},
        "listings.page": {"query": everywhere},
        "listings.sprints": {},
        "listings.matching": {"query": everywhere, "limit": 100},
        "listings.reach": {"points": 1.0},
        "saved_views.all": {},
        "sprints.active": {},
        "sprints.all": {},
        "sprints.completed": {},
        "sprints.burndown_events": {"sprint_id": of.running},
        "sprints.report": {"sprint_id": of.first},
        "capacity.of": {"sprint_id": of.running},
        "board.limits": {},
        "board.of": {"sprint_id": of.running},
        "board.stamp": {},
        "closing.left_by": {"item_ids": every},
        "feedback.inbox": {"state": FeedbackState.ITEM},
        "feedback.similar": {"feedback_id": of.said},
        "feedback.answers": {"voice": "session-1"},
        "increments.all": {},
        "increments.of_screen": {"screen": "signaler"},
        "increments.is_open": {"screen": "signaler"},
        "increments.released_lately": {"limit": 5},
        "reviews.numbers": {},
        "reviews.of": {"sprint_number": 2},
        "retrospectives.all": {},
        "retrospectives.of": {"sprint_number": 1},
        "goals.goal": {},
        "goals.progress": {},
        "goals.standing": {},
        "goals.past_goals": {},
        "goals.epics": {},
        "goals.epic_progress": {},
        "definition_of_done.lines": {},
        "definition_of_done.versions": {},
        "vocabulary.tags": {},
        "vocabulary.people": {},
        "links.of": {"item_id": of.doing.id},
        "comments.of": {"item_id": of.doing.id},
        "attachments.of": {"item_id": of.doing.id},
        "attachments.read": {"attachment_id": of.attachment},
        "impediments.listing": {"sprint_id": of.running},
        "daily.stamp": {},
        "daily.view": {"sprint_id": of.running},
        "ordering.propose": {"method": Method.WSJF},
        "poker.pulse": {},
        "poker.under_way": {},
        "poker.table": {"round_id": of.shown},
        "poker.unestimated": {},
        "prioritisation.one": {"item": of.waiting},
        "prioritisation.table": {"method": Method.WSJF, "limit": 100},
        "prioritisation.warnings": {},
        "prioritisation.bubbles": {},
        "flow.finished": {"since": date(2026, 1, 1)},
        "flow.in_progress": {},
        "flow.entered": {"since": date(2026, 1, 1)},
        "flow.entered_in_sprint": {"sprint_id": of.running},
        "flow.pace": {"since": date(2026, 1, 1)},
        "flow.velocities": {"limit": 5},
        "flow.burnup": {"sprint_id": of.running},
        "flow.left": {},
        "flow.ranked": {"limit": 100},
        "flow.ranked_item": {"number": of.waiting.number},
        "flow.epics_ahead": {},
    }


def call(services: Services, verb: str, by: Actor, arguments: dict[str, Any]) -> Any:
    """Calls a verb by its family and name."""
    family, name = verb.split(".")
    act: Callable[..., Any] = getattr(getattr(services, family), name)
    return act(by=by, **arguments)
