"""Every public verb is keyword-only, says who acts, and promises something."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from data.access import Actor, Role
from data.refusals import Refused
from prototype.catalogue import INCREMENTS
from prototype.handling import Handling
from prototype.reading import Reading
from prototype.requests import Requests
from services import Services

VERBS = [
    (family, verb)
    for family in (Requests, Handling, Reading)
    for name, verb in vars(family).items()
    if inspect.isfunction(verb) and not name.startswith("_")
]
NOBODY = Actor(id="nobody", name="nobody", role=Role.SYSTEM)


@pytest.mark.parametrize(("family", "verb"), VERBS, ids=lambda each: getattr(each, "__qualname__", ""))
def test_a_verb_is_keyword_only_takes_by_and_has_a_docstring(family: type, verb: Callable[..., Any]) -> None:
    parameters = list(inspect.signature(verb).parameters.values())[1:]
    assert all(each.kind is inspect.Parameter.KEYWORD_ONLY for each in parameters)
    assert parameters[0].name == "by"
    assert inspect.getdoc(verb)


@pytest.mark.parametrize(("family", "verb"), VERBS, ids=lambda each: getattr(each, "__qualname__", ""))
def test_a_verb_refuses_somebody_without_any_right_before_all_else(
    services: Services, family: type, verb: Callable[..., Any]
) -> None:
    owner = {Requests: services.requests, Handling: services.handling, Reading: services.reading}[family]
    needed = [name for name, each in inspect.signature(verb).parameters.items() if each.default is each.empty]
    arguments = dict.fromkeys(needed[2:])
    with pytest.raises(Refused) as refused:
        verb(owner, by=NOBODY, **arguments)
    assert refused.value.code == "not_allowed"


def test_increments_are_declared_once_with_both_languages() -> None:
    assert [each.key for each in INCREMENTS] == ["report", "follow", "handle", "map", "feedback", "indicators"]
    assert len({each.screen for each in INCREMENTS}) == len(INCREMENTS)
    assert all(each.title and each.title_en and each.summary and each.summary_en for each in INCREMENTS)
