"""Photos from the person's device."""

from __future__ import annotations

import streamlit as st

from data.photos import MAXIMUM_BYTES

KINDS = ["jpg", "jpeg", "png", "webp", "heic", "heif"]  # what the browser offers; the bytes decide


def photo_field(label: str, *, key: str) -> tuple[bytes, ...]:
    """The content of each file chosen, not yet checked."""
    files = st.file_uploader(
        label, type=KINDS, max_upload_size=MAXIMUM_BYTES // 1024**2, accept_multiple_files=True, key=key
    )
    return tuple(each.getvalue() for each in files or ())
