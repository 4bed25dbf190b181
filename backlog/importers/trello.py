"""Trello's JSON of a board: lists are states, `pos` is the order, checklists are criteria, points stand in titles."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, ClassVar

from backlog.importers.dates import read_date
from backlog.importers.document_reader import DocumentReader, keyed, titled
from backlog.importers.documents import as_text, dict_of, dicts_of, list_of, named, number_of, others, text_of
from backlog.importers.incoming import Attached, Format, Incoming, Said, Stage
from backlog.importers.numbers import points_of_title, read_points
from backlog.importers.vocabulary import kind_of, stage_of
from data.words import fold

TAKEN = named(
    "id idShort name desc descData closed idList pos labels idLabels idMembers idMembersVoted idChecklists attachments "
    "customFieldItems dateLastActivity dateCompleted badges limits cover idBoard shortLink url email pluginData "
    "subscribed checkItemStates creationMethod isTemplate manualCoverAttachment idAttachmentCover checklists "
    "stickers nodeId"
)
INFORMING = named("shortUrl")
POINTS = named("points point estimate estimation effort poids storypoints size") | {"story points", "story point"}
CREATING = frozenset({"createCard", "copyCard", "convertToCardFromCheckItem", "emailCard", "moveCardToBoard"})


@dataclass
class TrelloBoard(DocumentReader):
    """A board. A card of an archived list, or archived itself, was given up unless its list says that it is done."""

    format: ClassVar[Format] = Format.TRELLO

    @cached_property
    def lists(self) -> dict[str, Mapping[str, Any]]:
        return {text_of(each.get("id")): each for each in dicts_of(self.document.get("lists"))}

    @cached_property
    def members(self) -> dict[str, str]:
        """The name of each member by id."""
        found = {
            text_of(each.get("id")): text_of(each.get("fullName")) or text_of(each.get("username"))
            for each in dicts_of(self.document.get("members"))
        }
        for action in self.actions:
            who = dict_of(action.get("memberCreator"))
            found.setdefault(text_of(who.get("id")), text_of(who.get("fullName")) or text_of(who.get("username")))
        return {id: name for id, name in found.items() if id and name}

    @cached_property
    def actions(self) -> list[Mapping[str, Any]]:
        return dicts_of(self.document.get("actions"))

    @cached_property
    def checklists(self) -> dict[str, list[Mapping[str, Any]]]:
        """The checklists of each card, in order."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        for each in sorted(dicts_of(self.document.get("checklists")), key=position):
            found.setdefault(text_of(each.get("idCard")), []).append(each)
        return found

    @cached_property
    def comments(self) -> dict[str, list[Mapping[str, Any]]]:
        """The comments of each card, latest first as Trello writes them."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        for each in self.actions:
            if each.get("type") == "commentCard":
                card = dict_of(dict_of(each.get("data")).get("card"))
                found.setdefault(text_of(card.get("id")), []).append(each)
        return found

    @cached_property
    def created(self) -> dict[str, str]:
        """When each card was made, for those that the board's last actions still tell of."""
        return {
            text_of(dict_of(dict_of(each.get("data")).get("card")).get("id")): text_of(each.get("date"))
            for each in self.actions
            if each.get("type") in CREATING
        }

    @cached_property
    def fields(self) -> dict[str, Mapping[str, Any]]:
        return {text_of(each.get("id")): each for each in dicts_of(self.document.get("customFields"))}

    def things(self) -> Sequence[tuple[int, Mapping[str, Any]]]:
        cards = list(enumerate(dicts_of(self.document.get("cards")), start=1))
        return sorted(cards, key=lambda each: (position(self._list(each[1])), position(each[1]), each[0]))

    def people(self) -> dict[str, str]:
        found = dict(self.members)
        found |= {name: name for name in self.members.values()}
        for each in dicts_of(self.document.get("members")):
            login = text_of(each.get("username"))
            if login:
                found[login] = self.members.get(text_of(each.get("id")), login)
        return found

    def row(self, line: int, thing: Mapping[str, Any]) -> Incoming:
        title, points = points_of_title(titled(text_of(thing.get("name"))))
        id = keyed(text_of(thing.get("id")))
        labels = tuple(
            text_of(each.get("name")) or text_of(each.get("color")) for each in dicts_of(thing.get("labels"))
        )
        custom = self._custom(thing)
        given = next((text for name, text in custom.items() if fold(name) in POINTS), "")
        self.note_filled(thing, TAKEN | INFORMING)
        self.filled.update(dict.fromkeys(name for name in custom if fold(name) not in POINTS))
        stage, moved = self._stage(thing), read_date(text_of(thing.get("dateLastActivity")), on="updated")
        done = read_date(text_of(thing.get("dateCompleted")), on="done") or moved
        items = [each for checks in self._checklists(thing) for each in sorted(checks, key=position)]
        return Incoming(
            source=self.format.value,
            external_id=id,
            line=line,
            kind=kind_of(labels),
            title=title,
            stage=stage,
            description=text_of(thing.get("desc")).replace("\r\n", "\n"),
            criteria=tuple(text_of(each.get("name")) for each in items),
            estimate=read_points(given) if given else points,
            tags=tuple(labels),
            assignee=next((text_of(each) for each in list_of(thing.get("idMembers")) if text_of(each)), ""),
            created_at=self._created(id),
            updated_at=moved,
            done_at=done if stage is Stage.DONE else None,
            comments=tuple(self._comments(id)),
            votes=len(list_of(thing.get("idMembersVoted"))),
            attachments=tuple(Attached(text_of(each.get("name"))) for each in dicts_of(thing.get("attachments"))),
            original=self._told(thing, custom, items),
        )

    def _list(self, card: Mapping[str, Any]) -> Mapping[str, Any]:
        return self.lists.get(text_of(card.get("idList")), {})

    def _checklists(self, card: Mapping[str, Any]) -> list[list[Mapping[str, Any]]]:
        own = self.checklists.get(text_of(card.get("id"))) or dicts_of(card.get("checklists"))
        return [dicts_of(each.get("checkItems")) for each in own]

    def _stage(self, card: Mapping[str, Any]) -> Stage:
        where = self._list(card)
        stage = stage_of(text_of(where.get("name")))
        if stage is Stage.DONE or card.get("dueComplete") is True:
            return Stage.DONE
        return Stage.GIVEN_UP if card.get("closed") is True or where.get("closed") is True else stage

    def _created(self, id: str) -> datetime | None:
        """From the action that made the card, else from its id, which begins with the second it was made."""
        if self.created.get(id):
            return read_date(self.created[id], on="created")
        if re.fullmatch(r"[0-9a-f]{24}", id):
            return datetime.fromtimestamp(int(id[:8], 16), UTC)
        return None

    def _comments(self, id: str) -> list[Said]:
        return [
            Said(
                text_of(each.get("idMemberCreator")) or text_of(dict_of(each.get("memberCreator")).get("id")),
                text_of(dict_of(each.get("data")).get("text")),
                read_date(text_of(each.get("date")), on="comment"),
            )
            for each in reversed(self.comments.get(id, []))
        ]

    def _custom(self, card: Mapping[str, Any]) -> dict[str, str]:
        """The custom fields of a card by name: Trello writes every value as a text, choices by their id."""
        found: dict[str, str] = {}
        for each in dicts_of(card.get("customFieldItems")):
            about = self.fields.get(text_of(each.get("idCustomField")), {})
            value, chosen = dict_of(each.get("value")), text_of(each.get("idValue"))
            options = {text_of(one.get("id")): one for one in dicts_of(about.get("options"))}
            text = text_of(dict_of(options.get(chosen, {}).get("value")).get("text")) if chosen else ""
            text = text or next((as_text(one) for one in value.values() if as_text(one)), "")
            if text:
                found[text_of(about.get("name")) or text_of(each.get("idCustomField"))] = text
        return found

    def _told(
        self, card: Mapping[str, Any], custom: Mapping[str, str], items: Sequence[Mapping[str, Any]]
    ) -> dict[str, str]:
        told = {
            "list": text_of(self._list(card).get("name")),
            "closed": as_text(card.get("closed")),
            "members": ", ".join(self.members.get(each, each) for each in map(text_of, list_of(card.get("idMembers")))),
            "checked": "\n".join(text_of(each.get("name")) for each in items if each.get("state") == "complete"),
            "attachments": "\n".join(
                f"{text_of(each.get('name'))} {text_of(each.get('url'))}" for each in dicts_of(card.get("attachments"))
            ),
        }
        return {key: each for key, each in told.items() if each} | others(card, TAKEN) | dict(custom)


def position(thing: Mapping[str, Any]) -> float:
    """`pos`, or the end."""
    pos = number_of(thing.get("pos"))
    return math.inf if pos is None or math.isnan(pos) else pos
