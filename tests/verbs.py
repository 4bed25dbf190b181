"""What every verb of a domain owes: keyword-only, says who acts, promises something, asks for the right first."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from data.access import Actor, Role
from data.refusals import Refused

Verb = Callable[..., Any]
NOBODY = Actor(id="nobody", name="nobody", role=Role.SYSTEM)


def verbs(families: Iterable[type]) -> list[Any]:
    """(family, verb) for every public verb, named after the verb in the report."""
    return [
        pytest.param(family, verb, id=verb.__qualname__)
        for family in families
        for name, verb in vars(family).items()
        if inspect.isfunction(verb) and not name.startswith("_")
    ]


def assert_well_made(verb: Verb) -> None:
    parameters = list(inspect.signature(verb).parameters.values())[1:]
    assert all(each.kind in (each.KEYWORD_ONLY, each.VAR_KEYWORD) for each in parameters)
    assert "by" in [each.name for each in parameters]
    assert inspect.getdoc(verb)


def assert_refused_first(owner: object, verb: Verb, by: Actor) -> None:
    """Refused for want of a right, before anything is made of the other arguments (which are all None)."""
    parameters = list(inspect.signature(verb).parameters.values())[1:]
    needed = [each.name for each in parameters if each.default is each.empty and each.kind is each.KEYWORD_ONLY]
    with pytest.raises(Refused) as refused:
        verb(owner, **(dict.fromkeys(needed) | {"by": by}))
    assert refused.value.code == "not_allowed"
