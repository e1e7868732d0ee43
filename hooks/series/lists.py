"""Lists as Python-Markdown reads them: four blanks a level, a blank line before, numbers that go on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from series.fences import lines_of
from series.findings import Finding
from series.source import CODE, Source

ITEM = re.compile(r"(?P<indent>[ ]*)(?P<mark>[-*+]|(?P<number>\d{1,9})\.)(?P<gap>[ ]+)(?=\S)")


def _container(line: str) -> tuple[str, str]:
    """Split a line into its marks of quotation and the rest."""
    marks = re.match(r"(?:[ ]{0,3}>[ ]?)*", line)
    assert marks is not None
    return marks[0], line[marks.end() :]


def check_lists(page: Source) -> Iterator[Finding]:
    """Lists that Python-Markdown reads as meant: four blanks a level, a blank line before, numbers that go on."""
    last_number: dict[int, int] = {}  # the last number of the numbered list that is open at each indent
    open_items: list[int] = []  # the indents of the items that are open
    blank, paragraph = True, False
    for number, line in page.numbered():
        raw = page.lines[number - 1]
        _, text = _container(line.replace("\t", "    "))
        if not text.strip():
            if raw.strip() and CODE not in line:  # a line of a code block: it goes on with its list if it is indented
                blank, paragraph = True, False
                if not raw.startswith(" "):
                    open_items, last_number = [], {}
                continue
            blank, paragraph = True, False
            continue
        item = ITEM.match(text)
        indent = len(text) - len(text.lstrip(" "))
        if item and re.fullmatch(r"[ ]*([-*_][ ]*){3,}", text):
            item = None
        if not item:
            if blank and indent < 4:
                open_items, last_number = [], {}
            elif blank:
                open_items = [other for other in open_items if other < indent]
                last_number = {level: value for level, value in last_number.items() if level < indent}
            paragraph = not re.match(r"\s*(?:#|!!!|\?\?\?|\||:[ ]|\[\^|<|\[)", text)
            blank = False
            continue
        level = indent
        if indent % 4:
            yield Finding(page.path, number, 1, "list-indent", f"the list item starts with {indent} {'blank' if indent == 1 else 'blanks'}: Markdown would flatten the list.",
                          f"Use {4 * max(1, round(indent / 4)) if open_items else 0}: four for each level.")
            level = 4 * round(indent / 4)
        elif indent and not open_items and blank and not page.lines[number - 1].lstrip().startswith(("- [", "* [")) and not _in_box(page, number, indent):
            yield Finding(page.path, number, 1, "list-indent", f"the list item starts with {indent} blanks, and no list is open: Markdown would show code.",
                          "Start it at the beginning of the line.")
        if re.match(r"\[[ xX]\][ ]", text[item.end() :]):
            yield Finding(page.path, number, item.end() + 1, "task-list", "this site has no boxes to tick: the brackets would show.", "Leave them out, or write ✅.")
        if not blank and paragraph and not open_items:
            yield Finding(page.path, number, 1, "list-blank-line", "a list right under a text: Markdown would run them together.", "Leave a blank line before the list.")
        if item["number"] is not None:
            value, previous = int(item["number"]), last_number.get(level)
            if previous is None and value != 1:
                yield Finding(page.path, number, 1, "list-number", f"a numbered list starts with {value}, and would show 1.",
                              f"If it goes on from a list above, indent what stands between by four blanks; if it is a new list, start with 1; if it is no list, write {value}\\.")
            elif previous is not None and value not in (previous + 1, 1) or previous is not None and value == 1 and previous > 1:
                yield Finding(page.path, number, 1, "list-number", f"number {value} comes after {previous}, and would show {previous + 1}.", f"Write {previous + 1}.")
            last_number[level] = value if previous is None or value != 1 else previous
            if previous == 1 and value == 1:
                last_number[level] = 1
        else:
            last_number.pop(level, None)
        open_items = [*(other for other in open_items if other < level), level]
        last_number = {other: value for other, value in last_number.items() if other <= level}
        blank, paragraph = False, False


def _in_box(page: Source, number: int, indent: int) -> bool:
    """Whether a line stands in a box, a definition or a source whose body has this indent."""
    for line in reversed(page.lines[page.body_line : number - 1]):
        if line.strip() and len(line) - len(line.lstrip(" ")) < indent:
            return bool(re.match(r"\s*(?:!!!|\?\?\?|:[ ]|\[\^|[-*+][ ]|\d+\.[ ])", line))
    return False


def fix_list_blank_line(text: str) -> str:
    """Return the text with a blank line before each list that stands right under a paragraph. Nothing else changes."""
    wanted = {finding.line for finding in check_lists(Source("page", text)) if finding.rule == "list-blank-line"}
    return _with_lines(text, lambda number, line: ("\n" if number in wanted else "") + line)


def fix_list_indent(text: str) -> str:
    """Return the text with four blanks for each level of a list that used one to three or so. Nothing else changes.

    Only lists that begin at the margin are touched, and only as far as the first line that is no item of theirs.
    """
    page = Source("page", text)
    wrong = {finding.line for finding in check_lists(page) if finding.rule == "list-indent"}
    new: dict[int, int] = {}
    levels: list[int] = []
    for number, line in page.numbered():
        item = ITEM.match(line)
        if not item:
            levels = []
            continue
        indent = len(item["indent"])
        while levels and levels[-1] > indent:
            levels.pop()
        if not levels or levels[-1] < indent:
            levels.append(indent)
        if levels[0] == 0 and any(level % 4 for level in levels) and (number in wrong or len(levels) > 1):
            new[number] = 4 * (len(levels) - 1)
    return _with_lines(text, lambda number, line: " " * new[number] + line.lstrip(" ") if number in new else line)


def _with_lines(text: str, change: Callable[[int, str], str]) -> str:
    if "\r" in text and len(lines_of(text)) != text.count("\n") + 1:
        return text  # line ends of an old kind: another rule's matter
    return "\n".join(change(number, line) for number, line in enumerate(text.split("\n"), 1))
