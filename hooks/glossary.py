"""The glossary: one source, `docs/glossary.md`, shown as a page and where a page first uses a term.

What is shown there is a link to the term with its definition as `title`: it works with a finger, a
keyboard and no JavaScript.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from hooks.pages import path_of, relative

PAGE = "glossary.md"
# Where a link would be wrong or in the way: headings, code, links, sources, what is no prose.
SKIPPED = set("h1 h2 h3 h4 h5 h6 a code pre script style abbr sup dt figure".split())
ENTRY = re.compile(r"^(?!:)(\S[^\n]*)\n:[ ]+([^\n]+(?:\n[ ]{4}[^\n]+)*)", flags=re.MULTILINE)
# Words of grammar, which every page uses and no glossary explains (the closed classes of English).
STOP_WORDS = frozenset(
    """a about after all also an and any are as at be been before but by can could did do does each
    for from had has have he her his how i if in into is it its may might more most must my no not
    of on one or other our out over own same she should so some such than that the their them then
    there these they this those to too under until up was we were what when where which while who
    why will with would you your""".split()
)


@dataclass(frozen=True)
class Term:
    """One entry: its names, of which the first is the heading, and its definition."""

    names: tuple[str, ...]
    definition: str

    @property
    def anchor(self) -> str:
        """The id of the entry on the glossary's page."""
        return "term-" + re.sub(r"[^a-z0-9]+", "-", self.names[0].lower()).strip("-")


def read_glossary(text: str) -> tuple[list[Term], list[tuple[int, str]]]:
    """Read a Markdown definition list: a line of names, then `:   ` and the definition.

    What further `:   ` add, such as the day and other languages, is shown on the page alone.
    Returns the entries that can be linked, and what is wrong: the line and what to write. A name
    that is wrong is left out of its entry.
    """
    terms: list[Term] = []
    problems: list[tuple[int, str]] = []
    seen: set[str] = set()
    for match in ENTRY.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        names = []
        for name in filter(None, (part.strip() for part in match[1].split(","))):
            if name.lower() in STOP_WORDS or not re.search(r"\w\w", name):
                problems.append((line, f"`{name}` is too common a word to link. Take it out."))
            elif name.lower() in seen:
                problems.append((line, f"`{name}` has an entry already. Keep one of the two."))
            else:
                names.append(name)
                seen.add(name.lower())
        if names:
            terms.append(Term(tuple(names), " ".join(match[2].split())))
    return terms, problems


def in_a_name(text: str, start: int, end: int) -> bool:
    """Tell whether the words from `start` to `end` belong to a longer proper name: `AI Movement`.

    The rule: they begin with a capital, and so does the next word, or the word before, unless that
    one begins a sentence.
    """
    if not text[start].isupper():
        return False
    after = re.match(r"[ \n](\w)", text[end : end + 2])
    before = re.search(r"(?:^|(\S)[ \n])(\w)[\w'’-]*[ \n]$", text[max(0, start - 40) : start])
    if after and after[1].isupper():
        return True
    return bool(before and before[1] and before[1] not in ".!?:" and before[2].isupper())


class FirstUses(Treeprocessor):
    """Link the first use of each term on a day, and give the glossary's entries their ids."""

    def __init__(self, md: Markdown, terms: list[Term]) -> None:
        super().__init__(md)
        self.by_name = {name.lower(): term for term in terms for name in term.names}
        longest_first = sorted(self.by_name, key=len, reverse=True)
        names = "|".join(map(re.escape, longest_first))
        self.pattern = re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")

    def run(self, root: etree.Element) -> None:
        page = path_of(self.md)
        if page == PAGE:
            for entry in root.iter("dt"):
                term = self.by_name.get((entry.text or "").split(",")[0].strip().lower())
                if term:
                    entry.set("id", term.anchor)
        elif page.startswith("days/") and self.by_name:
            self.walk(root, set())

    def walk(self, element: etree.Element, seen: set[Term]) -> None:
        """Visit the text in reading order, so that the first use on the page is linked."""
        self.link(element, None, seen)
        for child in list(element):
            shown = child
            if child.tag == "code":
                shown = self.link_code(element, child, seen)
            elif child.tag not in SKIPPED and "footnote" not in child.get("class", ""):
                self.walk(child, seen)
            self.link(element, shown, seen)

    def link_code(
        self, parent: etree.Element, code: etree.Element, seen: set[Term]
    ) -> etree.Element:
        """Link inline code that is a term as a whole. Returns what now stands in its place."""
        term = self.by_name.get((code.text or "").lower())
        if term is None or term in seen:
            return code
        seen.add(term)
        anchor = self.anchor(term)
        parent[list(parent).index(code)] = anchor
        anchor.tail, code.tail = code.tail, None
        anchor.append(code)
        return anchor

    def anchor(self, term: Term) -> etree.Element:
        """Return an empty link to the entry of a term."""
        way = f"{relative(self.md, PAGE)}#{term.anchor}"
        return etree.Element("a", {"class": "term", "href": way, "title": term.definition})

    def link(self, parent: etree.Element, after: etree.Element | None, seen: set[Term]) -> None:
        """Link the terms in the text of `parent`, or in the text that follows its child `after`."""
        text = (parent.text if after is None else after.tail) or ""
        low = text.lower()
        position, last = 0, after
        for match in self.pattern.finditer(low if len(low) == len(text) else text):
            term = self.by_name[match[0]]
            if term in seen or in_a_name(text, *match.span()):
                continue
            seen.add(term)
            before, anchor = text[position : match.start()], self.anchor(term)
            anchor.text = text[slice(*match.span())]
            if last is None:
                parent.text = before
            else:
                last.tail = before
            parent.insert(0 if last is None else [*parent].index(last) + 1, anchor)
            last, position = anchor, match.end()
        if last is not None and position:
            last.tail = text[position:]
