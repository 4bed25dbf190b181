"""Who could help, who has much in hand, what nobody has taken: said to share the work, not to count it."""

from __future__ import annotations

import streamlit as st

from backlog.daily import DailyView
from pages.shell.texts import md, t, tn
from pages.sprint.daily_news import card_link


def people(view: DailyView) -> None:
    """The team, by what is in progress or to be checked."""
    st.header(t("Qui peut aider"), anchor=False)
    if view.free:
        names = ", ".join(f"**{md(name)}**" for name in view.free)
        st.markdown(
            tn(
                "Rien en cours pour {names} : une main libre pour la carte qui compte le plus.",
                "Rien en cours pour {names} : {n} mains libres pour les cartes qui comptent le plus.",
                len(view.free),
                names=names,
            )
        )
    else:
        st.markdown(t("Toute l’équipe a une carte en main."))
    if view.several:
        st.subheader(t("Plusieurs cartes en main"), anchor=False)
        lines = [
            f"- **{md(each.name)}** : " + ", ".join(f"{item.number} · {md(item.title)}" for item in each.items)
            for each in view.several
        ]
        st.markdown("\n".join(lines))
        st.caption(t("En finir une avant d’en prendre une autre fait souvent gagner du temps."))
    if view.unassigned:
        st.subheader(t("En cours, sans personne d’indiqué"), anchor=False)
        for each in view.unassigned:
            card_link(each)
