"""The anatomy of a day: its sections in order, its questions, the template; and the glossary."""

import re
from collections.abc import Iterator

from checks.finding import Finding, data, show
from checks.page import TEMPLATE, Page
from checks.site import Site
from hooks.glossary import read_glossary
from hooks.quiz import read_quiz


def check_sections(page: Page, site: Site) -> Iterator[Finding]:
    """Check that a day has its sections in the order of words.toml."""
    if not page.day:
        return
    names, optional = data("words")["sections"], data("words")["optional"]
    found: dict[str, int] = {}
    for heading in page.headings if {*names} & {*page.sections} else ():
        if heading.level == 2:
            if said := _misplaced(heading.words, names, found):
                yield page.on(heading.line, "sections", said)
            found.setdefault(heading.words, heading.line)
    if missing := [name for name in names if name not in {*found, *optional}]:
        later = [found[name] for name in names[names.index(missing[0]) :] if name in found]
        said = f"Before this line, or at the end, are missing: {', '.join(missing)}. Write ## and"
        yield page.on(min(later, default=len(page.lines)), "sections", f"{said} the name.")


def _misplaced(words: str, names: list[str], before: dict[str, int]) -> str:
    """Say what is wrong with a section that comes after those of `before`, or nothing."""
    if words not in names:
        said = f"A day has no section {show(words)}. Write ### for a heading inside a section"
        return f"{said}; the sections are {', '.join(names)}."
    if words in before:
        return f"The page has `## {words}` already. Write ### for a heading inside a section."
    later = [name for name in names[names.index(words) :] if name in before]
    return f"`## {words}` comes before `## {later[0]}`. Move it up." if later else ""


def check_quiz(page: Page, site: Site) -> Iterator[Finding]:
    """Check each quiz block by the code that draws it; a day has one or more."""
    blocks = [fence for fence in page.fences if fence.language == "quiz"]
    for fence in blocks:
        for number, message in read_quiz(fence.body)[1]:
            yield page.on(fence.line + number, "quiz", message)
    if page.day and not blocks and "Check yourself" in page.sections:
        number = page.sections.index("Check yourself") + 1
        yield page.on(number, "quiz", "There is no question here. Write a block: ``` quiz")


def check_terms(page: Page, site: Site) -> Iterator[Finding]:
    """Check the glossary by the code that links it."""
    if page.path == "docs/glossary.md":
        for at, message in read_glossary(page.text)[1]:
            yield page.on(at, "glossary", message)


def check_template(page: Page, site: Site) -> Iterator[Finding]:
    """Check that no line of a day still says what the template says. Titles, links may be alike."""
    template = site.pages.get(TEMPLATE)
    if not page.day or not template:
        return
    model = {line.strip() for line in template.lines[template.body_line :]}
    blocks = [fence for fence in page.fences if fence.language in ("chart", "quiz")]
    own = {number for fence in blocks for number in range(fence.line, fence.last)}
    for number, (line, prose) in enumerate(zip(page.lines, page.prose, strict=True), 1):
        words = line.strip()
        if words in model and len(words.split()) > 2 and (number in own or prose.strip() == words):
            if not re.match(r"#|!!!|\?\?\?|\w+: \S+$|\[", words) and "](" not in words:
                said = f"{show(words)} still stands here as in the template. Write your own words."
                yield page.on(number, "template-left", said)
