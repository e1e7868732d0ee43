"""One file of the repository with its fenced blocks, read and parsed once: what a rule sees."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from checks.finding import Finding, data

# A page beyond these bounds meets no other rule and no parser: some patterns, and Markdown itself,
# are slow on such text.
MOST_BYTES, MOST_LINES, LONGEST_LINE = 64 * 1024, 2000, 3000
HEADING = re.compile(r" {0,3}(#{1,6})(?!#)[ \t]*([^\n]*)")
OPENING = re.compile(r"(?P<indent>[ \t>]{0,40})(?P<marks>`{3,9}|~{3,9})(?P<info>[^\n]{0,300})")
CODE = "\ue000"  # stands for each letter of a code span: no letter, no space, no mark of Markdown
# As many backticks end a span as begin it, in one paragraph, item or row.
SPAN = re.compile(
    r"(`(?<![\\`]`)`{0,8})(?!`)"
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
    """Yield the fenced blocks from the index `start` on, by the rule of pymdownx.superfences.

    One that is not closed ends before a line further left.
    """
    rows = [line.expandtabs(4) for line in lines]
    at = start
    while at < len(rows):
        opening = OPENING.fullmatch(rows[at])
        at += 1
        if not opening or opening["marks"][0] == "`" and "`" in opening["info"]:
            continue
        (indent, marks, info), line, body = opening.groups(), at, list[str]()
        left = " >" if ">" in indent else " "
        while at < len(rows) and not rows[at][: len(indent)].strip(left):
            body.append(rows[at][len(indent) :])
            at += 1
            if body[-1].rstrip() == marks:
                break
        closed = bool(body) and body[-1].rstrip() == marks
        last = at if closed else min(at + 1, len(rows))
        text = "\n".join(body[:-1] if closed else body)
        yield Fence(line, last, indent, marks, info.strip(), text, closed)


@dataclass
class Page:
    """A page, a table, a challenge, an image, `mkdocs.yml`. Rules read it and never change it.

    path: relative to the repository, with forward slashes. size: in bytes.
    raw: its bytes; nothing where no rule needs them, or if there are more than its `limit`.
    strange: what it is if it must not be opened, such as a link or a device.
    kind: what it is by its place, a name in data/places.toml; empty where no file may be.
    limit: the bytes that it may have. day: the number in the name of a day's page, else None.
    is_markdown: whether it is read as a page, as the template is, too.
    """

    path: str
    raw: bytes = b""
    size: int = 0
    strange: str = ""

    def __post_init__(self) -> None:
        self.kind, self.limit, self.day = "", MOST_BYTES, None
        for kind, place in data("places").items():
            if match := re.fullmatch(place["path"], self.path):
                self.kind, self.limit = kind, place.get("limit", MOST_BYTES)
                self.day = int(match["day"]) if kind == "day" else None
                break
        self.is_markdown = self.kind in ("day", "page", "template")

    @cached_property
    def decoded(self) -> str | None:
        """The text with `\\n` line ends and no byte order mark, or None when it is not UTF-8."""
        try:
            return self.raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            return None

    @cached_property
    def text(self) -> str:
        """The text, or nothing when the file is not text."""
        return self.decoded or ""

    @cached_property
    def lines(self) -> list[str]:
        """All lines, front matter included; line N of an editor is `lines[N - 1]`."""
        return self.text.split("\n")

    @cached_property
    def too_large(self) -> bool:
        """Whether the file is beyond what the rules and Markdown read in linear time."""
        long = max(map(len, self.lines)) > LONGEST_LINE
        return long or self.size > self.limit or len(self.lines) > MOST_LINES

    @cached_property
    def body_line(self) -> int:
        """The index of the first line after the front matter; 0 without one, as in MkDocs."""
        ends = (at for at, line in enumerate(self.lines) if at and line.rstrip() in ("---", "..."))
        return next(ends, -1) + 1 if self.lines[0].rstrip() == "---" else 0

    @cached_property
    def fences(self) -> list[Fence]:
        """The fenced blocks of the body."""
        return list(fences_of(self.lines, self.body_line)) if self.is_markdown else []

    @cached_property
    def prose_text(self) -> str:
        """`text` with spaces for front matter and fenced blocks, and `CODE` for code spans.

        No line and no offset changes, so that what a rule finds here is where it is in the file.
        """
        hidden = {*range(self.body_line)}
        hidden.update(*(range(each.line - 1, each.last) for each in self.fences if each.closed))
        lines = enumerate(self.lines)
        text = "\n".join(" " * len(row) if at in hidden else row for at, row in lines)
        return SPAN.sub(lambda span: re.sub(r"[^\n]", CODE, span[0]), text)

    @cached_property
    def prose(self) -> list[str]:
        """The lines of `prose_text`."""
        return self.prose_text.split("\n")

    @cached_property
    def headings(self) -> list[tuple[int, int, str]]:
        """The line, the level and the words of each heading outside code, in order."""
        found = []
        for number, line in enumerate(self.prose, 1):
            if "#" in line and (match := HEADING.fullmatch(line)):
                words = self.lines[number - 1][match.start(2) :]
                words = re.sub(r"[ \t]+\{[^{}\n]{0,200}\}[ \t]*$", "", words)
                found.append((number, len(match[1]), words.strip().rstrip("#").rstrip()))
        return found

    @cached_property
    def sections(self) -> list[str]:
        """For each line, the words of the second-level heading above it; empty before the first."""
        starts = {line: words for line, level, words in self.headings if level == 2}
        names = [""]
        for number in range(1, len(self.lines) + 1):
            names.append(starts.get(number, names[-1]))
        return names[1:]

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset of `text` or of `prose_text`."""
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)

    def on(
        self,
        place: int | tuple[int, int],
        name: str,
        *words: object,
        say: str = "",
        fixed: str | None = None,
    ) -> Finding:
        """Return a finding on a line, counted from 1, or at (line, column).

        name: `rule` or `rule.case`; its message is `say`, or that of data/messages.toml, or the
        first word. There `words` take the places of {0}, {1} and so on.
        """
        line, column = place if isinstance(place, tuple) else (place, 1)
        say = say or data("messages").get(name, "{0}")
        said = re.sub(r"\{(\d)\}", lambda at: str(words[int(at[1])]), say)
        return Finding(self.path, max(line, 1), column, name.partition(".")[0], said, fixed)
