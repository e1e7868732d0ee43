"""What a rule says of a file: one `Finding` a fault, in words that stand in data/messages.toml."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
# With one of these not even a preview may be made: it would publish another file, or hang.
STOPPING = ("file-strange", "file-place", "file-size", "not-accepted", "include")


@dataclass(frozen=True, order=True)
class Finding:
    """One fault in a file, in words that a first-time contributor can act on.

    path: relative to the repository. line, column: counted from 1. rule: a short stable name.
    message: what was found, and what to write. fixed: the whole text of the file as `--fix` would
    write it.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    fixed: str | None = field(default=None, compare=False)

    @property
    def stopping(self) -> bool:
        """Whether a preview must stop here, too."""
        return self.rule in STOPPING

    @property
    def text(self) -> str:
        """The message and the rule on one line, safe for a terminal."""
        fixable = "" if self.fixed is None else ", --fix can mend it"
        return f"{printable(self.message)} ({self.rule}{fixable})"

    def __str__(self) -> str:
        """The form that editors make clickable: `path:line:column: message (rule)`."""
        return f"{printable(self.path)}:{self.line}:{self.column}: {self.text}"


def printable(text: str) -> str:
    """Return `text` on one line; a sign that a terminal would obey or hide becomes \\u202e."""
    return "".join(
        letter
        if letter.isprintable()
        else letter.encode("unicode_escape", "surrogatepass").decode()
        for letter in text.replace("\n", " / ")
    )


def show(text: str) -> str:
    """Return a text from a file in quotes, short enough for a message."""
    return repr(text if len(text) <= 80 else text[:79] + "…")


@cache
def data(name: str) -> dict[str, Any]:
    """Return a data file of the checks: messages, word lists, allow-lists, patterns."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
