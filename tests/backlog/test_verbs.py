"""Every public verb is keyword-only, says who acts, promises something, and asks for the right first."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from backlog.feedback import FeedbackBox
from backlog.goals import Goals
from backlog.increments import Increments
from backlog.items import Items
from backlog.retrospectives import Retrospectives
from backlog.reviews import Reviews
from backlog.sprints import Sprints
from data.access import Actor, Role
from data.refusals import Refused
from services import Services

FAMILIES = {
    Items: "items",
    Sprints: "sprints",
    FeedbackBox: "feedback",
    Increments: "increments",
    Reviews: "reviews",
    Retrospectives: "retrospectives",
    Goals: "goals",
}
VERBS = [
    (family, verb)
    for family in FAMILIES
    for name, verb in vars(family).items()
    if inspect.isfunction(verb) and not name.startswith("_")
]
NOBODY = Actor(id="nobody", name="nobody", role=Role.SYSTEM)


@pytest.mark.parametrize(("family", "verb"), VERBS, ids=lambda each: getattr(each, "__qualname__", ""))
def test_verb_is_keyword_only_takes_by_and_has_a_docstring(family: type, verb: Callable[..., Any]) -> None:
    parameters = list(inspect.signature(verb).parameters.values())[1:]
    assert all(each.kind in (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD) for each in parameters)
    assert "by" in [each.name for each in parameters]
    assert inspect.getdoc(verb)


@pytest.mark.parametrize(
    ("family", "verb"),
    [pair for pair in VERBS if pair[1] is not Increments.is_open],  # a question that everybody may ask
    ids=lambda each: getattr(each, "__qualname__", ""),
)
def test_verb_refuses_somebody_without_any_right_before_all_else(
    services: Services, family: type, verb: Callable[..., Any]
) -> None:
    parameters = list(inspect.signature(verb).parameters.values())[1:]
    arguments = {
        each.name: None
        for each in parameters
        if each.default is each.empty and each.kind is each.KEYWORD_ONLY and each.name != "by"
    }
    with pytest.raises(Refused) as refused:
        verb(getattr(services, FAMILIES[family]), by=NOBODY, **arguments)
    assert refused.value.code == "not_allowed"
