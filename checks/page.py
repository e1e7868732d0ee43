"""One file of the repository, read and parsed once, and the site of all of them: what rules see."""

from __future__ import annotations

import ast
import html
import re
import warnings
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from checks.fences import Fence, fences_of, without_code_spans
from checks.finding import Finding
from checks.yaml_fields import FIELD_LIKE, NAME, Field, Trouble, read_fields, texts_of

NUMBER = r"(0[1-9]|[1-9]\d{1,3})"  # of a day in a file's name: 01 to 99, then 100 and more
DAY = re.compile(rf"docs/days/day-{NUMBER}(?:-[a-z0-9]+){{1,4}}\.md")
CHALLENGE = re.compile(rf"docs/challenges/day_{NUMBER}(_solution)?\.py")
TEMPLATE = "docs/days/_template.md"
# A page beyond these bounds meets no other rule and no parser: some patterns, and Markdown itself,
# are slow on such text.
MOST_BYTES, MOST_LINES, LONGEST_LINE = 64 * 1024, 2000, 3000
HEADING = re.compile(r" {0,3}(#{1,6})(?!#)[ \t]*([^\n]*)")


@dataclass(frozen=True)
class Heading:
    """One heading of the `#` kind: its line, its level, its words without an attribute list."""

    line: int
    level: int
    words: str


@dataclass
class Page:
    """A page, a table, a challenge, an image, `mkdocs.yml`. Rules read it and never change it.

    path: relative to the repository, with forward slashes. size: in bytes.
    raw: its bytes; nothing where no rule needs them, or when there are too many.
    """

    path: str
    raw: bytes = b""
    size: int = 0

    @cached_property
    def decoded(self) -> str | None:
        """The text with `\\n` line ends and no byte order mark, or None when it is not UTF-8."""
        try:
            text = self.raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def text(self) -> str:
        """The text, or nothing when the file is not text."""
        return self.decoded or ""

    @cached_property
    def lines(self) -> list[str]:
        """All lines, front matter included; line N of an editor is `lines[N - 1]`."""
        return self.text.split("\n")

    @cached_property
    def day(self) -> int | None:
        """The number of the day that the file's name gives, or None when it is not a day's page."""
        match = DAY.fullmatch(self.path)
        return int(match[1]) if match else None

    @property
    def is_markdown(self) -> bool:
        """Whether readers meet this file as a page (or would, for the template)."""
        return self.path.startswith("docs/") and self.path.endswith(".md")

    @cached_property
    def too_large(self) -> bool:
        """Whether the file is beyond what the rules and Markdown read in linear time."""
        return (
            len(self.raw) > MOST_BYTES
            or len(self.lines) > MOST_LINES
            or max(map(len, self.lines)) > LONGEST_LINE
        )

    @cached_property
    def front(self) -> tuple[int, int]:
        """The indexes of the two `---` around the front matter; (0, -1) when there is none.

        A few lines before the first are forgiven here, and so is a missing second: the front matter
        then ends before the first heading, or the first line that is not like a field. The rules
        for front matter tell, and the other rules see the body.
        """
        lines = [line.strip() for line in self.lines]
        first = next((at for at, line in enumerate(lines) if line), 0)
        if lines[first] != "---":
            marks = (at for at, line in enumerate(lines[:10]) if line == "---")
            first = next((at for at in marks if NAME.match("".join(lines[at + 1 : at + 2]))), -1)
        if first < 0:
            return 0, -1
        for at, line in enumerate(self.lines[first + 1 :], first + 1):
            if line.rstrip() in ("---", "..."):
                return first, at
            if line.startswith("# ") and not lines[at - 1]:
                return first, max(n for n in range(first, at) if lines[n])
        fields = FIELD_LIKE.match
        after = (at for at in range(first + 1, len(lines)) if not fields(self.lines[at]))
        return first, next(after, len(lines)) - 1

    @cached_property
    def body_line(self) -> int:
        """The index of the first line after the front matter; 0 when there is none."""
        return self.front[1] + 1

    @cached_property
    def front_lines(self) -> list[str]:
        """The lines of the front matter without its two `---`."""
        start, end = self.front
        lines = self.lines[start + 1 : end + 1]
        return lines[:-1] if lines and lines[-1].rstrip() in ("---", "...") else lines

    @cached_property
    def fields(self) -> tuple[dict[str, Field], list[Trouble]]:
        """The fields of the front matter, and what cannot be read of it."""
        return read_fields(self.front_lines, self.front[0] + 2)

    @cached_property
    def meta(self) -> dict[str, Any]:
        """The values of the fields that can be read."""
        return {name: field.value for name, field in self.fields[0].items()}

    @cached_property
    def decoded_texts(self) -> list[tuple[int, str]]:
        """What readers get where the file has an escape of YAML or an entity: (line, text)."""
        found = texts_of(self.front_lines, self.front[0] + 2)
        for number, line in enumerate(self.lines[self.body_line :], self.body_line + 1):
            if "&" in line and (text := html.unescape(line)) != line:
                found.append((number, text))
        return found

    @cached_property
    def fences(self) -> list[Fence]:
        """The fenced blocks of the body, by the rule of pymdownx.superfences."""
        return list(fences_of(self.lines, self.body_line))

    @cached_property
    def prose(self) -> list[str]:
        """The lines, empty in front matter and fenced blocks, with `CODE` for code spans.

        No line and no column changes, so that what a rule finds here is where it is in the file.
        """
        lines = [""] * self.body_line + self.lines[self.body_line :]
        for fence in self.fences:
            if fence.closed:
                lines[fence.line - 1 : fence.last] = [""] * (fence.last - fence.line + 1)
        return without_code_spans(lines)

    @cached_property
    def prose_text(self) -> str:
        """`prose` as one text with the offsets of `text`: what was taken out is spaces."""
        pairs = zip(self.prose, self.lines, strict=True)
        return "\n".join(kept or " " * len(line) for kept, line in pairs)

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings outside code, in order."""
        found = []
        for number, line in enumerate(self.prose, 1):
            if match := HEADING.fullmatch(line):
                words = re.sub(
                    r"[ \t]+\{[^{}\n]{0,200}\}[ \t]*$", "", self.lines[number - 1][match.start(2) :]
                ).strip()
                found.append(Heading(number, len(match[1]), words.rstrip("#").rstrip()))
        return found

    @cached_property
    def sections(self) -> list[str]:
        """For each line, the words of the second-level heading above it; empty before the first."""
        names, current = [], ""
        starts = {heading.line: heading.words for heading in self.headings if heading.level == 2}
        for number in range(1, len(self.lines) + 1):
            current = starts.get(number, current)
            names.append(current)
        return names

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def at(self, offset: int, rule: str, message: str, fixed: str | None = None) -> Finding:
        """Return a finding at an offset of `text` or of `prose_text`."""
        line = bisect_right(self._starts, offset)
        return Finding(self.path, line, offset - self._starts[line - 1] + 1, rule, message, fixed)

    def on(
        self, line: int, rule: str, message: str, fixed: str | None = None, column: int = 1
    ) -> Finding:
        """Return a finding on a line of the file, counted from 1."""
        return Finding(self.path, max(1, min(line, len(self.lines))), column, rule, message, fixed)

    def field_line(self, name: str) -> int:
        """Return the line of a field of the front matter; the first line when it is not there."""
        fields = self.fields[0]
        return fields[name].line if name in fields else 1

    def with_lines(self, changes: dict[int, str | None]) -> str:
        """Return the text with some lines exchanged, by number; None takes a line out."""
        kept = [changes.get(number, line) for number, line in enumerate(self.lines, 1)]
        return "\n".join(line for line in kept if line is not None)


def parse_python(text: str, mode: str = "exec") -> ast.Module | ast.Expression | tuple[int, str]:
    """Return the syntax tree of a program or an expression, or a line and what is wrong there."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return cast(ast.Module, ast.parse(text, mode=mode))
    except SyntaxError as problem:
        return problem.lineno or 1, problem.msg
    except (ValueError, RecursionError, MemoryError) as problem:
        return 1, str(problem) or "it is nested too deeply"
