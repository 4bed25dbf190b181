"""Demande: every family of decisions, typed and clicked, then read again from the store."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from data.access import INHABITANT, Role, actor
from data.clock import local_day
from prototype.models import Decision, Details, MessageKind, PlaceSource, Report, Request, State
from prototype.repository import RequestRepository
from services import Services
from tests.pages.harness import Door
from tests.prototype.conftest import picture

AGENT = actor(Role.AGENT, id="agent", name="Agent")
LON, LAT = 2.4836, 48.9023


def sent(services: Services, **changes) -> Request:
    """A street lamp that is out."""
    usual = {
        "category": "street_lamp",
        "description": "Le lampadaire est éteint, appelez Mme Durand.",
        "place_source": PlaceSource.MAP,
        "lon": LON,
        "lat": LAT,
        "answers": {"extent": "one"},
    }
    return read(services, services.requests.submit(by=INHABITANT, report=Report(**usual | changes)).request_id)


def read(services: Services, request_id: str) -> Request:
    return RequestRepository(services.store).get(request_id)


def decided(services: Services, request: Request, decision: Decision, **details) -> Request:
    return services.handling.decide(
        by=AGENT, request_id=request.id, version=request.version, decision=decision, details=Details(**details)
    )


def name(request: Request, decision: str, acts: int = 0) -> str:
    return f"{request.id}_{acts}_{decision}"


def send(page: AppTest, key: str) -> AppTest:
    page.button(key=f"{key}_send").click()
    return shown(page.run())


def shown(page: AppTest) -> AppTest:
    assert not page.exception
    return page


def words(page: AppTest) -> str:
    return " ".join(each.value for each in [*page.markdown, *page.error, *page.success, *page.warning, *page.info])


def choose(page: AppTest, request: Request, decision: Decision) -> AppTest:
    """One of the decisions behind « Autre décision »."""
    page.selectbox(key=f"{request.id}_0_decision").select(decision)
    return shown(page.run())


@pytest.fixture
def qualified(town: Services) -> Request:
    return decided(town, sent(town), Decision.QUALIFY)


def test_qualifying_with_another_category_changes_the_route(town: Services, door: Door):
    request = sent(town)
    page = shown(door.open("demande", by="agent", reference=request.reference))
    page.selectbox(key=f"{name(request, 'qualify')}_category").select("dumping")
    send(page, name(request, "qualify"))
    after = read(town, request.id)
    assert (after.state, after.category, after.team) == (State.QUALIFIED, "dumping", "street_cleaning")


def test_planning_needs_a_day_and_keeps_the_one_chosen(town: Services, door: Door, qualified: Request):
    page = shown(door.open("demande", by="agent", reference=qualified.reference))
    send(page, name(qualified, "plan"))
    assert "Choisissez le jour de l’intervention" in words(page)
    assert read(town, qualified.id).state is State.QUALIFIED
    day: date = local_day(town.context.clock()) + timedelta(days=2)
    page.date_input(key=f"{name(qualified, 'plan')}_on").set_value(day)
    send(page, name(qualified, "plan"))
    after = read(town, qualified.id)
    assert (after.state, after.planned_on) == (State.PLANNED, day)
    assert "Planifiée" in words(page)


def test_starting_takes_one_click(town: Services, door: Door, qualified: Request):
    page = shown(door.open("demande", by="agent", reference=qualified.reference))
    page.button(key=name(qualified, "start")).click()
    shown(page.run())
    assert read(town, qualified.id).state is State.IN_PROGRESS


def test_finishing_publishes_the_answer_with_a_photo(town: Services, door: Door, qualified: Request):
    page = shown(door.open("demande", by="agent", reference=qualified.reference))
    page.text_area(key=f"{name(qualified, 'finish')}_answer").input("L’ampoule est changée.")
    page.file_uploader(key=f"{name(qualified, 'finish')}_photos").upload("apres.png", picture(), "image/png")
    send(page, name(qualified, "finish"))
    assert read(town, qualified.id).state is State.DONE
    dossier = town.reading.dossier(by=AGENT, request_id=qualified.id)
    assert [(each.kind, each.body, each.is_public) for each in dossier.messages] == [
        (MessageKind.PUBLIC_ANSWER, "L’ampoule est changée.", True)
    ]
    assert [each.is_public for each in dossier.photos] == [True]


def test_a_refused_reason_shows_beside_its_field_and_loses_nothing(town: Services, door: Door, qualified: Request):
    page = choose(shown(door.open("demande", by="agent", reference=qualified.reference)), qualified, Decision.TRANSFER)
    page.text_area(key=f"{name(qualified, 'transfer')}_reason").input("C’est une voie départementale.")
    send(page, name(qualified, "transfer"))
    assert "Choisissez l’organisme" in words(page)
    assert page.text_area(key=f"{name(qualified, 'transfer')}_reason").value == "C’est une voie départementale."
    body = town.categories.bodies()[0].code
    page.selectbox(key=f"{name(qualified, 'transfer')}_body").select(body)
    send(page, name(qualified, "transfer"))
    after = read(town, qualified.id)
    assert (after.state, after.body, after.reason) == (State.TRANSFERRED, body, "C’est une voie départementale.")


def test_not_doing_asking_and_cancelling_keep_what_is_written(town: Services, door: Door):
    for decision, field, state in (
        (Decision.NOT_DO, "reason", State.NOT_DONE),
        (Decision.ASK, "answer", State.ANSWER_WANTED),
        (Decision.CANCEL, "reason", State.CANCELLED),
    ):
        request = sent(town)
        page = choose(shown(door.open("demande", by="agent", reference=request.reference)), request, decision)
        page.text_area(key=f"{name(request, decision)}_{field}").input("Parce que <b>voilà</b>.")
        send(page, name(request, decision))
        assert read(town, request.id).state is state


def test_a_neighbour_is_marked_as_the_original_in_one_click(town: Services, door: Door):
    original, double = sent(town), sent(town)
    page = shown(door.open("demande", by="agent", reference=double.reference))
    page.button(key=f"same_{original.id}_0").click()
    shown(page.run())
    after = read(town, double.id)
    assert (after.state, after.duplicate_of) == (State.DUPLICATE, original.id)


def test_a_contested_closure_is_reopened_or_confirmed(town: Services, door: Door):
    for decision, field, state in (
        (Decision.REOPEN, "", State.REOPENED),
        (Decision.REFUSE_REOPENING, "reason", State.DONE),
    ):
        receipt = town.requests.submit(
            by=INHABITANT,
            report=Report(
                "street_lamp", "Le lampadaire est éteint.", place="Devant l’école", answers={"extent": "one"}
            ),
        )
        request = decided(town, read(town, receipt.request_id), Decision.QUALIFY)
        decided(town, request, Decision.FINISH, answer="Réparé.")
        town.requests.contest(
            by=INHABITANT, reference=receipt.reference, code=receipt.tracking_code, text="Il est encore éteint."
        )
        page = shown(door.open("demande", by="agent", reference=request.reference))
        if field:
            page.text_area(key=f"{name(request, decision)}_{field}").input("Nous sommes repassés : il éclaire.")
            send(page, name(request, decision))
        else:
            page.button(key=name(request, decision)).click()
            shown(page.run())
        assert read(town, request.id).state is state


def test_an_answer_is_public_and_a_note_is_not(town: Services, door: Door, qualified: Request):
    page = shown(door.open("demande", by="agent", reference=qualified.reference))
    page.text_area(key=f"{name(qualified, 'answer')}_answer").input("Nous passons jeudi.")
    send(page, name(qualified, "answer"))
    page.text_area(key=f"{name(qualified, 'note', 1)}_text").input("Prévoir la nacelle.")
    send(page, name(qualified, "note", 1))
    kept = {each.body: each.is_public for each in town.reading.dossier(by=AGENT, request_id=qualified.id).messages}
    assert kept == {"Nous passons jeudi.": True, "Prévoir la nacelle.": False}
    assert page.text_area(key=f"{name(qualified, 'note', 2)}_text").value == ""


def test_somebody_faster_is_told_and_what_was_typed_stays(town: Services, door: Door, qualified: Request):
    page = shown(door.open("demande", by="agent", reference=qualified.reference))
    decided(town, qualified, Decision.START)
    page.text_area(key=f"{name(qualified, 'finish')}_answer").input("C’est fait.")
    send(page, name(qualified, "finish"))
    assert "Quelqu’un d’autre vient de modifier" in words(page)
    assert page.text_area(key=f"{name(qualified, 'finish')}_answer").value == "C’est fait."
    assert read(town, qualified.id).state is State.IN_PROGRESS
    send(page, name(qualified, "finish"))  # having read what changed
    assert read(town, qualified.id).state is State.DONE


def test_the_description_is_published_in_other_words_and_withdrawn(town: Services, door: Door):
    request = sent(town)
    page = shown(door.open("demande", by="agent", reference=request.reference))
    page.text_area(key=f"{request.id}_moderate_0_text").input("Le lampadaire est éteint.")
    page.button(key=f"{request.id}_moderate_0_publish").click()
    shown(page.run())
    after = read(town, request.id)
    assert (after.description_public, after.description_shown) == (True, "Le lampadaire est éteint.")
    page.button(key=f"{request.id}_moderate_1_hide").click()
    shown(page.run())
    assert read(town, request.id).description_public is False


def test_a_photo_is_published(town: Services, door: Door):
    request = sent(town, photos=(picture(),))
    page = shown(door.open("demande", by="agent", reference=request.reference))
    (photo,) = town.reading.dossier(by=AGENT, request_id=request.id).photos
    page.button(key=f"photo_{photo.id}").click()
    shown(page.run())
    assert [each.is_public for each in town.reading.dossier(by=AGENT, request_id=request.id).photos] == [True]


def test_an_unknown_reference_asks_again(door: Door):
    page = shown(door.open("demande", by="agent", reference="TV-2026-999999"))
    assert "Aucune demande ne correspond" in words(page)
    assert page.text_input(key="find_reference").value == "TV-2026-999999"


def test_the_counter_reads_without_deciding_and_inhabitants_do_not_read(town: Services, door: Door):
    request = sent(town)
    page = shown(door.open("demande", by="counter", reference=request.reference))
    assert "Mme Durand" in words(page)
    assert [each.key for each in page.button if each.key and each.key.startswith(request.id)] == []
    page = shown(door.open("demande", reference=request.reference))
    assert "Mme Durand" not in words(page)
    assert page.title[0].value == "Cette page ne vous est pas ouverte"
