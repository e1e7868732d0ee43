"""Find the fenced blocks of a Markdown page, with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPENING = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<info>.*)")
INFO = re.compile(r"""[ ]*(?:\.?[\w#.+-]+(?=[ ]|$))?(?:[ ]*\{[^\n]*\}|(?:[ ]*[a-zA-Z]\w*(?:=(?:"[^"]*"|'[^']*'))?(?=[ ]|$))*)[ ]*""")
MARKS = "> "


@dataclass(frozen=True)
class Fence:
    """One fenced block. `line` is the line of the opening fence, counted from 1; `body` has no indent of its own.

    last: the line of the closing fence, or the last line that was read when there is none.
    indent: what stands before the opening fence: spaces, and the marks of a quotation.
    """

    line: int
    info: str
    body: str
    closed: bool
    last: int = 0
    indent: str = ""

    @property
    def language(self) -> str:
        """The language or block name: `python` for both "python" and "{ .python .x }"; empty when there is none."""
        words = self.info.strip().strip("{}").split()
        return words[0].lstrip(".") if words else ""

    @property
    def classes(self) -> list[str]:
        """The class names of "{ .python .challenge-starter }", without their dots."""
        return [word[1:] for word in self.info.strip().strip("{}").split() if word.startswith(".")]

    @property
    def understood(self) -> bool:
        """Whether Markdown reads the words after the opening fence. If not, it shows the block as text."""
        return INFO.fullmatch(self.info) is not None


def lines_of(text: str) -> list[str]:
    """Return the lines as Markdown and editors count them: `str.splitlines` would split at U+2028 and form feeds too."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def fences(text: str) -> Iterator[Fence]:
    """Yield the fenced blocks of `text` in order. A block that is never closed runs to the end of the page.

    The rule is that of pymdownx.superfences: a block ends at a line that holds the same run of characters as its
    opening line, at the same indent; a line further left ends it too, and then Markdown sees no block at all.
    """
    lines = [line.expandtabs(4) for line in lines_of(text)]
    at = 0
    while at < len(lines):
        stripped = lines[at].lstrip(MARKS)
        opening = OPENING.fullmatch(stripped)
        if not opening or (opening["fence"][0] == "`" and "`" in opening["info"]):
            at += 1
            continue
        indent = lines[at][: len(lines[at]) - len(stripped)]
        end, closed, empty = at + 1, False, False
        body: list[str] = []
        while end < len(lines):
            line = lines[end]
            marks = line[: min(len(indent), len(line) - len(line.lstrip(MARKS)))]
            content = line[len(marks) :]
            if content.strip() and (len(marks) < len(indent) if ">" not in indent else empty and marks.count(">") < indent.count(">")):
                break
            if content.rstrip() == opening["fence"]:
                closed = True
                break
            empty = not content.strip()
            body.append(content)
            end += 1
        yield Fence(at + 1, opening["info"].strip(), "\n".join(body), closed, min(end + 1, len(lines)), indent)
        at = end + 1
