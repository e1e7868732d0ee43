"""The Markdown extension of the site, for MkDocs and Zensical alike: `hooks.extension`.

It links the terms of the glossary, keeps translators' hands off code, and shapes what the look of
the site draws by itself: signs, sources.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx import highlight

from hooks import colours
from hooks.glossary import PAGE, FirstUses, read_glossary
from hooks.pages import DOCS

SIGN = re.compile(r"(?:[^\w\s]|\u2139)+\s+")  # of a font, such as an emoji
DAY = re.compile(r"(Day [0-9]+: )(.+)", re.DOTALL)  # in a heading; the line above it says it too

highlight.get_lexer_by_name = colours.lexer


class MarkCode(Postprocessor):
    """Keep translators' hands off code."""

    def run(self, text: str) -> str:
        return re.sub(r"<code(?=[ >])", '<code translate="no"', text)


class Shape(Treeprocessor):
    """Give the style sheet what it draws: a heading without its sign (a template shows it), its day
    apart, points without 🔹, references apart, and the sources folded into one line.

    A sign of a font is a box where that font lacks.
    """

    def run(self, root: etree.Element) -> None:
        for heading in root.iter("h1"):
            sign = SIGN.match(heading.text or "")
            heading.text = (heading.text or "")[sign.end() if sign else 0 :]
            if day := DAY.fullmatch(heading.text):
                heading.text = ""
                number = etree.Element("span", {"class": "unseen"})
                number.text, number.tail = day.groups()
                heading.insert(0, number)
        for item in root.iter("li"):
            holder = item[0] if len(item) and item[0].tag == "p" else item
            if (holder.text or "").lstrip().startswith("🔹"):
                holder.text = (holder.text or "").replace("🔹", "", 1).lstrip()
                item.set("class", "point")
        for parent in list(root.iter()):  # a list: what is put in is not looked at again
            for one, other in pairwise(parent):
                if one.tag == other.tag == "sup" and not one.tail:  # two references
                    other.set("class", "apart")
            for at, notes in enumerate(parent):
                if notes.tag == "div" and notes.get("class") == "footnote":
                    parent[at] = self.fold(notes)

    def fold(self, notes: etree.Element) -> etree.Element:
        """Return the sources in a fold that says how many; each link shows its host alone."""
        for link in notes.iter("a"):
            address = link.get("href", "")
            if (link.text or "").strip() == address:
                link.text = urlsplit(address).hostname or address
        for rule in notes.findall("hr"):  # the fold is the border
            notes.remove(rule)
        folded = etree.Element("details", {"class": "sources"})
        folded.tail = notes.tail
        count = len(notes.findall("ol/li"))
        etree.SubElement(folded, "summary").text = f"{count} source{'s' * (count != 1)}"
        folded.append(notes)
        return folded


class SiteExtension(Extension):
    """The extension. The glossary is read once, when the engine sets Markdown up."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        path = DOCS / PAGE
        self.terms, _ = read_glossary(path.read_text("utf-8", "replace") if path.is_file() else "")

    def extendMarkdown(self, md: Markdown) -> None:
        # After inline markup is parsed (20) and before it is put into its final form.
        md.treeprocessors.register(FirstUses(md, self.terms), "glossary", 15)
        md.treeprocessors.register(Shape(md), "shape", 4)  # after the anchors of headings (5)
        md.postprocessors.register(MarkCode(md), "mark_code", 5)  # after raw HTML is back (30)


def makeExtension(**options: Any) -> SiteExtension:
    """Return the extension: the name that Python-Markdown looks for."""
    return SiteExtension(**options)
