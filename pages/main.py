"""The table of pages, who has which in their menu, the frame, the navigation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import streamlit as st

from data.access import Role
from pages.citizen import follow, report
from pages.citizen import map as town_map
from pages.desk import queue, request
from pages.insight import forecasts, home, indicators
from pages.product import backlog, estimation, exchange, goal_and_rules, item, opinions, priorities
from pages.shell import frame, state
from pages.shell.identity import who_is_here
from pages.shell.memory import settle
from pages.shell.page import Here, Screen, is_open, open_page
from pages.shell.texts import lang, t
from pages.sprint import charts, daily, preparation, retrospective, review, sprint
from services import Services, get_services


class PageModule(Protocol):
    """A module of pages/: what it declares and how it shows."""

    SCREEN: Screen

    def show(self, here: Here) -> None: ...


MODULES: tuple[PageModule, ...] = (
    home,
    report,
    follow,
    town_map,
    queue,
    request,
    opinions,
    backlog,
    item,
    priorities,
    estimation,
    forecasts,
    goal_and_rules,
    sprint,
    preparation,
    daily,
    charts,
    review,
    retrospective,
    indicators,
    exchange,
)
MENU: dict[Role, tuple[str, ...]] = {  # at most seven; the other screens are reached by links
    Role.INHABITANT: ("", "signaler", "suivre", "carte", "revue", "indicateurs"),
    Role.PRODUCT_OWNER: ("", "avis", "backlog", "sprint", "revue", "retrospective", "previsions"),
    Role.SCRUM_MASTER: ("", "sprint", "backlog", "revue", "retrospective", "indicateurs", "carte"),
    Role.DEVELOPER: ("", "sprint", "backlog", "revue", "retrospective", "indicateurs", "carte"),
    Role.OFFICIAL: ("", "revue", "indicateurs", "previsions", "carte", "backlog", "suivre"),
    Role.AGENT: ("", "corbeille", "carte", "signaler", "indicateurs", "revue"),
    Role.HEAD_OF_SERVICE: ("", "corbeille", "carte", "signaler", "indicateurs", "revue"),
    Role.COUNTER: ("", "signaler", "corbeille", "suivre", "carte", "indicateurs", "revue"),
    Role.ADMINISTRATOR: ("", "corbeille", "backlog", "sprint", "revue", "retrospective", "indicateurs"),
    Role.SYSTEM: ("",),
}


def main() -> None:
    """One run of the application for one person."""
    settle()
    services = get_services()
    town = services.settings.town
    frame.configure(town)
    here = Here(services=services, by=who_is_here(services), lang=lang())
    pages = {module.SCREEN.path: as_page(module, services, here) for module in MODULES}
    st.session_state[state.PAGES] = {
        module.SCREEN.path: pages[module.SCREEN.path] for module in MODULES if is_open(module.SCREEN, services, here.by)
    }
    chosen = st.navigation(list(pages.values()), position="top")
    frame.top_bar(here, town)
    chosen.run()


def as_page(module: PageModule, services: Services, here: Here) -> st.Page:
    """Streamlit's page of a module; outside the person's menu it is hidden, and refuses when opened by address."""
    screen = module.SCREEN
    in_menu = screen.path in MENU[here.by.role] and is_open(screen, services, here.by)
    return st.Page(
        opener(module, services, here),
        title=t(screen.label),
        icon=screen.icon,
        url_path=screen.path,
        default=screen.path == "",
        visibility="visible" if in_menu else "hidden",
    )


def opener(module: PageModule, services: Services, here: Here) -> Callable[[], None]:
    """What Streamlit runs when the page is chosen."""

    def run() -> None:
        module.show(open_page(module.SCREEN, services, here.by))

    return run


if __name__ == "__main__":  # as Streamlit runs it
    main()
