"""The four methods in words: their inputs, their formulas, the numbers put in them, where a value comes from."""

from __future__ import annotations

from typing import Any

from backlog.evidence import Evidence, read_words
from backlog.models import KanoAnswer, KanoClass, Method, Moscow, Priority
from metrics.jdma import satisfaction
from pages.shell.page import Here
from pages.shell.texts import N_, label_of, number, t, tn

INPUTS = {
    "moscow": N_("Priorité"),
    "wsjf_value": N_("Valeur"),
    "wsjf_criticality": N_("Urgence"),
    "wsjf_risk": N_("Risque évité"),
    "wsjf_size": N_("Taille"),
    "rice_reach": N_("Portée"),
    "rice_impact": N_("Impact"),
    "rice_confidence": N_("Confiance"),
    "rice_effort": N_("Effort"),
    "kano_functional": N_("S’il y était"),
    "kano_dysfunctional": N_("S’il manquait"),
}
FORMULAS = {
    Method.MOSCOW: N_(
        "Indispensable, important, souhaitable, ou pas cette fois. Les indispensables ne devraient pas prendre plus "
        "de 60 % de l’effort, pour garder de quoi lâcher si le temps manque."
    ),
    Method.WSJF: N_(
        "WSJF = (valeur + urgence + risque évité) ÷ taille, chacun de 1 à 20. Plus c’est haut, plus attendre coûte "
        "cher pour le travail que cela demande."
    ),
    Method.RICE: N_(
        "RICE = portée × impact × confiance ÷ effort. La portée est un nombre de personnes, l’effort un nombre de "
        "mois de travail d’une personne."
    ),
    Method.KANO: N_(
        "Kano croise deux réponses : que ressent-on si la fonction y est, et si elle manque ? Obligatoire et "
        "proportionnel d’abord, attractif ensuite ; indifférent et contraire peuvent attendre."
    ),
}
FROM_EVIDENCE = N_(
    "Les avis proposent sans décider : la portée est le nombre de voix et de demandes concernées ; la valeur est la "
    "plus petite de l’échelle qui atteint ce nombre (20 au plus), un cran plus haut quand les mécontents sont plus "
    "nombreux que les satisfaits."
)
IMPACTS = {
    3: N_("3 · massif"),
    2: N_("2 · élevé"),
    1: N_("1 · moyen"),
    0.5: N_("½ · faible"),
    0.25: N_("¼ · minimal"),
}
CONFIDENCES = {1: N_("100 %"), 0.8: N_("80 %"), 0.5: N_("50 %")}
DASH = "–"


def choice_words(name: str, value: Any) -> str:
    """The value of an input as people read it, whether from an item, a choice or the journal."""
    if value in ("", None):
        return DASH
    if name == "moscow":
        return label_of(Moscow(value))
    if name in ("kano_functional", "kano_dysfunctional"):
        return label_of(KanoAnswer(value))
    if name == "rice_impact":
        return t(IMPACTS[value])
    if name == "rice_confidence":
        return t(CONFIDENCES[value])
    return number(value)


def score_words(here: Here, method: Method, score: Any) -> str:
    """A score as people read it; a dash without one."""
    if score is None:
        return DASH
    if isinstance(score, (Moscow, KanoClass)):
        return label_of(score)
    return here.number(round(score, 1 if method is Method.WSJF or score < 100 else 0))


def with_numbers(here: Here, method: Method, priority: Priority, score: Any) -> str:
    """The formula with the numbers of an item in it; "" when one is missing."""
    if score is None:
        return ""
    result = score_words(here, method, score)

    def n(value: float | None) -> str:
        return exact(here, value or 0)

    if method is Method.WSJF:
        parts = [priority.wsjf_value, priority.wsjf_criticality, priority.wsjf_risk]
        return f"({' + '.join(map(n, parts))}) ÷ {n(priority.wsjf_size)} = {result}"
    if method is Method.RICE:
        gains = [priority.rice_reach, priority.rice_impact, priority.rice_confidence]
        return f"{' × '.join(map(n, gains))} ÷ {n(priority.rice_effort)} = {result}"
    if method is Method.KANO and priority.kano_functional and priority.kano_dysfunctional:
        answers = label_of(priority.kano_functional), label_of(priority.kano_dysfunctional)
        return f"« {answers[0]} » × « {answers[1]} » = {result}"
    return result


def exact(here: Here, value: float) -> str:
    """A number with all its decimals, of which `here.number` keeps one."""
    return (
        here.number(value) if round(value, 1) == value else f"{value:g}".replace(".", "," if here.lang == "fr" else ".")
    )


def evidence_words(here: Here, evidence: Evidence) -> str:
    """Who stands behind an item, and how satisfied they are."""
    moods = evidence.moods
    mark = satisfaction(good=moods.good, medium=moods.medium, bad=moods.bad)
    parts = [tn("{n} voix", "{n} voix", evidence.voices)]
    if evidence.requests:
        parts.append(tn("{n} demande concernée", "{n} demandes concernées", evidence.requests))
    if mark.average is not None:
        parts.append(t("satisfaction {mark} sur 10", mark=here.number(round(mark.average, 1))))
    return " · ".join(parts)


def proposal_words(evidence: Evidence) -> str:
    """How evidence makes the values that it proposes."""
    people = tn("{n} voix et demande", "{n} voix et demandes", evidence.people)
    step = (
        t("un cran de plus, car les mécontents sont plus nombreux que les satisfaits")
        if evidence.is_unhappy
        else t("sans cran de plus, car les mécontents ne sont pas plus nombreux que les satisfaits")
    )
    return t(
        "Portée proposée : {people}. Valeur proposée : la plus petite de l’échelle qui atteint ce nombre (20 au "
        "plus), {step}.",
        people=people,
        step=step,
    )


def reason_words(reason: str) -> str | None:
    """A reason that our verbs wrote in the journal, in the person's language; None when a person wrote it."""
    if evidence := read_words(reason):
        return t(
            "valeur reprise des avis : {voices}, {requests}",
            voices=tn("{n} voix", "{n} voix", evidence.voices),
            requests=tn("{n} demande", "{n} demandes", evidence.requests),
        )
    if reason == "order: undone":
        return t("classement annulé")
    first, _, rest = reason.partition(" ")
    method = rest.split(" ")[0]
    if first == "order:" and method in list(Method):
        return t("classement selon {method}", method=label_of(Method(method)))
    return None
