"""A town with its reference data, and reports to send."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from data.access import INHABITANT, Role, actor
from data.reference_data import load_reference
from data.settings import Settings
from data.sqlite import SqliteStore
from prototype.models import Decision, Details, PlaceSource, Receipt, Report, Request
from prototype.repository import RequestRepository
from services import Services, make_services
from tests.conftest import Hand

LON, LAT = 2.4836, 48.9023
AGENT = actor(Role.AGENT, id="agent-1", name="Agnès Petit")
COUNTER = actor(Role.COUNTER)

LAMP = Report(
    category="street_lamp",
    description="Le lampadaire est éteint depuis lundi.",
    place_source=PlaceSource.MAP,
    lon=LON,
    lat=LAT,
    answers={"extent": "one"},
)


def lamp(**changes: Any) -> Report:
    return replace(LAMP, **changes)


def picture(width: int = 60, height: int = 40, kind: str = "PNG", **options: Any) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), "orange").save(target, kind, **options)
    return target.getvalue()


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the reference data, made once and copied for each test."""
    file = tmp_path_factory.mktemp("town") / "boucle.sqlite3"
    store = SqliteStore(file)
    store.migrate()
    load_reference(store)
    store.execute("pragma wal_checkpoint(truncate)")
    store.close()
    return file


@pytest.fixture
def services(town: Path, tmp_path: Path, clock: Hand, new_id: Callable[[], str]) -> Iterator[Services]:
    settings = Settings(data_dir=tmp_path)
    shutil.copy(town, settings.database)
    made = make_services(settings, clock=clock, new_id=new_id)
    yield made
    made.store.close()


@pytest.fixture
def send(services: Services) -> Callable[..., Receipt]:
    """Sends the street lamp's report, with changes."""
    return lambda **changes: services.requests.submit(by=INHABITANT, report=lamp(**changes))


@pytest.fixture
def read(services: Services) -> Callable[[str], Request]:
    """The request as the store holds it."""
    return RequestRepository(services.store).get


@pytest.fixture
def decide(services: Services, read: Callable[[str], Request]) -> Callable[..., Request]:
    """An agent decides about the present version."""

    def act(request_id: str, decision: Decision, **details: Any) -> Request:
        return services.handling.decide(
            by=AGENT,
            request_id=request_id,
            version=read(request_id).version,
            decision=decision,
            details=Details(**details),
        )

    return act
