"""What the sum of a sprint means beside what the team usually finishes."""

from __future__ import annotations

import streamlit as st

from backlog.views import Board
from metrics.velocity import Velocity, velocity
from pages.parts.points import points_of
from pages.shell.page import Here
from pages.shell.texts import t, tn


def weigh(here: Here, inside: Board) -> None:
    """21 points engagés ; les derniers sprints en finissaient de 18 à 24. What is too much or unknown is flagged."""
    estimates = [each.item.estimate for each in inside.cards]
    engaged = sum(each or 0.0 for each in estimates)
    usual = velocity(here.services.sprints.completed(by=here.by))
    st.markdown(t("**Engagés : {points}** ; {usual}", points=points_of(here, engaged), usual=usually(here, usual)))
    if usual.high is not None and engaged > usual.high:
        st.warning(t("C’est plus que ce que l’équipe termine d’habitude."), icon=":material/warning:")
    if unknown := estimates.count(None):
        st.warning(
            tn(
                "{n} élément du sprint est sans estimation : il ne compte pas dans la somme.",
                "{n} éléments du sprint sont sans estimation : ils ne comptent pas dans la somme.",
                unknown,
            ),
            icon=":material/help:",
        )


def usually(here: Here, usual: Velocity) -> str:
    """The range of 90 % of the velocities, in words when there are too few of them."""
    if usual.low is not None and usual.high is not None:
        low, high = here.number(usual.low), here.number(usual.high)
        return t("les derniers sprints en finissaient de {low} à {high} (fourchette à 90 %).", low=low, high=high)
    if usual.average is not None:
        return t(
            "les sprints passés en finissaient {average} en moyenne (à partir de cinq, une fourchette).",
            average=here.number(usual.average),
        )
    return t("aucun sprint n’est encore clos : la comparaison viendra ensuite.")
