"""Which lines of a page are fenced blocks, and which letters are code, for Python-Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPENING = re.compile(r"(?P<indent>[ \t>]{0,40})(?P<marks>`{3,9}|~{3,9})(?P<info>[^\n]{0,300})")
CODE = "\ue000"  # stands for each letter of a code span: no letter, no space, no mark of Markdown
# As many backticks end a span as begin it, in one paragraph, item or row.
SPAN = re.compile(
    r"(?<![\\`])(`{1,9})(?!`)"
    r"(?:[^\n]|\n(?!\s*(?:[#>|<:]|[-*+] |\d+[.)] |!!!|\?\?\?|===|---|\[\^|--8<--|$))){1,2000}?"
    r"(?<!`)\1(?!`)"
)


@dataclass(frozen=True)
class Fence:
    """One fenced block: `line` and `last` are those of its marks; `body` has no indent."""

    line: int
    last: int
    indent: str
    marks: str
    info: str
    body: str
    closed: bool

    @property
    def language(self) -> str:
        """`python` for both "python" and "{ .python .run }"; empty when there is none."""
        words = self.info.strip("{}").split()
        return words[0].lstrip(".") if words else ""


def fences_of(lines: list[str], start: int) -> Iterator[Fence]:
    """Yield the fenced blocks from the index `start` on, by the rule of pymdownx.superfences."""
    at = start
    while at < len(lines):
        opening = OPENING.fullmatch(lines[at].expandtabs(4))
        at += 1
        if opening and not (opening["marks"][0] == "`" and "`" in opening["info"]):
            fence = _read(lines, at, **opening.groupdict())
            yield fence
            at = fence.last


def _read(lines: list[str], line: int, indent: str, marks: str, info: str) -> Fence:
    """Read the block that opens on a line, to its end, or to a line further left."""
    body: list[str] = []
    closed = False
    for at in range(line, len(lines)):
        text = lines[at].expandtabs(4)
        if text.strip() and text[: len(indent)].strip(" >" if ">" in indent else " "):
            break
        closed = text[len(indent) :].rstrip() == marks
        if closed:
            break
        body.append(text[len(indent) :])
    last = min(line + len(body) + 1, len(lines))
    return Fence(line, last, indent, marks, info.strip(), "\n".join(body), closed)


def without_code(text: str) -> str:
    """Return a text with `CODE` for each letter of a code span."""
    return SPAN.sub(lambda span: re.sub(r"[^\n]", CODE, span[0]), text)
