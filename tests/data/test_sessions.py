"""Sign-in: what opens, what closes, what is worth nothing."""

from __future__ import annotations

import pytest

from data.access import Role
from data.refusals import Refused
from services import Services


def test_session_that_is_open_tells_who(services: Services) -> None:
    services.sessions.add_account(name="Agnès", role=Role.AGENT, id="agnes")
    assert services.sessions.who(services.sessions.open("agnes")).name == "Agnès"


def test_session_that_expired_or_closed_is_nobody(services: Services, clock) -> None:
    services.sessions.add_account(name="Agnès", role=Role.AGENT, id="agnes")
    closed, late = services.sessions.open("agnes"), services.sessions.open("agnes")
    services.sessions.close(closed)
    assert services.sessions.who(closed) is None
    clock.move(hours=13)
    assert services.sessions.who(late) is None


def test_sign_in_link_works_once(services: Services) -> None:
    services.sessions.add_account(name="Agnès", role=Role.AGENT, id="agnes")
    link = services.sessions.make_link("agnes")
    assert services.sessions.who(services.sessions.use_link(link)).id == "agnes"
    with pytest.raises(Refused, match="link_invalid"):
        services.sessions.use_link(link)


def test_sign_in_link_after_a_day_is_refused(services: Services, clock) -> None:
    services.sessions.add_account(name="Agnès", role=Role.AGENT, id="agnes")
    link = services.sessions.make_link("agnes")
    clock.move(hours=25)
    with pytest.raises(Refused, match="link_invalid"):
        services.sessions.use_link(link)
