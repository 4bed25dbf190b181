"""The worked values that the tests must assert, published or computed exactly from published inputs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ORACLES: dict[str, Any] = json.loads((Path(__file__).parent / "oracles.json").read_text("utf-8"))
