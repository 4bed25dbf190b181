"""What happened to a request, in the order of time: states, what was said, photos."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from pages.parts.badges import state_badge
from pages.shell.page import Here
from pages.shell.refusals import attempt
from pages.shell.texts import label_of, md_lines, moment, t
from prototype.models import Message, MessageKind, Photo, State
from prototype.visibility import Followed, Step

SPEAKERS = {
    MessageKind.PUBLIC_ANSWER: ":material/apartment:",
    MessageKind.QUESTION: ":material/contact_support:",
    MessageKind.COMMENT: ":material/person:",
    MessageKind.CONTEST: ":material/person_alert:",
}


def story(here: Here, found: Followed, code: str) -> None:
    """The words of the report, then each event."""
    st.subheader(t("Ce qui s’est passé"), anchor=False)
    events: list[tuple[datetime, int, Step | Message]] = [
        *((each.at, 0, each) for each in (found.steps or (first_step(found),))),
        *((each.created_at, 1, each) for each in found.messages),
    ]
    with st.container(gap="small", key="story"):
        if found.request.description:
            st.markdown(f"« {md_lines(found.request.description)} »")
        for _at, _order, event in sorted(events, key=lambda each: each[:2]):
            if isinstance(event, Step):
                st.markdown(f"{state_badge(event.state)} {moment(event.at)}")
            else:
                message(event)
    pictures(here, found, code)


def first_step(found: Followed) -> Step:
    """A request that the journal says nothing about was received, at least."""
    return Step(found.request.created_at, State.RECEIVED, "")


def message(said: Message) -> None:
    """Who speaks, when, and the words as they were typed."""
    with st.container(border=True):
        st.markdown(f"{SPEAKERS[said.kind]} **{label_of(said.kind)}** · {moment(said.created_at)}")
        st.markdown(md_lines(said.body))


def pictures(here: Here, found: Followed, code: str) -> None:
    """The photos that this person may see."""
    if not found.photos:
        return
    st.subheader(t("Photos"), anchor=False)
    with st.container(horizontal=True):
        for each in found.photos:
            picture(here, found, code, each)


def picture(here: Here, found: Followed, code: str, photo: Photo) -> None:
    """One, with what it shows."""
    reading, reference = here.services.reading, found.request.reference
    content = attempt("photo", lambda: reading.photo(by=here.by, photo_id=photo.id, reference=reference, code=code))
    if isinstance(content, bytes):
        kind = label_of(photo.kind)
        st.image(content, width=240, caption=f"{kind}, {moment(photo.created_at)}", alt=f"{kind}, {reference}")
