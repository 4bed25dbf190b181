"""Where a request stands, in plain words, for the person who waits."""

from __future__ import annotations

from data.clock import local_day
from pages.shell.page import Here
from pages.shell.texts import N_, day, md, t
from prototype.models import State
from prototype.visibility import Followed

NOW: dict[State, str] = {  # what each state means for the person who waits; `day` is the due date
    State.RECEIVED: N_("Un agent va la lire. On vous répond le {day} au plus tard."),
    State.QUALIFIED: N_("Un agent l’a lue et l’a confiée au bon service. On vous répond le {day} au plus tard."),
    State.PLANNED: N_("L’équipe viendra le {planned}, sauf imprévu."),
    State.IN_PROGRESS: N_("L’équipe s’en occupe en ce moment. On vous répond le {day} au plus tard."),
    State.DONE: N_("L’équipe l’a traitée."),
    State.NOT_DONE: N_("La ville ne va pas intervenir."),
    State.TRANSFERRED: N_("Elle relève de : {body}. La ville lui a transmis votre demande."),
    State.DUPLICATE: N_("Le même problème était déjà signalé : la suite se lit sur la demande {original}."),
    State.ANSWER_WANTED: N_("La ville a une question. Le délai reprend dès qu’une réponse arrive."),
    State.REOPENING_WANTED: N_("L’auteur dit que ce n’est pas réglé : un agent va vérifier."),
    State.REOPENED: N_("Un agent a vérifié et l’a rouverte. On vous répond le {day} au plus tard."),
    State.CANCELLED: N_("Elle est annulée : personne ne s’en occupe plus."),
}
LATE: dict[State, str] = {  # the same when the due date has passed
    State.RECEIVED: N_("Un agent doit encore la lire."),
    State.QUALIFIED: N_("Un agent l’a lue et l’a confiée au bon service."),
    State.IN_PROGRESS: N_("L’équipe s’en occupe en ce moment."),
    State.REOPENED: N_("Un agent a vérifié et l’a rouverte."),
}


def now(here: Here, found: Followed) -> str:
    """The state in plain words, with what comes next and when; a promise that was not kept is said."""
    shown = found.request
    said = t(
        NOW[shown.state],
        day=day(shown.due_on),
        planned=day(shown.planned_on) if shown.planned_on else "",
        body=md(found.body.name) if found.body else t("un autre organisme"),
        original=found.duplicate_of or t("d’origine"),
    )
    is_late = shown.is_open and shown.due_on < local_day(here.services.context.clock())
    if not is_late or shown.state is State.ANSWER_WANTED:
        return said
    return t(
        "{said} Nous sommes en retard : la réponse était promise pour le {day}, elle reste due.",
        said=t(LATE[shown.state]) if shown.state in LATE else said,
        day=day(shown.due_on),
    )
