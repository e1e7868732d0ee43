"""The anatomy of a day: its sections in order, its references, its length, its words.

The order of the sections is the series' own; CONTRIBUTING.md shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from series.findings import Finding, Fix, show
from series.front_matter import FrontMatter, heading_of, title_of_day
from series.source import Source

SECTIONS = ("Why it matters", "Morocco today", "Machine learning at work", "Today's challenge", "Check yourself", "Sources",
            "Join the conversation")
SOURCED = ("Morocco today", "Machine learning at work")
FEWEST_WORDS, MOST_WORDS = 900, 1400
SHARED_ON_PURPOSE = re.compile(r"^At home: download|^Welcome to the ")


def numbered_lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield each line of the body with its number in the file, and whether it stands in a fenced block."""
    source = Source("", text)
    fenced = {number for fence in source.fences for number in range(fence.line, fence.last + 1)}
    for number, line in enumerate(source.lines[source.body_line :], source.body_line + 1):
        yield number, line, number in fenced


def prose(page: FrontMatter) -> str:
    """Return the text that a reader reads: no code, no chart block, no sources, no marks of Markdown."""
    kept: list[str] = []
    section = ""
    for _, line, fenced in numbered_lines(page.body):
        if line.startswith("## "):
            section = line[3:].strip()
        if fenced or section == "Sources" or re.match(r"(\?\?\?|!!!)", line.strip()) or line.startswith("[^"):
            continue
        kept.append(re.sub(r"\[\^[^\]]+\]", "", line))
    text = re.sub(r"\]\([^)]*\)", "]", "\n".join(kept))
    return re.sub(r"[*`\[\]#>]|\{[^}]*\}", "", text)


def count_words(text: str) -> int:
    """Count words: runs with at least one letter or digit, so that list marks and dashes do not count."""
    return sum(1 for word in text.split() if any(letter.isalnum() for letter in word) and not re.fullmatch(r"\d+\.|[abc]\.", word))


def sentences(text: str) -> list[str]:
    """Return the sentences of eight words or more."""
    parts = re.split(r"(?<=[.!?])\s+|\n\s*\n|\n\s*(?=[-\d])", text)
    return [" ".join(part.split()) for part in parts if len(part.split()) >= 8]


def _heading(line: str, title: str) -> str:
    """Return a first-level heading as it should be, when its words are those of the title and only bold or the order is not; else nothing."""
    emoji = re.search(r"[^\w\s*#`_!-/:-@\[-`{-~–—…«»“”‘’]+", line)
    day = re.match(r"Day (\d{1,2}): ", title)
    same = day and title_of_day(heading_of(line), int(day[1])) == title
    return f"# {emoji[0]} {title}" if emoji and same and line != f"# {emoji[0]} {title}" else ""


def check_headings(path: str, text: str, page: FrontMatter) -> list[Finding]:
    """Check that the first heading agrees with the title, and the sections in their order."""
    found: list[Finding] = []
    headings = [(number, len(match[1]), match[2].strip()) for number, line, fenced in numbered_lines(text)
                if not fenced and (match := re.match(r"(#{1,6})\s+(.+)", line))]
    firsts = [heading for heading in headings if heading[1] == 1]
    title = page.values.get("title")
    if firsts and isinstance(title, str) and not (title and re.fullmatch(rf"[^\w\s*]+ {re.escape(title)}", firsts[0][2])):
        line = text.removeprefix("\ufeff").split("\n")[firsts[0][0] - 1].rstrip("\r")
        new = _heading(line, title)
        found.append(Finding(path, firsts[0][0], 1, "heading-title", f"the heading is {show(firsts[0][2])}, the title is {show(title)}.",
                             f"Write an emoji and then the title's very words: {new or f'# 🔆 {title}'}", Fix(firsts[0][0], line, new) if new else None))
    seconds = [(number, words) for number, depth, words in headings if depth == 2]
    if tuple(words for _, words in seconds) != SECTIONS:
        wrong = next(((number, words) for (number, words), due in zip(seconds, SECTIONS, strict=False) if words != due), (1, "the end"))
        found.append(Finding(path, wrong[0], 1, "sections", f"the sections are not those of a day, from {wrong[1]!r} on.",
                             "Write, in this order: " + " / ".join(SECTIONS) + "."))
    return found


def check_references(path: str, text: str) -> list[Finding]:
    """Check that each source has a link, and each figure under a sourced heading a reference. The rest about references is in links.py."""
    found: list[Finding] = []
    section, block, start = "", "", 0

    def close() -> None:
        digits = re.sub(r"^\s*(\d+\.|-)\s", "", re.sub(r"`[^`]*`|\[\^[^\]]+\]", "", block))
        if section in SOURCED and re.search(r"\d{2,}|\d%", digits) and "[^" not in block and not block.lstrip().startswith(("!!!", "**What it does")):
            found.append(Finding(path, start, 1, "reference-missing", f"a figure without a reference: {digits.strip()[:60]!r}.",
                                 "Write [^key] after the sentence, and the source under `## Sources`."))

    for number, line, fenced in numbered_lines(text):
        if fenced:
            continue
        if definition := re.match(r"\[\^([^\]]+)\]:", line):
            if not re.search(r"<https?://[^>\s]+>|\]\(https?://", line):
                found.append(Finding(path, number, 1, "source-link", f"the source [^{definition[1]}] has no link.", "End it with <https://…>."))
            continue
        if not line.strip() or line.startswith("#") or re.match(r"\s*(\d+\.|-)\s", line):
            close()
            block, start = "", number
        if line.startswith("## "):
            section = line[3:].strip()
        elif line.strip():
            block, start = block + " " + line, start if block else number
    close()
    return found


def check_words(path: str, page: FrontMatter) -> list[Finding]:
    """Check the length of the page."""
    words = count_words(prose(page))
    return [] if FEWEST_WORDS <= words <= MOST_WORDS else [
        Finding(path, 1, 1, "length", f"the page has {words} words of prose.", f"Write {FEWEST_WORDS} to {MOST_WORDS}.")]


def check_day(path: str, text: str, page: FrontMatter) -> list[Finding]:
    """Return what is wrong with the anatomy of one day."""
    return check_headings(path, text, page) + check_references(path, text) + check_words(path, page)


def check_no_shared_sentences(pages: list[tuple[str, FrontMatter]]) -> list[Finding]:
    """Check that no sentence of eight words or more stands on two days."""
    found: list[Finding] = []
    owner: dict[str, str] = {}
    for path, page in pages:
        for sentence in dict.fromkeys(sentences(prose(page))):
            first = owner.setdefault(sentence.lower(), path)
            if first != path and not SHARED_ON_PURPOSE.search(sentence):
                found.append(Finding(path, 1, 1, "shared-sentence", f"{sentence!r} stands on {first} too.", "Say it in other words, or only once."))
    return found
