"""Courbes: each chart says its sentence and has its exact values; what is missing is said."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from backlog.models import ItemState
from services import Services
from tests.conftest import Hand
from tests.pages.harness import Door
from tests.pages.project_hand import OWNER, add, close, move, started, worked

CHARTS = ("reste", "avancement", "flux-sprint", "flux", "velocite", "cycle", "age", "debit")


def titles(test: AppTest) -> list[str]:
    assert not test.exception
    return [each.value for each in test.subheader]


def values(test: AppTest) -> list[dict[str, str]]:
    """The lines of the table beside the figure."""
    return list(test.table[0].value.to_dict("records"))


@pytest.mark.parametrize("chart", CHARTS)
def test_empty_project_says_what_is_missing(door: Door, chart: str) -> None:
    test = door.open("courbes", by="developer", courbe=chart)
    assert titles(test) == []
    assert len(test.info) == 1


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("chart", CHARTS)
def test_every_chart_has_a_sentence_and_its_values(
    door: Door, town: Services, clock: Hand, chart: str, lang: str
) -> None:
    sprint, _ = worked(town, clock, 3)
    close(town, sprint)
    _, again = started(town, 1)
    move(town, again[0], ItemState.DOING)
    test = door.open("courbes", by="official", lang=lang, courbe=chart)
    assert len(titles(test)) == 1
    assert values(test)


def test_chosen_chart_is_kept_in_the_address(door: Door, town: Services, clock: Hand) -> None:
    worked(town, clock, 3)
    test = door.open("courbes", by="scrum_master")
    assert titles(test) == ["Il reste 6 points, 3,6 de plus que le rythme régulier"]
    test.button_group[0].set_value("debit").run()
    assert titles(test) == ["1 élément terminé chaque semaine"]
    assert test.query_params["courbe"] == "debit"


def test_sprint_that_ended_tells_what_was_left(door: Door, town: Services, clock: Hand) -> None:
    sprint, _ = worked(town, clock, 3)
    close(town, sprint)
    started(town, 1)
    test = door.open("courbes", by="developer", courbe="reste", sprint="1")
    assert titles(test) == ["Il restait 6 points à la clôture"]
    test.selectbox[0].set_value(2).run()
    assert "Il reste 2 points" in titles(test)[0]
    assert test.query_params["sprint"] == "2"


def test_scope_that_moves_is_said(door: Door, town: Services, clock: Hand) -> None:
    sprint, items = started(town, 2)
    clock.move(days=1)
    late = add(town, "Arrivé après", estimate=5.0)
    town.sprints.pull(by=OWNER, item_id=late.id, version=late.version, sprint_id=sprint.id)
    move(town, items[0], ItemState.DONE)
    test = door.open("courbes", by="developer", courbe="avancement")
    assert titles(test) == ["Terminé : 2 points sur 9 ; le périmètre a grandi de 5 points depuis le départ"]
    assert (values(test)[1]["Terminé"], values(test)[1]["Périmètre"]) == ("2", "9")


def test_flow_of_the_project_shows_the_backlog_when_asked(door: Door, town: Services, clock: Hand) -> None:
    worked(town, clock, 5)
    test = door.open("courbes", by="developer", courbe="flux")
    assert titles(test) == ["5 éléments commencés et 5 terminés en 36 jours"]
    assert "Au backlog" not in values(test)[0]
    assert any("loi de Little" in each.value for each in test.caption)
    test.toggle[0].set_value(True).run()
    assert len(values(test)[0]) == 6


def test_velocity_says_its_range_from_five_sprints(door: Door, town: Services) -> None:
    for done in range(1, 6):
        sprint, items = started(town, 5)
        for item in items[:done]:
            move(town, item, ItemState.DONE)
        close(town, sprint)
        if done == 4:
            fewer = door.open("courbes", by="developer", courbe="velocite")
            assert "la fourchette demande 5 sprints clos, il y en a 4" in titles(fewer)[0]
    test = door.open("courbes", by="developer", courbe="velocite")
    assert titles(test) == ["6 points par sprint en moyenne ; le prochain devrait en terminer entre 2 et 10"]
    assert values(test)[0] == {"Sprint": "5", "Engagé": "10", "Terminé": "10"}


def test_cycle_times_name_the_items_as_they_were_typed(door: Door, town: Services, clock: Hand) -> None:
    worked(town, clock, 3)
    test = door.open("courbes", by="developer", courbe="cycle")
    assert titles(test) == ["85 % des éléments sont terminés en 3 jours ou moins, une fois commencés"]
    assert values(test)[0]["Élément"] == r"3 · Élément \*3\*"


def test_item_that_ages_more_than_the_others_has_a_link(door: Door, town: Services, clock: Hand) -> None:
    _, items = worked(town, clock, 3)
    move(town, items[3], ItemState.DOING)
    clock.move(days=9)
    test = door.open("courbes", by="developer", courbe="age")
    said = "1 élément en cours sur 1 dure depuis plus longtemps que 85 % de ceux qui sont terminés"
    assert titles(test) == [said]
    assert "Voir l’élément 4" in [each.label for each in test.get("page_link")]


def test_inhabitant_does_not_see_the_charts_of_the_team(door: Door, town: Services) -> None:
    test = door.open("courbes")
    assert [each.value for each in test.title] == ["Cette page ne vous est pas ouverte"]


def test_flow_of_a_long_project_tells_the_last_twelve_weeks(door: Door, town: Services, clock: Hand) -> None:
    worked(town, clock, 14)
    test = door.open("courbes", by="developer", courbe="flux")
    assert titles(test) == ["11 éléments commencés et 12 terminés en 84 jours"]
