"""Corbeille: what must I do next, what is late."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.access import Permission
from data.clock import local_day
from pages.desk import queue_fields, queue_filters
from pages.desk.queue_fields import PAGE
from pages.desk.queue_filters import ALL, Asked
from pages.desk.wording import due_words, place_of
from pages.parts.badges import state_badge
from pages.parts.feedback_box import feedback_box
from pages.parts.paging import first_page, offset_of, other_pages
from pages.shell.links import link_to
from pages.shell.page import Here, Screen
from pages.shell.texts import N_, ago, either, t
from prototype.views import Queue, QueueRow

SCREEN = Screen(
    path="corbeille",
    label=N_("Corbeille"),
    icon=":material/inbox:",
    permission=Permission.SEE_QUEUE,
    title=N_("Corbeille"),
    answer=N_("Ce qu’il faut faire maintenant : les demandes en retard d’abord, puis les plus proches échéances."),
)
ROWS = 25  # a page
PIN = ":material/arrow_forward:"


def show(here: Here) -> None:
    """Ask, fetch one page, show it."""
    asked = queue_fields.ask(here)
    reading = here.services.reading
    found = reading.queue(by=here.by, filters=asked.filters, limit=ROWS, offset=offset_of(PAGE, ROWS))
    if not found.rows and found.total:  # the list became shorter than the page that was looked at
        first_page(PAGE)
        found = reading.queue(by=here.by, filters=asked.filters, limit=ROWS)
    if found.total:
        show_rows(here, asked, found)
    else:
        show_nothing(asked)
    feedback_box(here, screen=SCREEN.path)


def show_rows(here: Here, asked: Asked, found: Queue) -> None:
    """The sentence, a card a request, the other pages."""
    late = lambda: here.services.reading.queue(by=here.by, filters=asked.late, limit=0).total  # noqa: E731
    st.markdown(queue_filters.sentence(asked, found.total, late, here))
    today = local_day(here.services.context.clock())
    with st.container(gap="xsmall", key="queue_rows"):
        for row in found.rows:
            card(here, row, today)
    other_pages(PAGE, ROWS, found.total)


def card(here: Here, row: QueueRow, today: date) -> None:
    """One request: link, what and where, state, by when and since when."""
    request = row.request
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="xsmall"):
        link_to("demande", f"**:primary[{request.reference}]**", icon=PIN, width=170, reference=request.reference)
        st.markdown(f"**{either(row.category.name, row.category.name_en)}**  \n{place_of(request)}", width=380)
        due, received = due_words(request, today, is_late=row.is_late), t("reçue {ago}", ago=ago(request.created_at))
        st.markdown(f"{state_badge(request.state)} {due}  \n:gray[{received}]", width=380)


def show_nothing(asked: Asked) -> None:
    """Why the list is empty, and what to do."""
    if asked.narrowed or asked.mots:
        st.info(t("Aucune demande ne répond à ces filtres."), icon=":material/filter_list_off:")
        st.button(t("Effacer les filtres"), on_click=queue_fields.clear, args=(Asked(asked.equipe),))
    elif asked.equipe != ALL:
        st.success(t("Rien n’attend votre équipe : tout est traité."), icon=":material/task_alt:")
        st.button(t("Voir toutes les équipes"), on_click=queue_fields.widen)
    else:
        st.success(
            t("Aucune demande ouverte. Les nouvelles apparaîtront ici dès leur envoi."), icon=":material/task_alt:"
        )
    link_to("signaler", t("Enregistrer une demande"), icon=":material/add_location_alt:")
