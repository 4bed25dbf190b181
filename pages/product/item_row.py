"""One row of the ranked list."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from backlog.models import ItemKind, Place
from backlog.views import Listed
from pages.parts.badges import state_badge
from pages.parts.points import short_points
from pages.shell import state
from pages.shell.links import link_to
from pages.shell.page import Here
from pages.shell.refusals import attempt
from pages.shell.texts import label_of, md, t, tn

KINDS = {
    ItemKind.STORY: ":material/bookmark:",
    ItemKind.BUG: ":material/bug_report:",
    ItemKind.IMPROVEMENT: ":material/trending_up:",
    ItemKind.CHORE: ":material/handyman:",
    ItemKind.SPIKE: ":material/science:",
}


def item_row(here: Here, position: str, row: Listed, ranked: bool, sprints: Mapping[str, int]) -> None:
    """Rank, title, kind and epic, points, voices, state; a menu to move it."""
    item = row.item
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        if position:
            st.markdown(f":gray[{position}]", width=26)
        with st.container(gap=None, width="stretch"):
            link_to("element", f"**{item.number} · {md(item.title)}**", icon=KINDS[item.kind], item=str(item.number))
            facts = [label_of(item.kind)]
            if row.epic:
                facts.append(md(row.epic.title))
            if item.sprint_id in sprints:
                facts.append(t("sprint {number}", number=sprints[item.sprint_id]))
            st.markdown(f":gray[{' · '.join(facts)}]")
        st.markdown(short_points(here, item.estimate), width=70)
        voices = tn("{n} voix", "{n} voix", row.voices)
        st.markdown(f":material/record_voice_over: {voices}", width=90)
        st.markdown(state_badge(item.state), width=150)
        if ranked:
            place = st.menu_button(
                t("Déplacer"),
                list(Place),
                format_func=label_of,
                key=f"move_{item.id}_{item.version}",
                type="tertiary",
                icon=":material/swap_vert:",
                help=t("Changer le rang de « {title} »", title=md(item.title)),
            )
            if place and attempt(
                "rank",
                lambda: here.services.items.move(by=here.by, item_id=item.id, version=item.version, place=Place(place)),
            ):
                state.flash(t("« {title} » a changé de rang.", title=md(item.title)))
                st.rerun()
