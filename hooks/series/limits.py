"""How much of anything a page may hold. Markdown's parser takes time that grows with the square of some of these.

Each limit is several times what the fullest page of the series has, and keeps the parser below a second or so. The rules
themselves take time in proportion to a page; tests/test_rules_limits.py measures both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from series.findings import Finding
from series.source import Source

LONGEST_LINE = 8000
DEEPEST_QUOTATION = 3
DEEPEST_INDENT = 24
MOST_UNCLOSED = 20


@dataclass(frozen=True)
class Limit:
    """At most `most` times `pattern` on one page; `name` says in a message what it finds."""

    name: str
    pattern: re.Pattern[str]
    most: int


def _limit(name: str, pattern: str, most: int) -> Limit:
    return Limit(name, re.compile(pattern, re.MULTILINE), most)


LIMITS = (
    _limit("lines", r"\n", 2500),
    _limit("references to sources, `[^…]`", r"\[\^", 400),
    _limit("square brackets", r"\[", 800),
    _limit("images", r"!\[", 60),
    _limit("headings", r"^[ >]*#", 80),
    _limit("underlined headings and rules", r"^[ >]*(?:=+|-+)[ ]*$", 80),
    _limit("code fences", r"^[ >]*(?:```|~~~)", 200),
    _limit("abbreviations, `*[…]: …`", r"^[ ]*\*\[", 40),
    _limit("signs `<`", r"<", 600),
    _limit("signs `&`", r"&", 600),
    _limit("stars", r"\*", 3000),
    _limit("low lines, `_`", r"_", 3000),
    _limit("backticks", r"`", 3000),
    _limit("table cells, `|`", r"\|", 2500),
    _limit("braces `{`", r"\{", 600),
    _limit("backslashes", r"\\", 1000),
    _limit("list items", r"^[ >]*(?:[-*+]|\d+[.)])[ ]", 600),
    _limit("boxes, `!!!` and `???`", r"^[ ]*(?:!!!|\?\?\?)", 100),
    _limit("lists that begin inside a list on the same line", r"^[ >]*(?:(?:[-*+]|\d{1,9}[.)])[ ]+){6}", 0),
    _limit("tables of more than twelve columns", r"^(?:[^|\n]*\|){14}", 0),
    _limit("definitions, `: …`", r"^[ ]*:[ ]", 120),
)
CODE_ALSO = re.compile(r"backticks|code fences|lines")  # the rest does no harm inside a code block


def check_limits(page: Source) -> list[Finding]:
    """Return what there is too much of. A page with such a finding must not meet the parser."""
    found: list[Finding] = []
    for limit in LIMITS:
        text = page.normal if CODE_ALSO.search(limit.name) else page.prose
        for number, match in enumerate(limit.pattern.finditer(text)):
            if number == limit.most:
                found.append(page.finding(match.start(), "too-many", f"the page has {f'more than {limit.most} ' if limit.most else ''}{limit.name}.",
                                          "Make it simpler, or divide it: a reader's browser and the build must get through it."))
                break
    for number, line in enumerate(page.lines[page.body_line :], page.body_line + 1):
        if len(line) > LONGEST_LINE:
            found.append(Finding(page.path, number, LONGEST_LINE + 1, "line-too-long", f"the line has {len(line):,} characters.",
                                 f"Break it into paragraphs of less than {LONGEST_LINE:,}."))
        marks = line[: len(line) - len(line.lstrip("> \t"))]
        if marks.count(">") > DEEPEST_QUOTATION and marks != ">>>>>>> ":  # that is the mark of a merge conflict, which the linter names
            found.append(Finding(page.path, number, 1, "quotation-too-deep", f"a quotation inside {marks.count('>')} quotations.",
                                 f"Use at most {DEEPEST_QUOTATION} marks `>`."))
        elif len(marks.expandtabs(4)) > DEEPEST_INDENT and page.prose_lines[number - 1].strip():
            found.append(Finding(page.path, number, 1, "indent-too-deep", f"the line starts with {len(marks.expandtabs(4))} spaces.",
                                 f"Use at most {DEEPEST_INDENT}: lists six levels deep are hard to follow."))
    unclosed = _unclosed_brackets(page.prose)
    if len(unclosed) > MOST_UNCLOSED:
        found.append(page.finding(unclosed[MOST_UNCLOSED], "too-many-unclosed", f"the page has {len(unclosed)} brackets `[` that nothing closes.",
                                  "Close each with `]`, or put the text in backticks."))
    return found[:MOST_UNCLOSED]


def _unclosed_brackets(text: str) -> list[int]:
    waiting: list[int] = []
    for match in re.finditer(r"\\.|[\[\]]|\n[ ]*\n", text):
        if match[0] == "[":
            waiting.append(match.start())
        elif match[0] == "]" and waiting:
            waiting.pop()
    return waiting
