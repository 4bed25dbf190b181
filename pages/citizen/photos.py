"""The photos of a report: checked when they are added, kept in the form whatever happens."""

from __future__ import annotations

import streamlit as st

from pages.citizen import draft as drafts
from pages.citizen.draft import Draft
from pages.parts.photo_field import photo_field
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import t, tn
from prototype.photos import PHOTOS_PER_REPORT


def photos(draft: Draft) -> None:
    """Up to five; each is checked when it is added, and stays in the form."""
    left = PHOTOS_PER_REPORT - len(draft.photos)
    if left > 0:
        added = photo_field(
            t("Photos (facultatif, {n} au plus)", n=PHOTOS_PER_REPORT), key=draft.name(f"upload_{draft.uploads}")
        )
        st.caption(
            t(
                "Évitez les visages et les plaques. Elles ne sont publiées qu’après relecture, "
                "et la position qu’elles contiennent est effacée."
            )
        )
        if added:
            draft.uploads += 1
            attempt(drafts.FORM, lambda: drafts.keep_photos(draft, list(added[:left])))
            st.rerun()
    problem_of(drafts.FORM, "photos")
    if not draft.photos:
        return
    st.caption(tn("{n} photo jointe", "{n} photos jointes", len(draft.photos)))
    with st.container(horizontal=True):
        for position, (digest, content) in enumerate(list(draft.photos.items()), start=1):
            with st.container(width=140):
                st.image(content, width=130, alt=t("Photo {n}", n=position))
                if st.button(
                    t("Retirer la photo {n}", n=position), key=draft.name(f"drop_{digest[:8]}"), type="tertiary"
                ):
                    del draft.photos[digest]
                    st.rerun()
