"""The board in words: what a column says of its limit, what a card says of its item."""

from __future__ import annotations

from datetime import datetime

from backlog.board import age_in_days
from backlog.models import ItemState
from backlog.views import Board, Limit, Listed
from pages.parts.board import Badge, BoardCard, BoardColumn
from pages.parts.points import points_of, short_points
from pages.shell.page import Here
from pages.shell.texts import label_of, t, tn

TAGS = 3  # on a card; the others are on its page


def columns_of(here: Here, board: Board, *, narrowed: bool) -> list[BoardColumn]:
    """The columns with their cards; `narrowed`: filters leave some out."""
    now = here.services.context.clock()
    return [
        BoardColumn(
            key=state.value,
            label=label_of(state),
            note=note(here, board, state, narrowed),
            warning=warning(board.counts[state], board.limits.get(state)),
            cards=tuple(card_of(here, each, board.left_by.get(each.item.id, ()), now) for each in cards),
            empty="" if narrowed else t("Aucune carte"),
        )
        for state, cards in board.columns.items()
    ]


def note(here: Here, board: Board, state: ItemState, narrowed: bool) -> str:
    """3 sur 3 au plus · 8 points"""
    count, limit, cards = board.counts[state], board.limits.get(state), board.columns[state]
    if limit:
        said = t("{count} sur {maximum} au plus", count=count, maximum=limit.maximum)
    else:
        said = tn("{n} carte", "{n} cartes", count)
    if narrowed:
        return f"{said} · " + tn("{n} affichée", "{n} affichées", len(cards))
    return f"{said} · {points_of(here, sum(each.item.estimate or 0.0 for each in cards))}"


def warning(count: int, limit: Limit | None) -> str:
    """What a limit asks for once it is reached."""
    if limit is None or count < limit.maximum:
        return ""
    if count > limit.maximum:
        return tn("Limite dépassée de {n}", "Limite dépassée de {n}", count - limit.maximum)
    return (
        t("Limite atteinte : finissez-en une avant d’en prendre une autre") if limit.is_hard else t("Limite atteinte")
    )


def card_of(here: Here, listed: Listed, left_by: tuple[int, ...], now: datetime) -> BoardCard:
    """An item as a card: points, person, age, voices; stuck, left by a sprint, private, tags."""
    item, epic = listed.item, listed.epic
    facts = [short_points(here, item.estimate), item.assignee, age(listed, now)]
    if listed.voices:
        facts.append(tn("{n} voix", "{n} voix", listed.voices))
    if epic:
        facts.append(epic.title)
    return BoardCard(
        id=item.id,
        number=item.number,
        version=item.version,
        title=item.title,
        href=f"element?item={item.number}",
        facts=tuple(fact for fact in facts if fact),
        badges=tuple(badges(listed, left_by)),
        colour=epic.colour if epic else "",
    )


def badges(listed: Listed, left_by: tuple[int, ...]) -> list[Badge]:
    """What must be seen at a glance."""
    item, found = listed.item, list[Badge]()
    if item.blocked:
        found.append(Badge(t("Bloqué : {reason}", reason=item.blocked), "danger", "block"))
    if left_by:
        found.append(Badge(t("était dans le sprint {number}", number=left_by[-1]), "muted", "history"))
    if item.is_private:
        found.append(Badge(t("réservé à l’équipe"), "muted", "lock"))
    return found + [Badge(tag) for tag in item.tags[:TAGS]]


def age(listed: Listed, now: datetime) -> str:
    """For how long the card has been in its column; nothing once it is Done."""
    if listed.item.state is ItemState.DONE:
        return ""
    days = age_in_days(listed.item, now)
    if days == 0:
        return t("ici depuis aujourd’hui")
    return t("ici depuis hier") if days == 1 else t("ici depuis {days} jours", days=days)
