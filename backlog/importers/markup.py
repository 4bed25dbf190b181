"""Jira's wiki markup and the HTML of Azure DevOps as Markdown. A mention `[~id]` is left for whoever knows people."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

BLOCK = re.compile(
    r"\{(?P<kind>code|noformat)(?::(?P<facts>[^}\n]*))?\}\r?\n?(?P<body>.*?)\r?\n?\{(?P=kind)\}", re.DOTALL
)
QUOTE = re.compile(r"\{quote\}(?P<body>.*?)\{quote\}", re.DOTALL)
PANEL = re.compile(r"\{panel(?::(?P<facts>[^}\n]*))?\}(?P<body>.*?)\{panel\}", re.DOTALL)
HEADING = re.compile(r"^\s*h([1-6])\.\s+(.*)$")
ITEM = re.compile(r"^\s*([*#-]+)\s+(.*)$")
MARKS = ("h", "*", "#", "-", "b", "|")  # what begins a line that says how it is to be shown
LONGEST = 40_000  # characters: beyond what any of these tools keeps, and far beyond what comes in
HELD = "\ue000{}\ue001"  # private characters stand for what must not be read twice
STORED = re.compile("\ue000(\\d+)\ue001")
LINK = re.compile(r"\[(?P<text>[^\]|\n]+)\|(?P<to>[^\]|\s]+)(?:\|[^\]]*)?\]")
ADDRESS = re.compile(r"\[((?:https?|ftp|mailto):[^\]|\s]+)\]")
BARE = re.compile(r"https?://[^\s|\]{}]+")
INLINE = (  # the character without which a pattern finds nothing, the pattern, what it becomes
    ("{color", re.compile(r"\{color(?::[^}\n]*)?\}"), ""),
    ("*", re.compile(r"(?<![\w*])\*(?=\S)([^*\n]*[^*\s\n])\*(?![\w*])"), r"**\1**"),
    ("_", re.compile(r"(?<![\w_])_(?=\S)([^_\n]*[^_\s\n])_(?![\w_])"), r"*\1*"),
    ("-", re.compile(r"(?<![\w-])-(?=[^\s-])([^-\n]*[^-\s\n])-(?![\w-])"), r"~~\1~~"),
    ("+", re.compile(r"(?<![\w+])\+(?=\S)([^+\n]*[^+\s\n])\+(?![\w+])"), r"\1"),
    ("??", re.compile(r"\?\?([^?\n]+)\?\?"), r"— \1"),
    ("!", re.compile(r"!(?P<name>[^!|\s\n][^!|\n]*?\.\w{2,5})(?:\|[^!\n]*)?!"), r"*\1*"),
    ("\\\\", re.compile(r"\\\\[ \t]*(?=\n|$)"), "  "),
)


def wiki_to_markdown(text: str) -> str:
    """Jira's wiki markup as Markdown: headings, emphasis, lists, code, quotes, tables, links, names of images."""
    if not text or len(text) > LONGEST:
        return text
    stored: list[str] = []

    def keep(markdown: str) -> str:
        stored.append(markdown)
        return HELD.format(len(stored) - 1)

    def code(found: re.Match[str]) -> str:
        language = (found["facts"] or "").split("|")[0]
        return keep(f"\n```{language if '=' not in language else ''}\n{found['body']}\n```\n")

    text = text.replace("\r\n", "\n").replace("\ue000", "").replace("\ue001", "")
    if "{" in text:
        text = BLOCK.sub(code, text)
        text = re.sub(r"\{\{(.+?)\}\}", lambda found: keep(f"`{found[1]}`"), text)
        text = QUOTE.sub(lambda found: quoted(found["body"]), text)
        text = PANEL.sub(panel, text)
    if "[" in text:
        text = LINK.sub(lambda found: keep(f"[{found['text']}]({found['to']})"), text)
        text = ADDRESS.sub(lambda found: keep(f"<{found[1]}>"), text)
    if "://" in text:
        text = BARE.sub(lambda found: keep(found[0]), text)
    lines = [wiki_line(line) for line in text.split("\n")]
    text = "\n".join(with_rules(lines) if "|" in text else lines)
    for mark, pattern, replacement in INLINE:
        if mark in text:
            text = pattern.sub(replacement, text)
    while stored and "\ue000" in text:  # what was kept may stand in something else that was
        text = STORED.sub(lambda found: stored[int(found[1])], text)
    return text.strip("\n")


def quoted(body: str) -> str:
    """Lines of a quotation."""
    return "\n" + "\n".join(f"> {line}" for line in body.strip().split("\n")) + "\n"


def panel(found: re.Match[str]) -> str:
    """A panel as a quotation that begins with its title."""
    title = re.search(r"title=([^|}]*)", found["facts"] or "")
    return quoted((f"*{title[1]}*\n" if title else "") + found["body"].strip())


def wiki_line(line: str) -> str:
    """One line: a heading, an item of a list, a quotation, a row of a table, a rule, or itself."""
    if line.lstrip()[:1] not in MARKS:
        return line
    if found := HEADING.match(line):
        return "#" * int(found[1]) + " " + found[2]
    if re.fullmatch(r"\s*-{4,}\s*", line):
        return "---"
    if found := ITEM.match(line):
        marks = found[1]
        if len(marks) == 1 or "-" not in marks or marks == "--":
            return "   " * (len(marks) - 1) + ("1. " if marks[-1] == "#" else "- ") + found[2]
    if line.startswith("bq. "):
        return "> " + line[4:]
    if line.lstrip().startswith("||"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("||")]
        return "| " + " | ".join(cells) + " |"
    return line


def with_rules(lines: list[str]) -> list[str]:
    """The lines, with the rule that Markdown wants under the first row of a table and a blank line before a list."""
    made: list[str] = []
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else ""
        if line.startswith("|") and not before.startswith("|") and made and made[-1].strip():
            made.append("")
        made.append(line)
        if line.startswith("|") and not before.startswith("|"):
            made.append("|" + " --- |" * max(line.count("|") - 1, 1))
    return made


EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "code": "`"}


class _Markdown(HTMLParser):
    """Collects Markdown from the tags that people's editors write."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.made: list[str] = []
        self.lists: list[str] = []
        self.addresses: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag in ("script", "style"):
            self.silent += 1
        elif tag in EMPHASIS:
            self.made.append(EMPHASIS[tag])
        elif tag in ("ul", "ol"):
            self.lists.append(tag)
            self.made.append("\n")
        elif tag == "li":
            mark = "1. " if self.lists[-1:] == ["ol"] else "- "
            self.made.append("\n" + "   " * max(len(self.lists) - 1, 0) + mark)
        elif tag == "br":
            self.made.append("\n")
        elif re.fullmatch(r"h[1-6]", tag):
            self.made.append("\n\n" + "#" * int(tag[1]) + " ")
        elif tag == "pre":
            self.made.append("\n```\n")
        elif tag == "a":
            self.addresses.append(facts.get("href") or "")
            self.made.append("[")
        elif tag == "img":
            self.made.append(f"*{facts.get('alt') or 'image'}*")
        elif tag in ("p", "div", "tr", "table", "blockquote"):
            self.made.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.silent = max(self.silent - 1, 0)
        elif tag in EMPHASIS:
            self.made.append(EMPHASIS[tag])
        elif tag in ("ul", "ol"):
            del self.lists[-1:]
            self.made.append("\n")
        elif tag == "pre":
            self.made.append("\n```\n")
        elif tag == "a" and self.addresses:
            address = self.addresses.pop()
            self.made.append(f"]({address})" if address else "]")
        elif tag in ("p", "blockquote") or re.fullmatch(r"h[1-6]", tag):
            self.made.append("\n\n")
        elif tag == "td":
            self.made.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.made.append(data)


def html_to_markdown(text: str) -> str:
    """A piece of HTML as Markdown; a text without tags stays as it is."""
    if len(text) > LONGEST or not re.search(r"<(?:/?[a-zA-Z][^<>]*|!--)>", text):
        return unescape(text)
    parser = _Markdown()
    try:
        parser.feed(text)
        parser.close()
    except AssertionError:  # how html.parser says that a declaration (<![…) is none
        return text
    lines = [" ".join(line.split(" ")).rstrip() for line in "".join(parser.made).replace("\xa0", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
