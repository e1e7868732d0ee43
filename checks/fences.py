"""Which lines of a page are fenced blocks, and which letters code spans, for Python-Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

FENCE = re.compile(r"(?P<indent>[ \t>]{0,40})(?P<marks>`{3,9}|~{3,9})(?P<info>[^\n]{0,300})")
CODE = "\ue000"  # stands for each letter of a code span: no letter, no space, no mark of Markdown


@dataclass(frozen=True)
class Fence:
    """One fenced block: `line` and `last` are those of its marks; `body` has no indent."""

    line: int
    last: int
    indent: str
    info: str
    body: str
    closed: bool

    @property
    def language(self) -> str:
        """`python` for both "python" and "{ .python .run }"; empty when there is none."""
        words = self.info.strip().strip("{}").split()
        return words[0].lstrip(".") if words else ""

    @property
    def classes(self) -> list[str]:
        """The class names of "{ .python .run }", without their dots."""
        return [word[1:] for word in self.info.strip().strip("{}").split() if word.startswith(".")]


def fences_of(lines: list[str], start: int) -> Iterator[Fence]:
    at = start
    while at < len(lines):
        opening = FENCE.fullmatch(lines[at].expandtabs(4))
        if not opening or (opening["marks"][0] == "`" and "`" in opening["info"]):
            at += 1
            continue
        indent, body, end, closed = opening["indent"], [], at + 1, False
        while end < len(lines):
            line = lines[end].expandtabs(4)
            own = line[: len(indent)]
            if (
                line.strip()
                and own.strip(" >")
                or (line.strip() and ">" not in indent and own.strip())
            ):
                break  # a line further left ends the block
            content = line[len(indent) :]
            if content.rstrip() == opening["marks"]:
                closed = True
                break
            body.append(content)
            end += 1
        yield Fence(
            at + 1,
            min(end + 1, len(lines)),
            indent,
            opening["info"].strip(),
            "\n".join(body),
            closed,
        )
        at = end + 1


# A line that begins a block of its own. Code does not run into it from the line before.
_BLOCK = re.compile(r"\s*(?:[#>|<:]|[-*+] |\d+[.)] |!!!|\?\?\?|===|---|\[\^|\*\[|--8<--|$)")


def without_code_spans(lines: list[str]) -> list[str]:
    """Mask code spans, which end at the next run of as many backticks in the paragraph."""
    masked: list[str] = []
    start = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines) and not (
            _BLOCK.match(lines[at]) or "|" in lines[at] + lines[at - 1] or not lines[at - 1].strip()
        ):
            continue
        text = "\n".join(lines[start:at])
        pieces, end = [], 0
        for first, last in code_spans(text) if "`" in text else ():
            pieces += [text[end:first], re.sub(r"[^\n]", CODE, text[first:last])]
            end = last
        masked += "".join([*pieces, text[end:]]).split("\n")
        start = at
    return masked


def code_spans(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each code span of one paragraph."""
    runs = [(run.start(), run.end()) for run in re.finditer(r"(?<!\\)`+", text)]
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[index][1] - runs[index][0], []).append(index)
    spans, index = [], 0
    while index < len(runs):
        start, end = runs[index]
        following = later[end - start]
        while following and following[-1] <= index:
            following.pop()
        if following:
            spans.append((start, runs[following[-1]][1]))
            index = following[-1]
        index += 1
    return spans
