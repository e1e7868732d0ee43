"""Every figure about Morocco and the world has a source, or is told again."""

import re
from collections.abc import Iterator
from functools import cache

from checks.finding import Finding, data
from checks.page import Page
from checks.site import Site

REFERENCE = re.compile(r"\[\^[^\]\n]{1,80}\]")
NUMBER = r"(?<![\w.,/#])(?<![^\W\d]-)(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3}){1,4}|\d{1,15})(?:\.\d+)?"
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A sentence ends at a mark and a space; a list item, a row or a box begins a text of its own.
SENTENCE = re.compile(r"(?<=[.!?…:;])(?:[\"”»)]|\[\^[^\]\n]{1,80}\])*\s+")
OWN_TEXT = re.compile(r"\s*(?:[-*+] |\d+[.)] |#|\||!!!|\?\?\?|===|\[\^|:   )")
CASE = re.compile(r"\s*\d+\. \*\*")  # what a real model did somewhere: 1. **Lead (Rabat).** …
NO_SENTENCE = re.compile(r"\s*(?:#|\[\^[^\]\n]+\]:|!!!|\?\?\?|===)")

# What a sentence can be about, in data/words.toml; these two need no source beside a place either.
KINDS, FREE = ("world", "facts", "models", "methods", "toys"), {"methods", "toys"}


def check_figures(page: Page, site: Site) -> Iterator[Finding]:
    """Check that a figure of a page has a source in its paragraph, or is told again.

    A sentence states something if it names Morocco or the world, or if it tells a fact: a year, a
    word of `facts`, a real case. What a model or an invented example does states nothing, nor does
    a table, as most show what a model does. Elsewhere than on days only a name of the world counts.
    """
    stated = list(_stated(page)) if page.is_markdown else []
    told = _told(page, site) if stated else set()
    for line, figure in stated:
        number, unit = _fact(figure)
        digits = len(figure[1].partition(".")[2])
        if not any(unit == of and number in (round(it, digits), int(it)) for it, of in told):
            yield page.on(line, "figure", figure[0].strip())


def _stated(page: Page) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the line and the match of each figure that states something without a source."""
    for start, block in _blocks(page):
        section = page.sections[start]
        silent = section == "Sources" or block.lstrip()[:1] == "|" or not re.search(r"\d", block)
        if silent or REFERENCE.search(block):
            continue
        today = section == "Morocco today"
        exercise, toy, at = section in data("words")["exercise"], False, 0
        case = CASE.match(block) if section == "Machine learning at work" else None
        real = bool(today or case or _words("world").search(block.lower()))
        for sentence in SENTENCE.split(block):
            at = block.index(sentence, at)
            small = sentence.lower().lstrip("-*+>_ \n\t")
            about = {kind for kind in KINDS if _words(kind).search(small)}
            toy = "toys" in about or toy and "world" not in about
            strict = bool(page.day and ("world" in about or today or YEAR.search(sentence)))
            invented = not page.day or exercise or toy or "models" in about
            states = "world" in about or not invented and (strict or real or "facts" in about)
            figure = _figure(sentence, strict) if states and not about & FREE else None
            if figure:
                yield start + block.count("\n", 0, at + figure.start()) + 1, figure
            at += len(sentence)


def _blocks(page: Page) -> Iterator[tuple[int, str]]:
    """Yield (index of the first line, text) for each paragraph, item and box of the page."""
    start, block = 0, ""
    for at, line in enumerate([*page.prose[page.body_line :], ""], page.body_line):
        rows = block[:1] == line[:1] == "|"
        if block and (not line.strip() or OWN_TEXT.match(line) and not rows):
            yield start, block
            block = ""
        if line.strip() and not NO_SENTENCE.match(line):
            block, start = (f"{block}\n{line}", start) if block else (line, at)


@cache
def _words(name: str) -> re.Pattern[str]:
    """Return a pattern of words.toml: for `units` a number with its unit, if it has one."""
    words = "|".join(data("words")["figures"][name])
    if name == "units":
        return re.compile(rf"({NUMBER})\s?({words})?(?!\w)")
    return re.compile(words if name == "ignored" else rf"\b(?:{words})")


def _figure(sentence: str, strict: bool) -> re.Match[str] | None:
    """Return the first figure of a sentence that states something: its number and its unit."""
    bare = _words("ignored").sub(lambda match: re.sub(r"\S", "\ue000", match[0]), sentence)
    for match in _words("units").finditer(bare):
        digits = len(re.sub(r"\D", "", match[1] if strict else match[1].partition(".")[0]))
        counted = strict and digits == 2 and re.match(r"\s+[^\W\d]{3}", bare[match.end() :])
        if match[2] or digits > 2 or counted:
            return match
    return None


def _told(page: Page, site: Site) -> set[tuple[float, str]]:
    """Return the figures in paragraphs with a source, and in the charts' tables."""
    texts = [block for _, block in _blocks(page) if REFERENCE.search(block)]
    for fence in page.fences:
        if fence.language == "chart" and (table := site.table(fence)):
            cells = table.text.replace(",", " ")
            texts += [fence.body, cells, re.sub(r"(?<=\d)(?![\d.])", "%", cells)]
    return {_fact(match) for match in _words("units").finditer("\n".join(texts))}


def _fact(figure: re.Match[str]) -> tuple[float, str]:
    """Return the value of a figure, and its unit."""
    number, unit = float(re.sub(r"[^\d.]", "", figure[1])), figure[2] or ""
    return number, "%" if unit in ("percent", "per cent") else unit
