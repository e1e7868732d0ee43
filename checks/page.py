"""One file of the repository, read and parsed once, and the site that all of them make. Every rule stands on these two."""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from checks.fences import Fence, fences_of, without_code_spans
from checks.finding import Finding

DAY = re.compile(r"docs/days/day-(\d{2,4})(?:-[a-z0-9]+){1,4}\.md")
CHALLENGE = re.compile(r"docs/challenges/day_(\d{2,4})(_solution)?\.py")
TEMPLATE = "docs/days/_template.md"
# A page beyond these bounds meets no other rule and no parser: some patterns and Markdown itself are slow on such text.
MOST_BYTES, MOST_LINES, LONGEST_LINE = 64 * 1024, 2000, 3000
HEADING = re.compile(r" {0,3}(#{1,6})(?!#)[ \t]*([^\n]*)")


@dataclass(frozen=True)
class Heading:
    """One heading of the `#` kind: its line, its level, and its words as written, without an attribute list."""

    line: int
    level: int
    words: str


@dataclass
class Page:
    """A file of the repository: a page, a table, a challenge, an image, `mkdocs.yml`. Rules read it and never change it.

    path: relative to the repository, with forward slashes. raw: its bytes.
    """

    path: str
    raw: bytes = b""

    @cached_property
    def decoded(self) -> str | None:
        """The text with `\\n` at the end of each line and no byte order mark, or None when it is not UTF-8."""
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
    def body_line(self) -> int:
        """The index of the first line after the front matter; 0 when there is none, the end when it is never closed."""
        if self.lines[0].rstrip() != "---":
            return 0
        return next(
            (at + 1 for at, line in enumerate(self.lines[1:], 1) if line.rstrip() == "---"),
            len(self.lines),
        )

    @cached_property
    def meta(self) -> dict[str, Any]:
        """The fields of the front matter; empty when there is none or it cannot be read. `checks/front_matter.py` says why."""
        text = "\n".join(self.lines[1 : max(self.body_line - 1, 1)])
        if re.search(
            r"(?m)^[^#\n]*(?:[:\[,-][ \t]+|^)[&*!]", text
        ):  # no aliases, no tags: they can run code or grow without end
            return {}
        try:
            found = yaml.safe_load(text)
        except (yaml.YAMLError, ValueError, RecursionError):
            return {}
        return (
            {str(name): value for name, value in found.items()} if isinstance(found, dict) else {}
        )

    @cached_property
    def fences(self) -> list[Fence]:
        """The fenced blocks of the body, by the rule of pymdownx.superfences."""
        return list(fences_of(self.lines, self.body_line))

    @cached_property
    def prose(self) -> list[str]:
        """The lines with front matter and fenced blocks blank, and `CODE` for each character of a code span.

        No line and no column changes, so that what a rule finds here is where it is in the file.
        """
        lines = [""] * self.body_line + self.lines[self.body_line :]
        for fence in self.fences:
            if fence.closed:
                lines[fence.line - 1 : fence.last] = [""] * (fence.last - fence.line + 1)
        return without_code_spans(lines)

    @cached_property
    def prose_text(self) -> str:
        """`prose` as one text in which every offset is that of `text`: what was taken out is spaces."""
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
        return next(
            (
                at
                for at, line in enumerate(self.lines[: self.body_line], 1)
                if line.startswith(f"{name}:")
            ),
            1,
        )

    def with_lines(self, changes: dict[int, str | None]) -> str:
        """Return the whole text with some lines exchanged: by number from 1, None to take a line out. For `fixed`."""
        kept = [changes.get(number, line) for number, line in enumerate(self.lines, 1)]
        return "\n".join(line for line in kept if line is not None)


@dataclass
class Site:
    """Every file that the checks look at, and what `mkdocs.yml` says. Rules that compare pages ask it."""

    root: Path
    pages: dict[str, Page] = field(default_factory=dict)
    strange: dict[str, str] = field(
        default_factory=dict
    )  # paths that must not be opened: a link, a device; and what each is
    cache: dict[str, Any] = field(default_factory=dict)  # what a rule works out once for all pages

    @cached_property
    def configuration(self) -> dict[str, Any]:
        """`mkdocs.yml` as plain data, with the text "!ENV" for values of the environment; empty when it cannot be read."""
        page = self.pages.get("mkdocs.yml")
        try:
            found = yaml.load(page.text if page else "", _Plain)  # noqa: S506 - a safe loader that knows no object
        except (yaml.YAMLError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @cached_property
    def markdown(self) -> list[Page]:
        """The pages that rules for Markdown look at, the template included."""
        return [
            page
            for page in self.pages.values()
            if page.is_markdown and not page.too_large and page.decoded is not None
        ]

    @cached_property
    def days(self) -> list[Page]:
        """The pages of days, in the order of their numbers."""
        return sorted(
            (page for page in self.markdown if page.day),
            key=lambda page: (page.day or 0, page.path),
        )


Rule = Callable[[Page, Site], Iterable[Finding]]


class _Plain(yaml.SafeLoader):
    """A loader for `mkdocs.yml` that gives the text of a tag in the place of what the tag would make."""


_Plain.add_multi_constructor("", lambda loader, suffix, node: suffix)


def parse_python(page: Page) -> ast.Module | None:
    """Return the syntax tree of a Python file, or None when it is not Python."""
    try:
        return ast.parse(page.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
