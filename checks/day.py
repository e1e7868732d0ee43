"""The anatomy of a day: sections in order, three reasons, questions with their keys; terms."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from checks.finding import Finding, data, show
from checks.page import Page
from checks.site import Site
from hooks.glossary import read_glossary
from hooks.quiz import read_quiz

POINT = re.compile(r"\s*[-*+] ")
ANSWER = re.compile(r'\?\?\?\+? question(?: "[^"\n]*")?\s*')


def check_sections(page: Page, site: Site) -> Iterator[Finding]:
    """Check that a day has one first heading, and its sections in the order of words.toml."""
    if not page.day:
        return
    first = [heading for heading in page.headings if heading.level == 1]
    if not first and page.body_line < len(page.lines):
        said = "The page has no first heading. Write one, an emoji and the title:"
        yield page.on(page.body_line + 1, "heading", f"{said} # 🔆 {page.meta.get('title')}")
    for heading in first[1:]:
        said = "This is a second first-level heading. Write ## for a section, ### below one."
        yield page.on(heading.line, "heading", said)
    sections, optional = data("words")["sections"], data("words")["optional"]
    found = {
        heading.words: heading.line for heading in reversed(page.headings) if heading.level == 2
    }
    if not set(found) & set(sections):
        needed = " / ".join(name for name in sections if name not in optional)
        yield page.on(page.body_line + 1, "sections", f"A day has these ## sections: {needed}.")
        return
    for place, name in enumerate(sections):
        if name not in found and name not in optional:
            after = next((found[each] for each in sections[place:] if each in found), 0)
            said = (
                f"The section `## {name}` is missing {'before this one' if after else 'at the end'}"
            )
            yield page.on(after or len(page.lines), "sections", f"{said}. Write it.")
    yield from _check_order(page, sections, found)
    yield from _check_points(page, found.get(sections[0]))


def _check_order(page: Page, sections: list[str], found: dict[str, int]) -> Iterator[Finding]:
    latest = -1
    for heading in page.headings:
        if heading.level != 2:
            continue
        if heading.words not in sections:
            yield _unknown_section(page, heading.line, heading.words, sections)
        elif found[heading.words] != heading.line:
            said = f"`## {heading.words}` is on line {found[heading.words]} already. Use ### here."
            yield page.on(heading.line, "sections", said)
        elif (place := sections.index(heading.words)) < latest:
            said = f"`## {heading.words}` comes before `## {sections[latest]}`. Move it up."
            yield page.on(heading.line, "sections", said)
        else:
            latest = place


def _unknown_section(page: Page, line: int, words: str, sections: list[str]) -> Finding:
    close = difflib.get_close_matches(words[:80], sections, 1, 0.5)
    if close:
        fixed = page.with_lines({line: f"## {close[0]}"})
        same = difflib.SequenceMatcher(None, words.lower(), close[0].lower()).ratio() > 0.85
        said = f"{show(words)} is not the name of a section. Write: ## {close[0]}"
        return page.on(line, "sections", said, fixed if same else None)
    said = f"A day has no section {show(words)}. Write ### for a heading inside a section."
    return page.on(line, "sections", said)


def _check_points(page: Page, line: int | None) -> Iterator[Finding]:
    """Check that the first section has three points, each with its mark and a bold beginning."""
    if not line:
        return
    name = page.sections[line - 1]
    points = [
        at for at, own in enumerate(page.sections) if own == name and POINT.match(page.prose[at])
    ]
    right = [at for at in points if re.match(r"\s*[-*+] 🔹 \*\*\S", page.prose[at])]
    form = "- 🔹 **The reason in a few words.** One or two sentences."
    if len(points) == 3 and (odd := [at for at in points if at not in right]):
        yield page.on(odd[0] + 1, "points", f"Begin the point as the others: {form}")
    elif len(right) != 3:
        said = f"This section has {len(right)} points with 🔹 and three are needed"
        yield page.on(line, "points", f"{said}: {form}")


def check_quiz(page: Page, site: Site) -> Iterator[Finding]:
    """Check each quiz block by the code that draws it, and the answers that are written as text."""
    blocks = [fence for fence in page.fences if page.is_markdown and fence.language == "quiz"]
    for fence in blocks:
        for number, message in read_quiz(fence.body)[1]:
            yield page.on(fence.line + number, "quiz", message)
    options: list[str] = []
    answers = 0
    here = page.prose if "Check yourself" in page.sections else []
    for at, line in enumerate(here):
        if re.match(r"\*\*\d|#", line):
            options = []
        if option := re.match(r"[-*+] ([a-h])[.)] ", line):
            options.append(option[1])
        if options and ANSWER.fullmatch(line):
            answers += 1
            yield from _check_answer(page, at, options)
    if page.day and not answers and not blocks and "Check yourself" in page.sections:
        number = page.sections.index("Check yourself") + 1
        yield page.on(number, "quiz", "There is no question here. Write a block: ``` quiz")


def _check_answer(page: Page, at: int, options: list[str]) -> Iterator[Finding]:
    """Check that the answer below line `at` names one of the options above it."""
    below = next((n for n in range(at + 1, len(page.prose)) if page.prose[n].strip()), at)
    key = re.match(r" {4}\*\*([A-Za-z])\b[^*\n]*\*\*[^\w\n]*(.*)", page.prose[below])
    if not key or key[1].lower() not in options:
        found = f"is {key[1]}" if key else "names no letter"
        said = f"The answer {found}; the options are {', '.join(options)}."
        yield page.on(below + 1, "quiz", f"{said} Write: **b.** and the reason.")
    elif not key[2].strip():
        yield page.on(below + 1, "quiz", "The answer has no reason. Say why it is right.")


def check_terms(page: Page, site: Site) -> Iterator[Finding]:
    """Check the glossary by the code that links it, and that no page explains a term on its own."""
    if page.path == "docs/glossary.md":
        for at, message in read_glossary(page.text)[1]:
            yield page.on(at, "glossary", message)
    for number, line in enumerate(page.prose if page.is_markdown else [], 1):
        if re.match(r" {0,3}\*\[", line) and "]:" in line:
            said = (
                "This would be shown at each place of the word. Write the term in docs/glossary.md."
            )
            yield page.on(number, "glossary", said)
