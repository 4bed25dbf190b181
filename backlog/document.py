"""The product backlog as a Markdown document to read, print or send; what people wrote stays letter for letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from backlog.models import Epic, Item
from backlog.wording import Wording

ANYWHERE = re.compile(r"[\\`*_\[\]<>~$|&@]|(?<=\w):(?=\S)|(?<=www)\.")  # marks, entities, addresses that become links
FIRST = re.compile(r"^([-+#=]|\d+(?=[.)]))")  # a list, a title, a rule


def document(
    goal: str, epics: Iterable[Epic], ranked: Iterable[Item], sprints: dict[str, int], wording: Wording
) -> Iterator[str]:
    """The pieces of the document: the goal, the epics, then every item in the order given."""
    said, names = wording.name, {each.id: each.title for each in epics}
    yield f"# {said('backlog')}\n\n## {said('goal')}\n\n{inert(goal) or said('no_goal')}\n\n"
    if names:
        yield f"## {said('epics')}\n\n"
        yield from (f"- {inert(title)}\n" for title in names.values())
        yield "\n"
    yield f"## {said('items')}\n\n"
    empty = True
    for position, item in enumerate(ranked, 1):
        empty = False
        yield from told(position, item, names, sprints, wording)
    if empty:
        yield f"{said('no_item')}\n"


def told(position: int, item: Item, epics: dict[str, str], sprints: dict[str, int], wording: Wording) -> Iterator[str]:
    """One item: its title, what it is, its story, its criteria."""
    said = wording.name
    yield f"### {position}\\. {inert(item.title)}\n\n"
    points = "?" if item.estimate is None else wording.number(item.estimate)
    facts = {"number": str(item.number), "kind": wording.code(item.kind), "state": wording.code(item.state)}
    facts |= {"points": points, "sprint": str(sprints.get(item.sprint_id or "", ""))}
    facts |= {"epic": inert(epics.get(item.epic_id or "", "")), "assignee": inert(item.assignee)}
    facts |= {"tags": inert(", ".join(item.tags)), "is_private": said("yes") if item.is_private else ""}
    facts |= {"blocked": inert(item.blocked)}
    yield " · ".join(f"{said(name)}{wording.colon}{fact}" for name, fact in facts.items() if fact) + "\n\n"
    story = (("as_a", item.as_a), ("i_want", item.i_want), ("so_that", item.so_that))
    lines = [f"**{said(name)}** {inert(text)}" for name, text in story if text]
    if lines:
        yield "  \n".join(lines) + "\n\n"
    if item.description:
        yield inert_lines(item.description) + "\n\n"
    if item.criteria:
        yield f"**{said('criteria')}**\n\n"
        yield from (f"- {inert(each)}\n" for each in item.criteria)
        yield "\n"


def inert(text: str) -> str:
    """What somebody typed, on one line, as text and nothing else (CommonMark 0.31, GitHub's additions)."""
    bare = ANYWHERE.sub(r"\\\g<0>", " ".join(text.split()))
    if first := FIRST.match(bare):
        cut = 0 if first.end() == 1 and not first[0].isdigit() else first.end()
        return f"{bare[:cut]}\\{bare[cut:]}"
    return bare


def inert_lines(text: str) -> str:
    """The same, its paragraphs and lines kept."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join("  \n".join(inert(line) for line in block.split("\n") if line.strip()) for block in blocks)
