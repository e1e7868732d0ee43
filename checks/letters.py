"""Letters: a file that is not UTF-8, text that was read wrongly, and signs that nobody can see.

What may hide in text is described in Unicode TR 36 and in "Trojan Source" (CVE-2021-42574).
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator

from checks.addresses import strange_label
from checks.finding import Finding, show
from checks.page import Page, Site

TEXTS = (".md", ".csv", ".py", ".js", ".css", ".html", ".yml", ".toml")
SAVE = (
    "On GitHub, open the file with the pencil and paste the text again; in Notepad choose "
    "“Save as” and the encoding UTF-8"
)
FRENCH = re.compile("[àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆ’‘“”«»…–—€°\u00a0]*")

_ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_EMOJI = "\u203c-\u3299\U0001f000-\U0001faff"
# Invisible and yet right: the flags of England, Scotland and Wales; a joiner inside an emoji or
# beside an Arabic letter; the selector that gives a symbol its colour.
_FINE = re.compile(
    "\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063"
    "\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f"
    f"|(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])|(?<=[{_ARABIC}])[\u200c\u200d]"
    f"|[\u200c\u200d](?=[{_ARABIC}])|(?<=[{_EMOJI}©®™#*0-9])[\ufe0e\ufe0f](?![\ufe00-\ufe0f])"
)
_DIRECTION = "\u200e\u200f\u061c"  # right in a line with Arabic letters
# Seen by nobody, though Python calls them printable: fillers, joiners, selectors, an empty Braille.
_HIDDEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\ufff0-\ufff8\ufffc\ufffd\ufdd0-\ufdef\U000e0000-\U000e0fff]"
)
_ORDER = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ENTITY = re.compile(r"&#?\w{1,31};")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})")
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INDENT = re.compile(
    rf"[ \t>]{{0,40}}[{_SPACES}][ \t{_SPACES}]{{0,40}}(?=\S)"
    rf"|\s{{0,40}}(?:#{{1,6}}|[-*+]|\d{{1,3}}\.|[A-Za-z_]{{1,20}}:)[{_SPACES}]{{1,9}}(?=\S)"
)


def check_letters(page: Page, site: Site) -> Iterator[Finding]:
    """Check the bytes and the letters of any file that is text."""
    if not page.path.endswith(TEXTS):
        return
    if page.decoded is None or b"\0" in page.raw[:400] and _wide(page.raw):
        yield _not_utf_8(page)
    elif re.search(rb"\r(?!\n)", page.raw):
        lone = re.search(rb"\r(?!\n)", page.raw)
        line = len(page.raw[: lone.start() if lone else 0].splitlines()) or 1
        what = "A line ends with a lone carriage return, and some programs see one long line."
        yield page.on(line, "line-ends", f"{what} Save the file with the line ends LF.", page.text)
    elif not page.text.isascii() and page.path.startswith("docs/"):
        broken = list(_misread(page))
        yield from broken
        yield from () if broken else _invisible(page)  # a repair may bring true letters back
        yield from _look_alikes(page)
    else:
        yield from _invisible(page)


def _wide(raw: bytes) -> str | None:
    """Return the codec of UTF-16 or UTF-32, told by a mark or by a zero in every second byte."""
    for mark, codec in (
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if raw.startswith(mark):
            return codec
    head = raw[:400]
    for codec, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(head) >= 8 and zeros.count(0) > 0.8 * len(zeros):
            return codec
    return None


def _not_utf_8(page: Page) -> Finding:
    """Name the first line that is not UTF-8; offer the text when it can only be French."""
    codec = _wide(page.raw)
    if codec:
        fixed = page.raw.decode(codec, "replace").replace("\r\n", "\n").removeprefix("\ufeff")
        what = f"The file is stored as {codec[:6].upper()}, which Windows calls “Unicode”, not as UTF-8."
        mended = None if "\ufffd" in fixed else fixed
        return page.on(1, "not-utf-8", f"{what} {SAVE}.", mended)
    lines, bad, known = [], [], True
    for number, raw in enumerate(page.raw.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        try:
            lines.append(raw.decode())
            continue
        except UnicodeDecodeError:
            bad.append(number)
        for codec in ("cp1252", "mac_roman"):
            line = raw.decode(codec, "replace")
            if FRENCH.fullmatch("".join(sign for sign in line if not sign.isascii())):
                lines.append(line)
                break
        else:
            known = False
            lines.append(raw.decode("cp1252", "replace"))
    word = next(iter(re.findall(r"\S*[^\x00-\x7f]\S*", lines[bad[0] - 1])), "")
    what = (
        f"{show(word)} is stored in an old way (not UTF-8){_also(bad)}: readers would see \ufffd."
    )
    fixed = "\n".join(lines) + "\n"
    column = lines[bad[0] - 1].find(word) + 1
    return Finding(
        page.path, bad[0], column, "not-utf-8", f"{what} {SAVE}.", fixed if known else None
    )


def _also(lines: list[int]) -> str:
    """Return ", and on lines 5, 9" for all but the first of some lines."""
    more = list(dict.fromkeys(lines))[1:]
    said = ", ".join(map(str, more[:8])) + (" and more" if len(more) > 8 else "")
    return f", and on line{'s' * (len(more) > 1)} {said}" if more else ""


# --- Text that was read in a wrong encoding ---------------------------------------------------------
_RUN = re.compile(r"[^\x00-\x7f]+")
_TRUE = re.compile(
    "[\u00a0-\u017f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u2bff\u2d30-\u2d7f\ufe0f\u200d"
    "\U0001f000-\U0001faff]+|[\u0600-\u06ff\u00a0\u200c-\u200f«»]{2,}"
)
_MARKS = re.compile(
    r"[ÂÃÄÅÐÑØÙÚÛâãðïÎÏ√¬‚ƒÔ├┬Γ∩][^\x00-\x7fA-Za-zÀ-ÖØ-öø-ÿ]|[ÃÂÐÑØÙ][\u0080-\u00bf€‚-›]"
)
_LEFT = re.compile(r"ðŸ|ï¿½|â€|(?<![A-Za-zÀ-ÿ])Ã (?=[a-z])|Ã[\u0080-\u00bf]|ï¸|âœ|ÐŸ")


def _reread(run: str) -> str:
    """Return what letters were before they were read as Mac Roman or Latin-1, or the letters."""
    for codec in ("mac_roman", "cp1252", "latin-1"):
        try:
            raw = run.encode(codec)
        except UnicodeEncodeError:
            continue
        # An emoji begins with a byte that is Apple's logo in Mac Roman; most programs drop it.
        emoji = re.sub(rb"\xf0?\x9f(?=[\x80-\xbf]{2})", b"\xf0\x9f", raw)
        for version in (raw, emoji) if codec == "mac_roman" else (raw,):
            text = version.decode("utf-8", "replace")
            if _TRUE.fullmatch(text) and not re.fullmatch("[\u00a0-\u00bf]+", text):
                return text
    return run


def _misread(page: Page) -> Iterator[Finding]:
    """Say that letters were broken on their way here, once, and offer the whole page mended."""
    fixed = _RUN.sub(lambda run: _reread(run[0]), page.text)
    if _MARKS.search(fixed) or _LEFT.search(fixed):
        import ftfy  # costs 50 ms, and a good page never needs it

        guess = ftfy.fix_encoding(fixed, restore_byte_a0=False, replace_lossy_sequences=False)
        fixed = fixed if "\ufffd" in guess and "\ufffd" not in fixed else guess
    pairs = zip(page.lines, fixed.split("\n"), strict=False)
    bad = [(at, old, new) for at, (old, new) in enumerate(pairs, 1) if old != new]
    if bad:
        line, old, new = bad[0]
        column = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
        left = max(0, column - 10)
        what = (
            f"Letters are broken: {show(old[left : left + 40])}{_also([at for at, _, _ in bad])}."
        )
        write = f"Write {show(new[left : left + 40])}"
        yield page.on(line, "broken-letters", f"{what} {write}.", fixed, column + 1)
    elif left_over := _LEFT.search(page.text):
        what = f"Letters are broken: {show(page.text[left_over.start() :][:12])}."
        yield page.at(left_over.start(), "broken-letters", f"{what} Write them again.")


# --- Signs that nobody sees -------------------------------------------------------------------------
def _is_hidden(sign: str) -> bool:
    """Whether a sign shows nothing, or moves what is shown. New emoji and all spaces are fine."""
    if sign == "\t" or sign.isprintable() and not _HIDDEN.match(sign):
        return False
    return bool(_HIDDEN.match(sign)) or unicodedata.category(sign) not in ("Zs", "Cn")


def _hidden_in(line: str) -> list[int]:
    """Return the columns (from 0) of the signs of one line that are hidden and have no right to be."""
    if line.isprintable() and not _HIDDEN.search(line):
        return []
    fine = {at for match in _FINE.finditer(line) for at in range(*match.span())}
    if re.search(f"[{_ARABIC}]", line):
        fine |= {at for at, sign in enumerate(line) if sign in _DIRECTION}
    return [at for at, sign in enumerate(line) if at not in fine and _is_hidden(sign)]


def _name(sign: str) -> str:
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()


def _why(sign: str) -> tuple[str, str, bool]:
    """Return a rule, what a hidden sign does and what to do, and whether a machine may delete it."""
    if _ORDER.match(sign):
        return "text-order", "shows text in another order than it is stored in. Delete it", False
    if sign == "\ufffd":
        return "lost-letter", "stands where a letter was lost. Write the letter again", False
    if "\U000e0000" <= sign <= "\U000e0fff" or "\ufe00" <= sign <= "\ufe0d":
        return "hidden-text", "can hide text that no reader sees. Delete it", False
    if unicodedata.category(sign) == "Co":
        return "font-letter", "shows as a box without one certain font. Write the word", False
    return "hidden-sign", "shows nothing. Delete it", True


def _invisible(page: Page) -> Iterator[Finding]:
    """Yield one finding a kind of hidden sign, and one for odd spaces, each with all its lines."""
    kinds: dict[str, list[tuple[int, int, str]]] = {}
    mended: dict[int, str | None] = {}
    for number, line in enumerate(page.lines, 1):
        gone = _hidden_in(line)
        for at in gone:
            kinds.setdefault(_why(line[at])[0], []).append((number, at, line[at]))
        delete = {at for at in gone if _why(line[at])[2]}
        if delete:
            mended[number] = "".join(sign for at, sign in enumerate(line) if at not in delete)
    for number, column, sign in _disguised(page):
        kinds.setdefault(_why(sign)[0] + "-disguised", []).append((number, column, sign))
    for kind, places in kinds.items():
        number, column, sign = places[0]
        rule, what, safe = _why(sign)
        fixed = page.with_lines(mended) if safe and kind == rule else None
        written = " (written as an escape)" if kind != rule else ""
        said = f"The sign {_name(sign)}{written} {what}{_also([line for line, _, _ in places])}."
        yield page.on(number, rule, said, fixed, column + 1)
    yield from _odd_spaces(page)


def _disguised(page: Page) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and sign of what a browser or YAML makes of `&#8203;` and `\\u200b`."""
    blocks = [fence for fence in page.fences if fence.language in ("chart", "quiz")]
    drawn = {line for fence in blocks for line in range(fence.line, fence.last)}
    if page.is_markdown:
        for number, (line, prose) in enumerate(zip(page.lines, page.prose, strict=True), 1):
            head = number <= page.body_line
            for match in _ENTITY.finditer(line if head or number in drawn else prose):
                yield from (
                    (number, match.start(), s) for s in html.unescape(match[0]) if _hidden_in(s)
                )
            for match in _ESCAPE.finditer(line) if number in drawn else ():
                code = int(match[0][2:], 16)
                if code < 0x110000 and _hidden_in(chr(code)):
                    yield number, match.start(), chr(code)
        for name, value in page.meta.items():
            said = " ".join(map(str, value)) if isinstance(value, list) else str(value)
            line = page.field_line(name)
            if not _hidden_in(page.lines[line - 1]):
                places = _hidden_in(said.replace("\n", " "))
                yield from ((line, 0, said.replace("\n", " ")[at]) for at in places)


def _odd_spaces(page: Page) -> Iterator[Finding]:
    """Yield a finding for spaces that do not break where Markdown or Python wants plain ones."""
    found = [(n, match) for n, line in enumerate(page.lines, 1) if (match := _INDENT.match(line))]
    mended: dict[int, str | None] = {
        number: re.sub(f"[{_SPACES}]", " ", match[0]) + match.string[match.end() :]
        for number, match in found
    }
    if found:
        what = f"The space at the start is not a plain one{_also([line for line, _ in found])}"
        why = "the line is not read as indented, or as a list or a heading. Type the space again"
        yield page.on(found[0][0], "odd-space", f"{what}: {why}.", page.with_lines(mended))


# --- Letters that look like others ------------------------------------------------------------------
_ADDRESS = re.compile(
    r"(?:https?://|mailto:[^\s@]{0,60}@)([^\s/?#<>()\"'\]]{1,200})", re.IGNORECASE
)
_LATIN, _OTHER = "A-Za-zÀ-ɏ", "\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\uff21-\uff5a"
_GREEK = "\u0391\u0392\u0395-\u0397\u0399\u039a\u039c-\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03c1\u03c5\u03bd"
_WORD = re.compile(
    rf"(?<![{_LATIN}{_OTHER}])(?:[{_LATIN}]{{1,40}}[{_OTHER}]|[{_OTHER}]{{1,40}}[{_LATIN}])"
    rf"|[{_LATIN}]{{2}}[{_GREEK}]|[{_GREEK}][{_LATIN}]{{2}}"
)


def _look_alikes(page: Page) -> Iterable[Finding]:
    """Yield addresses and words with a letter of another alphabet that passes for a Latin one."""
    deceiving: list[range] = []
    for match in _ADDRESS.finditer(page.text):
        if not match[1].isascii() and strange_label(match[1]):
            what = f"The address {show(match[0])} has letters that pass for others."
            write = "Copy the address from your browser"
            yield page.at(match.start(), "look-alike", f"{what} {write}.")
            deceiving.append(range(*match.span()))
    for match in _WORD.finditer(page.text):
        start = match.start()
        if any(start in address for address in deceiving[:99]):
            continue
        word = re.match(r"\w{0,40}", page.text[start:])
        odd = next(sign for sign in match[0] if re.match(f"[{_OTHER}{_GREEK}]", sign))
        what = f"The word {show(word[0] if word else match[0])} mixes two alphabets: {_name(odd)}."
        yield page.at(start, "look-alike", f"{what} Type it again with one keyboard.")
