"""From bytes to text: what is no UTF-8, what was read in a wrong encoding, and what nobody can see.

The invisible characters are those of Unicode TR 36 and TR 39, of "Trojan Source" (CVE-2021-42574), and of the reports on text
that hides in tag characters and variation selectors.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from series.findings import Finding, Fix, show

# --- Bytes ----------------------------------------------------------------------------------------------------------
FRENCH = "àâäçéèêëîïôöùûüœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆ’‘“”«»…–—€°\u00a0"
CODECS = (("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman"))


def _wide(data: bytes) -> str | None:
    """Return the codec of UTF-16 or UTF-32, told by its mark or by the zero bytes between plain letters, or None."""
    for mark, codec in ((b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return codec
    head = data[:400]
    for codec, even, odd in (("utf-16-le", head[1::2], head[0::2]), ("utf-16-be", head[0::2], head[1::2])):
        if len(head) >= 8 and even.count(0) > 0.8 * len(even) and odd.count(0) < 0.2 * len(odd) + 1:
            return codec
    return None


def decode(path: str, data: bytes) -> tuple[str | None, list[Finding]]:
    """Return the text of a file with `\\n` at the end of each line and no mark at the start, and what is wrong with its bytes.

    The text is None when the bytes are no UTF-8. A mark at the start and lines that end in CR LF are no fault.
    """
    if codec := _wide(data):
        try:
            fix = Fix(0, "", _plain(data.decode(codec)))
        except UnicodeDecodeError:
            fix = None
        return None, [Finding(path, 1, 1, "encoding-utf-16", f"the file is {codec[:6].upper()} text: Windows programs call it Unicode.",
                              "Save it as UTF-8.", fix)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None, _not_utf_8(path, data)
    found: list[Finding] = []
    if alone := re.search(r"\r(?!\n)", text):
        line = len(re.findall(r"\r\n?|\n", text[: alone.start()])) + 1
        found.append(Finding(path, line, 1, "encoding-line-ends", "a line ends in a carriage return alone, as on old Macs: some programs see one long line.",
                             "Save the file with the line ends LF.", Fix(0, "", _plain(text))))
    return _plain(text), found


def _plain(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))


def _not_utf_8(path: str, data: bytes) -> list[Finding]:
    """Name each line with a byte that is no UTF-8, and offer a repair when only one old encoding makes French of all of them."""
    bad: list[int] = []
    at = 0
    while at < len(data):
        try:
            data[at:].decode("utf-8")
            break
        except UnicodeDecodeError as error:
            bad += range(at + error.start, at + error.end)
            at += error.end
            if len(bad) > 200:
                break
    codec, name = next(((codec, name) for codec, name in CODECS if all(_letter(data[at], codec) in FRENCH for at in bad) and b"\0" not in data), ("", ""))
    fix = None
    if codec and len(bad) <= 200:
        pieces, last = [], 0
        for at in bad:
            pieces += [data[last:at], _letter(data[at], codec).encode()]
            last = at + 1
        fix = Fix(0, "", _plain(b"".join([*pieces, data[last:]]).decode("utf-8")))
    lines: dict[int, int] = {}
    for at in bad:
        lines.setdefault(len(re.findall(rb"\r\n?|\n", data[:at])), at)
    said = f" In {name} they are {', '.join(dict.fromkeys(_letter(data[at], codec) for at in bad[:8]))}." if codec else ""
    return [Finding(path, line + 1, at - max(data.rfind(b"\n", 0, at), data.rfind(b"\r", 0, at)), "encoding-not-utf-8",
                    f"the file is not UTF-8 text: there is a byte {data[at]:02X} here.{said}", "Save the file as UTF-8.", fix)
            for line, at in list(lines.items())[:20]]


def _letter(byte: int, codec: str) -> str:
    return bytes([byte]).decode(codec, "replace")


# --- Characters that nobody sees ------------------------------------------------------------------------------------
_FLAGS = "\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f"
_ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_EMOJI = "\u203c-\u3299\U0001f000-\U0001faff"
# What is invisible and yet right: the flags of England, Scotland and Wales; joiners inside an emoji or beside an Arabic letter; the
# selector that makes a symbol coloured.
_FINE = re.compile(rf"{_FLAGS}|(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])|(?<=[{_ARABIC}])[\u200c\u200d]|[\u200c\u200d](?=[{_ARABIC}])"
                   rf"|(?<=[{_EMOJI}©®#*0-9])[\ufe0e\ufe0f](?![\ufe00-\ufe0f])")
_RIGHT_TO_LEFT = re.compile(f"[{_ARABIC}]")
_DIRECTION = "\u200e\u200f\u061c"  # right in a line with Arabic letters
KINDS = (
    ("encoding-bidi", "\u202a-\u202e\u2066-\u2069", "makes text read in another order than it is stored in", "Delete it: Arabic needs no such character.", False),
    ("encoding-hidden-text", "\U000e0000-\U000e0fff\ufe00-\ufe0d", "can hide text that no reader sees", "Delete it.", False),
    ("encoding-zero-width", "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufe0e\ufe0f\ufeff\uffa0\ufff9-\ufffc\u2800\U0001d173-\U0001d17a",
     "is invisible", "Delete it.", True),
    ("encoding-control-character", "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff", "is a control character", "Delete it.", True),
    ("encoding-replacement-character", "\ufffd", "stands where a letter was lost", "Write the letter again.", False),
    ("encoding-private-use", "\ue000-\uf8ff\U000f0000-\U0010ffff", "means something in one font only; others show a box", "Delete it, or write the word.", False),
)
_ANY_KIND = re.compile("[" + "".join(letters for _, letters, _, _, _ in KINDS) + "]")
_BY_KIND = [(re.compile(f"[{letters}]"), rule, what, hint, safe) for rule, letters, what, hint, safe in KINDS]
_ZALGO = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4,}")
_SPACE_INDENT = re.compile(r"(?P<before>[ \t]*(?:>[ \t]*)*)(?P<odd>[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000][ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]*)")
_SPACE_AFTER_MARK = re.compile(r"(?P<before>\s*(?:#{1,6}|[-*+]|\d{1,3}\.|[A-Za-z_]+:))(?P<odd>[\u00a0\u2000-\u200a\u202f\u3000]+)(?=\S)")


def _name(letter: str) -> str:
    return f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip()


def invisible(path: str, number: int, line: str) -> Iterator[Finding]:
    """Yield what is invisible or lost in one line: one finding a kind."""
    if not _ANY_KIND.search(line):
        return
    fine = {at for match in _FINE.finditer(line) for at in range(*match.span())}
    if _RIGHT_TO_LEFT.search(line):
        fine |= {at for at, letter in enumerate(line) if letter in _DIRECTION}
    for pattern, rule, what, hint, safe in _BY_KIND:
        places = [match.start() for match in pattern.finditer(line) if match.start() not in fine]
        if not places:
            continue
        letter = line[places[0]]
        if letter == "\ufeff":
            what = "is a byte order mark, which belongs to the start of a file only"
        gone = set(places)
        new = "".join(letter for at, letter in enumerate(line) if at not in gone) if safe else None
        count = f", {len(places)} times in this line" if len(places) > 1 else ""
        yield Finding(path, number, places[0] + 1, rule, f"the character {_name(letter)} {what}{count}.", hint, Fix(number, line, new) if new is not None else None)


def odd_spaces(path: str, number: int, line: str) -> Iterator[Finding]:
    """Yield a space that does not break, where Markdown, YAML and Python need a plain one: as indent, or after a list mark."""
    match = _SPACE_INDENT.match(line) or _SPACE_AFTER_MARK.match(line)
    if match and line.strip():
        start, end = match.span("odd")
        new = line[:start] + re.sub(r"[^\t]", " ", match["odd"]) + line[end:]
        odd = next(letter for letter in match["odd"] if letter not in " \t")
        yield Finding(path, number, start + 1, "encoding-space", f"the space here is {_name(odd)}: the line is not read as one that is indented or starts with a mark.",
                      "Write a plain space.", Fix(number, line, new))


# --- Text that was read in a wrong encoding -------------------------------------------------------------------------
_RUN = re.compile(r"[^\x00-\x7f]+")
_PLAUSIBLE = re.compile("[\u00a0-\u017f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u2bff\u2d30-\u2d7f\ufe0f\u200d\U0001f000-\U0001faff]+|[\u0600-\u06ff\u00a0\u200c-\u200f«»]{2,}")
_MARKS = re.compile(r"[ÂÃÄÅÐÑØÙÚÛâãðïÎÏ√¬‚ƒÔ├┬Γ∩][^\x00-\x7fA-Za-zÀ-ÖØ-öø-ÿ]|[РС][^\x00-\x7f][РС][^\x00-\x7f]|[ÃÂÐÑØÙ][\u0080-\u00bf€‚-›]")
_LEFT_OVER = re.compile(r"ðŸ|ï¿½|â€|(?<![A-Za-zÀ-ÿ])Ã (?=[a-z])|Ã[\u0080-\u00bf]|ï¸|âœ|ÐŸ")


def _reread(run: str) -> tuple[str, str] | None:
    """Return what a run of letters was before it was read as Mac Roman or Windows-1252, and which of the two; or None."""
    for codec, name in (("mac_roman", "Mac Roman"), ("cp1252", "Latin-1 (Windows-1252)"), ("latin-1", "Latin-1 (Windows-1252)")):
        try:
            data = run.encode(codec)
        except UnicodeEncodeError:
            continue
        # The first byte of an emoji is Apple's logo in Mac Roman, which most programs drop.
        for version in (data, re.sub(rb"\xf0?\x9f(?=[\x80-\xbf]{2})", b"\xf0\x9f", data))[: 2 if codec == "mac_roman" else 1]:
            text = version.decode("utf-8", "replace")
            if _PLAUSIBLE.fullmatch(text) and not re.fullmatch(r"[\u00a0-\u00bf]+", text):
                return text, name
    return None


def _repair(line: str) -> tuple[str, str]:
    """Return a line with its mojibake undone, and the name of the encoding it was read in; the line itself when there is none."""
    names: list[str] = []

    def undo(match: re.Match[str]) -> str:
        if (read := _reread(match[0])) is None:
            return match[0]
        names.append(read[1])
        return read[0]

    new = _RUN.sub(undo, line)
    if _MARKS.search(new):
        import ftfy  # costs 50 ms, and a good page never needs it

        # Nothing that guesses: a lost byte is for a person to find.
        fixed, steps = ftfy.fix_encoding_and_explain(new, restore_byte_a0=False, replace_lossy_sequences=False, decode_inconsistent_utf8=False)
        if fixed != new and "\ufffd" not in fixed:
            known = {"macroman": "Mac Roman"} | dict.fromkeys(("sloppy-windows-1252", "latin-1"), "Latin-1 (Windows-1252)")
            names += [known.get(step.parameter, step.parameter) for step in steps or [] if step.action == "encode"] or ["another encoding"]
            new = fixed
    return new, " and ".join(dict.fromkeys(names))


def mojibake(path: str, number: int, line: str) -> Iterator[Finding]:
    """Yield one finding when a line was UTF-8 and was read as something else, with the repaired line."""
    if line.isascii() or not any(_reread(match[0]) for match in _RUN.finditer(line)) and not _MARKS.search(line) and not _LEFT_OVER.search(line):
        return
    new, name = _repair(line)
    if new != line:
        start = next((at for at, (one, other) in enumerate(zip(line, new, strict=False)) if one != other), 0)
        width = 40
        yield Finding(path, number, start + 1, "encoding-mojibake", f"broken letters: this was UTF-8 and was read as {name}: {show(line[start : start + width])}.",
                      f"Write {show(new[start : start + width])}.", Fix(number, line, new))
    elif left := _LEFT_OVER.search(line):
        yield Finding(path, number, left.start() + 1, "encoding-mojibake", f"broken letters: {show(line[left.start() : left.start() + 12])}.", "Write the letters or the emoji again.")


# --- Letters that look like others ----------------------------------------------------------------------------------
_ADDRESS = re.compile(r"\b(?:https?|ftp)://(?P<host>[^\s/?#<>()\"'\]]+)(?P<rest>[^\s<>()\"'\]]*)|mailto:(?P<mail>[^\s<>()\"'\]]+)", re.IGNORECASE)
_LOOK_ALIKE = re.compile("[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\u1c80-\u1c8f\u1d00-\u1dbf\u2c60-\u2c7f\ua640-\ua69f\uff00-\uff5e\U0001d400-\U0001d7ff]")
_GREEK_IN_WORD = re.compile("[A-Za-z][\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1\u03c5][A-Za-z]+")
_MIXED_WORD = re.compile(r"(?<![A-Za-zÀ-ɏ\u0400-\u052f])(?:[A-Za-zÀ-ɏ]+[\u0400-\u052f]|[\u0400-\u052f]+[A-Za-zÀ-ɏ])[A-Za-zÀ-ɏ\u0400-\u052f]*")


def look_alikes(path: str, number: int, line: str) -> Iterator[Finding]:
    """Yield a letter of another alphabet in an address, or in the middle of a Latin word."""
    if line.isascii():
        return
    for match in _ADDRESS.finditer(line):
        host, rest = match["host"] or match["mail"] or "", match["rest"] or ""
        odd = re.search(r"[^\x00-\x7f]", host) or (_LOOK_ALIKE.search(rest) if re.search(r"[A-Za-z]", rest) else None)
        if odd:
            yield Finding(path, number, match.start() + 1, "encoding-look-alike", f"the address {show(match[0])} holds the letter {_name(odd[0])}, which can pass for another one.",
                          "Copy the address from your browser: it writes the true letters, or xn-- for a name in another alphabet.")
            return
    if mixed := _MIXED_WORD.search(line) or _GREEK_IN_WORD.search(line):
        odd_letter = next(letter for letter in mixed[0] if "\u0370" <= letter <= "\u052f")
        yield Finding(path, number, mixed.start() + 1, "encoding-look-alike", f"the word {show(mixed[0])} mixes two alphabets: {_name(odd_letter)} looks like another letter.",
                      "Write the word again with one keyboard.")


# --- All of it ------------------------------------------------------------------------------------------------------
def check_encoding(path: str, text: str) -> list[Finding]:
    """Check the characters of a text file. `text` is what `decode` returned. Linear in its length."""
    found: list[Finding] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.isascii() and (line.isprintable() or not _ANY_KIND.search(line)):
            continue
        found += mojibake(path, number, line)
        if not found or found[-1].line != number:  # one repair at a time: the next run sees what is left
            found += invisible(path, number, line)
            found += odd_spaces(path, number, line)
            found += look_alikes(path, number, line)
            if zalgo := _ZALGO.search(line):
                found.append(Finding(path, number, zalgo.start() + 1, "encoding-zero-width", "accents are piled up on one letter.", "Write the plain letter."))
    if text and not text.endswith("\n"):
        last = text.rsplit("\n", 1)[-1]
        found.append(Finding(path, text.count("\n") + 1, len(last) + 1, "encoding-final-newline", "the last line has no end.", "Press Enter after it.",
                             Fix(text.count("\n") + 1, last, last + "\n"), note=True))
    return found
