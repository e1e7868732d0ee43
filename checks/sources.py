"""Every figure about Morocco and the world has a source, and every source its link and its use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checks.finding import Finding, data
from checks.page import Page
from checks.site import Site

REFERENCE = re.compile(r"\[\^([^\]\n]{1,80})\](:?)")
LINK = re.compile(r"<https?://[^>\s]+>|\]\(https?://|(?<![(<])https?://\S")
NUMBER = r"(?<![\w.,/#-])[-−]?(?:\d{1,3}(?:[, \u00a0\u202f]\d{3}){1,4}|\d{1,15})(?:\.\d{1,6})?"
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A sentence ends at a mark and a space; a list item, a row or a box begins a text of its own.
SENTENCE = re.compile(r"(?<=[.!?…:;])(?:[\"”»)]|\[\^[^\]\n]{1,80}\])*\s+")
OWN_TEXT = re.compile(r"\s*(?:[-*+] |\d+[.)] |#|\||!!!|\?\?\?|===|\[\^|:   )")


def check_sources(page: Page, site: Site) -> Iterator[Finding]:
    """Check that each `[^key]` is defined once and used, and that each source has its link."""
    if not page.is_markdown:
        return
    defined: dict[str, int] = {}
    used: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(page.prose, 1):
        for match in REFERENCE.finditer(line):
            if not match[2] or line[: match.start()].strip():
                used.setdefault(match[1], (number, match.start() + 1))
            elif match[1] in defined:
                said = f"The source [^{match[1]}] is on line {defined[match[1]]} already."
                yield page.on(number, "source", f"{said} Give one of the two another key.")
            else:
                defined[match[1]] = number
                yield from _check_source(page, number, match[1], line[match.end() :])
    for key, (number, column) in used.items():
        if key not in defined:
            said = f"No source is called [^{key}]. Write below `## Sources`:"
            said = f"{said} [^{key}]: *Title*. Publisher, year. <https://link>"
            yield page.on(number, "source", said, column=column)
    for key, number in defined.items():
        if key not in used:
            said = f"No sentence uses [^{key}]. Write [^{key}] after the one that does"
            yield page.on(number, "source", f"{said}, or take the source out.")


def _check_source(page: Page, number: int, key: str, text: str) -> Iterator[Finding]:
    following = page.prose[number] if number < len(page.prose) else ""
    if not LINK.search(text + " " + (following if following.startswith("    ") else "")):
        said = f"The source [^{key}] has no link. End it with <https://…>, where a reader finds it."
        yield page.on(number, "source", said)


def check_figures(page: Page, site: Site) -> Iterator[Finding]:
    """Check that a figure in the prose of a day has a source in its paragraph or is told again."""
    if not page.day:
        return
    told = _told(page, site)
    words = data("words")
    for start, block in _blocks(page):
        section = page.sections[start]
        if section == "Sources" or REFERENCE.search(block):
            continue
        at = 0
        for sentence in SENTENCE.split(block):
            offset = block.index(sentence, at)
            at = offset + len(sentence)
            strict = (
                section == "Morocco today" or _about(sentence, "world") or YEAR.search(sentence)
            )
            strict = strict and section not in words["exercise"]
            figure = _figure(sentence, bool(strict))
            if not figure or _about(sentence, "models"):
                continue
            if (_value(figure[1]), _unit(figure[2])) in told:
                continue
            if section in words["exercise"] and not _about(sentence, "world"):
                continue
            line = start + block.count("\n", 0, offset + figure.start()) + 1
            said = f"The figure `{figure[0].strip()}` has no source here. Write [^key] after"
            yield page.on(line, "figure", f"{said} the sentence, its source below `## Sources`.")


def _blocks(page: Page) -> Iterator[tuple[int, str]]:
    """Yield (index of the first line, text) for each paragraph, item and box of the page."""
    start, block = 0, ""
    for at, line in enumerate([*page.prose[page.body_line :], ""], page.body_line):
        if not line.strip() or OWN_TEXT.match(line):
            if block.strip():
                yield start, block
            start, block = at, ""
        if line.strip() and not re.match(r"\s*(?:#|\||\[\^[^\]\n]+\]:|!!!|\?\?\?|===)", line):
            block, start = (f"{block}\n{line}", start) if block else (line, at)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = data("words")["figures"]

    def any_of(names: list[str]) -> str:
        return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))

    return (
        re.compile("|".join(words["ignored"])),
        re.compile(rf"({NUMBER})\s?({any_of(words['after'])})?(?!\w)"),
        re.compile(rf"\b(?:{any_of(words['models'])})", re.I),
        re.compile(rf"\b(?:{any_of(words['world'])})\b"),
    )


def _about(sentence: str, kind: str) -> bool:
    return bool(_patterns()[2 if kind == "models" else 3].search(sentence))


def _figure(sentence: str, strict: bool) -> re.Match[str] | None:
    """Return the first figure of a sentence that states something: its number and its unit."""
    ignored, number, _, _ = _patterns()
    bare = ignored.sub(lambda match: re.sub(r"\S", "\ue000", match[0]), sentence)
    for match in number.finditer(bare):
        digits = len(re.sub(r"\D", "", match[1] if strict else match[1].partition(".")[0]))
        counted = strict and digits == 2 and re.match(r"\s+[^\W\d]{3}", bare[match.end() :])
        if match[2] or digits > 2 or counted:
            return match
    return None


def _value(number: str) -> float:
    return float(re.sub(r"[^\d.]", "", number) or 0)


def _told(page: Page, site: Site) -> set[tuple[float, str]]:
    """Return the figures in paragraphs with a source, and in the tables of the page's charts.

    A figure is its value, also rounded, and its unit; a percentage in a table has no unit.
    """
    texts = [block for _, block in _blocks(page) if REFERENCE.search(block)]
    for fence in page.fences:
        if fence.language == "chart":
            name = re.search(r"(?m)^data:[ \t]*([\w.-]+)", fence.body)
            table = site.pages.get(f"docs/data/{name[1]}") if name else None
            cells = re.sub(r",(?=[\d-])", " ", table.text) if table else ""
            texts += [fence.body, cells, re.sub(r"(?<=\d)(?![\d.])", "%", cells)]
    told = set()
    for match in _patterns()[1].finditer("\n".join(texts)):
        value, unit = _value(match[1]), _unit(match[2])
        told |= {(float(int(value)), unit), *((round(value, n), unit) for n in range(5))}
    return told


def _unit(word: str | None) -> str:
    return "%" if word in ("%", "percent", "per cent") else word or ""
