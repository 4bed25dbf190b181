"""No worked value is kept without a test that reads it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.oracles import ORACLES


def test_every_oracle_is_read_by_a_test() -> None:
    sources = [path.read_text("utf-8") for path in Path(__file__).parents[1].rglob("test_*.py")]
    read = {name for source in sources for name in re.findall(r'ORACLES\["(\w+)"\]', source)}
    assert set(ORACLES) - {"_note"} == read
