"""The real store in a temporary file, a clock and identifiers that tests choose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import hypothesis
import pytest

from data.clock import id_at
from data.settings import Settings
from services import Services, make_services

# Speed is measured by the bench, not by a test on a busy machine.
hypothesis.settings.register_profile("boucle", deadline=None)
hypothesis.settings.load_profile("boucle")


class Hand:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **step: float) -> None:
        self.now += timedelta(**step)


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
def new_id() -> Callable[[], str]:
    numbers = count(1)
    return lambda: id_at(1_795_000_000_000, next(numbers))


@pytest.fixture
def services(tmp_path: Path, clock: Hand, new_id: Callable[[], str]) -> Iterator[Services]:
    made = make_services(Settings(data_dir=tmp_path), clock=clock, new_id=new_id)
    yield made
    made.store.close()
