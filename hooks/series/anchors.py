"""The ids of a page that a link may lead to, as Python-Markdown gives them."""

from __future__ import annotations

import html
import re

from markdown.extensions.toc import slugify, unique

from series.glossary import read_glossary
from series.source import Source

HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?!#)(.*)")
ATTRIBUTES = re.compile(r"[ ]+\{:?[ ]*([^}\n ][^}\n]*)\}[ ]*$")
ID_IN_BRACES = re.compile(r"\{[^{}\n]*?(?:#([\w.:-]+)|\bid=[\"']?([\w.:-]+))")
ID_IN_HTML = re.compile(r"<[a-z][^<>\n]*?\bid=\"([^\"\n]+)\"")


def headings(page: Source) -> list[tuple[int, int, str, str]]:
    """Return line number, level, text and raw attribute list of each heading of the `#` kind."""
    found = []
    for number, line in page.numbered():
        if not (match := HEADING.fullmatch(line)):
            continue
        words = page.lines[number - 1][match.start(2) :].rstrip().rstrip("#")
        attributes = ATTRIBUTES.search(words)
        found.append((number, len(match[1]), (words[: attributes.start()] if attributes else words).strip(), attributes[1] if attributes else ""))
    return found


def heading_text(words: str) -> str:
    """Return what a reader sees of a heading: no marks of emphasis, links, code or references."""
    text = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", re.sub(r"\[\^[^\]]+\]", "", words))
    text = re.sub(r"<[^<>]*>", "", text)
    text = re.sub(r"\\([^\w\s])|[*`]|(?<!\w)_+|_+(?!\w)", r"\1", text)
    return html.unescape(text).strip()


def heading_ids(page: Source) -> dict[str, int]:
    """Return the ids that headings get by themselves, with their lines. An id in an attribute list comes first; plain HTML is not looked at."""
    used = {match[1] or match[2] for match in ID_IN_BRACES.finditer(page.prose)}
    return {unique(slugify(heading_text(words), "-"), used): number for number, _, words, attributes in headings(page)
            if not re.search(r"#[\w.:-]+|\bid=", attributes)}


def anchors(page: Source) -> set[str]:
    """Return every id of a page: of headings, attribute lists, plain HTML, sources, and the glossary's entries."""
    text = page.prose
    used = {match[1] or match[2] for match in ID_IN_BRACES.finditer(text)} | set(ID_IN_HTML.findall(text)) | set(heading_ids(page))
    for key in re.findall(r"^\[\^([^\]]+)\]:", text, flags=re.MULTILINE):
        used |= {f"fn:{key}", f"fnref:{key}"}
    if page.path == "docs/glossary.md":
        used |= {term.anchor for term in read_glossary(page.normal)}
    return used
