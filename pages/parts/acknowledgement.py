"""The acknowledgement that the law has the town give (CRPA L112-11, R112-11-1), in sentences."""

from __future__ import annotations

from pages.shell.texts import day, either, md, t
from prototype.models import Acknowledgement, Silence


def acknowledgement_words(said: Acknowledgement, reference: str) -> str:
    """Markdown: date of reception, service in charge and how to reach it, what silence means and from when."""
    lines = [
        t("Votre demande {reference} a été reçue le {day}.", reference=reference, day=day(said.received_on, year=True))
    ]
    if said.team is not None:
        name = either(said.team.name, said.team.name_en)
        lines.append(
            t(
                "Service chargé de votre demande : {team}, {postal_address}, téléphone {phone}, {email}.",
                team=md(name),
                postal_address=md(said.team.postal_address),
                phone=md(said.team.phone),
                email=md(said.team.email),
            )
        )
    facts = {"day": day(said.silence_from, year=True)}
    if said.kind is Silence.REJECTION:
        lines.append(
            t("Si la mairie ne vous a pas répondu le {day}, votre demande est considérée comme refusée.", **facts)
        )
        lines.append(
            t(
                "Vous pouvez alors, dans les deux mois, écrire à la mairie pour contester ce refus, "
                "ou saisir le tribunal administratif."
            )
        )
    else:
        lines.append(
            t("Si la mairie ne vous a pas répondu le {day}, votre demande est considérée comme acceptée.", **facts)
        )
        lines.append(t("La mairie vous en donne alors une attestation si vous la demandez."))
    return "\n\n".join(lines)
