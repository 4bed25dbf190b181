"""Markdown that people write: what they meant is kept, what could harm or ask another host is not."""

from __future__ import annotations

from urllib.parse import urlparse

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pages.parts.rich_text import md_safe

# As a browser would read it at worst: tables, strikethrough, and HTML left as it is.
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
PIECES = [
    "![x](https://mal.fr/a.png)",
    "[x](javascript:alert(1))",
    "[x]",
    "(https://mal.fr)",
    "<img src=x onerror=a>",
    "`",
    "```",
    "\\",
    "!",
    "[",
    "]",
    "(",
    ")",
    "\n",
    "    ",
    "|",
    "|-|\n",
    "<",
    ">",
    "&#33;",
    "&lt;",
    ":red[",
    ":",
    "$x$",
    "~~",
    "*",
    "_",
    "- ",
    "1. ",
    "# ",
    "---",
    "===",
    "[1]: https://mal.fr\n",
    "![a][1]",
    "<javascript:alert(1)>",
    "texte",
    " ",
    "https://mal.fr/a",
    "[x](/backlog)",
    "[x](//mal.fr)",
    "[x](/\\mal.fr)",
    "> ",
    "\t",
    "~~~",
    "[^1]",
    "[^1]: note",
]


def tokens(markdown: str) -> list[Token]:
    return [each for block in READER.parse(markdown) for each in (block, *(block.children or []))]


def dangers(markdown: str) -> list[str]:
    found = []
    for each in tokens(markdown):
        if each.type in ("image", "html_inline", "html_block"):
            found.append(each.type)
        if each.type == "link_open":
            target = str(each.attrs["href"])
            ours = target.startswith("/") and not target.startswith("//")
            if not ours and urlparse(target).scheme not in ("http", "https"):
                found.append(target)
    return found


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("| `![x](https://mal.fr/a.png) | b` |\n|-|-|\n| `![x](https://mal.fr/a.png) | ` |")
@example("\\![x](https://mal.fr/a.png)")
@example("```\n![x](https://mal.fr/a.png)\n````` \n![x](https://mal.fr/a.png)")
@example("- a\n  ```\n![x](https://mal.fr/a.png)\n  ```")
@example("[a]: javascript:alert(1)\n\n[a]")
@example("[x](/&#47;mal.fr)")
def test_nothing_that_people_write_becomes_an_image_html_or_a_foreign_scheme(text: str) -> None:
    assert dangers(md_safe(text)) == []


@given(st.text(alphabet="a\\`![]()<>:/*_|\n -#&;~$", max_size=40))
def test_no_mixture_of_signs_does_either(text: str) -> None:
    assert dangers(md_safe(text)) == []


def html(text: str) -> str:
    return str(READER.render(md_safe(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**gras** et *penché*", "<strong>gras</strong> et <em>penché</em>"),
        ("- un\n- deux", "<li>un</li>"),
        ("1. un\n2. deux", "<ol>"),
        ("> dit", "<blockquote>"),
        ("un\ndeux", "un<br />\ndeux"),
        ("[le plan](https://exemple.fr/a?b=1&c=2)", 'href="https://exemple.fr/a?b=1&amp;c=2">le plan</a>'),
        ("[l’élément](/element?item=3)", 'href="/element?item=3"'),
        ("voir https://exemple.fr/plan.", 'href="https://exemple.fr/plan">https://exemple.fr/plan</a>.'),
        ("`a < b`", "<code>a &lt; b</code>"),
        ("```\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("# Titre", "<strong>Titre</strong>"),
        ("|a|b|\n|-|-|\n|1|2|", "<table>"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("[ ] à faire : 12:30", "[ ] à faire : 12:30"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
    ],
)
def test_what_people_mean_is_shown(text: str, expected: str) -> None:
    assert expected in html(text)


@pytest.mark.parametrize("text", [":red[x]", ":material/home:", "$x^2$", ":smile:", ":red-badge[x]"])
def test_what_streamlit_would_act_on_is_shown_letter_for_letter(text: str) -> None:
    safe = md_safe(text)
    assert not any(sign in safe.replace("\\" + sign, "") for sign in ":$[")


def test_unclosed_code_ends_with_the_text() -> None:
    assert html("```\na\n") == "<pre><code>a\n</code></pre>\n"
