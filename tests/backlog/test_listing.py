"""Lists of items: every filter, every order, typos forgiven, private ones for the team; where a sprint would end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlog.listing import NONE, ItemQuery
from backlog.models import ItemKind, ItemOrder, ItemState, Moscow, Place
from backlog.spelling import put_right
from services import Services
from tests.backlog.conftest import DEVELOPER, OFFICIAL, OWNER, Add, Say, carry, fresh, started


def numbers(services: Services, by: object = OWNER, **wanted: object) -> list[int]:
    page = services.listings.page(by=by, query=ItemQuery(**wanted))
    assert page.total == len(page.rows)
    return [row.item.number for row in page.rows]


def test_each_filter_keeps_what_it_says(services: Services, add: Add) -> None:
    epic = services.goals.add_epic(by=OWNER, title="Signaler", colour="#0072B2")
    add("Premier", epic_id=epic.id, estimate=3, assignee="Dina", tags=["Voirie"])
    second = add("Deuxième", kind=ItemKind.BUG, tags=["ÉCLAIRAGE", "voirie"], is_private=True)
    third = add("Troisième", kind=ItemKind.CHORE, estimate=2)
    services.prioritisation.rate(by=OWNER, item_id=second.id, version=1, moscow=Moscow.MUST)
    services.blocking.block(by=DEVELOPER, item_id=third.id, version=1, reason="Attend le service")
    assert numbers(services, kinds=(ItemKind.BUG, ItemKind.CHORE)) == [2, 3]
    assert numbers(services, epic=epic.id) == [1]
    assert numbers(services, epic=NONE) == [2, 3]
    assert numbers(services, tags=("VOIRIE",)) == [1, 2]
    assert numbers(services, tags=("voirie", "éclairage")) == [2]
    assert numbers(services, tags=("voiri",)) == []
    assert numbers(services, assignee="Dina") == [1]
    assert numbers(services, assignee="") == [2, 3]
    assert numbers(services, moscow=(Moscow.MUST, Moscow.WONT)) == [2]
    assert numbers(services, unestimated=True) == [2]
    assert numbers(services, blocked=True) == [3]
    assert numbers(services, private=True) == [2]
    assert numbers(services, kinds=(ItemKind.BUG,), tags=("voirie",), unestimated=True) == [2]


def test_states_and_sprint_are_filters_and_without_them_done_and_dropped_are_left_out(
    services: Services, add: Add
) -> None:
    done, dropped, inside, _ = add("Premier"), add("Deuxième"), add("Troisième"), add("Quatrième")
    sprint = started(services, done, inside)
    carry(services, done)
    services.items.drop(by=OWNER, item_id=dropped.id, version=1, reason="Inutile")
    assert numbers(services) == [3, 4]
    assert numbers(services, states=(ItemState.DONE, ItemState.DROPPED)) == [1, 2]
    assert numbers(services, sprint=sprint.id) == [3]
    assert numbers(services, sprint=NONE) == [4]
    assert [(each.number, each.state.value) for each in services.listings.sprints(by=OFFICIAL)] == [(1, "active")]


@pytest.mark.parametrize("tag", ['a"b', "50%", "a_b", "wow!", "retour\\ligne", "[x]"])
def test_tag_with_signs_is_found_as_it_is_written(services: Services, add: Add, tag: str) -> None:
    add("Premier", tags=[tag])
    add("Deuxième", tags=["ab", "50x", "axb", "wow"])
    assert numbers(services, tags=(tag,)) == [1]


def test_each_order_sorts_and_the_ranking_decides_between_equals(services: Services, add: Add, say: Say) -> None:
    first, second, third = add("Premier", estimate=1), add("Deuxième", estimate=8), add("Troisième")
    for voice in ("a", "b", "b"):
        services.feedback.join_item(by=OWNER, feedback_id=say(voice=voice).id, version=1, item_number=2)
    services.feedback.join_item(by=OWNER, feedback_id=say(voice="c").id, version=1, item_number=3)
    wsjf = {"wsjf_criticality": 1, "wsjf_risk": 1, "wsjf_size": 1}
    services.prioritisation.rate(by=OWNER, item_id=third.id, version=1, wsjf_value=20, **wsjf)
    services.prioritisation.rate(by=OWNER, item_id=first.id, version=1, wsjf_value=2, **wsjf)
    rice = {"rice_reach": 10, "rice_impact": 1, "rice_confidence": 1, "rice_effort": 1}
    services.prioritisation.rate(by=OWNER, item_id=second.id, version=fresh(services, second).version, **rice)
    services.items.move(by=OWNER, item_id=third.id, version=fresh(services, third).version, place=Place.TOP)
    orders = {
        ItemOrder.RANK: [3, 1, 2],
        ItemOrder.VOICES: [2, 3, 1],
        ItemOrder.ESTIMATE: [2, 1, 3],
        ItemOrder.WSJF: [3, 1, 2],
        ItemOrder.RICE: [2, 3, 1],
        ItemOrder.CREATED: [3, 1, 2],  # all at the same instant of this clock
    }
    assert {order: numbers(services, order=order) for order in orders} == orders
    assert sorted(numbers(services, order=ItemOrder.UPDATED)) == [1, 2, 3]
    assert numbers(services, words="troisieme deuxieme", order=ItemOrder.VOICES) == []


def test_pages_follow_one_another_without_loss(services: Services, add: Add) -> None:
    for turn in range(7):
        add(f"Élément numéro {turn}")
    pages = [services.listings.page(by=OWNER, limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert [[row.item.number for row in page.rows] for page in pages] == [[1, 2, 3], [4, 5, 6], [7], []]
    assert {page.total for page in pages} == {7}
    searched = services.listings.page(by=OWNER, query=ItemQuery(words="élément"), limit=3, offset=6)
    assert ([row.item.number for row in searched.rows], searched.total) == ([7], 7)


def test_private_item_is_nowhere_for_an_official(services: Services, add: Add) -> None:
    add("Faille du formulaire", is_private=True, tags=["secret"], estimate=5)
    add("Carte des travaux", estimate=1)
    assert numbers(services, by=OFFICIAL) == [2]
    for wanted in ({"words": "faille"}, {"tags": ("secret",)}, {"private": True}):
        assert numbers(services, by=OFFICIAL, **wanted) == []
    assert services.listings.reach(by=OFFICIAL, points=2) is None
    assert services.listings.reach(by=OWNER, points=2) is not None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("lampadiare", "lampadaire"), ("LAMPADÈRE", "lampadaire"), ("lampadiare etein", "lampadaire etein")],
)
def test_search_forgives_a_typo_and_says_what_it_searched(services: Services, add: Add, typed: str, meant: str) -> None:
    add("Lampadaire éteint")
    add("Carte des travaux")
    page = services.listings.page(by=OWNER, query=ItemQuery(words=typed))
    assert ([row.item.number for row in page.rows], page.words) == ([1], meant)


@pytest.mark.parametrize("words", ["zzzzzz", "car", "12345", "!!!", "un"])
def test_search_that_resembles_nothing_or_is_right_guesses_nothing(services: Services, add: Add, words: str) -> None:
    add("Lampadaire éteint")
    assert services.listings.page(by=OWNER, query=ItemQuery(words=words)).words == ""


def test_likeliest_word_is_the_nearest_then_the_most_used() -> None:
    assert put_right("tarvaux", {"travaux": 1, "travail": 50}) == "travaux"
    assert put_right("bane", {"banc": 3, "bank": 9}) == "bank"
    assert put_right("travau", {"travaux": 1}) == ""


@given(st.text(max_size=60), st.dictionaries(st.from_regex(r"[a-z]{1,9}", fullmatch=True), st.integers(1, 9)))
def test_words_put_right_are_known_or_left(words: str, vocabulary: dict[str, int]) -> None:
    meant = put_right(words, vocabulary)
    assert all(each in vocabulary or each in words.lower() or len(each) < 40 for each in meant.split())
    if meant:
        assert put_right(meant, vocabulary) == ""


def test_sprint_ends_before_the_item_that_does_not_fit(services: Services, add: Add) -> None:
    for estimate in (5, None, 3, 8, 1):
        add(estimate=estimate)
    ids = {row.item.number: row.item.id for row in services.listings.page(by=OWNER).rows}
    reach = services.listings.reach
    found = {points: reach(by=OFFICIAL, points=points) for points in (4, 8, 15.75, 17)}
    assert {points: each and (each.before, each.unestimated) for points, each in found.items()} == {
        4: (ids[1], 0),
        8: (ids[4], 1),
        15.75: (ids[4], 1),
        17: None,
    }


def test_reach_counts_only_what_waits(services: Services, add: Add) -> None:
    items = [add(estimate=5) for _ in range(4)]
    started(services, items[0])
    found = services.listings.reach(by=OWNER, points=5)
    assert found is not None
    assert found.before == items[2].id


@pytest.mark.parametrize("points", [10.0, 250.0, 700.0])
def test_reach_is_the_running_total_whatever_the_length(services: Services, add: Add, points: float) -> None:
    with services.store.transaction():
        items = [add(estimate=(turn % 5) or None) for turn in range(450)]
    total, expected = 0.0, None
    for item in items:
        total += item.estimate or 0
        if total > points:
            expected = item.id
            break
    found = services.listings.reach(by=OWNER, points=points)
    assert (found and found.before) == expected
