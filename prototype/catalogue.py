"""The usable parts of the prototype, declared. Whether one is released is decided in the backlog, not here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DeclaredIncrement:
    """`screen` is the url_path of the page where it is tried."""

    key: str
    title: str
    title_en: str
    screen: str
    summary: str
    summary_en: str


INCREMENTS: tuple[DeclaredIncrement, ...] = (
    DeclaredIncrement(
        "report",
        "Signaler",
        "Report",
        "signaler",
        "Signaler un problème sur la voie publique en moins d’une minute, sans compte.",
        "Report a problem in a public place in under a minute, without an account.",
    ),
    DeclaredIncrement(
        "follow",
        "Suivre",
        "Follow",
        "suivre",
        "Savoir où en est sa demande, lire les réponses, dire que ce n’est pas réglé.",
        "Know where a request stands, read the answers, say that it is not fixed.",
    ),
    DeclaredIncrement(
        "handle",
        "Corbeille et demande",
        "Inbox and request",
        "corbeille",
        "Traiter les demandes : les retards d’abord, puis l’action suivante et son échéance.",
        "Handle requests: the late ones first, then the next action and its deadline.",
    ),
    DeclaredIncrement(
        "map",
        "Carte",
        "Map",
        "carte",
        "Voir sur la carte ce qui a été signalé et ce qui a été réglé.",
        "See on the map what was reported and what was fixed.",
    ),
    DeclaredIncrement(
        "feedback",
        "Votre avis",
        "Your opinion",
        "suivre",
        "Donner son avis sur chaque écran, et savoir ce qu’il est devenu.",
        "Give an opinion on every screen, and know what became of it.",
    ),
    DeclaredIncrement(
        "indicators",
        "Indicateurs",
        "Indicators",
        "indicateurs",
        "Suivre les volumes, les délais et la satisfaction.",
        "Watch volumes, delays and satisfaction.",
    ),
)
