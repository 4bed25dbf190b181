"""The web door: Streamlit's screens and, beside them, the routes of api/ and the assets, in one process."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from api import health, map_points, session
from api.headers import SecurityHeaders
from pages.shell import crash

ROOT = Path(__file__).parent

app = st.App(
    ROOT / "pages" / "main.py",
    routes=[
        *health.ROUTES,
        *session.ROUTES,
        *map_points.ROUTES,
        Mount("/assets", StaticFiles(directory=ROOT / "pages" / "assets")),
    ],
    middleware=[Middleware(SecurityHeaders)],
    on_script_error=crash.tell,
)
