"""What the desk's two screens say the same way: places, deadlines in words."""

from __future__ import annotations

from datetime import date

from data.geography import load_geography
from pages.parts.badges import late_badge
from pages.shell.texts import ago, day, md, t
from prototype.models import Request, State


def place_of(request: Request) -> str:
    """Where, in the author's words or the register's, inert in Markdown."""
    return md(request.place or request.place_label) or t("Lieu non précisé")


def district_name(code: str) -> str:
    """What people call it; the whole town without a code."""
    return load_geography().name_of(code) if code else ""


def strong(text: str) -> str:
    """Markdown of what must be seen first."""
    return f"**{text}**"


def muted(text: str) -> str:
    """Markdown of what may be seen last."""
    return f":gray[{text}]"


def due_words(request: Request, today: date, *, is_late: bool) -> str:
    """By when, as one says it; Markdown."""
    if not request.is_open:
        return t("close {ago}", ago=ago(request.closed_at)) if request.closed_at else ""
    if is_late:
        return late_badge((today - request.due_on).days)
    if request.state is State.ANSWER_WANTED:
        return t("attend l’habitant")
    days = (request.due_on - today).days
    if days == 0:
        return strong(t("à traiter aujourd’hui"))
    if days == 1:
        return strong(t("à traiter d’ici demain"))
    return t("à traiter d’ici {day}", day=day(request.due_on))
