"""What lets an author come back: the link, its QR code."""

from __future__ import annotations

import io
from urllib.parse import urlencode, urlsplit

import qrcode
import streamlit as st

from pages.shell.page import Here


def tracking_link(here: Here, reference: str, code: str = "") -> str:
    """The address of Suivre for a request; with the code, it opens everything to whoever holds it."""
    asked = urlsplit(st.context.url or "")
    home = here.services.settings.public_url.rstrip("/") or f"{asked.scheme or 'http'}://{asked.netloc or 'localhost'}"
    query = {"reference": reference} | ({"code": code} if code else {})
    return f"{home}/suivre?{urlencode(query)}"


def qr_code(text: str) -> bytes:
    """A PNG, black on white with its quiet zone."""
    code = qrcode.QRCode(border=4, box_size=6, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    drawn = io.BytesIO()
    code.make_image().save(drawn, "PNG")
    return drawn.getvalue()
