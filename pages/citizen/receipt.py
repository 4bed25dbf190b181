"""Signaler, afterwards: the reference, the way to follow, what the town says and does next."""

from __future__ import annotations

import streamlit as st

from pages.citizen import draft as drafts
from pages.citizen.draft import Draft
from pages.parts.acknowledgement import acknowledgement_words
from pages.parts.feedback_box import feedback_box
from pages.parts.tracking import qr_code, tracking_link
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.texts import day, either, md, t
from prototype.models import Receipt


def show(here: Here, draft: Draft, receipt: Receipt) -> None:
    """Everything that the author must keep; the address keeps it too, so that a reload loses nothing."""
    st.query_params.from_dict({"reference": receipt.reference, "code": receipt.tracking_code})
    st.success(t("Votre demande est enregistrée."), icon=":material/check_circle:")
    with st.container(border=True, key="receipt"):
        st.header(t("Référence {reference}", reference=receipt.reference), anchor=False)
        keep(here, receipt)
    next_steps(here, receipt)
    with st.expander(t("Accusé de réception"), icon=":material/contract:", expanded=True):
        st.markdown(acknowledgement_words(receipt.acknowledgement, receipt.reference))
    if st.button(t("Signaler un autre problème"), icon=":material/add_location_alt:"):
        st.query_params.clear()
        drafts.start_again()
        st.rerun()
    feedback_box(here, screen="signaler", reference=receipt.reference)


def keep(here: Here, receipt: Receipt) -> None:
    """The link, the code, the QR code."""
    link = tracking_link(here, receipt.reference, receipt.tracking_code)
    words, picture = st.columns([3, 1], vertical_alignment="top")
    with words:
        st.markdown(
            t("**Gardez ceci** : c’est le seul moyen de suivre votre demande, et nous ne le montrons qu’une fois.")
        )
        st.markdown(t("Code de suivi"))
        st.code(receipt.tracking_code, language=None)
        st.markdown(t("Lien de suivi"))
        st.code(link, language=None, wrap_lines=True)
        link_to(
            "suivre",
            t("Suivre ma demande"),
            icon=":material/route:",
            reference=receipt.reference,
            code=receipt.tracking_code,
        )
    with picture:
        alt = t("Code QR du lien de suivi de la demande {reference}", reference=receipt.reference)
        st.image(qr_code(link), width=190, alt=alt)
        st.caption(t("À photographier pour retrouver votre demande sur un autre appareil."))


def next_steps(here: Here, receipt: Receipt) -> None:
    """What happens now, and by when."""
    followed = here.services.requests.followed(by=here.by, reference=receipt.reference, code=receipt.tracking_code)
    st.header(t("Et maintenant ?"), anchor=False)
    team = followed.team
    if team is not None:
        name = either(team.name, team.name_en)
        st.markdown(
            t(
                "Le service **{team}** lit votre demande. On vous répond le **{day}** au plus tard.",
                team=md(name),
                day=day(followed.request.due_on),
            )
        )
    st.markdown(t("Chaque étape s’affiche sur la page de suivi : vous pouvez y ajouter un mot ou une photo."))


def show_followed(here: Here, draft: Draft) -> None:
    """They follow one that was there already."""
    st.success(
        t("Vous suivez maintenant la demande {reference}.", reference=draft.followed), icon=":material/check_circle:"
    )
    st.markdown(t("Vous n’avez rien d’autre à faire : l’équipe sait que ce problème gêne une personne de plus."))
    link_to("suivre", t("Voir où elle en est"), icon=":material/route:", reference=draft.followed)
    if st.button(t("Signaler un autre problème"), icon=":material/add_location_alt:"):
        drafts.start_again()
        st.rerun()
    feedback_box(here, screen="signaler", reference=draft.followed)
