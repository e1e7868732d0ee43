"""A page as Markdown reads it: which of its text is code, and where each character stands.

Where Markdown's own reading is in doubt, text counts as no code, so that the rules look at it.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from series.fences import Fence, fences, lines_of
from series.findings import Finding

CODE = "\ue000"  # stands for each character of a code span: no letter, no space, no mark of Markdown
# A line that begins a block of its own. Code does not run into it from the line before.
BLOCK_START = re.compile(r"\s*(?:[#>|<:]|[-*+] |\d+[.)] |!!!|\?\?\?|===|---|\[\^|\*\[|--8<--|$)")


@dataclass(frozen=True)
class Source:
    """One page. `path` is the file as the contributor knows it; `text` is what stands in it.

    Every offset counts from the start of the normal text: no mark at its beginning, one kind of line end.
    """

    path: str
    text: str

    @cached_property
    def normal(self) -> str:
        """The text with the line ends that Markdown gives it, and without the two characters that it takes out."""
        return "\n".join(lines_of(self.text.removeprefix("\ufeff").replace("\x02", "").replace("\x03", "")))

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the whole file, front matter included."""
        return self.normal.split("\n")

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line begins."""
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts[:-1]

    @cached_property
    def body_line(self) -> int:
        """The index of the first line after the front matter; 0 when there is none."""
        if self.lines[0].rstrip() != "---":
            return 0
        return next((number + 1 for number, line in enumerate(self.lines[1:], 1) if line.rstrip() in ("---", "...")), len(self.lines))

    @cached_property
    def fences(self) -> list[Fence]:
        """The fenced blocks of the body, with line numbers of the file."""
        blank = "\n" * self.body_line
        return list(fences(blank + "\n".join(self.lines[self.body_line :])))

    @cached_property
    def prose_lines(self) -> list[str]:
        """The lines as `prose` has them."""
        lines = [""] * len(self.lines)
        lines[self.body_line :] = self.lines[self.body_line :]
        for fence in self.fences:
            if fence.closed and fence.understood:
                for number in range(fence.line - 1, fence.last):
                    lines[number] = " " * len(self.lines[number])
        for number in range(min(self.body_line, len(lines))):
            lines[number] = " " * len(self.lines[number])
        masked = "\n".join(_without_code_spans(lines))
        return masked.split("\n")

    @cached_property
    def prose(self) -> str:
        """The normal text with blanks for front matter and fenced blocks, and `CODE` for code spans. No offset changes."""
        return "\n".join(self.prose_lines)

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Yield the number in the file and the text of each line of the body, code left out as in `prose`."""
        yield from enumerate(self.prose_lines[self.body_line :], self.body_line + 1)

    def finding(self, offset: int, rule: str, message: str, hint: str) -> Finding:
        """Return a finding at an offset of the normal text."""
        line = bisect_right(self.starts, offset)
        return Finding(self.path, line, offset - self.starts[line - 1] + 1, rule, message, hint)


def paragraphs(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield runs of lines that Markdown may join into one text, each with the index of its first line."""
    start = 0
    for number in range(1, len(lines) + 1):
        if number == len(lines) or BLOCK_START.match(lines[number]) or "|" in lines[number] or "|" in lines[number - 1] \
                or not lines[number - 1].strip():
            yield start, lines[start:number]
            start = number


def code_spans(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the start and end of each code span of one paragraph, and the places of backticks that open none.

    A span ends at the next run of just as many backticks. One pass over the runs: no text makes it slow.
    """
    runs = [(run.start(), run.end()) for run in re.finditer(r"`+", text)]
    later: dict[int, list[int]] = defaultdict(list)
    for index in range(len(runs) - 1, -1, -1):
        later[runs[index][1] - runs[index][0]].append(index)
    spans: list[tuple[int, int]] = []
    open_ended: list[int] = []
    index = 0
    while index < len(runs):
        start, end = runs[index]
        slashes = start - len(text[:start].rstrip("\\")) if start and text[start - 1] == "\\" else 0
        if slashes % 2:
            start += 1
            if start == end:
                index += 1
                continue
        following = later[end - start]
        while following and following[-1] <= index:
            following.pop()
        if following:
            close = following[-1]
            spans.append((start, runs[close][1]))
            index = close + 1
        else:
            open_ended.append(start)
            index += 1
    return spans, open_ended


def _without_code_spans(lines: list[str]) -> list[str]:
    masked: list[str] = []
    for _, run in paragraphs(lines):
        text = "\n".join(run)
        if "`" in text:
            pieces: list[str] = []
            last = 0
            for start, end in code_spans(text)[0]:
                pieces += [text[last:start], re.sub(r"[^\n]", CODE, text[start:end])]
                last = end
            text = "".join([*pieces, text[last:]])
        masked += text.split("\n")
    return masked


def nearest(word: str, known: Iterable[str], likeness: float = 0.65) -> list[str]:
    """Return the one of `known` that was probably meant, in a list, or an empty list. Long words and large sets are cut: this is slow."""
    return list(_nearest(word[:60], tuple(sorted(known)[:2500]), likeness))


@lru_cache(maxsize=512)
def _nearest(word: str, known: tuple[str, ...], likeness: float) -> tuple[str, ...]:
    return tuple(difflib.get_close_matches(word, known, 1, likeness))
