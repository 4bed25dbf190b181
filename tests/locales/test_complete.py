"""Every code that people may meet has its text: refusals found in the source, members of the enumerations."""

from __future__ import annotations

import ast
import string
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

import backlog.models
import data.access
import prototype.models
from backlog.models import LANES as LANES_OF_FORMATS
from locales.labels import LABELS, LANES
from locales.sentences import SENTENCES
from locales.texts import Texts
from prototype.policies import Demand

ROOT = Path(__file__).parents[2]
BY_THE_SHELL = {"conflict", "not_found"}  # codes that pages/shell/refusals.py makes of store exceptions
# Codes that the source computes instead of writing them where it refuses.
COMPUTED = {f"{demand.name.lower()}_missing" for demand in Demand}


def calls() -> Iterator[tuple[ast.Call, str]]:
    """Every refuse(…) and Problem(…) of the domains, and where it is."""
    for folder in ("data", "prototype", "backlog"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args
                if named and node.func.id in ("refuse", "Problem"):
                    yield node, f"{path.relative_to(ROOT)}:{node.lineno}"


def codes_with_facts() -> dict[str, list[set[str]]]:
    """The facts that come with each code, once for each place that refuses with it."""
    found: dict[str, list[set[str]]] = defaultdict(list)
    for node, _ in calls():
        code = node.args[0]
        if not (isinstance(code, ast.Constant) and isinstance(code.value, str)):
            continue
        facts = {each.arg for each in node.keywords if each.arg and each.arg != "on"}
        if isinstance(node.func, ast.Name) and node.func.id == "Problem" and len(node.args) > 2:
            assert isinstance(node.args[2], ast.Dict)
            facts = {str(key.value) for key in node.args[2].keys if isinstance(key, ast.Constant)}
        found[code.value].append(facts)
    for code in COMPUTED:
        found[code].append(set())
    return found


def enumerations() -> list[type[StrEnum]]:
    modules = (backlog.models, data.access, prototype.models)
    found = [
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum
    ]
    return [*found, Demand]


def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal():
    assert set(codes_with_facts()) | BY_THE_SHELL == set(SENTENCES)


def test_codes_computed_by_the_source_are_those_we_know():
    computed = {where.split(":")[0] for node, where in calls() if not isinstance(node.args[0], ast.Constant)}
    assert computed == {"data/refusals.py", "prototype/policies.py"}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_uses_only_facts_that_always_come(code):
    named = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[code]) if name}
    for facts in codes_with_facts().get(code, [set()]):
        assert named <= facts


@pytest.mark.parametrize("enumeration", enumerations(), ids=lambda each: f"{each.__module__}.{each.__name__}")
def test_every_member_has_a_label_of_its_own(enumeration):
    labels = [LABELS[member] for member in enumeration]
    assert all(labels)
    assert len(set(labels)) == len(labels)


def test_members_of_two_enumerations_with_one_code_keep_their_own_labels():
    assert LABELS[prototype.models.State.DONE] == "Traitée"
    assert LABELS[backlog.models.ItemState.DONE] == "Terminé"


def test_every_lane_of_a_retrospective_has_a_label():
    assert {lane for lanes in LANES_OF_FORMATS.values() for lane in lanes} == set(LANES)


def test_a_refusal_reads_with_its_facts():
    assert "5 au plus" in Texts("fr").t(SENTENCES["text_too_long"], maximum=5, length=9)


def test_no_text_hides_in_an_f_string_where_the_translators_tools_do_not_look() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for folder in ("pages", "api", "locales")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for whole in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(whole, ast.JoinedStr)
        for call in ast.walk(whole)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("t", "tn", "N_")
    ]
    assert hidden == []
