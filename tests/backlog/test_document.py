"""The backlog as a document: read by a Markdown reader, what people wrote is text, letter for letter."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from backlog.document import inert, inert_lines
from backlog.wording import CODES, Wording
from data.words import clean_text
from locales.exports import wording
from services import Services
from tests.backlog.conftest import OWNER, Add, started
from tests.backlog.test_hostile import HOSTILE

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
MARKED = [
    "# titre",
    "- liste",
    "+ liste",
    "1. un",
    "12) douze",
    "1986\\. Une année",
    "> cité",
    "=====",
    "---",
    "***",
    "~~~",
    "```py",
    "| a | b |",
    "**gras** _it_ ~~non~~ `code`",
    "[lien](https://exemple.fr)",
    "![image](//exemple.fr/x.png)",
    "[x]: https://exemple.fr",
    "<https://exemple.fr>",
    "&lt;b&gt; &#60;",
    "fin \\",
    "a  ",
    "$x$ :tada:",
    "<!-- -->",
    "e-mail, etc. (voir plus bas) : fini !",
]
ANY = (
    st.text(st.characters(), max_size=60)
    | st.sampled_from([*MARKED, *HOSTILE])
    | st.text("#-+=.)1> |*_`[]()!<&\\ ab\n")
)


def document(services: Services, words: Wording = CODES) -> str:
    """The text of the document."""
    to = io.StringIO(newline="")
    services.exports.write_document(by=OWNER, to=to, wording=words)
    return to.getvalue()


def read(markdown: str) -> tuple[set[str], str]:
    """The kinds of blocks and marks that a reader finds, and the words that it shows."""
    kinds, shown = set(), []
    for block in READER.parse(markdown):
        kinds.add(block.type)
        for mark in block.children or []:
            kinds.add(mark.type)
            shown.append("\n" if mark.type in ("hardbreak", "softbreak") else mark.content)
        shown.append("\n\n" if block.type == "paragraph_close" else "")
    return kinds, "".join(shown).strip()


@given(ANY)
@example("1.")
@example("0)")
@example("http://exemple.fr www.exemple.fr jean@exemple.fr")
def test_text_on_a_line_is_shown_letter_for_letter(text: str) -> None:
    kept = clean_text(text, field="title", lines=False)
    kinds, shown = read(f"- **Titre** {inert(kept)}\n\n{inert(kept)}\n")
    assert kinds <= {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "inline", "text"} | {
        "paragraph_open", "paragraph_close", "strong_open", "strong_close"
    }  # fmt: skip
    assert shown == f"Titre {' '.join(kept.split())}\n\n{' '.join(kept.split())}".strip()


@given(ANY)
@example("a\n\n    code\n- b\n\n\n# c")
def test_text_on_several_lines_keeps_its_lines_and_nothing_else(text: str) -> None:
    kept = clean_text(text, field="description")
    kinds, shown = read(inert_lines(kept))
    assert kinds <= {"paragraph_open", "paragraph_close", "inline", "text", "hardbreak"}
    assert shown.split() == kept.split()


@pytest.mark.parametrize("text", ["e-mail, etc. (voir plus bas) : fini !", "2,5 points ; 3 % de plus"])
def test_ordinary_sentence_needs_no_mark(text: str) -> None:
    assert inert(text) == text


def test_document_tells_the_goal_the_epics_and_what_is_ahead(services: Services, add: Add) -> None:
    services.goals.set_goal(by=OWNER, text="Un seul endroit")
    epic = services.goals.add_epic(by=OWNER, title="Carte", colour="#0072b2")
    item = add("Zoomer", as_a="habitant", i_want="voir ma rue", estimate=2.5, epic_id=epic.id, criteria=["Deux doigts"])
    started(services, item)
    dropped = add("Abandonné")
    services.items.drop(by=OWNER, item_id=dropped.id, version=1, reason="Plus utile")
    text = document(services, wording("fr"))
    assert text.startswith(
        "# Backlog de produit\n\n## Objectif de produit\n\nUn seul endroit\n\n## Épopées\n\n- Carte\n"
    )
    assert "### 1\\. Zoomer\n" in text
    assert "Points\u00a0: 2,5 · Sprint\u00a0: 1 · Épopée\u00a0: Carte" in text
    assert "**En tant que** habitant  \n**Je veux** voir ma rue\n" in text
    assert "**Critères d’acceptation**\n\n- Deux doigts\n" in text
    assert "Abandonné" not in text
    assert "points: 2.5 · sprint: 1" in document(services)


def test_document_of_an_empty_project_says_so(services: Services) -> None:
    text = document(services, wording("fr"))
    assert "Aucun objectif de produit n’est encore écrit." in text
    assert "Aucun élément n’est à venir." in text
