"""The demonstration town and its project: invented people, a real town's geography, true journals.

The same seed and day always give the same town. Everything ends at the midnight that begins today: nothing here
happens in the future, and what people do today comes after it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, timedelta
from random import Random

from data.clock import local_day
from data.context import make_context
from data.reference_data import load_reference
from data.sessions import Sessions
from demo.agenda import Agenda, MovingClock, moment
from demo.days import HISTORY_DAYS
from demo.opinions import Opinions, note_more_items
from demo.people import add_people
from demo.project import Project
from demo.requests import add_requests
from demo.teamwork import Teamwork
from services import Services

WRITTEN_ITEMS = 60  # about: asking for fewer leaves waiting ones out, asking for more adds from templates
REPORT_OPEN = 3  # the sprint whose review opened the reporting screen to inhabitants

Say = Callable[[str, int, int], None]


def quiet(step: str, done: int, total: int) -> None:
    """Says nothing."""


def build(
    services: Services,
    *,
    requests: int = 3_000,
    items: int = 60,
    feedbacks: int = 120,
    seed: int = 1,
    today: date | None = None,
    say: Say = quiet,
) -> None:
    """Fills an empty database, in one transaction. `say(step, done, total)` tells how far it is.

    `today` defaults to the day of the services' clock in Paris. Raises ValueError when there is a town already.
    """
    store, day = services.store, today or local_day(services.context.clock())
    if store.scalar("select count(*) from sprint") or store.scalar("select count(*) from request"):
        raise ValueError("the demonstration fills an empty database, and this one is not")
    end = moment(day, 0).astimezone(UTC)
    clock = MovingClock(end)
    context = make_context(store, clock, clock.new_id)
    rng = Random(seed)  # noqa: S311  (a town that can be made again, not a secret)
    agenda = Agenda(clock, end)
    with store.transaction():
        load_reference(store)
        clock.now = moment(day - timedelta(days=HISTORY_DAYS + 1), 8)
        project = Project(context, add_people(Sessions(context, hours=1)), agenda, rng, day)
        opened = project.days[REPORT_OPEN].ends_on
        add_requests(store, project.staff, count=requests, seed=seed, today=day, opened=opened, say=say)
        latest = store.rows("select reference from request order by created_at desc limit 200")
        project.note(items=items)
        note_more_items(project, items - len(project.script.items) if items > WRITTEN_ITEMS else 0)
        Opinions(project, [row["reference"] for row in latest]).note(feedbacks)
        Teamwork(project, services.settings.attachments).note()
        agenda.live()
        say("project", items + feedbacks, items + feedbacks)
