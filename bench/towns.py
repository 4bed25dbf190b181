"""Demonstration towns of a given size, in a temporary folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def town(folder: Path, *, items: int, requests: int = 0) -> Path:
    """The data folder of a town with about that many items."""
    made = folder / f"items-{items}"
    if not made.exists():
        made.mkdir(parents=True)
        command = [sys.executable, "manage.py", "demo", "--items", str(items), "--requests", str(requests)]
        environment = {**os.environ, "BOUCLE_DATA_DIR": str(made)}
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return made
