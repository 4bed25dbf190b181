"""What in the priorities asks for a look, in sentences, each with the way to the items it is about."""

from __future__ import annotations

import streamlit as st

from backlog.models import Attention
from backlog.prioritisation import Warnings
from backlog.scores import MUST_SHARE
from pages.parts.points import points_of
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.texts import label_of, t, tn


def show_warnings(here: Here, found: Warnings) -> None:
    """First the share of Must, then what is not known, then what sleeps."""
    lines = [each for each in (must(here, found), unestimated(here, found), unrated(found), old(found)) if each]
    if not lines:
        st.success(t("Rien n’appelle l’attention : tout est estimé, pesé et à jour."), icon=":material/task_alt:")
        return
    with st.container(border=True, gap="xsmall", key="priority_warnings"):
        st.subheader(t("Ce qui appelle l’attention"), anchor=False)
        for icon, fact, advice, attention in lines:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                link_to("priorites", fact, icon=f":material/{icon}:", montrer=attention.value)
                st.markdown(advice, width="content")


Line = tuple[str, str, str, Attention]  # an icon, the fact (a link to its items), what it means, which items


def must(here: Here, found: Warnings) -> Line | None:
    """Too much of the effort is Must."""
    if not found.too_much_must or found.must_share is None:
        return None
    fact = t(
        "Les indispensables prennent {share} % de l’effort estimé, pour {maximum} % au plus",
        share=here.number(round(found.must_share)),
        maximum=MUST_SHARE,
    )
    return "warning", fact, t("Il ne resterait presque rien à lâcher si le temps manquait."), Attention.MUST


def unestimated(here: Here, found: Warnings) -> Line | None:
    """Nobody knows yet what it would take."""
    if not found.unestimated:
        return None
    fact = tn(
        "{n} élément sur {items} n’a pas d’estimation ({share} %)",
        "{n} éléments sur {items} n’ont pas d’estimation ({share} %)",
        found.unestimated,
        items=here.number(found.items),
        share=here.number(round(100 * found.unestimated / found.items)),
    )
    return "help", fact, t("Les parts d’effort n’en tiennent pas compte."), Attention.UNESTIMATED


def unrated(found: Warnings) -> Line | None:
    """No method says anything."""
    if not found.unrated:
        return None
    fact = tn("{n} élément n’a encore aucune priorité", "{n} éléments n’ont encore aucune priorité", found.unrated)
    return "scale", fact, t("Aucune des quatre méthodes n’en dit rien."), Attention.UNRATED


def old(found: Warnings) -> Line | None:
    """Nobody has touched it for six months."""
    if not found.old:
        return None
    fact = tn(
        "{n} élément n’a pas été touché depuis six mois",
        "{n} éléments n’ont pas été touchés depuis six mois",
        found.old,
    )
    return "hourglass_empty", fact, t("À garder, à découper ou à abandonner ?"), Attention.OLD


def show_moscow(here: Here, found: Warnings) -> None:
    """The effort of each MoSCoW category, the items without an estimate told apart."""
    lines = [
        {
            t("Priorité"): label_of(each.moscow) if each.moscow else t("Pas encore classés"),
            t("Éléments"): here.number(each.items),
            t("Effort estimé"): points_of(here, each.points),
            t("Sans estimation"): here.number(each.unestimated),
        }
        for each in found.efforts
    ]
    if found.must_share is not None:
        share = here.number(round(found.must_share))
        st.markdown(t("Les indispensables prennent {share} % de l’effort estimé.", share=share))
    st.table(lines, hide_index=True)
