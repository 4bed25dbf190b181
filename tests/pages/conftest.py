"""The application on a small town in a temporary folder."""

from __future__ import annotations

import pytest

from data.access import SYSTEM, Role
from data.reference_data import load_reference
from services import Services
from tests.pages.harness import Door


@pytest.fixture
def town(services: Services) -> Services:
    """Reference data, an account per role, increments open."""
    load_reference(services.store)
    for role in Role:
        if role not in (Role.SYSTEM, Role.INHABITANT):
            services.sessions.add_account(name=role.value.title(), role=role, id=role.value)
    services.increments.open_all(by=SYSTEM)
    return services


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch, town: Services) -> Door:
    return Door(monkeypatch, town)
