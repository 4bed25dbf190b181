"""The sprint review as its guests read it: goal, delivered, not delivered, what people said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backlog.history import report
from backlog.increments import Increments
from backlog.models import Committed, Increment, IncrementState, Sprint, SprintState
from backlog.repository import (
    comments_of_sprint,
    increment_keys,
    moods_of_increment,
    moods_of_sprint,
    sprint_by_number,
)
from backlog.views import Presented, Review, Shown
from backlog.visibility import report_for, sprint_for, visible
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
        rows = self.context.store.rows("select number from sprint where started_at is not null order by number desc")
        return tuple(row["number"] for row in rows)

    def of(self, *, by: Actor, sprint_number: int) -> Review:
        """The review of a sprint. Raises NotFound, Refused("sprint_not_started")."""
        require(by, Permission.SEE_REVIEW)
        store = self.context.store
        with store.snapshot():
            sprint = sprint_by_number(store, sprint_number)
            if sprint.state is SprintState.PLANNED:
                raise refuse("sprint_not_started", number=sprint_number)
            scope = report_for(by, store, sprint.report or report(store, sprint))
            inside = [*scope.completed_items, *scope.unfinished_items]
            # A frozen report knows which increments its items were part of then.
            links = scope.increments if sprint.report else increment_keys(store, [each.id for each in inside])
            known = {each.key: each for each in self.increments.all(by=by)}
            shown = {
                key: Shown(known[key], moods_of_increment(store, key))
                for key in keys_of(links.values())
                if key in known
            }

            def presented(items: Iterable[Committed]) -> tuple[Presented, ...]:
                return tuple(
                    Presented(item, tuple(shown[key] for key in links.get(item.id, ()) if key in shown))
                    for item in items
                )

            return Review(
                sprint=sprint_for(by, store, sprint),
                scope=scope,
                delivered=presented(scope.completed_items),
                not_delivered=presented(scope.unfinished_items),
                in_review=tuple(
                    Shown(each, moods_of_increment(store, each.key)) for each in known.values() if waits(each, sprint)
                ),
                moods=moods_of_sprint(store, sprint.id),
                comments=comments_of_sprint(store, sprint.id, COMMENTS, visible(by)),
            )


def waits(increment: Increment, sprint: Sprint) -> bool:
    """Whether an increment waits for its decision at the review of that sprint."""
    return increment.state is IncrementState.IN_REVIEW and increment.sprint_id == sprint.id


def keys_of(groups: Iterable[tuple[str, ...]]) -> list[str]:
    """Every key once, in order."""
    return list(dict.fromkeys(key for group in groups for key in group))
