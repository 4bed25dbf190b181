"""Markdown that people write, made safe to show: their emphasis, lists, tables, code and links, and nothing else.

No HTML, no image (whoever reads would ask another host for it), links to http(s) or to our own pages only, no
directive of Streamlit's (icons, colours, formulas). What is not recognised is shown letter for letter.
"""

from __future__ import annotations

import re

FENCE = re.compile(r"```[\w+-]*[ ]*")
HEADING = re.compile(r" {0,3}#{1,6}[ ]+(.*?)[ #]*")
RULE = re.compile(r"[ ]*(?:-[ ]*){3,}|[ ]*-[ ]*")  # would make a heading of the line before
# One after the other: a character already escaped, code, a link in words, a bare address, what Markdown would act on.
TARGET = r"https?://[^\s()<>\\\[\]`|]+|/(?![/&])[^\s()<>\\\[\]`|]*"
TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<code>(?<!`)`[^`|\n]+`(?!`))"
    rf"|(?<!!)\[(?P<words>[^\[\]\n`]+)\]\((?P<target>{TARGET})\)"
    r"|(?P<address>https?://[^\s()<>\\\[\]`|*_]+[^\s()<>\\\[\]`|*_.,;:!?])"
    r"|(?P<special>[\\`<>!\[\]$:&~@])"
)


def md_safe(text: str) -> str:
    """Markdown for `st.markdown` of a text that somebody wrote in Markdown; every line end is kept."""
    shown: list[str] = []
    code: list[str] | None = None
    for line in text.splitlines():
        if code is not None:
            if line.strip() and not line.strip(" `") and line.lstrip(" ").startswith("```"):
                shown += fenced(code)
                code = None
            else:
                code.append(line)
        elif FENCE.fullmatch(line):
            code = []
        else:
            shown.append(safe_line(line))
    return "\n".join(shown if code is None else [*shown, *fenced(code)])


def fenced(lines: list[str]) -> list[str]:
    """A block of code between fences longer than any that it holds."""
    longest = max((len(run) for run in re.findall("`+", "\n".join(lines))), default=0)
    fence = "`" * max(3, longest + 1)
    return ["", fence, *lines, fence, ""]


def safe_line(line: str) -> str:
    """One line; a heading becomes a line in bold, as the page has headings of its own."""
    if RULE.fullmatch(line) and line.strip():
        return f"\n{line.strip()}\n"
    if re.fullmatch(r"[ ]*=+[ ]*", line):
        return "\\" + line.strip()
    quote = re.match(r" {0,3}(?:> ?)+", line)
    start, rest = (quote.group(), line[quote.end() :]) if quote else ("", line)
    if heading := HEADING.fullmatch(rest):
        words = safe_words(heading[1]).replace("*", r"\*")
        return f"{start}**{words}**  " if words else start
    return f"{start}{safe_words(rest)}  " if rest.strip() else start


def safe_words(words: str) -> str:
    """What a line says, each thing that Markdown would act on either meant or inert."""
    return TOKEN.sub(token, words)


def token(found: re.Match[str]) -> str:
    """What one thing becomes."""
    if found["escaped"]:
        return "\\" + found["escaped"]
    if found["code"]:
        return found["code"]
    if found["words"]:
        return f"[{safe_words(found['words'])}]({found['target']})"
    if found["address"]:
        return f"<{found['address']}>"
    return "\\" + found["special"]
