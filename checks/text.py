"""The prose of a page: what is left over, what other tools would read, boxes, code blocks, bold.

The patterns stand in data/text.toml; here is the loop over them.
"""

import re
from collections.abc import Iterator
from functools import cache

from checks.fences import CODE
from checks.finding import Finding, data, show
from checks.page import Page
from checks.site import Site


@cache
def _rows() -> list[tuple[str, str, list[tuple[re.Pattern[str], str]]]]:
    """Return each row of the data: its rule, what to say, its patterns and what replaces each."""
    found = []
    for rule, rows in data("text").items():
        for row in rows:
            pairs = row.get("swap", []) + [[find, ""] for find in row.get("find", [])]
            ready = [(re.compile(find), write) for find, write in pairs]
            found.append((rule, row["say"], ready))
    return found


def check_text(page: Page, site: Site) -> Iterator[Finding]:
    """Yield what the patterns find, of each row one a line; then what the code blocks are."""
    if not page.is_markdown:
        return
    for rule, say, pairs in _rows():
        seen: set[int] = set()
        for pattern, write in pairs:
            found = list(pattern.finditer(page.prose_text))
            fixed = _rewritten(page.text, found, write) if write and found else None
            for match in found:
                offset = match.end() - len(match[0].lstrip(" \t>"))
                offset = match.start("at") if "at" in pattern.groupindex else offset
                words = page.text[offset : min(match.end(), offset + 60)].strip().removeprefix("](")
                said = say.replace("{0}", show(words))
                said = said.replace("{1}", match.expand(write).strip()[:60])
                finding = page.at(offset, rule, said, fixed)
                if finding.line not in seen:
                    seen.add(finding.line)
                    yield finding
    yield from _fences(page)


def _rewritten(text: str, found: list[re.Match[str]], write: str) -> str | None:
    """Return the text with all matches exchanged; None when one of them holds code."""
    pieces, last = [], 0
    for match in found:
        pieces += [text[last : match.start()], match.expand(write)]
        last = match.end()
    fixed = "".join([*pieces, text[last:]])
    return None if CODE in fixed else fixed


def _fences(page: Page) -> Iterator[Finding]:
    """Yield code blocks that do not end, and those that are a drawing or a box of another tool."""
    for fence in page.fences:
        rows = [row for row in data("text")["fence-foreign"] if re.match(row["info"], fence.info)]
        if not fence.closed or re.search(rf"(?m)^\s*{fence.marks} ?[\w{{]", fence.body):
            said = f"This code block is not closed before line {fence.last}. Write {fence.marks}"
            said = f"{said} alone on the line after its end, indented as its first line is."
            yield page.on(fence.line, "fence-unclosed", said, column=len(fence.indent) + 1)
        elif rows:
            said = rows[0]["say"].replace("{0}", show(fence.info))
            yield page.on(fence.line, "fence-foreign", said, column=len(fence.indent) + 1)
