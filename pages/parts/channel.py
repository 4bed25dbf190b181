"""How the person here reaches the town."""

from __future__ import annotations

import streamlit as st

from prototype.models import Channel

ON_BEHALF = (Channel.PHONE, Channel.COUNTER, Channel.POST, Channel.EMAIL)  # what the desk types for somebody


def own_channel() -> Channel:
    """Web, or mobile when the browser says that it is a phone's."""
    return Channel.MOBILE if "Mobi" in (st.context.headers.get("User-Agent") or "") else Channel.WEB
