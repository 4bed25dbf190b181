"""What the board says by itself; the browser fills the facts between braces."""

from __future__ import annotations

from pages.shell.texts import t


def board_texts() -> dict[str, str]:
    """Its buttons, its menu and its announcements, in the person's language."""
    return {
        "move": t("Déplacer"),
        "move_card": t("Déplacer « {title} »"),
        "take": t("Prendre « {title} » pour le déplacer"),
        "how": t("Espace pour prendre, les flèches pour déplacer, Espace pour poser, Échap pour annuler."),
        "up": t("Monter"),
        "down": t("Descendre"),
        "top": t("Mettre en tête"),
        "bottom": t("Mettre à la fin"),
        "to": t("Vers « {column} »"),
        "to_position": t("À la position…"),
        "position": t("Position (de 1 à {total})"),
        "select": t("Choisir « {title} »"),
        "select_all": t("Choisir tout ce qui est affiché"),
        "taken": t("« {title} » est pris, position {position} sur {total}."),
        "at": t("Position {position} sur {total}."),
        "at_column": t("« {column} », position {position} sur {total}."),
        "dropped": t("« {title} » est posé. Enregistrement…"),
        "saved": t("Le déplacement de « {title} » est enregistré."),
        "refused": t("Le déplacement n’a pas été enregistré : « {title} » est revenu à sa place."),
        "cancelled": t("Déplacement annulé : « {title} » est revenu à sa place."),
        "lost": t("La page n’a pas répondu : rien n’est sûr. Rechargez la page pour voir où en est « {title} »."),
    }
