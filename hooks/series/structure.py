"""The anatomy of a day: its sections in order, its references, its length, its words.

The order of the sections is the series' own; CONTRIBUTING.md shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from series.findings import Finding, Fix, show
from series.front_matter import FrontMatter, heading_of, title_of_day

SECTIONS = ("Why it matters", "Morocco today", "Machine learning at work", "Today's challenge", "Check yourself", "Sources",
            "Join the conversation")
SOURCED = ("Morocco today", "Machine learning at work")
FEWEST_WORDS, MOST_WORDS = 900, 1400
PLACEHOLDER = re.compile(r"insert your|your link here|lorem ipsum|\bTODO\b|\bTBD\b|\bFIXME\b", re.IGNORECASE)
SHARED_ON_PURPOSE = re.compile(r"^At home: download|^Welcome to the ")


def numbered_lines(page: FrontMatter, text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield each line of the body with its number in the file, and whether it stands in a fenced block."""
    lines = text.removeprefix("\ufeff").splitlines()
    start = len(lines) - len(page.body.splitlines())
    fence = ""
    for number, line in enumerate(lines[start:], start + 1):
        opening = re.match(r"\s*(`{3,}|~{3,})", line)
        inside = bool(fence)
        if opening and not fence:
            fence, inside = opening[1], True
        elif opening and line.strip() == fence:
            fence = ""
        yield number, line, inside


def prose(page: FrontMatter) -> str:
    """Return the text that a reader reads: no code, no chart block, no sources, no marks of Markdown."""
    kept: list[str] = []
    section = ""
    for _, line, fenced in numbered_lines(page, page.body):
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
    """Check one H1 that agrees with the title, the sections in their order, and no skipped level."""
    found: list[Finding] = []
    headings = [(number, len(match[1]), match[2].strip()) for number, line, fenced in numbered_lines(page, text)
                if not fenced and (match := re.match(r"(#{1,6})\s+(.+)", line))]
    firsts = [heading for heading in headings if heading[1] == 1]
    title = page.values.get("title")
    if len(firsts) != 1:
        at = firsts[1][0] if len(firsts) > 1 else 1
        found.append(Finding(path, at, 1, "heading-one", f"the page has {len(firsts)} first-level headings.", "Write one: `# 🔆 Day N: Title`."))
    elif isinstance(title, str) and not (title and re.fullmatch(rf"[^\w\s*]+ {re.escape(title)}", firsts[0][2])):
        line = text.removeprefix("\ufeff").split("\n")[firsts[0][0] - 1].rstrip("\r")
        new = _heading(line, title)
        found.append(Finding(path, firsts[0][0], 1, "heading-title", f"the heading is {show(firsts[0][2])}, the title is {show(title)}.",
                             f"Write an emoji and then the title's very words: {new or f'# 🔆 {title}'}", Fix(firsts[0][0], line, new) if new else None))
    level = 1
    for number, depth, words in headings:
        if depth > level + 1:
            found.append(Finding(path, number, 1, "heading-skipped", f"the heading {words!r} skips a level.", f"Write {'#' * (level + 1)} before it."))
        level = depth
    seconds = [(number, words) for number, depth, words in headings if depth == 2]
    if tuple(words for _, words in seconds) != SECTIONS:
        wrong = next(((number, words) for (number, words), due in zip(seconds, SECTIONS, strict=False) if words != due), (1, "the end"))
        found.append(Finding(path, wrong[0], 1, "sections", f"the sections are not those of a day, from {wrong[1]!r} on.",
                             "Write, in this order: " + " / ".join(SECTIONS) + "."))
    return found


def check_references(path: str, text: str, page: FrontMatter) -> list[Finding]:
    """Check that each reference has a source, each source a reference, and each figure under a sourced heading a reference."""
    found: list[Finding] = []
    used: dict[str, int] = {}
    defined: dict[str, int] = {}
    section, block, start = "", "", 0

    def close() -> None:
        digits = re.sub(r"^\s*(\d+\.|-)\s", "", re.sub(r"`[^`]*`|\[\^[^\]]+\]", "", block))
        if section in SOURCED and re.search(r"\d{2,}|\d%", digits) and "[^" not in block and not block.lstrip().startswith(("!!!", "**What it does")):
            found.append(Finding(path, start, 1, "reference-missing", f"a figure without a reference: {digits.strip()[:60]!r}.",
                                 "Write [^key] after the sentence, and the source under `## Sources`."))

    for number, line, fenced in numbered_lines(page, text):
        if fenced:
            continue
        if definition := re.match(r"\[\^([^\]]+)\]:", line):
            if definition[1] in defined:
                found.append(Finding(path, number, 1, "reference-twice", f"the source [^{definition[1]}] is defined twice.", "Keep one."))
            defined[definition[1]] = number
            if not re.search(r"<https?://[^>\s]+>|\]\(https?://", line):
                found.append(Finding(path, number, 1, "source-link", f"the source [^{definition[1]}] has no link.", "End it with <https://…>."))
            continue
        for name in re.findall(r"\[\^([^\]]+)\]", line):
            used.setdefault(name, number)
        if not line.strip() or line.startswith("#") or re.match(r"\s*(\d+\.|-)\s", line):
            close()
            block, start = "", number
        if line.startswith("## "):
            section = line[3:].strip()
        elif line.strip():
            block, start = block + " " + line, start if block else number
    close()
    found += [Finding(path, line, 1, "reference-undefined", f"the reference [^{name}] has no source.", f"Add `[^{name}]: …` under `## Sources`.")
              for name, line in used.items() if name not in defined]
    found += [Finding(path, line, 1, "source-unused", f"nothing refers to the source [^{name}].", "Refer to it in the text, or take it out.")
              for name, line in defined.items() if name not in used]
    return found


def check_words(path: str, text: str, page: FrontMatter) -> list[Finding]:
    """Check the length of the page, and that no placeholder was left."""
    words = count_words(prose(page))
    found = [] if FEWEST_WORDS <= words <= MOST_WORDS else [
        Finding(path, 1, 1, "length", f"the page has {words} words of prose.", f"Write {FEWEST_WORDS} to {MOST_WORDS}.")]
    for number, line, fenced in numbered_lines(page, text):
        if not fenced and (match := PLACEHOLDER.search(line)):
            found.append(Finding(path, number, match.start() + 1, "placeholder", f"a placeholder was left: {match[0]!r}.", "Write the real text."))
        for image in re.finditer(r"!\[(\s*)\]\(", line if not fenced else ""):
            found.append(Finding(path, number, image.start() + 1, "image-alt", "an image has no alternative text.", "Say in the brackets what it shows."))
    return found


def check_day(path: str, text: str, page: FrontMatter) -> list[Finding]:
    """Return what is wrong with the anatomy of one day."""
    return check_headings(path, text, page) + check_references(path, text, page) + check_words(path, text, page)


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
