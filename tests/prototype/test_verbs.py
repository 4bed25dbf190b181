"""Every public verb is keyword-only, says who acts, and promises something."""

from __future__ import annotations

import pytest

from prototype.catalogue import INCREMENTS
from prototype.handling import Handling
from prototype.reading import Reading
from prototype.requests import Requests
from services import Services
from tests.verbs import NOBODY, Verb, assert_refused_first, assert_well_made, verbs

FAMILIES = {Requests: "requests", Handling: "handling", Reading: "reading"}
VERBS = verbs(FAMILIES)


@pytest.mark.parametrize(("family", "verb"), VERBS)
def test_a_verb_is_keyword_only_takes_by_and_has_a_docstring(family: type, verb: Verb) -> None:
    assert_well_made(verb)


@pytest.mark.parametrize(("family", "verb"), VERBS)
def test_a_verb_refuses_somebody_without_any_right_before_all_else(
    services: Services, family: type, verb: Verb
) -> None:
    assert_refused_first(getattr(services, FAMILIES[family]), verb, NOBODY)


def test_increments_are_declared_once_with_both_languages() -> None:
    assert [each.key for each in INCREMENTS] == ["report", "follow", "handle", "map", "feedback", "indicators"]
    assert all(each.title and each.title_en and each.summary and each.summary_en for each in INCREMENTS)
