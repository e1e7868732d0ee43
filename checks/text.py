"""The text of a file: letters that were broken on their way, signs that hide, marks of other tools.

The patterns stand in data/text.toml; here is the loop over them. What may hide in text is described
in Unicode TR 36 and in "Trojan Source" (CVE-2021-42574).
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from checks.finding import Finding, data, show
from checks.page import CODE, Page
from checks.site import Site

TEXTS = (".md", ".csv", ".py", ".js", ".css", ".html", ".yml", ".toml")
FRENCH = re.compile("[\t\n -\x7fàâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆ’‘“”«»…–—€°\u00a0]*")


def check_letters(page: Page, site: Site) -> Iterator[Finding]:
    """Check the bytes and the letters of any file that is text."""
    if not page.path.endswith(TEXTS):
        return
    if page.decoded is None:
        yield _not_utf_8(page)
    elif page.path.startswith("docs/") and (fixed := RUN.sub(_reread, page.text)) != page.text:
        start = len(os.path.commonprefix([page.text, fixed]))
        was, right = (show(text[start : start + 30].split("\n")[0]) for text in (page.text, fixed))
        # A repair may bring true letters back, so nothing else is said yet.
        yield page.on(page.place(start), "broken-letters", was, right, fixed=fixed)
    else:
        yield from _look(page, page.text, "any")


def _not_utf_8(page: Page) -> Finding:
    """Name the first line that is not UTF-8; offer the text when it can only be French."""
    text = page.raw.decode("cp1252", "replace").replace("\r\n", "\n")
    good, _, rest = page.raw.decode("utf-8", "replace").partition("\ufffd")
    line = good.count("\n") + 1
    french = FRENCH.fullmatch(text) and (good + rest).replace("\ufffd", "").isascii()
    shown = show(text.split("\n")[line - 1][:60])
    return page.on(line, "not-utf-8", shown, fixed=text if french else None)


# --- Text that was read in a wrong encoding -------------------------------------------------------
# ftfy repairs a page that is broken throughout, but not one emoji in a good page.
RUN = re.compile(r"[^\x00-\x7f]{2,}")
# What a page may hold when it is repaired: European letters, signs, Arabic, Tifinagh, emoji.
TRUE = re.compile(
    "(?![\u00a0-\u00bf]+$)[\u00a0-\u017f\u0600-\u06ff\u200c-\u200f\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2100-\u2bff\u2d30-\u2d7f\ufe0f\U0001f000-\U0001faff]+"
)


def _reread(match: re.Match[str]) -> str:
    """Return what letters were before UTF-8 was read in another encoding, or the letters."""
    run = match[0]
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
            return RUN.sub(_reread, text)  # it may have happened twice
    return run


# --- The patterns of data/text.toml ---------------------------------------------------------------
@cache
def _rows(place: str) -> list[tuple[str, str, list[tuple[re.Pattern[str], str | None]]]]:
    """Return rule, message, and (pattern, what replaces it) of the rows for a place."""
    rows, address = [], data("text")["address"]
    for name, (say, *finds) in data("text")[place].items():
        pairs = (find if isinstance(find, list) else (find, None) for find in finds)
        patterns = [(re.compile(find.replace("ADDRESS", address)), new) for find, new in pairs]
        rows.append((name.split(".")[0], say, patterns))
    return rows


def check_text(page: Page, site: Site) -> Iterator[Finding]:
    """Yield what the patterns find on a page; then code blocks that are none, or never end."""
    if page.kind == "table":
        yield from _look(page, page.text, "table")
    if not page.is_markdown:
        return
    yield from _look(page, page.prose_text, "prose")
    for fence in page.fences:
        place = fence.line, len(fence.indent) + 1
        if not fence.closed or re.search(rf"(?m)^\s*{fence.marks} ?[\w{{]", fence.body):
            yield page.on(place, "fence-unclosed", fence.last, fence.marks)
            continue
        for rule, say, [(pattern, _)] in _rows("fence"):
            if pattern.match(fence.info):
                yield page.on(place, rule, *_words(fence.info), say=say)


def _look(page: Page, text: str, place: str) -> Iterator[Finding]:
    """Yield what the rows for a place find in a text with the length of the page's, one a line."""
    for rule, say, pairs in _rows(place):
        lines: set[int] = set()
        for pattern, write in pairs:
            found = list(pattern.finditer(text))
            fixed = _rewritten(page.text, found, write)
            for match in found:
                start = match.end() - len(match[0].lstrip(" \t>\n"))
                start = match.start("at") if "at" in pattern.groupindex else start
                at = page.place(start)
                if at[0] not in lines:
                    lines.add(at[0])
                    sign = page.text[start : min(match.end(), start + 60)].removeprefix("](")
                    words = _words(sign, match.expand(write or ""))
                    yield page.on(at, rule, *words, say=say, fixed=fixed)


def _words(found: str, write: str = "") -> tuple[str, str, str]:
    """Return what a message of the data tells: what was found, what to write, the first sign."""
    sign = f"U+{ord(found[0]):04X} {unicodedata.name(found[0], '')}" if found else ""
    return show(found.strip()), write.strip()[:60], sign


def _rewritten(text: str, found: list[re.Match[str]], write: str | None) -> str | None:
    """Return the text with all matches exchanged; None when one of them holds code."""
    if write is None:
        return None
    pieces, last = [], 0
    for match in found:
        pieces += [text[last : match.start()], match.expand(write)]
        last = match.end()
    fixed = "".join([*pieces, text[last:]])
    return None if CODE in fixed else fixed
