"""Impediments: opened, carried by somebody, closed with what helped, opened again."""

from __future__ import annotations

import pytest

from data.refusals import Refused
from data.store import Conflict, NotFound
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OFFICIAL, Add, started
from tests.conftest import Hand

TEXT = "Le réseau de l’annexe coupe chaque matin."


def test_impediment_is_kept_with_who_carries_it(services: Services, add: Add, clock: Hand) -> None:
    item = add("Carte des travaux")
    sprint = started(services, item)
    opened = services.impediments.open(by=DEVELOPER, text=TEXT, owner="Samir", sprint_id=sprint.id, item_id=item.id)
    assert (opened.text, opened.owner, opened.opened_by_name, opened.is_open) == (TEXT, "Samir", "Dina", True)
    assert (opened.item_number, opened.item_title) == (item.number, "Carte des travaux")
    assert services.impediments.listing(by=OFFICIAL) == (opened,)
    line = services.context.journal.of("impediment", opened.id)[-1]
    assert (line.verb, line.changes["text"], line.changes["owner"]) == ("open", (None, TEXT), (None, "Samir"))


def test_age_counts_days_until_the_end(services: Services, clock: Hand) -> None:
    opened = services.impediments.open(by=DEVELOPER, text=TEXT)
    assert opened.days == 0
    clock.move(days=3)
    assert services.impediments.listing(by=DEVELOPER)[0].days == 3
    services.impediments.close(by=MASTER, impediment_id=opened.id, version=1, resolution="Le câble est changé.")
    clock.move(days=9)
    closed = services.impediments.listing(by=DEVELOPER)[0]
    assert (closed.days, closed.is_open, closed.resolution) == (3, False, "Le câble est changé.")


def test_open_ones_come_first_and_the_oldest_of_them(services: Services, clock: Hand) -> None:
    made = []
    for text in ("Premier", "Deuxième", "Troisième", "Quatrième"):
        made.append(services.impediments.open(by=DEVELOPER, text=text))
        clock.move(hours=1)
    for each in (made[0], made[2]):
        services.impediments.close(by=MASTER, impediment_id=each.id, version=1, resolution="Réglé")
        clock.move(hours=1)
    texts = [each.text for each in services.impediments.listing(by=DEVELOPER)]
    assert texts == ["Deuxième", "Quatrième", "Troisième", "Premier"]


def test_closed_ones_are_those_of_the_sprint_and_open_ones_are_all(services: Services, add: Add, clock: Hand) -> None:
    old = services.impediments.open(by=DEVELOPER, text="Levé avant lui")
    longer = services.impediments.open(by=DEVELOPER, text="Né avant lui")
    services.impediments.open(by=DEVELOPER, text="Toujours là")
    services.impediments.close(by=MASTER, impediment_id=old.id, version=1, resolution="Réglé")
    clock.move(hours=1)
    sprint = started(services, add())
    here = services.impediments.open(by=DEVELOPER, text="Dans le sprint", sprint_id=sprint.id)
    for each in (here, longer):
        clock.move(hours=1)
        services.impediments.close(by=MASTER, impediment_id=each.id, version=1, resolution="Réglé")
    shown = services.impediments.listing(by=DEVELOPER, sprint_id=sprint.id)
    assert [each.text for each in shown] == ["Toujours là", "Né avant lui", "Dans le sprint"]


def test_changed_closed_and_opened_again_leaves_its_story(services: Services) -> None:
    opened = services.impediments.open(by=DEVELOPER, text=TEXT)
    changed = services.impediments.change(by=MASTER, impediment_id=opened.id, version=1, text=TEXT, owner="Paule")
    again = services.impediments.change(by=MASTER, impediment_id=opened.id, version=2, text=TEXT, owner="Paule")
    assert (changed.owner, again.version) == ("Paule", changed.version)
    closed = services.impediments.close(by=MASTER, impediment_id=opened.id, version=2, resolution="Le câble est changé")
    back = services.impediments.reopen(by=DEVELOPER, impediment_id=opened.id, version=closed.version)
    assert (back.is_open, back.resolution, back.owner) == (True, "", "Paule")
    verbs = [line.verb for line in services.context.journal.of("impediment", opened.id)]
    assert verbs == ["open", "change", "close", "reopen"]


def test_closed_one_does_not_change_and_open_one_does_not_reopen(services: Services) -> None:
    opened = services.impediments.open(by=DEVELOPER, text=TEXT)
    with pytest.raises(Refused, match="impediment_open"):
        services.impediments.reopen(by=DEVELOPER, impediment_id=opened.id, version=1)
    services.impediments.close(by=DEVELOPER, impediment_id=opened.id, version=1, resolution="Réglé")
    with pytest.raises(Refused, match="impediment_closed"):
        services.impediments.close(by=MASTER, impediment_id=opened.id, version=1, resolution="Réglé aussi")
    with pytest.raises(Refused, match="impediment_closed"):
        services.impediments.change(by=MASTER, impediment_id=opened.id, version=2, text=TEXT, owner="Paule")


def test_two_people_who_change_it_at_once_meet(services: Services) -> None:
    opened = services.impediments.open(by=DEVELOPER, text=TEXT)
    services.impediments.change(by=MASTER, impediment_id=opened.id, version=1, text=TEXT, owner="Paule")
    with pytest.raises(Conflict):
        services.impediments.change(by=DEVELOPER, impediment_id=opened.id, version=1, text=TEXT, owner="Dina")


def test_empty_texts_and_unknown_things_are_refused(services: Services) -> None:
    with pytest.raises(Refused, match="text_missing"):
        services.impediments.open(by=DEVELOPER, text="  ")
    opened = services.impediments.open(by=DEVELOPER, text=TEXT)
    with pytest.raises(Refused, match="text_missing"):
        services.impediments.close(by=DEVELOPER, impediment_id=opened.id, version=1, resolution="")
    for unknown in ({"sprint_id": "x"}, {"item_id": "x"}):
        with pytest.raises(NotFound):
            services.impediments.open(by=DEVELOPER, text=TEXT, **unknown)
    assert services.store.scalar("select count(*) from impediment") == 1


def test_impediment_of_a_private_item_is_the_teams(services: Services, add: Add) -> None:
    item = add("Faille signalée", is_private=True)
    services.impediments.open(by=DEVELOPER, text="Attendre le correctif", item_id=item.id)
    assert services.impediments.listing(by=OFFICIAL) == ()
    assert len(services.impediments.listing(by=DEVELOPER)) == 1


def test_official_opens_nothing(services: Services) -> None:
    with pytest.raises(Refused, match="not_allowed"):
        services.impediments.open(by=OFFICIAL, text=TEXT)
