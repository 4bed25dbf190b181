"""Signaler: from an empty form to a kept request; what is refused stays typed."""

from __future__ import annotations

import io

from PIL import Image

from backlog.models import Mood
from data.access import INHABITANT, Role
from prototype.models import Channel, PlaceSource, Report, State
from services import Services
from tests.pages.harness import Door

LAMP = "Le lampadaire ne s'allume plus"


def click(test, label):
    """The button with that text."""
    found = [each for each in test.button if each.label == label]
    assert found, [each.label for each in test.button]
    return found[0].click().run()


def field(widgets, label):
    """The widget with that label."""
    found = [each for each in widgets if each.label == label]
    assert found, [each.label for each in widgets]
    return found[0]


def shown(test) -> str:
    """Everything that can be read."""
    kinds = (test.title, test.header, test.subheader, test.markdown, test.caption, test.info, test.error, test.success)
    return "\n".join(str(each.value) for kind in kinds for each in kind)


def at_what(test):
    """The second view, at 13 rue Jules Guesde."""
    field(test.text_input, "Chercher une adresse").input("13 rue jules guesde").run()
    click(test, next(each.label for each in test.button if each.label.startswith("13 Rue Jules Guesde")))
    return click(test, "Continuer")


def at_send(test):
    """The third view."""
    at_what(test)
    field(test.text_input, "Dites-le en une phrase").input(LAMP).run()
    field(test.radio, "De quoi s’agit-il ?").set_value("street_lamp").run()
    field(test.radio, "Combien de lampadaires ?").set_value("one").run()
    return click(test, "Continuer")


def requests_of(services: Services):
    return services.store.rows("select * from request")


def test_report_with_an_address_is_kept_with_its_place_and_answers(door: Door) -> None:
    test = door.open("signaler")
    at_send(test)
    field(test.text_input, "Adresse e-mail (facultatif)").input("ana@exemple.fr").run()
    click(test, "Envoyer ma demande")
    [row] = requests_of(door.services)
    assert row["reference"] in shown(test)
    assert (row["category"], row["description"], row["place"]) == ("street_lamp", LAMP, "13 Rue Jules Guesde")
    assert row["answers"] == '{"extent":"one"}'
    assert door.services.store.scalar("select email from contact") == "ana@exemple.fr"
    code = test.code[0].value
    followed = door.services.requests.followed(by=INHABITANT, reference=row["reference"], code=code)
    assert followed.is_author


def test_report_without_the_map_is_kept_in_words(door: Door) -> None:
    test = door.open("signaler")
    click(test, "Décrire l’endroit sans la carte")
    field(test.text_input, "Décrivez l’endroit").input("Au bout du quai, près du banc").run()
    click(test, "Continuer")
    field(test.text_input, "Dites-le en une phrase").input("Un banc cassé").run()
    field(test.radio, "De quoi s’agit-il ?").set_value("bench").run()
    click(test, "Continuer")
    click(test, "Envoyer ma demande")
    [row] = requests_of(door.services)
    assert (row["place"], row["place_source"], row["lon"]) == ("Au bout du quai, près du banc", PlaceSource.WORDS, None)


def test_report_without_a_place_says_so_and_stays(door: Door) -> None:
    test = click(door.open("signaler"), "Continuer")
    assert "Dites où" in shown(test)
    assert "Où est le problème ?" in shown(test)


def test_report_without_an_answer_keeps_what_was_typed(door: Door) -> None:
    test = door.open("signaler")
    at_what(test)
    field(test.text_input, "Dites-le en une phrase").input(LAMP).run()
    field(test.radio, "De quoi s’agit-il ?").set_value("street_lamp").run()
    click(test, "Continuer")
    assert "Il manque une réponse ici" in shown(test)
    assert field(test.text_input, "Dites-le en une phrase").value == LAMP
    assert field(test.radio, "De quoi s’agit-il ?").value == "street_lamp"


def test_report_going_back_and_forth_loses_nothing(door: Door) -> None:
    test = door.open("signaler")
    at_send(test)
    field(test.text_input, "Téléphone (facultatif)").input("0612345678").run()
    click(test, "Retour")
    assert field(test.text_input, "Dites-le en une phrase").value == LAMP
    assert field(test.radio, "Combien de lampadaires ?").value == "one"
    click(test, "Retour")
    assert field(test.text_input, "Chercher une adresse").value == "13 Rue Jules Guesde"
    click(test, "Continuer")
    click(test, "Continuer")
    assert field(test.text_input, "Téléphone (facultatif)").value == "0612345678"


def test_report_in_another_language_keeps_what_was_chosen(door: Door) -> None:
    test = door.open("signaler")
    at_what(test)
    field(test.text_input, "Dites-le en une phrase").input(LAMP).run()
    field(test.radio, "De quoi s’agit-il ?").set_value("street_lamp").run()
    field(test.radio, "Combien de lampadaires ?").set_value("one").run()
    test.button(key="language_switch").click().run()
    chosen = {each.label: each.value for each in test.radio}
    assert chosen == {"What is it about?": "street_lamp", "How many lamps?": "one"}


def test_report_with_a_wrong_address_says_it_beside_the_field(door: Door) -> None:
    test = door.open("signaler")
    at_send(test)
    field(test.text_input, "Adresse e-mail (facultatif)").input("ana@").run()
    click(test, "Envoyer ma demande")
    assert "Cette adresse e-mail ne semble pas complète" in shown(test)
    assert field(test.text_input, "Adresse e-mail (facultatif)").value == "ana@"
    assert requests_of(door.services) == []


def test_report_sent_twice_is_one_request(door: Door) -> None:
    test = door.open("signaler")
    at_send(test)
    draft = test.session_state["report"]
    click(test, "Envoyer ma demande")
    draft.receipt = None  # as a second click that was already on its way finds it
    test.query_params.clear()
    test.run()
    click(test, "Envoyer ma demande")
    assert len(requests_of(door.services)) == 1


def test_confirmation_reloaded_leads_to_the_request_with_its_code(door: Door) -> None:
    test = door.open("signaler")
    at_send(test)
    click(test, "Envoyer ma demande")
    kept = {name: test.query_params[name] for name in ("reference", "code")}
    kept = {name: value[0] if isinstance(value, list) else value for name, value in kept.items()}
    again = door.open("signaler", **kept)
    assert again.title[0].value == "Suivre ma demande"
    assert kept["reference"] in shown(again)


def test_report_with_a_number_that_the_register_lacks_is_kept_in_words(door: Door) -> None:
    test = door.open("signaler")
    field(test.text_input, "Chercher une adresse").input("12 rue jules guesde").run()
    assert "Ce numéro n’est pas dans le registre" in shown(test)
    click(test, "Garder « 12 rue jules guesde »")
    assert test.session_state["report"].place == "12 rue jules guesde"
    assert test.session_state["report"].pin is not None


def test_report_near_an_open_one_can_follow_it_instead(door: Door) -> None:
    address = door.services.places.search("13 rue jules guesde")[0]
    report = Report(
        "street_lamp", LAMP, address_id=address.id, place_source=PlaceSource.ADDRESS, answers={"extent": "one"}
    )
    known = door.services.requests.submit(by=INHABITANT, report=report)
    test = door.open("signaler")
    at_what(test)
    field(test.text_input, "Dites-le en une phrase").input(LAMP).run()
    field(test.radio, "De quoi s’agit-il ?").set_value("street_lamp").run()
    assert known.reference in shown(test)
    click(test, "C’est celle-ci : je la suis aussi")
    click(test, "Suivre cette demande")
    assert "Pour être prévenu" in shown(test)
    field(test.text_input, "ou votre téléphone").input("0612345678")
    click(test, "Suivre cette demande")
    assert len(requests_of(door.services)) == 1
    assert door.services.requests.followed(by=INHABITANT, reference=known.reference).followers == 1


def test_report_with_photos_keeps_the_good_ones_and_says_which_cannot_be_read(door: Door) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(drawn, "PNG")
    test = door.open("signaler")
    at_what(test)
    test.file_uploader[0].set_value([("a.png", drawn.getvalue(), "image/png"), ("b.png", b"no", "image/png")]).run()
    assert "ne se lit pas comme une photo" in shown(test)
    assert list(test.session_state["report"].photos.values()) == [drawn.getvalue()]


def test_report_by_the_counter_keeps_its_channel(door: Door) -> None:
    test = door.open("signaler", by=Role.COUNTER.value)
    at_send(test)
    field(test.selectbox, "Reçu par").set_value(Channel.PHONE).run()
    click(test, "Envoyer ma demande")
    [row] = requests_of(door.services)
    assert (row["channel"], row["state"]) == (Channel.PHONE, State.RECEIVED)


def test_feedback_on_the_confirmation_is_kept_with_its_screen(door: Door) -> None:
    test = door.open("signaler")
    at_send(test)
    click(test, "Envoyer ma demande")
    [row] = requests_of(door.services)
    field(test.button_group, "Sur cette page, comment cela s’est-il passé pour vous ?").set_value(Mood.GOOD).run()
    field(test.text_input, "Qu’est-ce qui vous a aidé ou gêné ? (facultatif)").input("La carte est claire")
    click(test, "Envoyer mon avis")
    assert "Votre avis est enregistré" in shown(test)
    kept = door.services.store.row("select * from feedback")
    assert kept is not None
    assert (kept["screen"], kept["increment_key"], kept["mood"]) == ("signaler", "report", "good")
    assert (kept["request_reference"], kept["comment"], kept["lang"]) == (row["reference"], "La carte est claire", "fr")
