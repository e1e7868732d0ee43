"""Traps of Markdown: text that looks right in an editor and wrong, or not at all, on the page.

What the linter rumdl knows is in series/linter.py; here is what it does not know of Python-Markdown and this site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from series.anchors import headings
from series.findings import Finding
from series.lists import check_lists
from series.source import CODE, Source, code_spans, nearest, paragraphs

BOXES = ("note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug", "example", "quote")
# Left over from a model text. Not on the template, where such words belong.
PLACEHOLDER = re.compile(
    r"(?i:insert (?:your|the|a|an|link|text|image|title|here)\b[^.\n]{0,40}|your (?:link|text|title|name|article|proposal) here|link here\]|lorem ipsum|dolor sit amet|"
    r"\[(?:citation needed|to be completed|à compléter|your text|placeholder)\]|à compléter|texte à venir|coming soon\.{2,})|"
    r"\b(?:TODO|TBD|TBC|TBA|TKTK|FIXME|XXX+)\b|\b[Tt]odo:|\bÀ (?:FAIRE|COMPLÉTER)\b|\[(?:link text|alt text|link|text|texte|lien)\](?!\()|(?:[Éé]crivez|[Ii]nsérez) (?:ici|votre)")
OF_THE_TEMPLATE = re.compile(r"One or two sentences\.|Say in two sentences|^\s*What to think of first\.$|^\d\. An open question\?$|^\*\*1\. A question\?\*\*$|^- [abc]\. An answer$")
BOX = re.compile(r"(?P<mark>!!!|\?\?\?\+?)(?P<rest>.*)")
BOX_REST = re.compile(r'[ ]?(?P<type>[\w-]+)(?:[ ]+(?:inline|end))*(?:[ ]+"(?P<title>[^"]*)")?[ ]*')
EMOJI = re.compile(rf"(?<![\w:/.{CODE}-]):([a-z][a-z0-9_+-]*|[+-]1):(?![\w:/])")
OTHER_LIST = re.compile(r"[ ]{0,3}(?:(\d{1,2}\)|[a-zA-Z]\))|([a-z]\.)|([•●▪◦‣·])|([–—]))[ ]+\S")
# Marks that other engines know: (what they look like, what to write instead)
FOREIGN = (
    (re.compile(r"~~(?=\S)[^~\n]{1,200}(?<=\S)~~"), "Write <del>text</del>."),
    (re.compile(r"(?<![=\w])==(?=[^\s=])[^=\n]{1,200}(?<=\S)==(?!=)"), "Write <mark>text</mark>."),
    (re.compile(r"(?<![+\w])\+\+(?=[^\s+])[^+\n]{1,200}(?<=\S)\+\+(?![+\w])"), "Write <ins>text</ins>, or <kbd>Ctrl</kbd> for a key."),
    (re.compile(r"(?<=[A-Za-z0-9)])~\d{1,3}~"), "Write <sub>2</sub>."),
    (re.compile(r"\$\$[^$\n]{1,400}\$\$|\\\\\(|\\begin\{"), "Write the formula in words or in `code`: this site draws none."),
    (re.compile(r"\[\[[^\[\]\n]{1,200}\]\](?![\[(])"), "Write [text](page.md)."),
    (re.compile(r"(?<!\S)\^\[[^\[\]\n]{1,400}\]|(?<=[.\w])\^\[[^\[\]\n]{1,400}\]"), "Write [^key], and [^key]: with the note at the end of the page."),
)
EMPHASIS = re.compile(r"\\.|\*\*+|__+")


def check_markdown(page: Source) -> list[Finding]:
    """Return the traps that one page fell into."""
    rules = (_headings, _fences, _boxes, check_lists, _emphasis_and_code, _emoji, _foreign, _words)
    return [finding for rule in rules for finding in rule(page)]


def _headings(page: Source) -> Iterator[Finding]:
    """One heading of the first level, none empty, none by accident."""
    firsts = 0
    for number, depth, words, _ in headings(page):
        if not words.strip("# "):
            yield Finding(page.path, number, 1, "heading-empty", "a heading with no words.", "Write its words, or take the # out.")
            continue
        raw = page.lines[number - 1].lstrip(" ")
        if not raw[depth : depth + 1].isspace():
            yield Finding(page.path, number, 1, "heading-space", f"{raw[:30]!r} becomes a heading.",
                          f"Write {'#' * depth} and a blank before the words; to begin a line with #, write \\#.")
        if raw != page.lines[number - 1]:
            yield Finding(page.path, number, 1, "heading-indent", "the heading has blanks before it.", "Start it at the beginning of the line.")
        if depth == 1:
            firsts += 1
            if firsts == 2:
                yield Finding(page.path, number, 1, "heading-one", "the page has a second first-level heading.", f"Write one `#` a page; here, write ## {words}.")
    if not firsts and page.normal.strip():
        yield Finding(page.path, min(page.body_line + 1, len(page.lines)), 1, "heading-one", "the page has no first-level heading.", "Write one at its beginning: # and the title.")
    before = ""
    for number, line in page.numbered():
        if re.fullmatch(r"(?:=+|-+)[ ]*", line) and before.strip() and not re.match(r"\s*(?:[#>|<]|[-*+] |\d+\. )", before) and "|" not in before:
            yield Finding(page.path, number, 1, "heading-underlined", "the line under a text makes a heading of it.",
                          "Write ## before a heading. For a rule, leave a blank line above ---.")
        before = line


def _fences(page: Source) -> Iterator[Finding]:
    """Code blocks that end, and that name a language which exists."""
    for fence in page.fences:
        column = len(fence.indent) + 1
        if not fence.closed:
            if fence.last < len(page.lines):
                yield Finding(page.path, fence.line, column, "fence-unclosed", f"line {fence.last} leaves this code block before it is closed.",
                              f"Start every line of the block, and the closing fence, with {len(fence.indent)} blanks.")
            else:
                yield Finding(page.path, fence.line, column, "fence-unclosed", "this code block is never closed: the rest of the page would be code.",
                              "Write the same three signs alone on a line where it ends.")
        elif not fence.understood:
            yield Finding(page.path, fence.line, column, "fence-words", f"Markdown does not understand {fence.info!r} and shows the block as text.",
                          'Write ``` python, or ``` { .python title="Words" }.')
        elif not fence.language:
            yield Finding(page.path, fence.line, column, "fence-language", "this code block does not say its language.",
                          "Write ``` python, or ``` text for plain text.")
        elif bad := [word for word in re.findall(r"([\w:-]+)\s*=", re.sub(r"\"[^\"]*\"|'[^']*'", "x", fence.info)) if word not in ("title", "linenums", "hl_lines")]:
            yield Finding(page.path, fence.line, column, "fence-words", f"a code block has no {bad[0]!r}.", 'It may have title="…", hl_lines="2 3" and linenums="1".')
        elif fence.language != "chart" and fence.language.lower() not in languages():
            near = nearest(fence.language.lower(), languages())
            yield Finding(page.path, fence.line, column, "fence-language", f"there is no language {fence.language!r}.",
                          f"Did you mean {near[0]}?" if near else "Write python, or text for plain text.")
        elif re.match(r"[ ]+", fence.indent) and ">" not in fence.indent and len(fence.indent) % 4:
            yield Finding(page.path, fence.line, column, "fence-indent", f"this code block starts with {len(fence.indent)} blanks.",
                          "Use none, or four for each list or box that it stands in.")


_LANGUAGES: set[str] = set()


def languages() -> set[str]:
    """Return the names of languages that the highlighter of the site knows."""
    if not _LANGUAGES:
        from pygments.lexers._mapping import LEXERS  # type: ignore[import-untyped]  # the table alone; the lexers are not loaded

        _LANGUAGES.update(alias for entry in LEXERS.values() for alias in entry[2])
    return _LANGUAGES


def _boxes(page: Source) -> Iterator[Finding]:
    """Boxes (`!!!` and `???`) of a known type with an indented body; no tabs, which this site has not."""
    numbered = list(page.numbered())
    for index, (number, line) in enumerate(numbered):
        text = line.lstrip("> ")
        indent = len(line) - len(text)
        if re.match(r'===[!+]? ?"', text):
            yield Finding(page.path, number, indent + 1, "tabs", "this site has no tabs: the line would show as text.", "Write a heading for each, or a box ??? note \"Title\".")
            continue
        if not (box := BOX.fullmatch(text)):
            continue
        rest = BOX_REST.fullmatch(box["rest"])
        if not rest:
            yield Finding(page.path, number, indent + 1, "box-form", f"{text.strip()[:60]!r} is not how a box begins.", f'Write {box["mark"]} note "Title", with straight quotes.')
        elif rest["type"] not in BOXES:
            near = nearest(rest["type"].lower(), BOXES, 0.5)
            yield Finding(page.path, number, indent + 1, "box-type", f"there is no box of the type {rest['type']!r}.",
                          (f"Did you mean {near[0]}? " if near else "") + "The types are: " + ", ".join(BOXES) + ".")
        if indent % 4 and ">" not in line[:indent]:
            yield Finding(page.path, number, 1, "box-indent", f"the box starts with {indent} blanks.", "Use none, or four for each list or box that it stands in.")
        following = next(((later, body) for later, body in numbered[index + 1 :] if page.lines[later - 1].strip()), None)
        if following is None or len(page.lines[following[0] - 1]) - len(page.lines[following[0] - 1].lstrip("> ")) < indent + 4:
            yield Finding(page.path, following[0] if following else number, 1, "box-body", f"the body of the box on line {number} is not indented: the box stays empty.",
                          "Start each of its lines with four blanks" + (f" more than the {indent} of the box." if indent else "."))


def _emphasis_and_code(page: Source) -> Iterator[Finding]:
    """Bold and code that end in the paragraph where they begin."""
    raw_lines = list(page.prose_lines)
    for start, run in paragraphs(raw_lines):
        if start < page.body_line:
            continue
        text = "\n".join(run)
        base = page.starts[start]
        if "`" in text:
            for at in code_spans(text)[1]:
                yield page.finding(base + at, "code-unclosed", "a backtick that nothing closes.", "Close the code with as many backticks; for the sign itself, write \\`.")
        open_bold: dict[str, int] = {}
        for match in EMPHASIS.finditer(text):
            mark = match[0]
            if mark[0] == "\\" or len(mark) > 3:
                continue
            before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            if mark[0] == "_" and (before.isalnum() and after.isalnum()):
                continue
            if (not before or before.isspace()) and (not after or after.isspace()):
                continue
            if mark[:2] in open_bold:
                del open_bold[mark[:2]]
            else:
                open_bold[mark[:2]] = match.start()
        for mark, at in open_bold.items():
            yield page.finding(base + at, "bold-unclosed", f"{mark} begins bold text that does not end in this paragraph, or ends text that does not begin.",
                               f"Write {mark} before and after the words; for the signs themselves, write \\{mark[0]}\\{mark[0]}.")


def _foreign(page: Source) -> Iterator[Finding]:
    """Marks, and signs of a list, that mean something elsewhere and show as they are here."""
    for pattern, hint in FOREIGN:
        for match in pattern.finditer(page.prose):
            yield page.finding(match.start(), "foreign-mark", f"{match[0][:40]!r} would show with its signs: this site does not know them.", hint)
    before: tuple[int, int] = (0, 0)
    for number, line in page.numbered():
        item = OTHER_LIST.match(line)
        if item:
            if before == (number - 1, item.lastindex or 0):
                yield Finding(page.path, number - 1, 1, "list-mark", f"{item[item.lastindex or 0]!r} begins no list: the lines would run together.", "Begin each line with `- `, or with `1. `.")
            before = (number, item.lastindex or 0)
        if re.search(r"(?<!\\)\\$", line) and not line.lstrip().startswith("|"):
            yield Finding(page.path, number, len(line), "foreign-mark", "a backslash at the end of a line shows as it is.", "Write <br> for a new line, or begin a new paragraph.")


def _emoji(page: Source) -> Iterator[Finding]:
    """Emoji as characters: this site turns no `:name:` into a picture."""
    for match in EMOJI.finditer(page.prose):
        yield page.finding(match.start(), "emoji-name", f"{match[0]} shows as these letters.", emoji_hint(match[1]))


def emoji_hint(name: str) -> str:
    """Return what to write instead of `:name:`."""
    from pymdownx import gemoji_db  # type: ignore[import-untyped]  # here, since it is large and seldom needed

    known = {key.strip(":"): entry["unicode"] for key, entry in gemoji_db.emoji.items() if "unicode" in entry}
    known |= {alias.strip(":"): known[key.strip(":")] for alias, key in gemoji_db.aliases.items() if key.strip(":") in known}
    if name in known:
        return f"Write the character itself: {''.join(chr(int(code, 16)) for code in known[name].split('-'))}"
    near = nearest(name, known, 0.75)
    if near:
        return f"There is no emoji of this name. Did you mean {''.join(chr(int(code, 16)) for code in known[near[0]].split('-'))} ({near[0]})? Write the character itself."
    return "There is no emoji of this name. Write the character itself, or leave it out."


def _words(page: Source) -> Iterator[Finding]:
    """No word that was to be replaced."""
    for number, line in page.numbered():
        if found := PLACEHOLDER.search(line):
            yield Finding(page.path, number, found.start() + 1, "placeholder", f"a placeholder was left: {found[0]!r}.", "Write the real text.")
    if page.path.endswith("_template.md"):
        return
    for number, line in page.numbered():
        if left := OF_THE_TEMPLATE.search(line):
            yield Finding(page.path, number, left.start() + 1, "placeholder", f"a sentence of the template was left: {left[0].strip()!r}.", "Write your own.")
