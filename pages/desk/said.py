"""What the inhabitant said and showed, and what of it the public may see."""

from __future__ import annotations

import streamlit as st

from data.access import Permission
from pages.desk.wording import muted
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import either, label_of, md, md_lines, t, tn
from prototype.models import Photo, Request
from prototype.views import Dossier


def description(here: Here, dossier: Dossier, version: int) -> None:
    """What was said, whether the public reads it, and how to let them."""
    request = dossier.request
    st.header(t("Description"), anchor=False)
    with st.container(border=True):
        st.markdown(md_lines(request.description))
    for question in dossier.category.questions:
        answer = request.answers.get(question.code, "")
        if answer:
            text = either(question.text, question.text_en)
            choice = next((each for each in question.choices if each.key == answer), None)
            said = answer if choice is None else either(choice.text, choice.text_en)
            st.markdown(f"{md(text)} **{md(said)}**")
    if not request.description_public:
        st.markdown(muted(":material/visibility_off: " + t("Le public ne la lit pas encore.")))
    elif request.description_shown:
        st.markdown(
            muted(":material/visibility: " + t("Le public lit :")) + "\n\n" + md_lines(request.description_shown)
        )
    else:
        st.markdown(muted(":material/visibility: " + t("Le public la lit telle quelle.")))
    if here.can(Permission.MODERATE):
        moderate(here, request, version)


def moderate(here: Here, request: Request, version: int) -> None:
    """Publishes the description in the words that suit, or takes it back."""
    form = f"{request.id}_moderate"
    name = f"{form}_{state.decided(request.id)}"
    label = t("Corriger ce qui est publié") if request.description_public else t("Publier la description")
    with st.popover(label, icon=":material/visibility:", key=f"{name}_panel"), st.form(name, border=False):
        problem_of(form, "")
        st.markdown(t("Enlevez les noms, les coordonnées, et ce qui pourrait blesser quelqu’un. Le lieu sera publié."))
        text = st.text_area(
            t("Texte public"), value=request.description_shown or request.description, key=f"{name}_text"
        )
        problem_of(form, "text")
        publish = st.form_submit_button(t("Publier"), type="primary", key=f"{name}_publish")
        hide = request.description_public and st.form_submit_button(t("Retirer du public"), key=f"{name}_hide")
        if not (publish or hide):
            return
        changed = attempt(
            form,
            lambda: here.services.handling.publish_description(
                by=here.by, request_id=request.id, version=version, text=text, public=not hide
            ),
        )
    if changed:
        state.keep_decided(request.id, changed.version)
        state.flash(t("La description n’est plus publique.") if hide else t("La description est publiée."))
        st.rerun()


def photos(here: Here, dossier: Dossier) -> None:
    """The photos, each with whether the public sees it."""
    if not dossier.photos:
        return
    st.header(tn("{n} photo", "{n} photos", len(dossier.photos)), anchor=False)
    with st.container(horizontal=True, key="photos"):
        for each in dossier.photos:
            with st.container(border=True, width=260):
                content = here.services.reading.photo(by=here.by, photo_id=each.id)
                st.image(content, caption=label_of(each.kind), width="stretch", alt=label_of(each.kind))
                if here.can(Permission.MODERATE):
                    publish_photo(here, each)


def publish_photo(here: Here, photo: Photo) -> None:
    """Shows it to everybody, or hides it again."""
    label = t("Retirer du public") if photo.is_public else t("Publier la photo")
    icon = ":material/visibility_off:" if photo.is_public else ":material/visibility:"
    if st.button(label, key=f"photo_{photo.id}", icon=icon) and attempt(
        f"photo_{photo.id}",
        lambda: here.services.handling.publish_photo(
            by=here.by, photo_id=photo.id, version=photo.version, public=not photo.is_public
        ),
    ):
        state.flash(t("La photo n’est plus publique.") if photo.is_public else t("La photo est publiée."))
        st.rerun()
