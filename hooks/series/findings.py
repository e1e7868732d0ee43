"""What a rule has to say about a file: one `Finding` a fault, in words that a first-time contributor can act on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """One fault. Ordered by path, line and column, so that `sorted()` gives the reading order.

    path: the file as the contributor knows it, relative to the repository, with forward slashes.
    line, column: where it is, counted from 1.
    rule: a short stable name in kebab-case, for example `front-matter-unknown-field`.
    message: what was found.
    hint: what to write instead.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    hint: str

    def __str__(self) -> str:
        """The form that editors make clickable: `path:line:column: message (rule)`."""
        return f"{self.path}:{self.line}:{self.column}: {self.message} {self.hint} ({self.rule})"
