"""Priorities: the published values of each method, what is missing is no 0, evidence proposes and never decides."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlog.evidence import Evidence, read_words
from backlog.models import Attention, Item, ItemKind, KanoAnswer, KanoClass, Method, Mood, Moscow, Priority
from backlog.scores import (
    MUST_SHARE,
    RICE_CONFIDENCES,
    RICE_IMPACTS,
    RICE_LEAST_EFFORT,
    WSJF_SCALE,
    Effort,
    kano,
    must_share,
    rice,
    scores,
    wsjf,
)
from backlog.views import Moods
from data.refusals import Refused
from data.store import Conflict, NotFound
from services import Services
from tests.backlog.conftest import DEVELOPER, OFFICIAL, OWNER, Add, Say, carry, fresh, started
from tests.conftest import Hand

ORACLES = json.loads((Path(__file__).parents[1] / "oracles.json").read_text("utf-8"))
STEP = st.sampled_from(WSJF_SCALE)
WSJF = {"wsjf_value": 8, "wsjf_criticality": 5, "wsjf_risk": 2, "wsjf_size": 3}


def rate(services: Services, item: Item, **inputs: Any) -> Item:
    version = fresh(services, item).version
    return services.prioritisation.rate(by=DEVELOPER, item_id=item.id, version=version, **inputs)


def numbers(services: Services, **asked: Any) -> list[int]:
    return [row.item.number for row in services.prioritisation.table(by=OWNER, **asked).rows]


# What is published.


@pytest.mark.parametrize("case", ORACLES["rice"]["cases"])
def test_rice_is_the_published_one(case: dict[str, float]) -> None:
    assert rice(case["reach"], case["impact"], case["confidence"], case["effort"]) == pytest.approx(case["score"])


def test_rice_has_the_published_scales() -> None:
    assert set(RICE_IMPACTS) == set(ORACLES["rice"]["impact_scale"].values())
    assert set(RICE_CONFIDENCES) == set(ORACLES["rice"]["confidence_scale"].values())
    assert ORACLES["rice"]["effort_min"] == RICE_LEAST_EFFORT


@pytest.mark.parametrize("case", ORACLES["wsjf"]["cases"])
def test_wsjf_is_the_published_one(case: dict[str, float]) -> None:
    score = wsjf(case["ubv"], case["tc"], case["rroe"], case["size"])
    assert case["ubv"] + case["tc"] + case["rroe"] == case["cod"]
    if "wsjf" in case:
        assert score == case["wsjf"]
    else:
        assert round(score, 1) == case["wsjf_1dp"]


def test_wsjf_has_the_published_scale() -> None:
    assert list(WSJF_SCALE) == ORACLES["wsjf"]["scale"]


def test_kano_is_the_published_table() -> None:
    answers = list(KanoAnswer)
    names = [each.value.replace("_", "-") for each in answers]
    assert names == ORACLES["kano"]["rows_functional"] == ORACLES["kano"]["cols_dysfunctional"]
    table = ["".join(kano(row, column).value for column in answers) for row in answers]
    assert table == ORACLES["kano"]["table"]
    assert {letter for row in table for letter in row} == {each.value for each in KanoClass}


def test_moscow_warns_beyond_the_published_share(services: Services, add: Add) -> None:
    assert ORACLES["moscow"]["must_max_effort_pct"] == MUST_SHARE
    for moscow, points in ((Moscow.MUST, 6), (Moscow.SHOULD, 3), (Moscow.COULD, 1), (Moscow.WONT, 90)):
        rate(services, add(estimate=points), moscow=moscow)
    at_the_limit = services.prioritisation.warnings(by=OWNER)
    assert (at_the_limit.must_share, at_the_limit.too_much_must) == (60, False)
    rate(services, add(estimate=0.25), moscow=Moscow.MUST)
    assert services.prioritisation.warnings(by=OWNER).too_much_must


# What always holds.


@given(STEP, STEP, STEP, STEP)
def test_wsjf_grows_with_each_part_of_the_cost_and_falls_with_the_size(a: int, b: int, c: int, size: int) -> None:
    score = wsjf(a, b, c, size)
    assert score == wsjf(c, a, b, size)
    assert all(wsjf(*more, size) > score for more in ((a + 1, b, c), (a, b + 1, c), (a, b, c + 1)))
    assert wsjf(a, b, c, size + 1) < score


@given(
    st.integers(1, 10_000),
    st.sampled_from(RICE_IMPACTS),
    st.sampled_from(RICE_CONFIDENCES),
    st.integers(1, 100).map(lambda halves: halves / 2),
)
def test_rice_grows_with_what_is_gained_and_falls_with_the_effort(
    reach: int, impact: float, confidence: float, effort: float
) -> None:
    score = rice(reach, impact, confidence, effort)
    assert rice(reach + 1, impact, confidence, effort) > score
    assert all(rice(reach, more, confidence, effort) > score for more in RICE_IMPACTS if more > impact)
    assert all(rice(reach, impact, more, effort) > score for more in RICE_CONFIDENCES if more > confidence)
    assert rice(reach, impact, confidence, effort + 0.5) < score


@given(st.lists(st.tuples(st.sampled_from(list(Moscow)), st.integers(0, 40)), max_size=12), st.randoms())
def test_must_share_does_not_depend_on_the_order(parts: list[tuple[Moscow, int]], chance: Any) -> None:
    sums = {each: sum(points for moscow, points in parts if moscow is each) for each in Moscow}
    efforts = [Effort(each, 1, points, 0) for each, points in sums.items()]
    share = must_share(efforts)
    chance.shuffle(efforts)
    assert must_share(efforts) == share
    assert share is None or 0 <= share <= 100


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_proposed_value_is_on_the_scale_and_never_falls_with_more_people(
    voices: int, requests: int, good: int, bad: int
) -> None:
    moods = Moods(good=good, bad=bad)
    fewer, more = (Evidence(each, good + bad, requests, moods) for each in (voices, voices + 1))
    assert fewer.value is None or (fewer.value in WSJF_SCALE and more.value and more.value >= fewer.value)
    assert fewer.reach is None or (more.reach or 0) > fewer.reach
    assert read_words(fewer.words) == fewer


@pytest.mark.parametrize("missing", list(WSJF))
def test_missing_input_gives_no_score_and_not_zero(missing: str) -> None:
    assert scores(Priority(**(WSJF | {missing: None}))).wsjf is None
    assert scores(Priority()) == scores(Priority(rice_reach=3, kano_functional=KanoAnswer.LIKE))


def test_reach_of_nobody_is_a_score_of_zero() -> None:
    assert scores(Priority(rice_reach=0, rice_impact=1, rice_confidence=1, rice_effort=1)).rice == 0


# Rating.


def test_rating_is_kept_with_its_line_of_the_journal(services: Services, add: Add) -> None:
    item = rate(services, add(), moscow="must", **WSJF)
    assert item.priority.moscow is Moscow.MUST
    assert services.prioritisation.one(by=OFFICIAL, item=item).scores.wsjf == 5
    last = services.context.journal.of("item", item.id)[-1]
    assert (last.verb, last.changes["wsjf_value"]) == ("prioritise", (None, 8))
    assert rate(services, item, wsjf_value=None).priority.wsjf_value is None


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"wsjf_size": 0}, "wsjf_size_zero"),
        ({"wsjf_value": 4}, "not_on_the_scale"),
        ({"rice_impact": 5}, "not_on_the_scale"),
        ({"rice_confidence": 0.9}, "not_on_the_scale"),
        ({"rice_reach": -1}, "rice_reach_invalid"),
        ({"rice_reach": float("nan")}, "rice_reach_invalid"),
        ({"rice_effort": 0.25}, "rice_effort_invalid"),
        ({"rice_effort": float("inf")}, "rice_effort_invalid"),
    ],
)
def test_value_outside_its_scale_is_refused_and_nothing_is_written(
    services: Services, add: Add, inputs: dict[str, float], code: str
) -> None:
    item = add()
    with pytest.raises(Refused) as refused:
        rate(services, item, moscow=Moscow.MUST, **inputs)
    assert refused.value.code == code
    assert fresh(services, item).priority == Priority()


def test_two_people_rating_different_inputs_both_succeed(services: Services, add: Add) -> None:
    item = add()
    for field in ("wsjf_value", "wsjf_size"):
        services.prioritisation.rate(by=DEVELOPER, item_id=item.id, version=item.version, **{field: 5})
    assert (fresh(services, item).priority.wsjf_value, fresh(services, item).priority.wsjf_size) == (5, 5)


def test_two_people_rating_the_same_input_meet_a_conflict(services: Services, add: Add) -> None:
    item = add()
    services.prioritisation.rate(by=OWNER, item_id=item.id, version=item.version, wsjf_value=8)
    with pytest.raises(Conflict):
        services.prioritisation.rate(by=DEVELOPER, item_id=item.id, version=item.version, wsjf_value=3)


def test_official_reads_priorities_and_rates_nothing(services: Services, add: Add) -> None:
    item = add()
    with pytest.raises(Refused):
        services.prioritisation.rate(by=OFFICIAL, item_id=item.id, version=item.version, wsjf_value=8)


# The table.


def test_table_follows_the_method_then_the_ranking(services: Services, add: Add) -> None:
    items = [add(title=f"Élément {number}") for number in range(1, 5)]
    rate(services, items[1], **(WSJF | {"wsjf_size": 1}))
    rate(services, items[3], **WSJF)
    assert numbers(services) == [1, 2, 3, 4]
    assert numbers(services, method=Method.WSJF) == [2, 4, 1, 3]
    assert numbers(services, method=Method.WSJF, limit=2, offset=1) == [4, 1]
    rate(services, items[2], moscow=Moscow.WONT)
    rate(services, items[3], moscow=Moscow.COULD)
    assert numbers(services, method=Method.MOSCOW) == [4, 3, 1, 2]
    rate(services, items[0], kano_functional="like", kano_dysfunctional="neutral")
    rate(services, items[1], kano_functional="neutral", kano_dysfunctional="dislike")
    assert numbers(services, method=Method.KANO) == [2, 1, 3, 4]
    rate(services, items[2], rice_reach=0, rice_impact=1, rice_confidence=1, rice_effort=1)
    assert numbers(services, method=Method.RICE) == [3, 1, 2, 4]


def test_table_holds_what_is_ahead_and_what_one_may_see(services: Services, add: Add) -> None:
    done, private, open_one = add(), add(is_private=True), add()
    started(services, done)
    carry(services, done)
    assert numbers(services) == [private.number, open_one.number]
    assert [row.item.id for row in services.prioritisation.table(by=OFFICIAL).rows] == [open_one.id]
    assert services.prioritisation.table(by=OFFICIAL).total == services.prioritisation.warnings(by=OFFICIAL).items == 1
    with pytest.raises(NotFound):
        services.prioritisation.one(by=OFFICIAL, item=private)


def test_attention_lists_what_the_warning_counts(services: Services, add: Add, clock: Hand) -> None:
    old, touched = add(), add(estimate=3)
    clock.move(days=200)
    rate(services, touched, moscow=Moscow.MUST)
    new = add()
    found = services.prioritisation.warnings(by=OWNER)
    assert (found.items, found.unestimated, found.old, found.unrated) == (3, 2, 1, 2)
    assert numbers(services, attention=Attention.OLD) == [old.number]
    assert numbers(services, attention=Attention.UNESTIMATED) == [old.number, new.number]
    assert numbers(services, attention=Attention.MUST) == [touched.number]
    assert numbers(services, attention=Attention.UNRATED) == [old.number, new.number]


def test_effort_of_unestimated_items_is_told_apart(services: Services, add: Add) -> None:
    rate(services, add(estimate=5), moscow=Moscow.MUST)
    rate(services, add(), moscow=Moscow.MUST)
    add()
    found = services.prioritisation.warnings(by=OWNER)
    assert found.efforts == (Effort(Moscow.MUST, 2, 5, 1), Effort(None, 1, 0, 1))
    assert found.must_share == 100


def test_share_of_nothing_estimated_is_unknown(services: Services, add: Add) -> None:
    rate(services, add(), moscow=Moscow.MUST)
    assert services.prioritisation.warnings(by=OWNER).must_share is None


# Evidence.


@pytest.fixture
def heard(services: Services, add: Add, say: Say) -> Item:
    """An item with two voices, three feedbacks, two requests; people are unhappy."""
    item = add()
    for voice, reference, mood in (("a", "TV-1", Mood.BAD), ("a", "TV-1", Mood.BAD), ("b", "TV-2", Mood.GOOD)):
        given_one = say(voice=voice, request_reference=reference, mood=mood)
        services.feedback.join_item(
            by=OWNER, feedback_id=given_one.id, version=given_one.version, item_number=item.number
        )
    return fresh(services, item)


def test_evidence_counts_each_person_and_each_request_once(services: Services, heard: Item) -> None:
    found = services.prioritisation.one(by=OFFICIAL, item=heard).evidence
    assert (found.voices, found.feedbacks, found.requests) == (2, 3, 2)
    assert found.moods == Moods(good=1, bad=2)
    assert (found.reach, found.value) == (4, 8)  # 4 people → 5, one step more because they are unhappy


def test_evidence_is_proposed_and_never_applied_by_itself(services: Services, heard: Item) -> None:
    row = services.prioritisation.table(by=OWNER).rows[0]
    assert row.item.priority == Priority()
    assert row.fed == frozenset()


def test_taken_evidence_says_where_the_value_comes_from(services: Services, heard: Item) -> None:
    item = services.prioritisation.take_evidence(by=OWNER, item_id=heard.id, version=heard.version, field="wsjf_value")
    assert item.priority.wsjf_value == 8
    reason = services.context.journal.of("item", item.id)[-1].reason
    assert read_words(reason) == services.prioritisation.one(by=OWNER, item=item).evidence
    assert services.prioritisation.one(by=OWNER, item=item).fed == {"wsjf_value"}
    by_hand = rate(services, item, wsjf_value=13)
    assert services.prioritisation.one(by=OWNER, item=by_hand).fed == frozenset()


def test_value_of_an_item_nobody_talked_about_cannot_be_taken(services: Services, add: Add) -> None:
    item = add()
    with pytest.raises(Refused) as refused:
        services.prioritisation.take_evidence(by=OWNER, item_id=item.id, version=item.version, field="rice_reach")
    assert refused.value.code == "no_evidence"


# The order.


def test_order_of_a_method_moves_the_fewest_items_and_can_be_undone(services: Services, add: Add) -> None:
    items = [add(title=f"Élément {number}") for number in range(1, 6)]
    rate(services, items[3], **WSJF)
    rate(services, items[4], **(WSJF | {"wsjf_size": 8}))
    proposal = services.ordering.propose(by=OWNER, method=Method.WSJF)
    assert [(move.number, move.before, move.after) for move in proposal.moves] == [(4, 4, 1), (5, 5, 2)]
    assert (proposal.waiting, proposal.unscored) == (5, 3)
    applied = services.ordering.apply(by=OWNER, method=Method.WSJF, signature=proposal.signature)
    assert numbers(services) == [4, 5, 1, 2, 3]
    assert services.ordering.propose(by=OWNER, method=Method.WSJF).moves == ()
    lines = {item.number: services.context.journal.of("item", item.id)[-1].verb for item in items}
    assert lines == {1: "add", 2: "add", 3: "add", 4: "rank", 5: "rank"}
    services.ordering.undo(by=OWNER, order_id=applied.order_id, item_ids=applied.item_ids)
    assert numbers(services) == [1, 2, 3, 4, 5]


def test_order_proposed_before_a_change_is_refused(services: Services, add: Add) -> None:
    items = [add(title=f"Élément {number}") for number in range(1, 4)]
    rate(services, items[2], **WSJF)
    proposal = services.ordering.propose(by=OWNER, method=Method.WSJF)
    rate(services, items[1], **(WSJF | {"wsjf_size": 1}))
    with pytest.raises(Refused) as refused:
        services.ordering.apply(by=OWNER, method=Method.WSJF, signature=proposal.signature)
    assert refused.value.code == "order_changed"
    assert numbers(services) == [1, 2, 3]


def test_undo_of_an_order_is_refused_when_an_item_has_moved_since(services: Services, add: Add) -> None:
    first, second = add(title="Premier"), add(title="Deuxième")
    rate(services, second, **WSJF)
    proposal = services.ordering.propose(by=OWNER, method=Method.WSJF)
    applied = services.ordering.apply(by=OWNER, method=Method.WSJF, signature=proposal.signature)
    now = fresh(services, second)
    services.items.move(by=OWNER, item_id=second.id, version=now.version, place="bottom")
    with pytest.raises(Conflict):
        services.ordering.undo(by=OWNER, order_id=applied.order_id, item_ids=applied.item_ids)
    assert numbers(services) == [first.number, second.number]


def test_order_belongs_to_the_product_owner(services: Services) -> None:
    with pytest.raises(Refused):
        services.ordering.propose(by=DEVELOPER, method=Method.WSJF)


def test_items_of_a_sprint_keep_their_place_in_an_order(services: Services, add: Add) -> None:
    inside, low, high = add(title="Dans le sprint"), add(title="Attend"), add(title="Vaut plus")
    started(services, inside)
    rate(services, high, **WSJF)
    proposal = services.ordering.propose(by=OWNER, method=Method.WSJF)
    assert [move.number for move in proposal.moves] == [high.number]
    before = fresh(services, inside).rank
    services.ordering.apply(by=OWNER, method=Method.WSJF, signature=proposal.signature)
    assert fresh(services, inside).rank == before
    assert numbers(services).index(high.number) < numbers(services).index(low.number)


def test_whole_backlog_turned_round_keeps_every_rank_unlike_the_others(services: Services) -> None:
    sizes = [size for size in reversed(WSJF_SCALE) for _ in range(6)]
    for position, size in enumerate(sizes):
        item = services.items.add(by=OWNER, kind=ItemKind.STORY, title=f"Élément {position}")
        rate(services, item, **(WSJF | {"wsjf_size": size}))
    proposal = services.ordering.propose(by=OWNER, method=Method.WSJF)
    services.ordering.apply(by=OWNER, method=Method.WSJF, signature=proposal.signature)
    rows = services.prioritisation.table(by=OWNER, limit=100).rows
    assert all(one.scores.wsjf >= other.scores.wsjf for one, other in pairwise(rows) if one.scores.wsjf)
    ranks = [row.item.rank for row in rows]
    assert len(set(ranks)) == len(sizes)
    assert max(map(len, ranks)) < 12
