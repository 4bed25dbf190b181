"""Who may do what: permissions, roles as bundles of them, the actor behind every verb."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from data.refusals import refuse


class Permission(StrEnum):
    """What one may do. Codes are stable; labels are texts."""

    REPORT = "report"  # send a request, follow one with its code, comment, contest
    SEE_MAP = "see_map"
    GIVE_FEEDBACK = "give_feedback"
    SEE_QUEUE = "see_queue"  # the requests as agents see them, contact included
    HANDLE_REQUEST = "handle_request"
    MODERATE = "moderate"  # make a description or a photo public
    SEE_PROJECT = "see_project"  # backlog and sprint, read
    EDIT_BACKLOG = "edit_backlog"  # write items
    RANK_BACKLOG = "rank_backlog"  # decide the order
    TRIAGE = "triage"  # decide what becomes of feedback
    PLAN_SPRINT = "plan_sprint"  # put items in, start, close
    MOVE_ITEM = "move_item"  # across the sprint's board
    EXCHANGE_PROJECT = "exchange_project"  # import and export the whole project
    SEE_REVIEW = "see_review"
    REMARK_REVIEW = "remark_review"
    DECIDE_REVIEW = "decide_review"  # accept or refuse what is shown, release
    SEE_RETROSPECTIVE = "see_retrospective"
    SEE_METRICS = "see_metrics"
    ADMINISTER = "administer"


class Role(StrEnum):
    """Bundles of permissions that people hold."""

    INHABITANT = "inhabitant"
    PRODUCT_OWNER = "product_owner"
    SCRUM_MASTER = "scrum_master"
    DEVELOPER = "developer"
    OFFICIAL = "official"
    AGENT = "agent"
    HEAD_OF_SERVICE = "head_of_service"
    COUNTER = "counter"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


P = Permission
_EVERYBODY = frozenset({P.REPORT, P.SEE_MAP, P.GIVE_FEEDBACK, P.SEE_REVIEW, P.SEE_METRICS})
_TEAM = _EVERYBODY | {P.SEE_PROJECT, P.EDIT_BACKLOG, P.MOVE_ITEM, P.REMARK_REVIEW, P.SEE_RETROSPECTIVE}
_DESK = _EVERYBODY | {P.SEE_QUEUE, P.HANDLE_REQUEST, P.REMARK_REVIEW}

ROLES: dict[Role, frozenset[Permission]] = {
    Role.INHABITANT: _EVERYBODY,
    Role.PRODUCT_OWNER: _TEAM | {P.RANK_BACKLOG, P.TRIAGE, P.PLAN_SPRINT, P.DECIDE_REVIEW, P.EXCHANGE_PROJECT},
    Role.SCRUM_MASTER: _TEAM | {P.PLAN_SPRINT},
    Role.DEVELOPER: _TEAM,
    Role.OFFICIAL: _EVERYBODY | {P.REMARK_REVIEW, P.SEE_PROJECT},
    Role.AGENT: _DESK | {P.MODERATE},
    Role.HEAD_OF_SERVICE: _DESK | {P.MODERATE},
    Role.COUNTER: _EVERYBODY | {P.SEE_QUEUE, P.REMARK_REVIEW},
    Role.ADMINISTRATOR: _EVERYBODY
    | {P.SEE_QUEUE, P.SEE_PROJECT, P.REMARK_REVIEW, P.SEE_RETROSPECTIVE, P.EXCHANGE_PROJECT, P.ADMINISTER},
    Role.SYSTEM: frozenset({P.EXCHANGE_PROJECT, P.ADMINISTER}),  # the command door
}


@dataclass(frozen=True)
class Actor:
    """Somebody acting: an account, an inhabitant without one, or the machine."""

    id: str
    name: str
    role: Role
    team: str = ""  # code of the service team of an agent
    permissions: frozenset[Permission] = field(default=frozenset())

    def can(self, permission: Permission) -> bool:
        """Whether the actor holds that permission."""
        return permission in self.permissions


def actor(role: Role, *, id: str = "", name: str = "", team: str = "") -> Actor:
    """Somebody with all the permissions of a role."""
    return Actor(id=id or role.value, name=name or role.value, role=role, team=team, permissions=ROLES[role])


INHABITANT = actor(Role.INHABITANT)
SYSTEM = actor(Role.SYSTEM)


def require(by: Actor, permission: Permission) -> None:
    """Raises Refused("not_allowed") unless the actor holds the permission. First line of every verb."""
    if not by.can(permission):
        raise refuse("not_allowed", permission=permission.value, role=by.role.value)
