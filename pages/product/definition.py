"""The Definition of Done: its lines, to add, rename, order, retire; and what it was before."""

from __future__ import annotations

import streamlit as st

from backlog.definition_of_done import DefinitionVersion
from backlog.models import DoneLine, Place
from data.access import Permission
from pages.product.meanwhile import changed_meanwhile
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import label_of, md, moment, t, tn

FORM = "done_line"
RETIRE = "retire"


def definition_section(here: Here) -> None:
    """The lines that count, one more, the versions."""
    st.header(t("Définition de terminé"), anchor=False)
    lines = here.services.definition_of_done.lines(by=here.by)
    versions = here.services.definition_of_done.versions(by=here.by)
    st.markdown(
        t("Un élément n’est terminé que si chaque ligne est cochée sur sa page.")
        if lines
        else t("Aucune ligne : tout élément peut être déclaré terminé. Que vérifiez-vous toujours avant de livrer ?")
    )
    writes = here.can(Permission.EDIT_BACKLOG)
    number = versions[0].number if versions else 0
    for position, line in enumerate(lines, start=1):
        if writes:
            one_line(here, line, position, len(lines), number)
        else:
            st.markdown(f"{position}. {md(line.text)}")
    if writes:
        new_line(here)
    if versions:
        past_versions(versions)


def one_line(here: Here, line: DoneLine, position: int, count: int, number: int) -> None:
    """Its words, and its menu."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"done_row_{line.id}"):
        st.markdown(f"{position}. {md(line.text)}", width="stretch")
        with st.container(horizontal=True, width="content", gap="small"):  # side by side on a phone too
            panel = f"done_{line.id}_panel_{state.acts(f'{FORM}_{line.id}')}"  # closed once it is saved
            with st.popover(t("Renommer"), type="tertiary", icon=":material/edit:", key=panel):
                rename(here, line, number)
            places = [Place.UP] * (position > 1) + [Place.DOWN] * (position < count)
            chosen = st.menu_button(
                t("Ranger"),
                [*places, RETIRE],
                format_func=lambda each: t("Retirer de la définition") if each == RETIRE else label_of(each),
                key=f"done_{line.id}_menu",
                type="tertiary",
                icon=":material/swap_vert:",
                help=t("Ranger ou retirer « {line} »", line=md(line.text)),
            )
    verbs = here.services.definition_of_done
    if chosen == RETIRE:
        if attempt(FORM, lambda: verbs.retire(by=here.by, line_id=line.id)):
            st.toast(t("La ligne ne compte plus ; ce qui était coché reste su."), icon=":material/check_circle:")
            st.rerun()
    elif chosen and attempt(FORM, lambda: verbs.move(by=here.by, line_id=line.id, place=Place(chosen))):
        st.rerun()


def rename(here: Here, line: DoneLine, number: int) -> None:
    """Other words for the same line: what is ticked stays ticked."""
    form = f"{FORM}_{line.id}"
    read, before = state.opened_on(form, number, {"text": line.text})
    with st.form(f"{form}_form", border=False):
        text = st.text_area(t("Ligne de la définition"), value=before["text"], key=f"{form}_{read}_text")
        problem_of(form, "text")
        problem_of(form, "")
        sent = st.form_submit_button(t("Enregistrer"), type="primary", key=f"{form}_save")
        if sent and attempt(
            form,
            lambda: here.services.definition_of_done.rename(by=here.by, line_id=line.id, number=read, text=text),
        ):
            state.close_form(form)
            state.count_act(form)
            st.toast(t("La ligne est renommée ; ce qui était coché le reste."), icon=":material/check_circle:")
            st.rerun()
        changed_meanwhile(form, line.text != before["text"], line.text)


def new_line(here: Here) -> None:
    """One more, at the end."""
    with st.form(FORM, border=False):
        text = st.text_input(t("Nouvelle ligne"), key=f"{FORM}_{state.acts(FORM)}_text")
        problem_of(FORM, "text")
        sent = st.form_submit_button(t("Ajouter la ligne"), icon=":material/add:")
    if sent and attempt(FORM, lambda: here.services.definition_of_done.add(by=here.by, text=text)):
        state.count_act(FORM)
        st.toast(
            t("La ligne compte dès maintenant ; les éléments déjà terminés le restent."), icon=":material/check_circle:"
        )
        st.rerun()


def past_versions(versions: tuple[DefinitionVersion, ...]) -> None:
    """Each with who made it and when, and what it changed."""
    label = tn("{n} version", "{n} versions", len(versions))
    with st.expander(label, icon=":material/history:", key="definition_versions"):
        for version, before in zip(versions, (*versions[1:], None), strict=True):
            parts = [t("**Version {number}**", number=version.number)]
            if version.created_at:
                parts.append(moment(version.created_at))
            if version.author_name:
                parts.append(md(version.author_name))
            st.markdown("  \n".join([" · ".join(parts), *changes(version, before)]))


def changes(version: DefinitionVersion, before: DefinitionVersion | None) -> list[str]:
    """The lines that came and went since the version before; another order when none did."""
    held = before.lines if before else ()
    came = [f":material/add: {md(line)}" for line in version.lines if line not in held]
    went = [f":material/remove: {md(line)}" for line in held if line not in version.lines]
    order = t("dans un autre ordre : {lines}", lines=" ; ".join(md(line) for line in version.lines))
    return [*came, *went] or [order]
