from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import demo
from data.settings import Settings
from services import Services, make_services

TODAY = date(2026, 11, 25)
REQUESTS = 800


def at_noon() -> datetime:
    return datetime(2026, 11, 25, 11, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A small demonstration town that tests only read."""
    folder: Path = tmp_path_factory.mktemp("town")
    made = make_services(Settings(data_dir=folder), clock=at_noon)
    demo.build(made, requests=REQUESTS, today=TODAY)
    yield made
    made.store.close()
