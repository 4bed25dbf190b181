"""Revue de sprint: read by everybody, remarked by guests, decided by the product owner."""

from __future__ import annotations

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from backlog.models import Increment, IncrementState, ItemKind, ItemState, Mood, Sprint
from data.access import INHABITANT, Role, actor
from data.clock import local_day
from services import Services
from tests.pages.harness import Door

OWNER = actor(Role.PRODUCT_OWNER)
KEY = "map"


@pytest.fixture
def sprint(town: Services) -> Sprint:
    """An active sprint: one item Done, of the increment that waits for its decision, and one not Done."""
    first = local_day(town.context.clock())
    plan = town.sprints.plan(by=OWNER, goal="Voir *autour*", starts_on=first, ends_on=first + timedelta(days=13))
    for title in ("Carte des travaux", "Carte des écoles"):
        item = town.items.add(by=OWNER, kind=ItemKind.STORY, title=title, estimate=3.0)
        town.sprints.pull(by=OWNER, item_id=item.id, version=item.version, sprint_id=plan.id)
    town.sprints.start(by=OWNER, sprint_id=plan.id, version=plan.version)
    done = town.items.page(by=OWNER, number=1).item
    town.board.move(by=OWNER, item_id=done.id, version=done.version, to=ItemState.DONE)
    town.increments.attach(by=OWNER, key=KEY, item_id=done.id)
    with town.store.transaction():  # the town of the tests opens every increment: this one is planned again
        town.store.execute("update increment set state = 'planned', released_at = null where key = :key", {"key": KEY})
    town.increments.show(by=OWNER, key=KEY, sprint_id=plan.id)
    return plan


def increment(town: Services) -> Increment:
    return next(each for each in town.increments.all(by=OWNER) if each.key == KEY)


def button(test: AppTest, label: str) -> None:
    next(each for each in test.button if each.label == label).click()
    test.run()
    assert not test.exception


def texts(test: AppTest) -> str:
    return "\n".join(each.value for each in (*test.header, *test.markdown))


def test_inhabitant_reads_what_is_delivered_and_what_is_not(door: Door, sprint: Sprint) -> None:
    test = door.open("revue")
    assert not test.exception
    said = texts(test)
    assert said.index("Livré : 1 élément") < said.index("Non terminé : 1 élément")
    assert "Carte des travaux" in said
    assert "Carte des écoles" in said
    assert not [each for each in test.button if each.label in ("Accepter", "Ajouter la remarque")]


def test_address_chooses_the_sprint_and_keeps_it(door: Door, town: Services, sprint: Sprint) -> None:
    active = town.sprints.active(by=OWNER)
    assert active is not None
    town.closing.close(by=OWNER, sprint_id=active.id, version=active.version)
    first = local_day(town.context.clock())
    plan = town.sprints.plan(by=OWNER, goal="Le suivant", starts_on=first, ends_on=first + timedelta(days=13))
    town.sprints.start(by=OWNER, sprint_id=plan.id, version=plan.version)
    assert "Le suivant" in door.open("revue").header[0].value
    test = door.open("revue", sprint="1")
    assert "Voir" in test.header[0].value
    test.selectbox[0].set_value(2).run()
    assert "Le suivant" in test.header[0].value
    assert test.query_params["sprint"] in ("2", ["2"])


def test_private_item_has_no_title_but_for_the_team(door: Door, town: Services, sprint: Sprint) -> None:
    item = town.items.add(by=OWNER, kind=ItemKind.BUG, title="Faille de la connexion", is_private=True)
    town.sprints.pull(by=OWNER, item_id=item.id, version=item.version, sprint_id=sprint.id)
    for by in (None, "official"):
        said = texts(door.open("revue", by=by))
        assert f"{item.number} · Élément réservé à l’équipe" in said
        assert "Faille" not in said
    test = door.open("revue", by="developer")
    assert any("Faille de la connexion" in each.proto.label for each in test.get("page_link"))


def test_accepted_increment_is_open_to_inhabitants(door: Door, town: Services, sprint: Sprint) -> None:
    button(door.open("revue", by="product_owner"), "Accepter")
    assert increment(town).state is IncrementState.RELEASED


def test_refusal_needs_a_reason_then_sends_the_item_back(door: Door, town: Services, sprint: Sprint) -> None:
    test = door.open("revue", by="product_owner")
    button(test, "Refuser l’incrément")
    assert increment(town).state is IncrementState.IN_REVIEW
    assert any(":red[" in each.value for each in test.markdown)
    next(each for each in test.text_area if each.label == "Pourquoi ?").input("Illisible sur un téléphone")
    button(test, "Refuser l’incrément")
    assert increment(town).state is IncrementState.PLANNED
    assert town.items.page(by=OWNER, number=1).item.state is ItemState.TODO


def test_official_adds_a_remark_that_reaches_the_product_owner(door: Door, town: Services, sprint: Sprint) -> None:
    test = door.open("revue", by="official")
    next(each for each in test.text_area if each.label == "Question ou remarque").input("Et les <b>quais</b> ?")
    button(test, "Ajouter la remarque")
    assert town.feedback.inbox(by=OWNER).rows == ()  # a mood is asked for, what was typed stays
    assert (
        next(each for each in test.text_area if each.label == "Question ou remarque").value == "Et les <b>quais</b> ?"
    )
    test.pills[0].select(Mood.MEDIUM)
    button(test, "Ajouter la remarque")
    (kept,) = town.feedback.inbox(by=OWNER).rows
    assert (kept.comment, kept.screen, kept.sprint_id) == ("Et les <b>quais</b> ?", "revue", sprint.id)
    assert r"\<b\>quais\</b\>" in texts(test)


def test_mark_is_said_in_words_and_no_name_with_the_sentences(door: Door, town: Services, sprint: Sprint) -> None:
    for mood in (Mood.GOOD, Mood.MEDIUM):
        town.feedback.give(by=INHABITANT, mood=mood, screen="carte", increment_key=KEY, voice=mood.value)
    official = actor(Role.OFFICIAL, name="Vincent Exemple")
    town.feedback.give(
        by=official, mood=Mood.MEDIUM, comment="Clair", screen="revue", voice="v", sprint_id=sprint.id
    )  # fmt: skip
    test = door.open("revue")
    (mark,) = test.metric
    assert (mark.label, mark.value) == ("Satisfaction (moyenne)", "6,7 sur 10")
    assert "Clair" in texts(test)
    assert "Vincent" not in texts(test)


def test_no_sprint_yet_says_so(door: Door) -> None:
    test = door.open("revue")
    assert "Aucun sprint n’a encore commencé" in test.info[0].value
