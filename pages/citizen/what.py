"""Signaler, 2 of 3: what it is. One sentence proposes the category; then its questions, its neighbours, the photos."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.citizen import draft as drafts
from pages.citizen.draft import Draft
from pages.citizen.nearby import offer_nearby
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import t, tn
from prototype.models import Category, Choice, Question, QuestionKind
from prototype.photos import PHOTOS_PER_REPORT


def show(here: Here, draft: Draft) -> None:
    """The sentence first: most people need nothing else."""
    st.header(t("Que se passe-t-il ?"), anchor=False)
    st.text_input(
        t("Dites-le en une phrase"),
        key=draft.name("description"),
        persist_state="session",
        live="500ms",
        placeholder=t("Le lampadaire devant chez moi ne s’allume plus."),
    )
    st.caption(t("Elle n’est publiée qu’après relecture par un agent. N’y mettez ni nom ni numéro de téléphone."))
    problem_of(drafts.FORM, "description")
    choose_category(here, draft)
    problem_of(drafts.FORM, "category")
    category = here.services.categories.get(draft.category)
    if category is not None and category.takes_reports:
        for question in category.questions:
            ask(here, draft, category, question)
        offer_nearby(here, draft, category)
    photos(draft)


def name_of(here: Here, category: Category) -> str:
    """The category in the person's language."""
    return category.name_en if here.lang == "en" else category.name


def with_icon(here: Here, category: Category) -> str:
    """The same, for a list that draws."""
    return f":material/{category.icon}: {name_of(here, category)}"


def choose_category(here: Here, draft: Draft) -> None:
    """Those that the sentence suggests, or the list in two levels."""
    known = {each.code: each for each in here.services.categories.all() if each.takes_reports}
    proposed = [each.code for each in here.services.categories.propose(draft.typed("description"))]
    listed = draft.name("listed")
    if proposed and not st.session_state.get(listed):
        if draft.category in known and draft.category not in proposed:
            proposed.insert(0, draft.category)
        picked = st.radio(
            t("De quoi s’agit-il ?"),
            proposed,
            index=proposed.index(draft.category) if draft.category in proposed else None,
            format_func=lambda code: with_icon(here, known[code]),
            key=draft.name("proposed_" + "_".join(proposed)),
        )
        draft.category = picked or ""
    else:
        two_levels(here, draft)
    if proposed:
        st.toggle(t("Choisir dans la liste complète"), key=listed, persist_state="session")


def two_levels(here: Here, draft: Draft) -> None:
    """A theme, then what it holds."""
    headings = {each.category.code: each for each in here.services.categories.headings()}
    chosen = here.services.categories.get(draft.category)
    themes = list(headings)
    theme = st.selectbox(
        t("Thème"),
        themes,
        index=themes.index(chosen.parent) if chosen and chosen.parent in themes else None,
        format_func=lambda code: name_of(here, headings[code].category),
        placeholder=t("Choisissez un thème"),
        key=draft.name("theme"),
        persist_state="session",
    )
    if theme is None:
        return
    choices = {each.code: each for each in headings[theme].choices}
    codes = list(choices)
    draft.category = (
        st.radio(
            t("De quoi s’agit-il ?"),
            codes,
            index=codes.index(draft.category) if draft.category in codes else None,
            format_func=lambda code: with_icon(here, choices[code]),
            key=draft.name(f"in_{theme}"),
        )
        or ""
    )


def ask(here: Here, draft: Draft, category: Category, question: Question) -> None:
    """One question of the category; an answer that stops the report says at once who can help."""
    label = question.text_en if here.lang == "en" else question.text
    label = label if question.required else t("{question} (facultatif)", question=label)
    key = draft.name(f"{category.code}_{question.code}")
    if question.kind is QuestionKind.CHOICE:
        choices = {each.key: each for each in question.choices}
        given = st.radio(
            label,
            list(choices),
            index=None,
            format_func=lambda code: choices[code].text_en if here.lang == "en" else choices[code].text,
            key=key,
            persist_state="session",
        )
        stop(here, choices.get(given or ""))
    elif question.kind is QuestionKind.DATE:
        ask_date(key, label)
    else:
        st.text_input(label, key=key, persist_state="session", max_chars=500)
    problem_of(drafts.FORM, f"answers.{question.code}")


def ask_date(key: str, label: str) -> None:
    """A day that has come."""
    st.date_input(
        label,
        value=None,
        min_value=date(1990, 1, 1),
        max_value="today",
        format="DD/MM/YYYY",
        key=key,
        persist_state="session",
    )


def stop(here: Here, choice: Choice | None) -> None:
    """Who to call instead."""
    if choice is not None and choice.stop:
        words = choice.stop_en if here.lang == "en" and choice.stop_en else choice.stop
        st.error(words, icon=":material/front_hand:")


def photos(draft: Draft) -> None:
    """Up to five; each is checked when it is added, and stays in the form."""
    left = PHOTOS_PER_REPORT - len(draft.photos)
    if left > 0:
        added = st.file_uploader(
            t("Photos (facultatif, {n} au plus)", n=PHOTOS_PER_REPORT),
            type=["jpg", "jpeg", "png", "webp", "heic", "heif"],
            accept_multiple_files=True,
            key=draft.name(f"upload_{draft.uploads}"),
        )
        st.caption(
            t(
                "Évitez les visages et les plaques. Elles ne sont publiées qu’après relecture, "
                "et la position qu’elles contiennent est effacée."
            )
        )
        if added:
            draft.uploads += 1
            files = [each.getvalue() for each in added[:left]]
            attempt(drafts.FORM, lambda: drafts.keep_photos(draft, files))
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
