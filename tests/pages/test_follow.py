"""Suivre: what each person sees, what the author can still do."""

from __future__ import annotations

import pytest

from data.access import INHABITANT, Role, actor
from prototype.models import Decision, Details, Mood, Receipt, Report, State
from services import Services
from tests.conftest import Hand
from tests.pages.harness import Door
from tests.pages.test_report import click, field, shown

AGENT = actor(Role.AGENT)
WORDS = "Banc *cassé* <b>devant</b> la poste"


@pytest.fixture
def sent(town: Services) -> Receipt:
    report = Report("bench", WORDS, place="Devant la poste", lon=2.4869, lat=48.9052)
    return town.requests.submit(by=INHABITANT, report=report)


def decide(services: Services, sent: Receipt, decision: Decision, **details: str) -> None:
    version = services.reading.dossier(by=AGENT, request_id=sent.request_id).request.version
    services.handling.decide(
        by=AGENT, request_id=sent.request_id, version=version, decision=decision, details=Details(**details)
    )


def row_of(services: Services, sent: Receipt):
    return services.store.get("request", sent.request_id)


def test_follow_with_reference_and_code_typed_shows_the_request(door: Door, sent: Receipt) -> None:
    test = door.open("suivre")
    field(test.text_input, "Référence").input(sent.reference.lower())
    field(test.text_input, "Code de suivi (facultatif)").input(sent.tracking_code)
    click(test, "Voir la demande")
    assert "Un agent va la lire" in shown(test)
    assert r"Banc \*cassé\* \<b\>devant\</b\> la poste" in shown(test)
    assert "Accusé de réception" in [each.label for each in test.expander]


def test_follow_without_the_code_shows_what_is_public_and_says_so(door: Door, sent: Receipt) -> None:
    test = door.open("suivre", reference=sent.reference)
    assert "Vous voyez ce que tout le monde peut voir" in shown(test)
    assert "cassé" not in shown(test)
    assert "Ce n’est pas réglé" not in [each.label for each in test.expander]


@pytest.mark.parametrize("query", [{"reference": "TV-2026-999999"}, {"reference": "", "code": ""}, {}])
def test_follow_of_nothing_known_keeps_the_form(door: Door, query: dict[str, str]) -> None:
    test = door.open("suivre", **query)
    assert ("Aucune demande ne correspond" in shown(test)) is bool(query.get("reference"))
    assert field(test.text_input, "Référence").value == query.get("reference", "")


def test_follow_with_a_wrong_code_is_refused(door: Door, sent: Receipt) -> None:
    test = door.open("suivre", reference=sent.reference, code="wrong")
    assert "Aucune demande ne correspond" in shown(test)
    assert "Banc" not in shown(test)


def test_comment_by_the_author_is_kept(door: Door, sent: Receipt) -> None:
    test = door.open("suivre", reference=sent.reference, code=sent.tracking_code)
    field(test.text_area, "Votre mot").input("C'est le deuxième banc")
    click(test, "Envoyer")
    assert door.services.store.scalar("select body from message where kind = 'comment'") == "C'est le deuxième banc"
    assert "C’est ajouté" in shown(test)
    assert field(test.text_area, "Votre mot").value == ""


def test_comment_that_is_empty_says_so_beside_the_field(door: Door, sent: Receipt) -> None:
    test = door.open("suivre", reference=sent.reference, code=sent.tracking_code)
    click(test, "Envoyer")
    assert "Écrivez quelques mots" in shown(test)


def test_contest_after_the_closure_asks_for_reopening(door: Door, sent: Receipt) -> None:
    decide(door.services, sent, Decision.QUALIFY)
    decide(door.services, sent, Decision.FINISH, answer="Le banc est réparé.")
    test = door.open("suivre", reference=sent.reference, code=sent.tracking_code)
    assert r"Le banc est réparé\." in shown(test)
    field(test.text_area, "Qu’est-ce qui ne va toujours pas ?").input("Il manque une planche")
    click(test, "Demander la réouverture")
    assert row_of(door.services, sent)["state"] == State.REOPENING_WANTED
    assert "un agent va vérifier" in shown(test)


def test_rate_after_the_closure_is_kept_and_can_change(door: Door, sent: Receipt) -> None:
    decide(door.services, sent, Decision.NOT_DO, reason="Ce banc appartient à la copropriété.")
    test = door.open("suivre", reference=sent.reference, code=sent.tracking_code)
    pills = "Êtes-vous satisfait de la façon dont la ville s’en est occupée ?"
    field(test.button_group, pills).set_value(Mood.BAD).run()
    assert row_of(door.services, sent)["mood"] == Mood.BAD
    field(test.button_group, pills).set_value(Mood.MEDIUM).run()
    assert row_of(door.services, sent)["mood"] == Mood.MEDIUM


def test_answer_to_the_town_starts_the_clock_again(door: Door, sent: Receipt) -> None:
    decide(door.services, sent, Decision.ASK, answer="Quel côté de la place ?")
    test = door.open("suivre", reference=sent.reference, code=sent.tracking_code)
    assert "La ville a une question" in shown(test)
    field(test.text_area, "Votre réponse").input("Le côté de la mairie")
    click(test, "Envoyer")
    assert row_of(door.services, sent)["state"] == State.RECEIVED


def test_follower_of_a_public_request_is_added(door: Door, sent: Receipt) -> None:
    test = door.open("suivre", reference=sent.reference)
    field(test.text_input, "Votre adresse e-mail").input("bo@exemple.fr")
    click(test, "Suivre cette demande")
    assert door.services.requests.followed(by=INHABITANT, reference=sent.reference).followers == 1


def test_follow_of_a_late_request_admits_it(door: Door, sent: Receipt, clock: Hand) -> None:
    clock.move(days=60)
    test = door.open("suivre", reference=sent.reference)
    assert "Nous sommes en retard" in shown(test)
    assert "au plus tard" not in shown(test)
