"""The anatomy of a day: its sections in order, its three reasons, its questions with their keys."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from checks.finding import Finding, data, show
from checks.page import Page, Site

try:
    from hooks.quiz import read_quiz
except ImportError:  # until it lands

    def read_quiz(body: str) -> tuple[None, list[tuple[int, str]]]:
        return None, []


POINT = re.compile(r"\s*[-*+] ")
ANSWER = re.compile(r'\?\?\?\+? question(?: "[^"\n]*")?\s*')


def check_sections(page: Page, site: Site) -> Iterator[Finding]:
    """Check that a day has its first heading, and its sections in the order of words.toml."""
    if not page.day:
        return
    sections, optional = data("words")["sections"], data("words")["optional"]
    first = [heading for heading in page.headings if heading.level == 1]
    if not first and page.body_line < len(page.lines):
        said = "The page has no first heading. Write one, an emoji and the title:"
        yield page.on(page.body_line + 1, "heading", f"{said} # 🔆 {page.meta.get('title')}")
    for heading in first[1:]:
        said = "This is a second first-level heading. Write ## for a section, ### below one."
        yield page.on(heading.line, "heading", said)
    seconds = [heading for heading in page.headings if heading.level == 2]
    if not any(heading.words in sections for heading in seconds):
        needed = " / ".join(name for name in sections if name not in optional)
        yield page.on(page.body_line + 1, "sections", f"A day has these ## sections: {needed}.")
        return
    seen: dict[str, int] = {}
    latest = -1
    for heading in seconds:
        if heading.words not in sections:
            yield _unknown_section(page, heading.line, heading.words, sections)
            continue
        place = sections.index(heading.words)
        if heading.words in seen:
            said = f"`## {heading.words}` is on line {seen[heading.words]} already. Use ### here."
            yield page.on(heading.line, "sections", said)
        elif place < latest:
            said = f"`## {heading.words}` comes before `## {sections[latest]}`. Move it up."
            yield page.on(heading.line, "sections", said)
        for name in sections[latest + 1 : place]:
            if name not in optional and not any(each.words == name for each in seconds):
                said = f"The section `## {name}` is missing before this one. Write it."
                yield page.on(heading.line, "sections", said)
        seen.setdefault(heading.words, heading.line)
        latest = max(latest, place)
    for name in sections[latest + 1 :]:
        said = f"The section `## {name}` is missing at the end. Write it."
        yield page.on(len(page.lines), "sections", said)
    yield from _check_points(page, seen.get(sections[0]))


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
    """Check each quiz block by the code that draws it, and the letters of answers written as text."""
    if not page.is_markdown:
        return
    count = 0
    for fence in page.fences:
        if fence.language == "quiz":
            count += 1
            for line, message in read_quiz(fence.body)[1]:
                yield page.on(fence.line + line, "quiz", message)
    options: list[str] = []
    for at, line in enumerate(page.prose):
        if page.sections[at] != "Check yourself":
            continue
        if re.match(r"\*\*\d|#", line):
            options = []
        if option := re.match(r"[-*+] ([a-h])[.)] ", line):
            options.append(option[1])
        if ANSWER.fullmatch(line):
            count += 1
            yield from _check_answer(page, at, options)
    if page.day and not count and "Check yourself" in page.sections:
        line = page.sections.index("Check yourself") + 1
        yield page.on(line, "quiz", "There is no question here. Write a block: ``` quiz")


def _check_answer(page: Page, at: int, options: list[str]) -> Iterator[Finding]:
    """Check that the answer below line `at` names one of the options above it."""
    below = next((n for n in range(at + 1, len(page.prose)) if page.prose[n].strip()), at)
    key = re.match(r" {4}\*\*([A-Za-z])\b[^*\n]*\*\*[^\w\n]*(.*)", page.prose[below])
    if not key or key[1].lower() not in options:
        found = f"is {key[1]}" if key else "names no letter"
        said = f"The answer {found}; the options are {', '.join(options) or 'missing'}."
        yield page.on(below + 1, "quiz", f"{said} Write: **b.** and the reason.")
    elif not key[2].strip():
        yield page.on(below + 1, "quiz", "The answer has no reason. Say why it is right.")
