"""The text of a file: letters that were broken on their way, signs that hide, marks of other tools.

The patterns stand in data/text.toml; here is the loop over them. What may hide in text is described
in Unicode TR 36 and in "Trojan Source" (CVE-2021-42574).
"""

import html
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from checks.fences import CODE
from checks.finding import Finding, data, show
from checks.page import Page
from checks.site import Site

TEXTS = (".md", ".csv", ".py", ".js", ".css", ".html", ".yml", ".toml")
FRENCH = re.compile("[\t\n -\x7fàâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆ’‘“”«»…–—€°\u00a0]*")
# Letters of Europe and usual punctuation hide nothing; a file of them alone needs no closer look.
PLAIN = re.compile(r"[\t\n -~\xa0-\xac\xae-\u024f\u2010-\u2027\u202f-\u205e]*")
ESCAPE = re.compile(r"\\[xuU]([0-9a-fA-F]{2,8})|&(?:#x?[0-9a-fA-F]{1,8}|[a-zA-Z]{2,31});?")


def check_letters(page: Page, site: Site) -> Iterator[Finding]:
    """Check the bytes and the letters of any file that is text."""
    if not page.path.endswith(TEXTS):
        return
    if page.decoded is None:
        yield _not_utf_8(page)
    elif page.path.startswith("docs/") and (broken := _misread(page)):
        yield broken  # a repair may bring true letters back, so nothing else is said yet
    elif not PLAIN.fullmatch(page.text):
        yield from _look(page, page.text, "any")
    if page.is_markdown:
        yield from _disguised(page)


def _not_utf_8(page: Page) -> Finding:
    """Name the first line that is not UTF-8; offer the text when it can only be French."""
    text = page.raw.decode("cp1252", "replace").replace("\r\n", "\n")
    good, _, rest = page.raw.decode("utf-8", "replace").partition("\ufffd")
    line = good.count("\n") + 1
    french = FRENCH.fullmatch(text) and (good + rest).replace("\ufffd", "").isascii()
    shown = show(text.split("\n")[line - 1][:60])
    said = f"{shown} is not stored as UTF-8: readers see \ufffd. Choose “Save as” and the encoding"
    said = f"{said} UTF-8, or open the file on GitHub with the pencil and paste the text again."
    return Finding(page.path, line, 1, "not-utf-8", said, text if french else None)


# --- Text that was read in a wrong encoding -------------------------------------------------------
# ftfy repairs a page that is broken throughout, but not one emoji in a good page.
RUN = re.compile(r"[^\x00-\x7f]+")
BETWEEN = re.compile("(?<=[‘’“”«»–—…])(?=.)|(?<=.)(?=[‘’“”«»–—…])")
# What a page may hold when it is repaired: European letters, signs, Arabic, Tifinagh, emoji.
TRUE = re.compile(
    "(?![\u00a0-\u00bf]+$)[\u00a0-\u017f\u0600-\u06ff\u200c-\u200f\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2100-\u2bff\u2d30-\u2d7f\ufe0f\U0001f000-\U0001faff]+"
)


def _reread(run: str) -> str:
    """Return what letters were before UTF-8 was read in another encoding, or the letters."""
    for codec in ("mac_roman", "cp1252", "cp437"):
        old = [codec if codec != "cp1252" or sign >= "\u00a0" else "latin-1" for sign in run]
        try:
            raw = b"".join(map(str.encode, run, old))
        except UnicodeEncodeError:
            continue
        if codec == "mac_roman":  # an emoji begins with Apple's logo there; most programs drop it
            raw = re.sub(rb"\xf0?\x9f(?=[\x80-\xbf]{2})", b"\xf0\x9f", raw)
        text = raw.decode("utf-8", "replace")
        if len(text) < len(run) and TRUE.fullmatch(text):
            return _reread(text)  # it may have happened twice
    parts = BETWEEN.split(run)  # a curly quote that somebody typed beside broken letters
    return "".join(map(_reread, parts)) if len(parts) > 1 else run


def _misread(page: Page) -> Finding | None:
    """Say that letters were broken on their way here, once, and offer the whole page mended."""
    fixed = RUN.sub(lambda run: _reread(run[0]), page.text)
    if fixed == page.text:
        return None
    start = len(os.path.commonprefix([page.text, fixed]))
    was, right = (show(text[start : start + 30].split("\n")[0]) for text in (page.text, fixed))
    said = f"Letters were broken on their way here: {was}. Write {right}."
    return page.at(start, "broken-letters", said, fixed)


# --- The patterns of data/text.toml ---------------------------------------------------------------
Pairs = list[tuple[re.Pattern[str], str | None]]  # a pattern, and what replaces it


@cache
def _rows(place: str) -> list[tuple[str, str, Pairs]]:
    """Return rule, message and patterns of the rows for `prose`, that of a page, or `any` text."""
    found = []
    for rule, rows in data("text").items():
        for row in rows:
            pairs = zip_longest(map(re.compile, row.get("find", [])), row.get("write", []))
            if row.get("in", "prose") == place:
                found.append((rule, row["say"], [*pairs]))
    return found


def check_text(page: Page, site: Site) -> Iterator[Finding]:
    """Yield what the patterns find in the prose of a page; then what its code blocks are."""
    if page.is_markdown:
        yield from _look(page, page.prose_text, "prose")
        yield from _fences(page)


def _look(page: Page, text: str, place: str) -> Iterator[Finding]:
    """Yield what the rows for a place find in a text with the length of the page's, one a line."""
    for rule, say, pairs in _rows(place):
        seen: set[int] = set()
        for pattern, write in pairs:
            found = list(pattern.finditer(text))
            fixed = _rewritten(page.text, found, write) if write is not None and found else None
            for match in found:
                offset = match.end() - len(match[0].lstrip(" \t>"))
                offset = match.start("at") if "at" in pattern.groupindex else offset
                finding = page.at(offset, rule, "", fixed)
                if finding.line not in seen:
                    seen.add(finding.line)
                    words = page.text[offset : min(match.end(), offset + 60)].removeprefix("](")
                    yield replace(finding, message=_said(say, words, match.expand(write or "")))


def _said(say: str, words: str, write: str = "") -> str:
    """Return a message of the data with the name of a sign, what was found, what to write."""
    sign = f"U+{ord(words[0]):04X} {unicodedata.name(words[0], '')}" if words else ""
    say = say.replace("{sign}", sign).replace("{0}", show(words.strip()))
    return say.replace("{1}", write.strip()[:60])


def _rewritten(text: str, found: list[re.Match[str]], write: str) -> str | None:
    """Return the text with all matches exchanged; None when one of them holds code."""
    pieces, last = [], 0
    for match in found:
        pieces += [text[last : match.start()], match.expand(write)]
        last = match.end()
    fixed = "".join([*pieces, text[last:]])
    return None if CODE in fixed else fixed


def _disguised(page: Page) -> Iterator[Finding]:
    """Yield signs that hide: as `&#8203;` in what is shown, as `\\u200b` in front matter."""
    quizzes = [fence for fence in page.fences if fence.language == "quiz"]
    shown = {*range(page.body_line)}.union(*(range(each.line, each.last) for each in quizzes))
    rows = enumerate(zip(page.lines, page.prose, strict=True))
    text = "\n".join(line if at in shown else prose for at, (line, prose) in rows)
    front = sum(len(line) + 1 for line in page.lines[: page.body_line])
    for match in ESCAPE.finditer(text):
        code = match[1] if match.start() < front else None
        sign = chr(min(int(code, 16), 0x10FFFF)) if code else html.unescape(match[0])
        for rule, say, pairs in _rows("any") if len(sign) < len(match[0]) else ():
            if any(pattern.search(sign) for pattern, _ in pairs):
                yield page.at(match.start(), rule, _said(say, sign))


def _fences(page: Page) -> Iterator[Finding]:
    """Yield code blocks that do not end, and those that are a drawing or a box of another tool."""
    for fence in page.fences:
        rows = [row for row in data("text")["fence-foreign"] if re.match(row["info"], fence.info)]
        if not fence.closed or re.search(rf"(?m)^\s*{fence.marks} ?[\w{{]", fence.body):
            said = f"This code block is not closed before line {fence.last}. Write {fence.marks}"
            said = f"{said} alone on the line after its end, indented as its first line is."
            yield page.on(fence.line, "fence-unclosed", said, column=len(fence.indent) + 1)
        elif rows:
            said = _said(rows[0]["say"], fence.info)
            yield page.on(fence.line, "fence-foreign", said, column=len(fence.indent) + 1)
