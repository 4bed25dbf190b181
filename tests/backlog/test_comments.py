"""Comments: one's own words, gone when they are taken away."""

from __future__ import annotations

import json

import pytest

from data.refusals import Refused
from data.store import Conflict, NotFound
from services import Services
from tests.backlog.conftest import DEVELOPER, OFFICIAL, OWNER, Add


def test_comments_are_read_in_the_order_they_were_said(services: Services, add: Add, clock) -> None:
    item = add()
    services.comments.say(by=OWNER, item_id=item.id, body="  Pour quand ?\r\n")
    clock.move(minutes=5)
    services.comments.say(by=DEVELOPER, item_id=item.id, body="Jeudi.\nOu vendredi.")
    said = services.comments.of(by=OFFICIAL, item_id=item.id)
    assert [(each.author_name, each.body) for each in said] == [
        ("Paule", "Pour quand ?"),
        ("Dina", "Jeudi.\nOu vendredi."),
    ]


def test_official_reads_and_does_not_write(services: Services, add: Add) -> None:
    item = add()
    with pytest.raises(Refused) as refused:
        services.comments.say(by=OFFICIAL, item_id=item.id, body="Bravo")
    assert refused.value.code == "not_allowed"


@pytest.mark.parametrize(
    ("body", "code"), [("", "text_missing"), (" \n ", "text_missing"), ("a" * 4001, "text_too_long")]
)
def test_comment_of_no_length_or_too_long_is_refused(services: Services, add: Add, body: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        services.comments.say(by=OWNER, item_id=add().id, body=body)
    assert refused.value.code == code


def test_comment_changed_says_so_and_only_its_author_may(services: Services, add: Add, clock) -> None:
    item = add()
    said = services.comments.say(by=OWNER, item_id=item.id, body="Pour quand ?")
    clock.move(hours=1)
    changed = services.comments.edit(by=OWNER, comment_id=said.id, version=1, body="Pour mardi ?")
    assert (changed.version, changed.edited_at) == (2, clock())
    assert services.comments.of(by=OFFICIAL, item_id=item.id) == (changed,)
    for act in (
        lambda: services.comments.edit(by=DEVELOPER, comment_id=said.id, version=2, body="Autre chose"),
        lambda: services.comments.delete(by=DEVELOPER, comment_id=said.id),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "comment_of_another"
    with pytest.raises(Conflict):
        services.comments.edit(by=OWNER, comment_id=said.id, version=1, body="Depuis un autre onglet")


def test_same_words_again_change_nothing(services: Services, add: Add) -> None:
    said = services.comments.say(by=OWNER, item_id=add().id, body="Pour quand ?")
    assert services.comments.edit(by=OWNER, comment_id=said.id, version=1, body="Pour quand ?").edited_at is None


def test_journal_tells_of_comments_without_their_words(services: Services, add: Add) -> None:
    item = add()
    said = services.comments.say(by=OWNER, item_id=item.id, body="Secret une fois")
    services.comments.edit(by=OWNER, comment_id=said.id, version=1, body="Secret deux fois")
    services.comments.delete(by=OWNER, comment_id=said.id)
    entries = services.context.journal.of("item", item.id)[1:]
    assert [each.verb for each in entries] == ["comment", "edit_comment", "delete_comment"]
    assert "Secret" not in json.dumps(services.store.rows("select * from journal"))
    assert services.comments.of(by=OWNER, item_id=item.id) == ()
    with pytest.raises(NotFound):
        services.comments.delete(by=OWNER, comment_id=said.id)


def test_comments_of_a_private_item_are_the_teams(services: Services, add: Add) -> None:
    item = add(is_private=True)
    services.comments.say(by=OWNER, item_id=item.id, body="Entre nous")
    assert len(services.comments.of(by=DEVELOPER, item_id=item.id)) == 1
    with pytest.raises(NotFound):
        services.comments.of(by=OFFICIAL, item_id=item.id)
