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
from checks.page import Page
from checks.site import Site

TEXTS = (".md", ".csv", ".py", ".js", ".css", ".html", ".yml", ".toml")
SAVE = (
    "On GitHub, open the file with the pencil and paste the text again; in Notepad choose "
    "“Save as” and the encoding UTF-8"
)
FRENCH = re.compile("[\x00-\x7fàâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆ’‘“”«»…–—€°\u00a0]*")

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
    if page.decoded is None or _wide(page.raw):
        yield _not_utf_8(page)
    elif lone := re.search(rb"\r(?!\n)", page.raw):
        line = len(page.raw[: lone.start()].splitlines()) or 1
        what = "A line ends with a lone carriage return, and some programs see one long line."
        yield page.on(line, "line-ends", f"{what} Save the file with the line ends LF.", page.text)
    elif broken := list(_misread(page)):
        yield from broken  # a repair may bring true letters back, so nothing else is said yet
    else:
        yield from _invisible(page)
        yield from _odd_spaces(page)
        yield from _look_alikes(page)


def _wide(raw: bytes) -> str:
    """Return the codec of UTF-16 or UTF-32, told by its mark or by a zero in every second byte."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-32" if raw.startswith(b"\xff\xfe\0\0") else "utf-16"
    for codec, half in (("utf-16-le", raw[1:400:2]), ("utf-16-be", raw[:400:2])):
        if len(half) > 3 and half.count(0) > 0.8 * len(half):
            return codec
    return ""


def _not_utf_8(page: Page) -> Finding:
    """Name the first line that is not UTF-8; offer the text when it can only be French."""
    if codec := _wide(page.raw):
        text = page.raw.decode(codec, "replace").replace("\r\n", "\n").removeprefix("\ufeff")
        what = f"The file is stored as {codec[:6].upper()}, which Windows calls “Unicode”."
        return page.on(1, "not-utf-8", f"{what} {SAVE}.", None if "\ufffd" in text else text)
    lines, bad, sure = [], [], True
    for number, raw in enumerate(page.raw.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        try:
            lines.append(raw.decode())
        except UnicodeDecodeError:
            bad.append(number)
            versions = [raw.decode(codec, "replace") for codec in ("cp1252", "mac_roman")]
            french = [line for line in versions if FRENCH.fullmatch(line)]
            sure = sure and bool(french)
            lines.append((french or versions)[0])
    odd = re.search(r"\S{0,40}[^\x00-\x7f]\S{0,40}", lines[bad[0] - 1])
    what = f"{show(odd[0] if odd else '')} is not stored as UTF-8{_also(bad)}: readers see \ufffd."
    fixed = "\n".join(lines) + "\n" if sure else None
    return Finding(page.path, bad[0], 1, "not-utf-8", f"{what} {SAVE}.", fixed)


def _also(lines: list[int]) -> str:
    """Return ", and on lines 5, 9" for all but the first of some lines."""
    more = list(dict.fromkeys(lines))[1:]
    said = ", ".join(map(str, more[:8])) + (" and more" if len(more) > 8 else "")
    return f", and on line{'s' * (len(more) > 1)} {said}" if more else ""


# --- Text that was read in a wrong encoding
_RUN = re.compile(r"[^\x00-\x7f]+")
_TRUE_SIGNS = re.compile("(?<=[‘’“”«»–—…])(?=.)|(?<=.)(?=[‘’“”«»–—…])")
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
    parts = _TRUE_SIGNS.split(run)  # a curly quote that somebody typed beside broken letters
    return "".join(map(_reread, parts)) if len(parts) > 1 else run


def _misread(page: Page) -> Iterator[Finding]:
    """Say that letters were broken on their way here, once, and offer the whole page mended."""
    if page.text.isascii() or not page.path.startswith("docs/"):
        return
    fixed = _RUN.sub(lambda run: _reread(run[0]), page.text)
    if _MARKS.search(fixed):
        import ftfy  # costs 50 ms, and a good page never needs it

        sure = ftfy.TextFixerConfig(
            restore_byte_a0=False, replace_lossy_sequences=False, decode_inconsistent_utf8=False
        )
        guess = ftfy.fix_encoding(fixed, sure)
        fixed = fixed if "\ufffd" in guess and "\ufffd" not in fixed else guess
    pairs = zip(page.lines, fixed.split("\n"), strict=False)
    bad = [(at, old, new) for at, (old, new) in enumerate(pairs, 1) if old != new]
    left = _LEFT.search(page.text)
    if bad:
        line, old, new = bad[0]
        first = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
        part = slice(max(0, first - 10), first + 30)
        what = f"Letters are broken: {show(old[part])}{_also([at for at, _, _ in bad])}."
        write = f"Write {show(new[part])}"
        yield page.on(line, "broken-letters", f"{what} {write}.", fixed, first + 1)
    elif left:
        what = f"Letters are broken: {show(page.text[left.start() :][:12])}. Write them again."
        yield page.at(left.start(), "broken-letters", what)


# --- Signs that nobody sees
def _hidden_in(line: str) -> list[int]:
    """Return the columns (from 0) of signs that show nothing or move what is shown, unless right.

    Spaces of all kinds are right, and so are emoji that are newer than this Python.
    """
    if line.isprintable() and not _HIDDEN.search(line):
        return []
    fine = {at for match in _FINE.finditer(line) for at in range(*match.span())}
    if re.search(f"[{_ARABIC}]", line):
        fine |= {at for at, sign in enumerate(line) if sign in _DIRECTION}
    kinds = [(at, sign, unicodedata.category(sign)) for at, sign in enumerate(line)]
    return [
        at
        for at, sign, kind in kinds
        if at not in fine
        and sign != "\t"
        and (_HIDDEN.match(sign) or kind in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp"))
    ]


def _name(sign: str) -> str:
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()


def _why(sign: str) -> tuple[str, str]:
    """Return a rule, and what a hidden sign does and what to do. Only `hidden-sign` is mended."""
    if _ORDER.match(sign):
        return "text-order", "shows text in another order than it is stored in. Delete it"
    if sign == "\ufffd":
        return "lost-letter", "stands where a letter was lost. Write the letter again"
    if "\U000e0000" <= sign <= "\U000e0fff" or "\ufe00" <= sign <= "\ufe0d":
        return "hidden-text", "can hide text that no reader sees. Delete it"
    if unicodedata.category(sign) == "Co":
        return "font-letter", "shows as a box without one certain font. Write the word"
    return "hidden-sign", "shows nothing. Delete it"


def _invisible(page: Page) -> Iterator[Finding]:
    """Yield one finding a kind of hidden sign, with all its lines."""
    kinds: dict[tuple[str, bool], list[tuple[int, int, str]]] = {}
    mended: dict[int, str | None] = {}
    for number, line in enumerate(page.lines, 1):
        gone = _hidden_in(line)
        for at in gone:
            kinds.setdefault((_why(line[at])[0], False), []).append((number, at, line[at]))
        if delete := {at for at in gone if _why(line[at])[0] == "hidden-sign"}:
            mended[number] = "".join(sign for at, sign in enumerate(line) if at not in delete)
    for number, at, sign in _disguised(page) if page.is_markdown else ():
        kinds.setdefault((_why(sign)[0], True), []).append((number, at, sign))
    for (rule, escaped), places in kinds.items():
        number, at, sign = places[0]
        what = f"The sign {_name(sign)}{' (written as an escape)' * escaped} {_why(sign)[1]}"
        fixed = page.with_lines(mended) if rule == "hidden-sign" and not escaped else None
        said = f"{what}{_also([line for line, _, _ in places])}."
        yield page.on(number, rule, said, fixed, at + 1)


def _disguised(page: Page) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and sign of what a browser or YAML makes of `&#8203;` and `\\u200b`."""
    read = set(range(1, page.body_line + 1))  # what is not prose, and yet is not shown as it is
    for fence in page.fences:
        if fence.language in ("chart", "quiz"):
            read |= set(range(fence.line, fence.last + 1))
    for number, (line, prose) in enumerate(zip(page.lines, page.prose, strict=True), 1):
        for match in _ENTITY.finditer(line if number in read else prose):
            yield from (
                (number, match.start(), s) for s in html.unescape(match[0]) if _hidden_in(s)
            )
        for match in _ESCAPE.finditer(line) if number in read else ():
            sign = chr(min(int(match[0][2:], 16), 0x10FFFF))
            if _hidden_in(sign):
                yield number, match.start(), sign


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


# --- Letters that look like others
_ADDRESS = re.compile(r"(?i)(?:https?://|mailto:[^\s@]{0,60}@)([^\s/?#<>()\"'\]]{1,200})")
_LATIN, _OTHER = "A-Za-zÀ-ɏ", "\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\uff21-\uff5a"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοονρυ"
_WORD = re.compile(
    rf"(?<![{_LATIN}{_OTHER}])(?:[{_LATIN}]{{1,40}}[{_OTHER}]|[{_OTHER}]{{1,40}}[{_LATIN}])"
    rf"|[{_LATIN}]{{2}}[{_GREEK}]|[{_GREEK}][{_LATIN}]{{2}}"
)


def _look_alikes(page: Page) -> Iterable[Finding]:
    """Yield addresses and words with a letter of another alphabet that passes for a Latin one."""
    if page.text.isascii() or not page.path.startswith("docs/"):
        return
    seen: set[int] = set()
    for match in (*_ADDRESS.finditer(page.prose_text), *_WORD.finditer(page.text)):
        if match.re is _ADDRESS:
            if match[1].isascii() or not strange_label(match[1]):
                continue
            what = f"The address {show(match[0])} has letters that pass for others."
            finding = page.at(match.start(), "look-alike", f"{what} Copy it from your browser.")
        else:
            odd = next(sign for sign in match[0] if re.match(f"[{_OTHER}{_GREEK}]", sign))
            what = f"The word with {show(match[0])} mixes two alphabets: {_name(odd)}."
            write = "Type it again with one keyboard"
            finding = page.at(match.start(), "look-alike", f"{what} {write}.")
        if finding.line not in seen:
            seen.add(finding.line)
            yield finding
