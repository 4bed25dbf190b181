"""Objectif et règles: the product goal, the epics, the Definition of Done."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from backlog.models import Epic, ItemKind, Place
from data.access import Role, actor
from services import Services
from tests.pages.harness import Door

OWNER = actor(Role.PRODUCT_OWNER)
OFFICIAL = actor(Role.OFFICIAL)


@pytest.fixture
def epic(town: Services) -> Epic:
    return town.goals.add_epic(by=OWNER, title="Signaler", colour="#0072B2")


def labelled(widgets, label: str):
    return next(each for each in widgets if each.label == label)


def press(test: AppTest, label: str) -> None:
    labelled(test.button, label).click()
    test.run()
    assert not test.exception


def words(test: AppTest) -> str:
    return "\n".join(each.value for each in test.markdown)


def texts(town: Services) -> list[str]:
    return [each.text for each in town.definition_of_done.lines(by=OWNER)]


def test_empty_frame_says_what_each_part_is_for(door: Door) -> None:
    shown = words(door.open("cadre", by="official"))
    assert "Aucun objectif de produit" in shown
    assert "Aucune épopée" in shown
    assert "Que vérifiez-vous toujours avant de livrer" in shown


def test_product_goal_is_written_by_the_product_owner_alone(door: Door, town: Services) -> None:
    test = door.open("cadre", by="product_owner")
    press(test, "Garder cet objectif")
    assert town.goals.goal(by=OWNER) is None
    labelled(test.text_area, "Objectif de produit").input("Signaler en une minute")
    press(test, "Garder cet objectif")
    assert town.goals.goal(by=OWNER).text == "Signaler en une minute"
    assert not any(each.label == "Garder cet objectif" for each in door.open("cadre", by="developer").button)


def test_goals_there_have_been_are_read_with_their_dates(door: Door, town: Services, clock) -> None:
    town.goals.set_goal(by=OWNER, text="Signaler en une minute")
    clock.move(days=30)
    town.goals.set_goal(by=OWNER, text="Être tenu au courant")
    shown = words(door.open("cadre", by="official"))
    assert "Être tenu au courant  \n:gray[depuis le jeu. 24 déc. 2026]" in shown
    assert "Signaler en une minute  \n:gray[du mar. 24 nov. 2026 au jeu. 24 déc. 2026]" in shown


def test_epic_is_added_renamed_and_closed(door: Door, town: Services) -> None:
    test = door.open("cadre", by="developer")
    press(test, "Ajouter l’épopée")
    assert town.goals.epics(by=OWNER) == ()
    labelled(test.text_input, "Nom de l’épopée").input("Signaler")
    press(test, "Ajouter l’épopée")
    labelled(test.text_input, "Nom de l’épopée").input("Signaler vite")
    labelled(test.color_picker, "Couleur").set_value("#009e73")
    press(test, "Enregistrer")
    (epic,) = town.goals.epics(by=OWNER)
    assert (epic.title, epic.colour) == ("Signaler vite", "#009e73")
    press(test, "Clore")
    assert town.goals.epics(by=OWNER)[0].is_closed
    press(test, "Rouvrir")
    assert not town.goals.epics(by=OWNER)[0].is_closed


def test_epic_is_ordered_by_its_menu(door: Door, town: Services, epic: Epic) -> None:
    town.goals.add_epic(by=OWNER, title="Suivre", colour="#0072B2")
    test = door.open("cadre", by="developer")
    labelled(test.menu_button, "Déplacer").click(Place.DOWN).run()
    assert not test.exception
    assert [each.title for each in town.goals.epics(by=OWNER)] == ["Suivre", "Signaler"]


def test_epic_says_how_far_it_is(door: Door, town: Services, epic: Epic) -> None:
    town.items.add(by=OWNER, kind=ItemKind.STORY, title="Une carte", epic_id=epic.id, estimate=3.0)
    town.items.add(by=OWNER, kind=ItemKind.STORY, title="Un plan", epic_id=epic.id)
    test = door.open("cadre", by="official")
    bars = [each.proto.text for each in test.get("progress")]
    assert "0 éléments terminés sur 2 · 0 points sur 3 · 1 sans estimation (50 %)" in bars


def test_epic_renamed_by_two_says_so_and_keeps_what_is_typed(door: Door, town: Services, epic: Epic) -> None:
    test = door.open("cadre", by="developer")
    town.goals.edit_epic(by=OWNER, epic_id=epic.id, version=1, title="Signaler vite", colour="#0072B2")
    labelled(test.text_input, "Nom de l’épopée").input("Signaler mieux")
    press(test, "Enregistrer")
    assert town.goals.epics(by=OWNER)[0].title == "Signaler vite"
    assert labelled(test.text_input, "Nom de l’épopée").value == "Signaler mieux"
    assert any("Signaler vite" in each.value for each in test.warning)
    press(test, "Repartir de la version actuelle")
    labelled(test.text_input, "Nom de l’épopée").input("Signaler mieux")
    press(test, "Enregistrer")
    assert town.goals.epics(by=OWNER)[0].title == "Signaler mieux"


def test_line_renamed_by_two_keeps_what_is_typed(door: Door, town: Services) -> None:
    line = town.definition_of_done.add(by=OWNER, text="Testé")
    test = door.open("cadre", by="developer")
    town.definition_of_done.rename(by=OWNER, line_id=line.id, number=1, text="Testé au clavier")
    labelled(test.text_area, "Ligne de la définition").input("Testé deux fois")
    press(test, "Enregistrer")
    assert texts(town) == ["Testé au clavier"]
    assert labelled(test.text_area, "Ligne de la définition").value == "Testé deux fois"


def test_line_is_added_renamed_ordered_and_retired(door: Door, town: Services) -> None:
    test = door.open("cadre", by="developer")
    press(test, "Ajouter la ligne")
    assert texts(town) == []
    for text in ("Testé", "Relu"):
        labelled(test.text_input, "Nouvelle ligne").input(text)
        press(test, "Ajouter la ligne")
    assert labelled(test.text_input, "Nouvelle ligne").value == ""
    labelled(test.menu_button, "Ranger").click(Place.DOWN).run()
    assert texts(town) == ["Relu", "Testé"]
    labelled(test.text_area, "Ligne de la définition").input("Relu par deux")
    press(test, "Enregistrer")
    assert texts(town) == ["Relu par deux", "Testé"]
    labelled(test.menu_button, "Ranger").click("retire").run()
    assert not test.exception
    assert texts(town) == ["Testé"]


def test_versions_say_what_changed(door: Door, town: Services) -> None:
    first = town.definition_of_done.add(by=OWNER, text="Testé")
    second = town.definition_of_done.add(by=OWNER, text="Relu")
    town.definition_of_done.move(by=OWNER, line_id=second.id, place=Place.UP)
    town.definition_of_done.rename(by=OWNER, line_id=first.id, number=3, text="Testé au clavier")
    shown = words(door.open("cadre", by="official"))
    assert ":material/add: Testé au clavier  \n:material/remove: Testé" in shown
    assert "dans un autre ordre : Relu ; Testé" in shown
    assert "**Version 1**" in shown


def test_official_reads_the_frame_and_changes_nothing(door: Door, town: Services, epic: Epic) -> None:
    town.goals.set_goal(by=OWNER, text="Signaler en une minute")
    town.definition_of_done.add(by=OWNER, text="Vu au clavier")
    test = door.open("cadre", by="official")
    assert len(test.button) == 1  # the language
    assert not any((test.menu_button, test.text_input, test.text_area))
    assert "1. Vu au clavier" in words(test)
    assert any("Signaler" in each.label for each in test.get("page_link"))


def test_frame_is_refused_to_inhabitants(door: Door) -> None:
    assert door.open("cadre").title[0].value == "Cette page ne vous est pas ouverte"
