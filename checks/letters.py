"""Letters: a file that is not UTF-8, text that was read wrongly, and signs that nobody can see.

What may hide in text is described in Unicode TR 36 and in "Trojan Source" (CVE-2021-42574).
"""

import html
import os
import re
import unicodedata
from collections.abc import Iterator

from checks.finding import Finding, show
from checks.page import Page
from checks.site import Site

TEXTS = (".md", ".csv", ".py", ".js", ".css", ".html", ".yml", ".toml")
SAVE = (
    "On GitHub, open the file with the pencil and paste the text again; in Notepad choose "
    "“Save as” and the encoding UTF-8"
)
FRENCH = re.compile("[\t\r\n -\x7fàâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆ’‘“”«»…–—€°\u00a0]*")


def check_letters(page: Page, site: Site) -> Iterator[Finding]:
    """Check the bytes and the letters of any file that is text."""
    if not page.path.endswith(TEXTS):
        return
    if page.decoded is None:
        yield _not_utf_8(page)
    elif page.path.startswith("docs/") and (broken := _misread(page)):
        yield broken  # a repair may bring true letters back, so nothing else is said yet
    else:
        yield from _hidden(page)


def _not_utf_8(page: Page) -> Finding:
    """Name the first line that is not UTF-8; offer the text when it can only be French."""
    if page.raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = page.raw.decode("utf-16", "replace").replace("\r\n", "\n")
        said = f"The file is stored as UTF-16, which Windows calls “Unicode”. {SAVE}."
        return Finding(page.path, 1, 1, "not-utf-8", said, None if "\ufffd" in text else text)
    raw = page.raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"\n")
    lines = [_decoded(line) for line in raw]
    bad = [at for at, line in enumerate(raw) if (lines[at] or "").encode() != line]
    fixed = None if None in lines else "\n".join(map(str, lines))
    shown = show(raw[bad[0]].decode("cp1252", "replace")[:60])
    said = f"{shown} is not stored as UTF-8{_also([at + 1 for at in bad])}: readers see \ufffd."
    return Finding(page.path, bad[0] + 1, 1, "not-utf-8", f"{said} {SAVE}.", fixed)


def _decoded(line: bytes) -> str | None:
    """Return a line that is UTF-8, or French in Windows' or Apple's old encoding; else None."""
    for codec in ("utf-8", "cp1252", "mac_roman"):
        text = line.decode(codec, "replace")
        if "\ufffd" not in text and (codec == "utf-8" or FRENCH.fullmatch(text)):
            return text
    return None


def _also(lines: list[int]) -> str:
    """Return ", and on lines 5, 9" for all but the first of some lines."""
    more = list(dict.fromkeys(lines))[1:]
    return f", and on line{'s' * (len(more) > 1)} {', '.join(map(str, more))[:60]}" if more else ""


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
        try:
            raw = b"".join(
                sign.encode("latin-1" if codec == "cp1252" and sign < "\u00a0" else codec)
                for sign in run
            )
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
    pairs = list(zip(page.lines, fixed.split("\n"), strict=True))
    bad = [number for number, (old, new) in enumerate(pairs, 1) if old != new]
    start = len(os.path.commonprefix(pairs[bad[0] - 1]))
    was, right = (show(line[max(0, start - 10) : start + 30]) for line in pairs[bad[0] - 1])
    said = f"Letters are broken: {was}{_also(bad)}. Write {right}."
    return page.on(bad[0], "broken-letters", said, fixed, start + 1)


# --- Signs that nobody sees -----------------------------------------------------------------------
ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
EMOJI = "\u203c-\u3299\U0001f000-\U0001faff"
HIDDEN = re.compile(  # the name of a group is in WHY
    "(?P<order>[\u202a-\u202e\u2066-\u2069])"
    "|(?P<text>[\ufe00-\ufe0d\U000e0000-\U000e0fff])"
    "|(?P<lost>\ufffd)"
    "|(?P<font>[\ue000-\uf8ff])"
    # Right in Arabic, and between two emoji: joiners. After an emoji: what gives it its colour.
    f"|(?P<sign>(?<![{ARABIC}{EMOJI}\ufe0f])[\u200c\u200d]"
    f"|[\u200c\u200d](?<![{ARABIC}].)(?![{ARABIC}{EMOJI}])"
    f"|(?<![{EMOJI}©®™#*0-9])[\ufe0e\ufe0f]|[\ufe0e\ufe0f](?=[\ufe0e\ufe0f])"
    "|[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b"
    "\u2028\u2029\u2060-\u2065\u206a-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffc])"
    "|(?P<mark>[\u061c\u200e\u200f])"  # right in a line with Arabic letters
)
WHY = {
    "order": ("text-order", "shows text in another order than it is stored in. Delete it"),
    "text": ("hidden-text", "can hide text that no reader sees. Delete it"),
    "lost": ("lost-letter", "stands where a letter was lost. Write the letter again"),
    "font": ("font-letter", "shows as a box without one certain font. Write the word"),
    "sign": ("hidden-sign", "shows nothing. Delete it"),
    "mark": ("hidden-sign", "shows nothing. Delete it"),
}
ESCAPE = re.compile(r"\\[xuU]([0-9a-fA-F]{2,8})|&(?:#x?[0-9a-fA-F]{1,8}|[a-zA-Z]{2,31});?")


def _hidden(page: Page) -> Iterator[Finding]:
    """Yield one finding a line and rule for signs that show nothing; --fix deletes them."""
    places = [
        (number, at, kind, line[at])
        for number, line in enumerate(page.lines, 1)
        for at, kind in _hidden_in(line).items()
    ]
    gone = {(number, at) for number, at, kind, _ in places if WHY[kind][0] == "hidden-sign"}
    fixed = "\n".join(
        "".join(sign for at, sign in enumerate(line) if (number, at) not in gone)
        for number, line in enumerate(page.lines, 1)
        if gone
    )
    told: set[tuple[int, str]] = set()
    for number, at, kind, sign in (*places, *(_disguised(page) if page.is_markdown else ())):
        rule, why = WHY[kind]
        if (number, rule) not in told:
            told.add((number, rule))
            said = f"The sign U+{ord(sign):04X} {unicodedata.name(sign, '')} {why}."
            yield page.on(number, rule, said, fixed if (number, at) in gone else None, at + 1)


def _hidden_in(line: str) -> dict[int, str]:
    """Return column (from 0) and kind of signs that show nothing or move what is shown."""
    if line.isascii() and line.isprintable():
        return {}
    found = {match.start(): str(match.lastgroup) for match in HIDDEN.finditer(line)}
    arabic = re.search(f"[{ARABIC}]", line)
    return {at: kind for at, kind in found.items() if kind != "mark" or not arabic}


def _disguised(page: Page) -> Iterator[tuple[int, int, str, str]]:
    """Yield what a browser or YAML makes of `&#8203;` and `\\u200b`: line, column, kind, sign."""
    quizzes = [fence for fence in page.fences if fence.language == "quiz"]
    shown = {number for fence in quizzes for number in range(fence.line, fence.last)}
    for number, (line, prose) in enumerate(zip(page.lines, page.prose, strict=True), 1):
        front = number <= page.body_line
        for match in ESCAPE.finditer(line if front or number in shown else prose):
            code = match[1] if front else None
            signs = chr(min(int(code, 16), 0x10FFFF)) if code else html.unescape(match[0])
            for sign in signs if len(signs) < len(match[0]) else ():
                yield from (
                    (number, match.start(), kind, sign) for kind in _hidden_in(sign).values()
                )
