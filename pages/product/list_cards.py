"""Items as cards of the list, and the line of the next sprint among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backlog.models import ItemState
from backlog.views import Listed
from metrics.velocity import velocity
from pages.parts.badges import LOOKS
from pages.parts.board import Badge, BoardCard, BoardLine
from pages.parts.board.cards import Tone
from pages.parts.points import short_points
from pages.shell.page import Here
from pages.shell.texts import label_of, lang, t, tn

TONES: dict[str, Tone] = {
    "gray": "muted",
    "blue": "information",
    "violet": "progress",
    "orange": "warning",
    "green": "ok",
}
TAGS = 3  # shown on a card


def as_card(here: Here, row: Listed, *, position: str, selected: bool, sprints: Mapping[str, int]) -> BoardCard:
    """An item in a few words: what it is, where, how big, how many people ask for it."""
    item = row.item
    facts = [label_of(item.kind)]
    if row.epic:
        facts.append(row.epic.title)
    if item.sprint_id in sprints:
        facts.append(t("sprint {number}", number=sprints[item.sprint_id]))
    if item.assignee:
        facts.append(item.assignee)
    facts += [f"#{tag}" for tag in item.tags[:TAGS]]
    return BoardCard(
        id=item.id,
        number=item.number,
        version=item.version,
        title=item.title,
        href=f"element?item={item.number}&lang={lang()}",
        facts=tuple(facts),
        badges=tuple(badges(here, row)),
        colour=row.epic.colour if row.epic else "",
        position=position,
        selected=selected,
    )


def badges(here: Here, row: Listed) -> list[Badge]:
    """State when it is not simply waiting, what hinders it, its priority, voices and points."""
    item, found = row.item, list[Badge]()
    if item.blocked:
        found.append(Badge(t("Bloqué"), "danger", "block"))
    if item.is_private:
        found.append(Badge(t("Privé"), "muted", "lock"))
    if item.state is not ItemState.BACKLOG:
        icon, colour = LOOKS[ItemState][item.state]
        found.append(Badge(label_of(item.state), TONES[colour], icon))
    if item.priority.moscow:
        found.append(Badge(label_of(item.priority.moscow), "muted", "flag"))
    if row.voices:
        found.append(Badge(tn("{n} voix", "{n} voix", row.voices), "accent", "record_voice_over"))
    found.append(Badge(short_points(here, item.estimate)))
    return found


def sprint_lines(here: Here, rows: Sequence[Listed]) -> tuple[BoardLine, ...]:
    """How far the next sprint reaches at the velocity of the last ones, where that falls among these rows."""
    found = velocity(here.services.sprints.completed(by=here.by))
    if found.average is None:
        return ()
    shown = {row.item.id for row in rows}
    if found.low is None or found.high is None:
        points = {t("Prochain sprint : sans doute jusqu’ici (vitesse moyenne {points})"): found.average}
    else:
        points = {
            t("Prochain sprint : presque sûr jusqu’ici (vitesse basse {points})"): found.low,
            t("Prochain sprint : possible jusqu’ici (vitesse haute {points})"): found.high,
        }
    lines: dict[str, str] = {}
    for text, reached in points.items():
        reach = here.services.listings.reach(by=here.by, points=reached)
        if reach and reach.before in shown:
            said = text.format(points=here.number(reached))
            if reach.unestimated:
                said += " · " + tn(
                    "{n} élément sans estimation au-dessus", "{n} éléments sans estimation au-dessus", reach.unestimated
                )
            lines[reach.before] = said
    return tuple(BoardLine(before, text) for before, text in lines.items())
