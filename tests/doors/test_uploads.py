"""What the server lets through and what fields promise agree: Streamlit refuses the rest without a word."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from backlog.attachments import MAXIMUM_BYTES as JOINED
from data.photos import MAXIMUM_BYTES as PHOTO
from pages.product.import_panel import MEGABYTES as IMPORTED

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("promised", [JOINED // 1024**2, PHOTO // 1024**2, IMPORTED])
def test_server_takes_the_files_that_fields_ask_for(promised: int) -> None:
    server = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]
    assert promised <= server["maxUploadSize"]
