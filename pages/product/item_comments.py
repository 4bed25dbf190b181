"""What people say of an item to one another."""

from __future__ import annotations

import streamlit as st

from backlog.comments import LONGEST, ItemComment
from backlog.models import Item
from data.access import Permission
from pages.parts.rich_text import md_safe
from pages.product.meanwhile import changed_meanwhile
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import ago, md, t, tn

FORM = "comment"


def comments(here: Here, item: Item) -> None:
    """Oldest first, then the field to answer."""
    said = here.services.comments.of(by=here.by, item_id=item.id)
    st.subheader(tn("{n} commentaire", "{n} commentaires", len(said)), anchor=False)
    writes = here.can(Permission.EDIT_BACKLOG)
    if not said:
        st.markdown(t("Personne n’a encore rien dit ici : une question, une réponse, une décision prise en réunion…"))
    for each in said:
        with st.container(border=True, gap="xsmall", key=f"comment_{each.id}"):
            edited = " · " + t("modifié {ago}", ago=ago(each.edited_at)) if each.edited_at else ""
            st.markdown(f"**{md(each.author_name)}** · {ago(each.created_at)}{edited}")
            st.markdown(md_safe(each.body))
            if writes and each.author == here.by.id:
                own(here, each)
    if writes:
        answer(here, item)


def answer(here: Here, item: Item) -> None:
    """One more comment; what is typed stays until it is kept."""
    key = f"{FORM}_{item.id}_{state.acts(FORM)}"
    with st.form(f"{FORM}_{item.id}", border=False):
        body = st.text_area(t("Votre commentaire"), key=key, max_chars=LONGEST, height="content")
        problem_of(FORM, "body")
        sent = st.form_submit_button(t("Commenter"), icon=":material/send:", key=f"{FORM}_send")
    if sent and attempt(FORM, lambda: here.services.comments.say(by=here.by, item_id=item.id, body=body)):
        state.count_act(FORM)
        st.rerun()


def own(here: Here, comment: ItemComment) -> None:
    """One's own: other words, or none."""
    form = f"comment_{comment.id}"
    with st.container(horizontal=True, gap="small"):
        with (
            st.popover(t("Modifier"), type="tertiary", icon=":material/edit:", key=f"{form}_edit_{state.acts(form)}"),
            st.form(f"{form}_form", border=False),
        ):
            version, before = state.opened_on(form, comment.version, {"body": comment.body})
            body = st.text_area(
                t("Votre commentaire"), value=before["body"], key=f"{form}_{version}_body", max_chars=LONGEST
            )
            problem_of(form, "body")
            problem_of(form, "")
            if st.form_submit_button(t("Enregistrer"), type="primary", key=f"{form}_save") and attempt(
                form,
                lambda: here.services.comments.edit(by=here.by, comment_id=comment.id, version=version, body=body),
            ):
                state.close_form(form)
                state.count_act(form)
                st.rerun()
            changed_meanwhile(form, version != comment.version, comment.body)
        with st.popover(t("Supprimer"), type="tertiary", icon=":material/delete:", key=f"{form}_delete"):
            st.markdown(t("Vos mots disparaissent pour de bon ; l’historique dira seulement qu’il y en a eu."))
            if st.button(t("Supprimer ce commentaire"), type="primary", key=f"{form}_gone") and attempt(
                form, lambda: here.services.comments.delete(by=here.by, comment_id=comment.id)
            ):
                st.toast(t("Votre commentaire est supprimé."), icon=":material/check_circle:")
                st.rerun()
