"""Who is here: the account behind the session cookie, else an inhabitant."""

from __future__ import annotations

import streamlit as st

from data.access import INHABITANT, Actor
from data.sessions import COOKIE
from services import Services


def secret() -> str:
    """What the browser holds; "" without a sign-in."""
    return st.context.cookies.get(COOKIE, "")


def who_is_here(services: Services) -> Actor:
    """The actor of this run; a sign-in that has ended counts for nothing."""
    return services.sessions.who(secret()) or INHABITANT
