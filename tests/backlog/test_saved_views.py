"""Saved views: one's own, shared when wanted, changed by their owner alone."""

from __future__ import annotations

import pytest

from backlog.saved_views import QUERY, VIEWS
from data.refusals import Refused
from data.store import Conflict, NotFound
from services import Services
from tests.backlog.conftest import DEVELOPER, MASTER, OFFICIAL, OWNER


def names(services: Services, by: object) -> list[str]:
    return [view.name for view in services.saved_views.all(by=by)]


def test_view_is_seen_by_its_owner_alone_until_it_is_shared(services: Services) -> None:
    view = services.saved_views.save(by=DEVELOPER, name=" Mes  bugs ", query="nature=bug")
    assert (view.name, view.query, view.is_shared, view.is_mine) == ("Mes bugs", "nature=bug", False, True)
    assert names(services, OWNER) == []
    shared = services.saved_views.share(by=DEVELOPER, view_id=view.id, version=view.version, shared=True)
    found = services.saved_views.all(by=OWNER)
    assert [(each.name, each.owner_name, each.is_mine) for each in found] == [("Mes bugs", "Dina", False)]
    services.saved_views.share(by=DEVELOPER, view_id=view.id, version=shared.version, shared=False)
    assert names(services, OWNER) == []
    verbs = [entry.verb for entry in services.context.journal.of("saved_view", view.id)]
    assert verbs == ["add", "share", "unshare"]


def test_own_views_come_first_then_those_shared_by_name(services: Services) -> None:
    for name in ("zèbre", "Abeille"):
        services.saved_views.save(by=OWNER, name=name, query="")
    other = services.saved_views.save(by=MASTER, name="Aaa", query="")
    services.saved_views.share(by=MASTER, view_id=other.id, version=1, shared=True)
    assert names(services, OWNER) == ["Abeille", "zèbre", "Aaa"]


def test_same_name_replaces_what_the_view_holds(services: Services) -> None:
    first = services.saved_views.save(by=OWNER, name="À estimer", query="sans_estimation=1")
    second = services.saved_views.save(by=OWNER, name="à estimer", query="etat=backlog")
    assert (second.id, second.query, second.version) == (first.id, "etat=backlog", 2)
    assert names(services, OWNER) == ["À estimer"]


def test_only_the_owner_changes_a_view_and_at_the_version_read(services: Services) -> None:
    view = services.saved_views.save(by=OWNER, name="Bugs", query="nature=bug")
    services.saved_views.share(by=OWNER, view_id=view.id, version=1, shared=True)
    verbs = services.saved_views
    for act in (
        lambda: verbs.rename(by=MASTER, view_id=view.id, version=2, name="Autre"),
        lambda: verbs.share(by=MASTER, view_id=view.id, version=2, shared=False),
        lambda: verbs.delete(by=MASTER, view_id=view.id, version=2),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(Conflict):
        verbs.rename(by=OWNER, view_id=view.id, version=1, name="Autre")
    assert verbs.rename(by=OWNER, view_id=view.id, version=2, name="Autre").name == "Autre"
    verbs.delete(by=OWNER, view_id=view.id, version=3)
    assert names(services, OWNER) == []
    assert services.context.journal.of("saved_view", view.id)[-1].changes["query"] == ("nature=bug", None)


def test_view_without_a_name_with_a_taken_one_or_one_too_many_is_refused(services: Services) -> None:
    views = [services.saved_views.save(by=OWNER, name=f"Vue {turn}", query="") for turn in range(VIEWS)]
    with pytest.raises(Refused, match="too_many_views"):
        services.saved_views.save(by=OWNER, name="Une de plus", query="")
    with pytest.raises(Refused, match="view_name_taken"):
        services.saved_views.rename(by=OWNER, view_id=views[0].id, version=1, name="vue 1")
    with pytest.raises(Refused, match="text_missing"):
        services.saved_views.save(by=OWNER, name=" ", query="")
    with pytest.raises(Refused, match="text_too_long"):
        services.saved_views.save(by=OWNER, name="Longue", query="x" * (QUERY + 1))


def test_official_keeps_views_and_cannot_share_them(services: Services) -> None:
    view = services.saved_views.save(by=OFFICIAL, name="Ce que je suis", query="mots=carte")
    with pytest.raises(Refused, match="not_allowed"):
        services.saved_views.share(by=OFFICIAL, view_id=view.id, version=1, shared=True)
