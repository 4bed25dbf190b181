"""What the author can still say: a word or a photo, « ce n'est pas réglé », how satisfied they are."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.parts.follow_form import follow_form
from pages.parts.moods import smiley
from pages.parts.photo_field import photo_field
from pages.shell import state
from pages.shell.page import Here
from pages.shell.refusals import attempt, problem_of
from pages.shell.texts import t
from prototype.models import Mood, State
from prototype.photos import PHOTOS_PER_REPORT
from prototype.visibility import Followed


def show(here: Here, found: Followed, code: str) -> None:
    """The actions that the state of the request leaves to this person."""
    if found.can_rate:
        rate(here, found, code)
    if found.can_contest:
        contest(here, found, code)
    if found.can_comment:
        comment(here, found, code)
    if not found.is_author and found.request.is_open:
        with st.expander(t("Être prévenu de la suite"), icon=":material/notifications:"):
            if follow_form(here, found.request.reference, key="follow_public"):
                state.flash(t("Vous suivez maintenant la demande {reference}.", reference=found.request.reference))
                st.rerun()


def comment(here: Here, found: Followed, code: str) -> None:
    """One more word, or the answer to the town's question."""
    asked = found.request.state is State.ANSWER_WANTED
    title = t("Répondre à la ville") if asked else t("Ajouter un mot ou une photo")
    write(
        found,
        form="comment",
        title=title,
        label=t("Votre réponse") if asked else t("Votre mot"),
        button=t("Envoyer"),
        expanded=asked,
        send=lambda text, photos: here.services.requests.comment(
            by=here.by,
            reference=found.request.reference,
            code=code,
            text=text or (t("Photo ajoutée.") if photos else ""),
            photos=photos,
        ),
        done=t("C’est ajouté : l’équipe le lira."),
    )


def contest(here: Here, found: Followed, code: str) -> None:
    """Within 30 days of the closure."""
    write(
        found,
        form="contest",
        title=t("Ce n’est pas réglé"),
        label=t("Qu’est-ce qui ne va toujours pas ?"),
        button=t("Demander la réouverture"),
        expanded=False,
        send=lambda text, photos: here.services.requests.contest(
            by=here.by, reference=found.request.reference, code=code, text=text, photos=photos
        ),
        done=t("C’est noté : un agent va vérifier et vous répondra ici."),
    )


def write(
    found: Followed,
    *,
    form: str,
    title: str,
    label: str,
    button: str,
    expanded: bool,
    send: Callable[[str, tuple[bytes, ...]], None],
    done: str,
) -> None:
    """A text with photos; a new form once it is sent, the same one with its words when it is refused."""
    name = f"{form}_{found.request.reference}_{len(found.messages)}"
    icon = ":material/undo:" if form == "contest" else ":material/add_comment:"
    with st.expander(title, icon=icon, expanded=expanded), st.form(name, border=False):
        text = st.text_area(label, key=f"{name}_text", max_chars=4000)
        problem_of(name, "text")
        photos = photo_field(t("Photos (facultatif, {n} au plus)", n=PHOTOS_PER_REPORT), key=f"{name}_photos")
        problem_of(name, "photos")
        sent = st.form_submit_button(button, type="primary")
    if sent and attempt(name, lambda: send(text, photos)):
        state.flash(done)
        st.rerun()


def rate(here: Here, found: Followed, code: str) -> None:
    """One tap; another one changes it."""
    key = f"rate_{found.request.reference}"

    def keep() -> None:
        mood = st.session_state[key]
        if mood is None:
            return
        reference = found.request.reference
        if attempt("rate", lambda: here.services.requests.rate(by=here.by, reference=reference, code=code, mood=mood)):
            state.flash(t("Merci : votre réponse est enregistrée, elle compte dans les indicateurs de la ville."))

    st.pills(
        t("Êtes-vous satisfait de la façon dont la ville s’en est occupée ?"),
        list(Mood),
        default=found.mood,
        format_func=smiley,
        key=key,
        on_change=keep,
    )
