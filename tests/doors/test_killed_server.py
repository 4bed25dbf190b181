"""kill -9 on the web server during 200 concurrent submissions: no acknowledged one is lost, none is half-written."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from data.reference_data import load_reference
from data.settings import ROOT, Settings
from data.sqlite import SqliteStore
from services import make_services

PEOPLE, EACH, KILLED_AFTER = 200, 5, 150


@pytest.fixture
def port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.slow
def test_killed_server_keeps_what_it_acknowledged(tmp_path: Path, port: int) -> None:
    settings = Settings(data_dir=tmp_path)
    services = make_services(settings)
    load_reference(services.store)
    services.store.close()
    command = [sys.executable, "-m", "uvicorn", "tests.doors.submission_door:app", "--port", str(port)]
    environment = {**os.environ, "BOUCLE_DATA_DIR": str(tmp_path)}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    wait_for(f"{url}/healthz")
    acknowledged: list[str] = []
    enough = threading.Event()

    def person(number: int) -> None:
        for turn in range(EACH):
            request = urllib.request.Request(f"{url}/submit/{number * EACH + turn}", method="POST")
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    acknowledged.append(answer.read().decode())
            except (OSError, EOFError):
                return
            if len(acknowledged) >= KILLED_AFTER:
                enough.set()

    with ThreadPoolExecutor(PEOPLE) as people:
        for number in range(PEOPLE):
            people.submit(person, number)
        assert enough.wait(60)
        server.send_signal(signal.SIGKILL)
    assert server.wait(20) == -signal.SIGKILL
    assert KILLED_AFTER <= len(acknowledged) < PEOPLE * EACH

    store = SqliteStore(settings.database)
    references = {row["reference"] for row in store.rows("select reference from request")}
    assert set(acknowledged) <= references
    for table, column in (("journal", "key"), ("contact", "request_id")):
        where = " where kind = 'request'" if table == "journal" else ""
        assert store.rows(f"select {column} as id from {table}{where} order by 1") == store.rows(
            "select id from request order by 1"
        )
    assert store.check() == []
    store.close()


def wait_for(address: str) -> None:
    """Returns when the address answers."""
    deadline = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.2)
