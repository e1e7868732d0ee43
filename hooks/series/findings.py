"""What a rule has to say about a file: one `Finding` a fault, in words that a first-time contributor can act on."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

LONGEST_QUOTE = 80


@dataclass(frozen=True)
class Fix:
    """A change that a machine can make safely: the lines that read `old`, from `line` on, become `new`.

    `old` and `new` may hold several lines, parted by a line feed; `new` is None when the lines go away. Line 0 stands for
    the whole file, whatever its bytes are; `old` is then empty. series/repairs.py applies it, and only when `old` is there.
    """

    line: int
    old: str
    new: str | None


def change(old: str, new: str) -> Fix | None:
    """Return the fix that makes one text of another, for a rule that knows a function from text to text; None when they are equal.

    It spans the lines from the first that differs to the last; each finding of the rule may carry it, for it is applied once.
    """
    before, after = old.split("\n"), new.split("\n")
    shared = min(len(before), len(after))
    first = next((at for at in range(shared - 1) if before[at] != after[at]), shared - 1)  # the last piece has no end of line
    rest = shared - first
    last = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    if first == len(before) - last:  # lines were added, none was changed: name a line beside them
        first, last = (first - 1, last) if first else (first, last - 1)
    lines = after[first : len(after) - last]
    return None if before == after else Fix(first + 1, "\n".join(before[first : len(before) - last]), "\n".join(lines) if lines else None)


@dataclass(frozen=True, order=True)
class Finding:
    """One fault. Ordered by path, line and column, so that `sorted()` gives the reading order.

    path: the file as the contributor knows it, relative to the repository, with forward slashes.
    line, column: where it is, counted from 1.
    rule: a short stable name in kebab-case, for example `front-matter-unknown-field`. Write it as a literal in the call of
        `Finding`: a test collects the names and wants each of them explained in CONTRIBUTING.md.
    message: what was found.
    hint: what to write instead.
    fix: what `--fix` would do, or None when only a person can mend it.
    note: worth saying, but no reason to stop a build.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    hint: str
    fix: Fix | None = field(default=None, compare=False)
    note: bool = field(default=False, compare=False)

    @property
    def text(self) -> str:
        """What was found, what to write, and the rule, on one line that shows invisible characters as escapes."""
        hint = self.hint.replace("\n", " / ")
        words = printable(f"{self.message} {hint}".strip())
        return f"{words} ({self.rule}, --fix can mend it)" if self.fix else f"{words} ({self.rule})"

    def __str__(self) -> str:
        """The form that editors make clickable: `path:line:column: message (rule)`."""
        return f"{printable(self.path)}:{self.line}:{self.column}: {self.text}"


def printable(text: str) -> str:
    """Return `text` with each character that a terminal would obey or hide written as an escape, for example \\u202e."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape", "surrogatepass").decode() for letter in text)


def show(value: Any) -> str:
    """Return a value from a contributor's file, short enough for a message. Never fails and never takes long.

    A list or a mapping with others inside is only named: YAML can make one that is larger when printed than any memory.
    """
    if isinstance(value, list) and 0 < len(value) <= 5 and not any(isinstance(item, (list, dict)) for item in value):
        return "[" + ", ".join(show(item) if item is not None else "" for item in value) + "]"
    if isinstance(value, dict):
        return "a mapping" if value else "{}"
    if isinstance(value, (list, tuple, set)):
        return "a list" if value else "[]"
    if value is None:
        return "empty"
    if isinstance(value, datetime.date):
        return f"the date {value}"
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 64:
        return "a very large number"
    said = repr(value[: LONGEST_QUOTE + 1] if isinstance(value, (str, bytes)) else value)
    return said if len(said) <= LONGEST_QUOTE else said[:LONGEST_QUOTE] + "…"


def did_you_mean(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word that is nearest to `word`, or an empty text. Case, spaces and underscores do not count."""
    plain = {name.lower(): name for name in known}
    close = difflib.get_close_matches(word[:60].lower().strip().replace("_", "-"), [*plain, *(name.replace("_", "-") for name in plain)], 1, cutoff)
    return next((name for low, name in plain.items() if close and close[0] in (low, low.replace("_", "-"))), "")
