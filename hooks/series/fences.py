"""Find the fenced blocks of a Markdown page, with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPENING = re.compile(r"(?P<indent>[ ]*)(?P<fence>`{3,}|~{3,})[ ]*(?P<info>[^`\r\n]*)")


@dataclass(frozen=True)
class Fence:
    """One fenced block. `line` is the line of the opening fence, counted from 1; `body` has no indent of its own."""

    line: int
    info: str
    body: str
    closed: bool

    @property
    def language(self) -> str:
        """The language or block name: `python` for both "python" and "{ .python .x }"; empty when there is none."""
        words = self.info.strip().strip("{}").split()
        return words[0].lstrip(".") if words else ""

    @property
    def classes(self) -> list[str]:
        """The class names of "{ .python .challenge-starter }", without their dots."""
        return [word[1:] for word in self.info.strip().strip("{}").split() if word.startswith(".")]


def fences(text: str) -> Iterator[Fence]:
    """Yield the fenced blocks of `text` in order. A block that is never closed runs to the end of the page.

    The rule is that of pymdownx.superfences: a block ends at a line that holds the same run of characters as its
    opening line, at the same indent.
    """
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        opening = OPENING.fullmatch(lines[at])
        if not opening:
            at += 1
            continue
        indent, closing = opening["indent"], opening["indent"] + opening["fence"]
        end = at + 1
        while end < len(lines) and lines[end].rstrip() != closing:
            end += 1
        body = "\n".join(line.removeprefix(indent) for line in lines[at + 1 : end])
        yield Fence(at + 1, opening["info"].strip(), body, end < len(lines))
        at = end + 1
