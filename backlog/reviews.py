"""The sprint review as its guests read it: goal, delivered, not delivered, what people said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backlog.history import report
from backlog.increments import Increments
from backlog.models import (
    DEMONSTRATION_SCREEN,
    Committed,
    Feedback,
    Increment,
    IncrementState,
    Moods,
    Presented,
    Review,
    Shown,
    Sprint,
    SprintState,
)
from backlog.repository import as_feedback, increment_keys, moods, sprint_by_number
from data.access import Actor, Permission, require
from data.context import Context
from data.refusals import refuse

COMMENTS = 50


@dataclass(frozen=True)
class Reviews:
    """Readers of reviews, for everybody (SEE_REVIEW)."""

    context: Context
    increments: Increments

    def numbers(self, *, by: Actor) -> tuple[int, ...]:
        """The sprints that have a review, latest first: those started."""
        require(by, Permission.SEE_REVIEW)
        rows = self.context.store.rows(
            "select number from sprint where started_at is not null order by number desc", {}
        )
        return tuple(row["number"] for row in rows)

    def of(self, *, by: Actor, sprint_number: int) -> Review:
        """The review of a sprint. Raises NotFound, Refused("sprint_not_started")."""
        require(by, Permission.SEE_REVIEW)
        store = self.context.store
        with store.snapshot():
            sprint = sprint_by_number(store, sprint_number)
            if sprint.state is SprintState.PLANNED:
                raise refuse("sprint_not_started", number=sprint_number)
            scope = sprint.report or report(store, sprint)
            inside = [*scope.completed_items, *scope.unfinished_items]
            # A frozen report knows which increments its items were part of then.
            links = scope.increments if sprint.report else increment_keys(store, [each.id for each in inside])
            known = {each.key: each for each in self.increments.all(by=by)}
            shown = {key: Shown(known[key], self._of_increment(key)) for key in keys_of(links.values()) if key in known}

            def presented(items: Iterable[Committed]) -> tuple[Presented, ...]:
                return tuple(
                    Presented(item, tuple(shown[key] for key in links.get(item.id, ()) if key in shown))
                    for item in items
                )

            return Review(
                sprint=sprint,
                scope=scope,
                delivered=presented(scope.completed_items),
                not_delivered=presented(scope.unfinished_items),
                in_review=tuple(
                    Shown(each, self._of_increment(each.key)) for each in known.values() if waits(each, sprint)
                ),
                moods=self._of_sprint(sprint),
                comments=self._comments(sprint),
            )

    def _of_increment(self, key: str) -> Moods:
        sql = "select mood, count(*) as n from feedback where increment_key = :key and screen <> :review group by mood"
        return moods(self.context.store.rows(sql, {"key": key, "review": DEMONSTRATION_SCREEN}))

    def _of_sprint(self, sprint: Sprint) -> Moods:
        sql = "select mood, count(*) as n from feedback where sprint_id = :sprint group by mood"
        return moods(self.context.store.rows(sql, {"sprint": sprint.id}))

    def _comments(self, sprint: Sprint) -> tuple[Feedback, ...]:
        rows = self.context.store.rows(
            "select * from feedback where sprint_id = :sprint and comment <> '' "
            "and (state in ('item', 'declined') or screen = :review) order by created_at desc limit :limit",
            {"sprint": sprint.id, "review": DEMONSTRATION_SCREEN, "limit": COMMENTS},
        )
        return tuple(as_feedback(row) for row in rows)


def waits(increment: Increment, sprint: Sprint) -> bool:
    """Whether an increment waits for its decision at the review of that sprint."""
    return increment.state is IncrementState.IN_REVIEW and increment.sprint_id == sprint.id


def keys_of(groups: Iterable[tuple[str, ...]]) -> list[str]:
    """Every key once, in order."""
    return list(dict.fromkeys(key for group in groups for key in group))
