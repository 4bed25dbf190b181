"""The category that a few words mean."""

from __future__ import annotations

import pytest

from services import Services


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("lampadaire éteint", "street_lamp"),
        ("lampadere eteint", "street_lamp"),
        ("il y a un matelas sur le trottoir", "dumping"),
        ("nid de poule", "pothole"),
        ("un banc cassé", "bench"),
        ("tag sur le mur", "graffiti"),
        ("des rats dans la rue", "pests"),
        ("crottes de chien", "dog_fouling"),
        ("feu rouge en panne", "traffic_light"),
        ("fuite d'eau", "water_leak"),
        ("fuite d’eau", "water_leak"),
        ("arbre tombé", "tree"),
        ("voiture ventouse", "abandoned_vehicle"),
    ],
)
def test_a_few_words_bring_the_category_among_the_first(services: Services, typed: str, code: str) -> None:
    assert code in [each.code for each in services.categories.propose(typed)[:2]]


@pytest.mark.parametrize("typed", ["", "le la les", "zzzzzz qqqqq", "🛋️", "\0\ud800", "' OR 1=1", "x" * 1_000_000])
def test_words_that_mean_nothing_propose_nothing(services: Services, typed: str) -> None:
    assert services.categories.propose(typed) == ()


def test_headings_hold_what_takes_reports(services: Services) -> None:
    headings = services.categories.headings()
    assert len(headings) > 5
    assert all(each.takes_reports and each.team for heading in headings for each in heading.choices)
    services.store.execute("update category set is_active = 0 where code = 'street_lamp'")
    assert "street_lamp" not in [each.code for heading in services.categories.headings() for each in heading.choices]
    assert services.categories.get("street_lamp") is not None
    assert "street_lamp" not in [each.code for each in services.categories.propose("lampadaire")]


def test_every_question_has_both_languages_and_every_choice_its_answers(services: Services) -> None:
    for category in services.categories.all():
        for question in category.questions:
            assert question.text
            assert question.text_en
            assert bool(question.choices) is (question.kind == "choice")
            assert all(bool(choice.stop) is bool(choice.stop_en) for choice in question.choices)
