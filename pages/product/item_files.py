"""The files joined to an item: images shown small, the others only downloaded."""

from __future__ import annotations

import streamlit as st

from backlog.attachments import MAXIMUM_BYTES, Attachment
from backlog.file_kinds import SUFFIXES
from backlog.models import Item
from data.access import Permission
from data.store import NotFound
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import ago, md, number, t

FORM = "file"
THUMBNAIL = 180  # pixels


def files(here: Here, item: Item) -> None:
    """Each with who joined it and when, then the field to join one more."""
    joined = here.services.attachments.of(by=here.by, item_id=item.id)
    st.subheader(t("Fichiers"), anchor=False)
    if not joined:
        st.markdown(t("Aucun fichier joint."))
    for each in joined:
        one_file(here, each)
    if here.can(Permission.EDIT_BACKLOG):
        join_file(here, item)


def one_file(here: Here, file: Attachment) -> None:
    """Its name, its size, the ways to get it and to take it away."""
    with st.container(border=True, gap="xsmall", key=f"file_{file.id}"):
        if file.is_image:
            thumbnail(here, file)
        st.markdown(f"**{md(file.name)}**  \n:gray[{size_of(file)} · {md(file.author_name)} · {ago(file.created_at)}]")
        with st.container(horizontal=True, gap="small"):
            st.download_button(
                t("Télécharger"),
                lambda: here.services.attachments.read(by=here.by, attachment_id=file.id),
                file_name=file.name,
                mime=file.media_type,
                key=f"file_{file.id}_get",
                icon=":material/download:",
                on_click="ignore",
                help=t("Télécharger « {file} »", file=md(file.name)),
            )
            if here.can(Permission.EDIT_BACKLOG):
                with st.popover(t("Retirer"), type="tertiary", icon=":material/delete:", key=f"file_{file.id}_remove"):
                    st.markdown(t("Le fichier disparaît pour de bon ; l’historique gardera son nom."))
                    remove(here, file)


def thumbnail(here: Here, file: Attachment) -> None:
    """The image, small; one that is lost says so."""
    try:
        content = here.services.attachments.read(by=here.by, attachment_id=file.id)
    except NotFound:
        st.warning(t("Ce fichier est introuvable sur le serveur."), icon=":material/broken_image:")
        return
    st.image(content, width=THUMBNAIL, alt=file.name)


def remove(here: Here, file: Attachment) -> None:
    """Takes it away."""
    if st.button(t("Retirer ce fichier"), type="primary", key=f"file_{file.id}_gone") and attempt(
        FORM, lambda: here.services.attachments.remove(by=here.by, attachment_id=file.id)
    ):
        st.toast(t("Le fichier « {file} » est retiré.", file=md(file.name)), icon=":material/check_circle:")
        st.rerun()


def join_file(here: Here, item: Item) -> None:
    """One more; it is kept as soon as it has arrived."""
    sent = st.file_uploader(
        t("Joindre un fichier"),
        type=[each.lstrip(".") for each in SUFFIXES],
        max_upload_size=MAXIMUM_BYTES // 1024**2,
        key=f"{FORM}_{item.id}_{state.acts(FORM)}",
        help=t("Les images perdent leurs métadonnées, dont le lieu de prise de vue."),
    )
    problem_of(FORM, "file")
    if sent is None or state.already_tried(FORM, sent.file_id):
        return
    kept = attempt(
        FORM,
        lambda: here.services.attachments.add(by=here.by, item_id=item.id, name=sent.name, content=sent.getvalue()),
    )
    if kept:
        state.count_act(FORM)
        st.toast(t("Le fichier « {file} » est joint.", file=md(kept.name)), icon=":material/check_circle:")
        st.rerun()


def size_of(file: Attachment) -> str:
    """1,2 Mo, 340 ko."""
    if file.size >= 1024**2:
        return t("{size} Mo", size=number(round(file.size / 1024**2, 1)))
    return t("{size} ko", size=number(max(1, round(file.size / 1024))))
