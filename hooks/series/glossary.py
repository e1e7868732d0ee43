"""The glossary: one source, `docs/glossary.md`, shown as a page and as a tooltip where a page first uses a term.

The tooltip is a link to the term with its definition as `title`: it works with a finger, a keyboard and no JavaScript.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

# Where a tooltip would be wrong or in the way: a heading, code, a link inside a link, a list of sources.
SKIPPED = {"h1", "h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "script", "style", "abbr", "sup", "dt", "figure"}


@dataclass(frozen=True)
class Term:
    """One entry: its names (the first is the heading), its definition, and the id that its link leads to."""

    names: tuple[str, ...]
    definition: str

    @property
    def anchor(self) -> str:
        """The id of the entry on the glossary's page."""
        return "term-" + re.sub(r"[^a-z0-9]+", "-", self.names[0].lower()).strip("-")


def read_glossary(text: str) -> list[Term]:
    """Return the entries of a Markdown definition list: a line of names, then `:   ` and the definition."""
    return [
        Term(tuple(name.strip() for name in names.split(",")), " ".join(definition.split()))
        for names, definition in re.findall(r"^(?!:)(\S[^\n]*)\n:[ ]+([^\n]+(?:\n[ ]{4}[^\n]+)*)", text, flags=re.MULTILINE)
    ]


class FirstUses(Treeprocessor):
    """Link the first use of each term in the text of a page, or give the entries of the glossary's page their ids."""

    def __init__(self, md: Markdown, terms: list[Term], page: dict[str, str]) -> None:
        super().__init__(md)
        self.page = page
        self.by_name = {name.lower(): term for term in terms for name in term.names}
        names = sorted(self.by_name, key=len, reverse=True)
        self.pattern = re.compile(r"(?<![\w-])(" + "|".join(re.escape(name) for name in names) + r")(?![\w-])", re.IGNORECASE) if names else None

    def run(self, root: etree.Element) -> None:
        if self.page.get("address") == "glossary":
            for entry in root.iter("dt"):
                term = self.by_name.get((entry.text or "").split(",")[0].strip().lower())
                if term:
                    entry.set("id", term.anchor)
        elif self.pattern and self.page.get("address"):
            self.walk(root, set())

    def walk(self, element: etree.Element, seen: set[Term]) -> None:
        """Visit text in reading order, so that the first use on the page is the one that is linked."""
        self.link(element, None, seen)
        for child in list(element):
            shown = child
            if child.tag == "code":
                shown = self.link_code(element, child, seen)
            elif child.tag not in SKIPPED and "footnote" not in child.get("class", ""):
                self.walk(child, seen)
            self.link(element, shown, seen)

    def link_code(self, parent: etree.Element, code: etree.Element, seen: set[Term]) -> etree.Element:
        """Link a technique's name in inline code, when it is the whole code. Returns what now stands in its place."""
        term = self.by_name.get((code.text or "").lower())
        if term is None or term in seen:
            return code
        seen.add(term)
        anchor = self.anchor(term)
        place = list(parent).index(code)
        parent.remove(code)
        anchor.tail, code.tail = code.tail, None
        anchor.append(code)
        parent.insert(place, anchor)
        return anchor

    def anchor(self, term: Term) -> etree.Element:
        """Return an empty link to the entry of a term."""
        return etree.Element("a", {"class": "term", "href": f"{self.page['address']}#{term.anchor}", "title": term.definition})

    def link(self, parent: etree.Element, after: etree.Element | None, seen: set[Term]) -> None:
        """Link the terms in the text of `parent` before its first child, or in the text that follows the child `after`."""
        assert self.pattern is not None
        text = (parent.text if after is None else after.tail) or ""
        at = 0 if after is None else list(parent).index(after) + 1
        position, last = 0, after
        for match in self.pattern.finditer(text):
            term = self.by_name[match[0].lower()]
            if term in seen:
                continue
            seen.add(term)
            before, anchor = text[position : match.start()], self.anchor(term)
            anchor.text = match[0]
            if last is None:
                parent.text = before
            else:
                last.tail = before
            parent.insert(at, anchor)
            at, last, position = at + 1, anchor, match.end()
        if last is not None and position:
            last.tail = text[position:]


class Glossary(Extension):
    """A Python-Markdown extension. `page["address"]` is set for each page before it is converted: where the glossary
    is, as seen from it; "glossary" for the glossary itself; empty for a page that gets no tooltips."""

    def __init__(self, terms: list[Term], page: dict[str, str]) -> None:
        super().__init__()
        self.terms, self.page = terms, page

    def extendMarkdown(self, md: Markdown) -> None:
        # After inline markup is parsed (20) and before it is put into its final form.
        md.treeprocessors.register(FirstUses(md, self.terms, self.page), "glossary", 15)
