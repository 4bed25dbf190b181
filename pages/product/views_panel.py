"""Saved views of the list: open one, keep what is shown, rename, share, delete."""

from __future__ import annotations

from urllib.parse import parse_qsl

import streamlit as st

from backlog.saved_views import SavedView
from data.access import Permission
from pages.product.list_address import go_to_query, query_text
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import N_, md, t

FORM = "saved_view"
CARE = {
    "share": N_("Partager avec l’équipe"),
    "unshare": N_("Ne plus partager"),
    "rename": N_("Renommer"),
    "delete": N_("Supprimer"),
}


def views_panel(here: Here) -> None:
    """Folded: the views, then the form that keeps this one."""
    with st.popover(t("Vues"), icon=":material/bookmarks:", key="backlog_views"):
        views = here.services.saved_views.all(by=here.by)
        if not views:
            st.markdown(t("Une vue garde une recherche, ses filtres et son ordre sous un nom."))
        for view in views:
            show_view(here, view)
        keep_form(here)


def show_view(here: Here, view: SavedView) -> None:
    """A view to open; one's own can be cared for."""
    name = md(view.name)
    if not view.is_mine:
        name = t("{name} (de {who})", name=name, who=md(view.owner_name))
    icon = ":material/group:" if view.is_shared else ":material/lock:"
    with st.container(horizontal=True, vertical_alignment="center", key=f"view_{view.id}"):
        st.button(
            name,
            key=f"view_open_{view.id}_{view.version}",
            icon=icon,
            type="tertiary",
            on_click=go_to_query,
            args=(dict(parse_qsl(view.query)),),
        )
        st.space("stretch")
        if view.is_mine:
            care(here, view)
    if view.is_mine and state.renaming() == view.id:
        rename_form(here, view)


def care(here: Here, view: SavedView) -> None:
    """What its owner does with a view."""
    sharing = ["unshare" if view.is_shared else "share"] if here.can(Permission.EDIT_BACKLOG) else []
    chosen = st.menu_button(
        t("Gérer"),
        [*sharing, "rename", "delete"],
        format_func=lambda each: t(CARE[each]),
        key=f"view_care_{view.id}_{view.version}",
        type="tertiary",
        help=t("Gérer la vue « {name} »", name=md(view.name)),
    )
    views, its = here.services.saved_views, {"by": here.by, "view_id": view.id, "version": view.version}
    if chosen == "rename":
        state.keep_renaming(view.id)
        st.rerun()
    elif chosen == "delete" and attempt(FORM, lambda: views.delete(**its)):
        state.flash(t("La vue « {name} » est supprimée ; les éléments n’ont pas changé.", name=md(view.name)))
        st.rerun()
    elif chosen in ("share", "unshare") and attempt(FORM, lambda: views.share(**its, shared=chosen == "share")):
        said = t("Toute l’équipe voit la vue « {name} ».") if chosen == "share" else t("Vous seul voyez « {name} ».")
        state.flash(said.format(name=md(view.name)))
        st.rerun()


def rename_form(here: Here, view: SavedView) -> None:
    """Its new name."""
    with st.form(f"view_rename_{view.id}", border=False):
        name = st.text_input(t("Nouveau nom"), value=view.name, key=f"view_name_{view.id}_{view.version}")
        problem_of(f"rename_{view.id}", "name")
        if st.form_submit_button(t("Renommer")) and attempt(
            f"rename_{view.id}",
            lambda: here.services.saved_views.rename(by=here.by, view_id=view.id, version=view.version, name=name),
        ):
            state.keep_renaming("")
            state.flash(t("La vue s’appelle maintenant « {name} ».", name=md(name)))
            st.rerun()


def keep_form(here: Here) -> None:
    """What is shown now, under a name."""
    with st.form(FORM, border=False, clear_on_submit=True):
        name = st.text_input(
            t("Garder ce qui est affiché sous le nom"),
            key="view_name",
            help=t("La recherche, les filtres et l’ordre. Le même nom remplace la vue d’avant."),
        )
        problem_of(FORM, "name")
        if st.form_submit_button(t("Garder la vue")) and attempt(
            FORM, lambda: here.services.saved_views.save(by=here.by, name=name, query=query_text())
        ):
            state.flash(t("La vue « {name} » est gardée.", name=md(name)))
            st.rerun()
