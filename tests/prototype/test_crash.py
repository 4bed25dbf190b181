"""kill -9 in the middle of 200 concurrent submissions: what was acknowledged is there, and nothing is half-written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from data.settings import ROOT, Settings
from data.sqlite import SqliteStore

SENDER = """
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from data.access import INHABITANT
from data.settings import Settings
from prototype.models import ContactDetails
from services import make_services
from tests.prototype.conftest import lamp, picture

services = make_services(Settings(data_dir=Path(sys.argv[1])))
photo = picture()

def submit(number):
    contact = ContactDetails(email=f"someone{number}@example.org")
    report = lamp(key=f"{number:032}", contact=contact, photos=(photo,))
    receipt = services.requests.submit(by=INHABITANT, report=report)
    os.write(1, f"{receipt.reference}\\n".encode())  # one write: lines of different threads do not mix in the pipe

with ThreadPoolExecutor(200) as threads:
    list(threads.map(submit, range(200)))
"""
KILLED_AFTER = 40


def test_kill_9_loses_no_acknowledged_request_and_leaves_none_half_written(town: Path, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    settings.database.write_bytes(town.read_bytes())
    process = subprocess.Popen(
        [sys.executable, "-c", SENDER, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    with process:
        acknowledged = [process.stdout.readline().strip() for _ in range(KILLED_AFTER)]
        process.send_signal(signal.SIGKILL)
        # What was in the pipe when it died has been acknowledged too; a last line may be cut.
        acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
    assert process.returncode == -signal.SIGKILL
    assert KILLED_AFTER <= len(acknowledged) < 200

    store = SqliteStore(settings.database)
    references = {row["reference"] for row in store.rows("select reference from request")}
    assert set(acknowledged) <= references
    assert len(references) == store.scalar("select value from counter where name like 'request-%'")
    for table, column in (("journal", "key"), ("contact", "request_id"), ("photo", "request_id")):
        parts = store.rows(f"select {column} as id from {table} order by 1")
        assert parts == store.rows("select id from request order by 1"), table
    assert store.scalar("select count(*) from request_search") == len(references)
    for row in store.rows("select file from photo"):
        assert (settings.photos / row["file"]).stat().st_size > 0
    assert store.check() == []
    store.close()
