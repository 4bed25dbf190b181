"""Prévisions: the answer in words, then the figure; refused with a reason when the past is too short."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from backlog.models import ItemState
from metrics.monte_carlo import when
from services import Services
from tests.conftest import Hand
from tests.pages.harness import Door
from tests.pages.project_hand import OWNER, add, move, worked


def said(test: AppTest) -> str:
    assert not test.exception
    return "\n".join(each.value for each in (*test.header, *test.subheader, *test.markdown, *test.info))


@pytest.fixture
def past(town: Services, clock: Hand) -> None:
    """Eight weeks of one item, and three items still in the sprint."""
    worked(town, clock, 8)


def field(test: AppTest, label: str) -> object:
    return next(each for each in (*test.selectbox, *test.number_input, *test.date_input) if each.label == label)


def test_young_project_is_told_how_many_weeks_are_missing(door: Door, town: Services, clock: Hand) -> None:
    worked(town, clock, 3)
    assert "Il faut au moins 5 semaines de travail pour prévoir : il y en a 3." in said(
        door.open("previsions", by="official")
    )


def test_empty_project_has_no_forecast(door: Door) -> None:
    test = door.open("previsions", by="product_owner")
    assert "il y en a 0" in said(test)
    assert not test.button_group


def test_team_that_finished_nothing_has_no_forecast(door: Door, town: Services, clock: Hand) -> None:
    worked(town, clock, 6, done=False)
    assert "Rien n’a été terminé en 6 semaines" in said(door.open("previsions", by="official"))


def test_answer_comes_in_words_before_the_figure(door: Door, past: None) -> None:
    test = door.open("previsions", by="official")
    # One item a week, three left: in three weeks, whatever the certainty. It is Tuesday 19 January 2027.
    assert test.header[0].value == "85 % de chances d’ici le mar. 9 févr."
    assert "Les 3 éléments à venir" in said(test)
    assert "**50 %** de chances d’ici le mar. 9 févr." in said(test)
    assert "**8 semaines passées**, depuis celle du lun. 23 nov." in said(test)
    assert test.table[0].value.iloc[-1]["Chances de finir d’ici là (%)"] == "100"


def test_same_address_says_the_same_thing(door: Door, town: Services, past: None, clock: Hand) -> None:
    clock.move(days=14)  # two weeks without anything: the past is no longer all the same
    one, two = (said(door.open("previsions", by="official", quoi="nombre", nombre="12")) for _ in range(2))
    assert one == two
    assert "12 éléments, quels qu’ils soient" in one


def test_so_many_items_are_asked_for_and_kept_in_the_address(door: Door, past: None) -> None:
    test = door.open("previsions", by="product_owner")
    field(test, "Quoi").set_value("nombre").run()
    field(test, "Combien d’éléments").set_value(7).run()
    assert (test.query_params["quoi"], test.query_params["nombre"]) == ("nombre", "7")
    assert "7 éléments, quels qu’ils soient" in said(test)
    field(test, "Combien d’éléments").set_value(2).run()
    assert test.header[0].value == "85 % de chances d’ici le mar. 2 févr."


def test_item_comes_after_those_before_it(door: Door, town: Services, past: None) -> None:
    last = add(town, "Le *dernier*")
    test = door.open("previsions", by="official", quoi="element", element=str(last.number))
    assert r"« Le \*dernier\* » et ce qui vient avant : 4 éléments" in said(test)
    field(test, "Élément").set_value("9").run()
    assert r"« Élément \*9\* » vient en premier" in said(test)
    assert test.query_params["element"] == "9"


def test_private_item_is_not_offered_to_officials(door: Door, town: Services, past: None) -> None:
    hidden = add(town, "Faille", is_private=True)
    test = door.open("previsions", by="official", quoi="element", element=str(hidden.number))
    assert "Faille" not in said(test)
    assert all("Faille" not in each for each in field(test, "Élément").options)
    assert "Les 4 éléments à venir" in said(door.open("previsions", by="official"))


def test_epic_waits_for_what_comes_before(door: Door, town: Services, past: None) -> None:
    assert "Aucune épopée ouverte" in said(door.open("previsions", by="official", quoi="epopee"))
    epic = town.goals.add_epic(by=OWNER, title="La carte", colour="#0072b2")
    add(town, "Carte des travaux", epic_id=epic.id)
    found = said(door.open("previsions", by="official", quoi="epopee"))
    assert "« La carte » : il lui reste 1 élément ; 4 à terminer en comptant ceux qui viennent avant" in found


@pytest.mark.parametrize("given", ["", "demain", "1999-01-01", "9999-12-31"])
def test_how_many_by_a_day_that_makes_no_sense_takes_a_day_that_does(door: Door, past: None, given: str) -> None:
    test = door.open("previsions", by="official", question="combien", le=given)
    assert "85 % de chances d’en terminer au moins" in said(test)


def test_how_many_by_a_day_is_said_and_kept_in_the_address(door: Door, past: None) -> None:
    test = door.open("previsions", by="official", question="combien")
    field(test, "D’ici le").set_value(date(2027, 2, 20)).run()
    assert test.header[0].value == "85 % de chances d’en terminer au moins 4 éléments d’ici le sam. 20 févr."
    assert "D’ici là, 4 semaines entières ; au backlog, 3 éléments à venir." in said(test)
    assert test.query_params["le"] == "2027-02-20"


def test_roadmap_says_chances_and_words(door: Door, town: Services, past: None) -> None:
    assert "Aucune épopée ouverte" in said(door.open("previsions", by="official", question="epopees"))
    for title in ("La carte", "Le suivi"):
        epic = town.goals.add_epic(by=OWNER, title=title, colour="#0072b2")
        for place in range(2):
            add(town, f"{title} {place}", epic_id=epic.id)
    test = door.open("previsions", by="official", question="epopees")
    first, second = test.table[0].value.to_dict("records")
    assert (first["Épopée"], second["Épopée"]) == ("La carte", "Le suivi")
    assert (first["Éléments qui restent"], first["Éléments à terminer, ceux d’avant compris"]) == ("2", "5")
    assert list(first.values())[3] == r"0 % · peu probable"
    assert list(first.values())[-1] == r"100 % · presque sûr"


def test_backlog_that_is_finished_has_nothing_to_forecast(door: Door, town: Services, clock: Hand) -> None:
    _, items = worked(town, clock, 6)
    for item in items[6:]:
        move(town, item, ItemState.DONE)
    assert "Tout est terminé : il n’y a rien à prévoir." in said(door.open("previsions", by="official"))


def test_backlog_too_long_for_its_pace_promises_no_day(door: Door, town: Services, past: None) -> None:
    found = said(door.open("previsions", by="official", quoi="nombre", nombre="4000"))
    assert "85 % de chances seulement au-delà de 5 ans" in found
    assert when([1] * 8, 4000).within(0.85) is None


def test_inhabitant_has_no_forecast(door: Door) -> None:
    assert [each.value for each in door.open("previsions").title] == ["Cette page ne vous est pas ouverte"]


def test_forecast_is_in_the_menu_of_officials_and_of_the_product_owner_in_english_too(door: Door, past: None) -> None:
    test = door.open("previsions", by="product_owner", lang="en")
    assert test.header[0].value == "85% chance by Tue 9 Feb"
