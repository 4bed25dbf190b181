"""The board of a sprint: its cards in their columns, how they move, and how many a column may hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from backlog.changes import write_item
from backlog.closing import left_by
from backlog.models import COLUMNS, Item, ItemState
from backlog.repository import as_item, done_lines, items_of_sprint, listed
from backlog.sprint_rows import any_sprint, running_sprint
from backlog.views import Board, Limit, Listed, Moved
from backlog.visibility import sees_private, sprint_for
from data.access import Actor, Permission, require
from data.clock import local_day, to_text
from data.context import Context
from data.numbers import as_count
from data.refusals import refuse
from data.store import Row, Store

# Work in progress: « À faire » is what planning chose, and what is Done waits for nobody.
LIMITED = (ItemState.DOING, ItemState.REVIEW)
HIGHEST = 99


@dataclass(frozen=True)
class SprintBoard:
    """Verbs on the board. Reading needs SEE_PROJECT, moving MOVE_ITEM, limits PLAN_SPRINT."""

    context: Context

    def move(self, *, by: Actor, item_id: str, version: int, to: ItemState) -> Moved:
        """Moves a card of the active sprint; says so when its column is then over a soft limit.

        Refused in Done while a line of the Definition of Done is open, and in a column that a hard limit fills.
        """
        require(by, Permission.MOVE_ITEM)
        if to not in COLUMNS:
            raise refuse("column_unknown", on="to")
        target, store = ItemState(to), self.context.store
        with store.transaction():
            item = as_item(store.get("item", item_id))
            if item.sprint_id is None:
                raise refuse("item_not_in_sprint", number=item.number)
            running_sprint(store, item.sprint_id)
            wanted = {"state": target.value, "done_at": self._done_at(item, target)}
            moved = write_item(self.context, by=by, id=item_id, version=version, verb="move", wanted=wanted)
            # Counted once written, so that a stale card is told as such first; a refusal undoes the writing.
            return Moved(moved, self._exceeded(moved) if item.state is not target else None)

    def set_limit(self, *, by: Actor, state: ItemState, maximum: int | None, is_hard: bool = False) -> None:
        """How many cards a column of work in progress may hold (None: as many as one likes).

        A hard limit refuses one more, a soft one only says so. Cards that are already there stay.
        """
        require(by, Permission.PLAN_SPRINT)
        if state not in LIMITED:
            raise refuse("column_unknown", on="state")
        most = as_count(maximum)
        if maximum is not None and (most is None or not 1 <= most <= HIGHEST):
            raise refuse("limit_invalid", on="maximum", maximum=HIGHEST)
        store, column = self.context.store, ItemState(state).value
        wanted = {"maximum": None, "is_hard": None} if most is None else {"maximum": most, "is_hard": bool(is_hard)}
        with store.transaction():
            row = store.row("select maximum, is_hard from board_limit where state = :state", {"state": column})
            before = {"maximum": row["maximum"], "is_hard": bool(row["is_hard"])} if row else dict.fromkeys(wanted)
            if before == wanted:
                return
            if most is None:
                store.execute("delete from board_limit where state = :state", {"state": column})
            else:
                fields = {"state": column, "maximum": most, "is_hard": int(is_hard)}
                store.upsert("board_limit", fields, key="state")
            changes = {name: (before[name], value) for name, value in wanted.items() if value != before[name]}
            self.context.journal.write(by=by, kind="board", key=column, verb="limit", changes=changes)

    def limits(self, *, by: Actor) -> dict[ItemState, Limit]:
        """The limits that are set, by column."""
        require(by, Permission.SEE_PROJECT)
        return limits(self.context.store)

    def of(self, *, by: Actor, sprint_id: str) -> Board:
        """The columns of a sprint, each in the order of the ranking; `narrowed` keeps some of the cards."""
        require(by, Permission.SEE_PROJECT)
        store = self.context.store
        with store.snapshot():
            rows = items_of_sprint(store, sprint_id)
            cards = listed(store, [row for row in rows if sees_private(by) or not row["is_private"]])
            return Board(
                sprint=sprint_for(by, store, any_sprint(store, sprint_id)),
                columns={state: tuple(each for each in cards if each.item.state is state) for state in COLUMNS},
                counts={state: sum(row["state"] == state for row in rows) for state in COLUMNS},
                limits=limits(store),
                remaining=sum(row["estimate"] or 0.0 for row in rows if row["state"] != ItemState.DONE),
                left_by=left_by(store, [each.item.id for each in cards]),
            )

    def stamp(self, *, by: Actor) -> int:
        """A number that grows with whatever happens: what was read under the same one is still true."""
        require(by, Permission.SEE_PROJECT)
        return int(self.context.store.scalar("select max(number) from journal") or 0)

    def _done_at(self, item: Item, target: ItemState) -> str | None:
        if target is not ItemState.DONE:
            return None
        if item.done_at is not None:
            return to_text(item.done_at)
        unticked = [line.text for line in done_lines(self.context.store, item.id) if not line.ticked]
        if unticked:
            raise refuse("definition_of_done_open", number=item.number, lines=unticked)
        return to_text(self.context.clock())

    def _exceeded(self, moved: Item) -> Limit | None:
        store = self.context.store
        limit = limits(store).get(moved.state)
        if limit is None:
            return None
        inside = store.scalar(
            "select count(*) from item where sprint_id = :sprint and state = :state",
            {"sprint": moved.sprint_id, "state": moved.state.value},
        )
        if inside <= limit.maximum:
            return None
        if limit.is_hard:
            raise refuse("wip_limit_reached", number=moved.number, maximum=limit.maximum)
        return limit


def narrowed(board: Board, *, person: str = "", epic: str = "", tag: str = "", blocked: bool = False) -> Board:
    """The same board with the cards of that assignee, epic (its id) and tag, blocked ones if asked; counts stay."""

    def passes(card: Listed) -> bool:
        item = card.item
        return (
            person in ("", item.assignee)
            and epic in ("", item.epic_id)
            and (not tag or tag.casefold() in [each.casefold() for each in item.tags])
            and (not blocked or bool(item.blocked))
        )

    return replace(board, columns={state: tuple(filter(passes, cards)) for state, cards in board.columns.items()})


def age_in_days(item: Item, now: datetime) -> int:
    """For how many calendar days of Techniville a card has been where it is; 0 on the day it came."""
    return (local_day(now) - local_day(item.state_since)).days


def limits(store: Store) -> dict[ItemState, Limit]:
    """The limits that are set, by column."""
    rows = store.rows("select * from board_limit")
    return {ItemState(row["state"]): as_limit(row) for row in rows}


def as_limit(row: Row) -> Limit:
    """The limit of a row."""
    return Limit(row["maximum"], bool(row["is_hard"]))
