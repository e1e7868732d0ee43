"""The prose of a page: what is left over, what other tools would read, boxes, code blocks, bold.

The patterns stand in data/text.toml; here is the loop over them, and what a pattern cannot say.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from pygments.lexers import find_lexer_class_by_name  # type: ignore[import-untyped]
from pygments.util import ClassNotFound  # type: ignore[import-untyped]

from checks.fences import CODE, Fence
from checks.finding import Finding, data, show
from checks.page import TEMPLATE, Page
from checks.site import Site

BOX = re.compile(r'(?P<mark>!!!|\?\?\?\+?) ?(?P<type>[\w-]{0,40})(?P<title>[ \t]*"[^"\n]*"|)[ \t]*')
INFO = re.compile(
    r"""[\w#.+-]{0,40}(?:[ \t]+[\w-]{1,40}=(?:"[^"]{0,200}"|'[^']{0,200}'|[^\s"']{1,200}))*[ \t]*"""
    r"""|\{[^{}]{0,300}\}"""
)
DIRECTIVE = re.compile(r"\{ ?\w")
CALLOUT = re.compile(r"([ ]{0,3}>)[ ]?\[!(\w{2,20})\][+-]?[ ]*([^\n]{0,200})")
COLONS = re.compile(r"""(:{3,9})[ ]?\{?\.?([\w-]{2,30})\}?[ ]*(?:title=)?([^\n]{0,200})""")


def check_text(page: Page, site: Site) -> Iterator[Finding]:
    """Check the prose of a page."""
    if page.is_markdown:
        yield from _patterns(page)
        yield from _left_of_template(page, site)
        for fence in page.fences:
            yield from _fence(page, fence)
        for number, line in enumerate(page.prose, 1):
            yield from _box(page, number, line)
        yield from _numbers(page)
        yield from _bold(page)
        yield from _emoji(page)


@cache
def _compiled() -> list[tuple[dict[str, Any], re.Pattern[str]]]:
    return [(entry, re.compile(entry["find"])) for entry in data("text")["pattern"]]


def _patterns(page: Page) -> Iterator[Finding]:
    """Yield what the patterns of data/text.toml find: of each pattern one finding a line."""
    for entry, pattern in _compiled():
        found = list(pattern.finditer(page.prose_text))
        fixed = _rewritten(page.text, found, entry["write"]) if found and "write" in entry else None
        seen: set[int] = set()
        for match in found:
            offset = match.end() - len(match[0].lstrip(" \t>"))
            words = page.text[offset : min(match.end(), offset + 60)].strip().removeprefix("](")
            said = entry["say"].replace("{0}", show(words))
            finding = page.at(offset, entry["rule"], said, fixed)
            if finding.line not in seen:
                seen.add(finding.line)
                yield finding if fixed else replace(finding, fixed=_as_box(page, finding.line))


def _rewritten(text: str, found: list[re.Match[str]], write: str) -> str | None:
    """Return the text with all matches exchanged; None when one of them holds code."""
    pieces, last = [], 0
    for match in found:
        pieces += [text[last : match.start()], match.expand(write)]
        last = match.end()
    fixed = "".join([*pieces, text[last:]])
    return None if CODE in fixed else fixed


def _as_box(page: Page, number: int) -> str | None:
    """Return the page with a box of GitHub (`> [!NOTE]`) or of `:::` written as ours, or None."""
    first = page.lines[number - 1]
    quoted = CALLOUT.fullmatch(first)
    match = quoted or COLONS.fullmatch(first)
    name = match[2].lower().removeprefix("callout-") if match else ""
    kind = data("text")["other_boxes"].get(name, name)
    if not match or kind not in data("text")["boxes"]:
        return None
    title = match[3].strip(" \"'[]{}")
    changes: dict[int, str | None] = {number: f"!!! {kind}" + f' "{title}"' * bool(title)}
    for at, line in enumerate(page.lines[number:], number + 1):
        if quoted and not line.startswith(">"):
            return page.with_lines(changes)
        if not quoted and line.startswith(":::"):
            return page.with_lines(changes | {at: None})
        body = line[1:].removeprefix(" ") if quoted else line
        changes[at] = "    " + body if body.strip() else ""
    return page.with_lines(changes) if quoted else None  # where `:::` ends is for a person to say


def _left_of_template(page: Page, site: Site) -> Iterator[Finding]:
    """Yield lines that still say what the template says. Links, code and titles may be alike."""
    template = site.pages.get(TEMPLATE)
    if not page.day or template is None or page.path == TEMPLATE:
        return
    model = {line.strip() for line in template.lines[template.body_line :]}
    own = {n for f in page.fences if f.language in ("chart", "quiz") for n in range(f.line, f.last)}
    for number, (line, prose) in enumerate(zip(page.lines, page.prose, strict=True), 1):
        words = line.strip()
        if words in model and len(words.split()) > 2 and (number in own or words == prose.strip()):
            if not re.match(r"#|!!!|\?\?\?|\w+: \S+$|\[", words) and "](" not in words:
                what = f"{show(words)} still stands here as in the template. Write your own words."
                yield page.on(number, "template-left", what)


def _fence(page: Page, fence: Fence) -> Iterator[Finding]:
    """Code blocks that end, and that are not a drawing or a box of another tool."""
    name, info, rule, fixed = fence.language.lower(), show(fence.info), "fence-foreign", None
    if not fence.closed:
        what, rule = "This code block is never closed", "fence-unclosed"
        if fence.last < len(page.lines):
            what += f": line {fence.last} is not indented as its first line is"
        write = "Write the three signs of its first line alone on the line where it ends"
    elif inner := _second_opening(page, fence):
        what = f"This code block is not closed before the next one begins on line {inner}"
        write = "Close it with the signs of its first line; use four signs around code with fences"
        rule = "fence-unclosed"
    elif DIRECTIVE.match(fence.info):
        what = f"{info} is a directive of another tool"
        write = 'For a box write !!! note "Title"; for code, ``` python'
    elif not INFO.fullmatch(fence.info):
        what = f"Markdown does not read {info}, and shows the block as text"
        write = 'Write ``` python, or ``` { .python title="Words" }'
    elif name in data("text")["other_fences"]:
        what, write = f"The site does not draw {info}", data("text")["other_fences"][name]
    elif near := _slip(name):
        what, write, rule = f"The site knows no {info}", f"Write {near}", "fence-language"
        raw = page.lines[fence.line - 1].replace(fence.language, near, 1)
        fixed = page.with_lines({fence.line: raw})
    else:
        return
    yield page.on(fence.line, rule, f"{what}. {write}.", fixed, len(fence.indent) + 1)


def _second_opening(page: Page, fence: Fence) -> int | None:
    """Return the line inside a block that opens a block of code, as after a forgotten end."""
    marks = re.match(r"[`~]*", page.lines[fence.line - 1].strip("> "))
    opening = re.compile(rf"\s*{marks[0] if marks else ''}[ ]*[\w{{]")
    body = enumerate(fence.body.split("\n"), fence.line + 1)
    return next((at for at, line in body if line.strip()[:1] in "`~" and opening.match(line)), None)


@cache
def _slip(name: str) -> str:
    """Return the language that a name is a slip of. Other names are shown without colours."""
    known = data("text")["languages"]
    try:
        return "" if name in known or find_lexer_class_by_name(name) else ""
    except ClassNotFound:
        return next(iter(difflib.get_close_matches(name, known, 1, 0.75)), "")


def _box(page: Page, number: int, line: str) -> Iterator[Finding]:
    """Boxes (`!!!`, `???`) of a known type, a title in straight quotes and an indented body."""
    text = line.lstrip("> ")
    if not text.startswith(("!!!", "???")):
        return
    start, boxes, raw = line[: len(line) - len(text)], data("text")["boxes"], page.lines[number - 1]
    straight = re.sub("[“”]", '"', raw)
    box = BOX.fullmatch(re.sub(r" (?:inline|end)\b", "", straight[len(start) :]))
    name = box["type"] if box else ""
    other = data("text")["other_boxes"].get(name.lower(), name.lower())
    near = [] if name in boxes else difflib.get_close_matches(other, boxes, 1, 0.7)
    what, fixed = "", None
    if not box or straight != raw:
        what = f'{show(text[:40])} is not a box. Write !!! note "Title", with straight quotes.'
        fixed = page.with_lines({number: straight}) if box else None
    elif name not in boxes:
        write = f"Write {near[0]}" if near else f"The types are {', '.join(boxes)}"
        what = f"No box has the type {show(name)}. {write}."
        fixed = page.with_lines({number: raw.replace(name, near[0], 1)}) if near and name else None
    if what:
        yield page.on(number, "box", what, fixed, len(start) + 1)
    yield from _body_of_box(page, number, start)


def _body_of_box(page: Page, number: int, start: str) -> Iterator[Finding]:
    lines, indent = page.lines, start.replace(">", "") + "    "
    body = next((at for at in range(number, len(lines)) if lines[at].strip("> ")), len(lines))
    if body < len(lines) and lines[body].lstrip(">").startswith((indent, "\t")):
        return
    fixed = None
    if body == number < len(lines) and ">" not in start:  # right below: meant to be in the box
        end = next((at for at in range(body, len(lines)) if not lines[at].strip()), len(lines))
        moved = {at + 1: indent + lines[at].strip() for at in range(body, end)}
        fixed = page.with_lines({**moved})
    what = (
        f"The box on line {number} is empty. Start the lines of its text with {len(indent)} spaces."
    )
    yield page.on(body + 1, "box", what, fixed)


def _numbers(page: Page) -> Iterator[Finding]:
    """Numbered lists that begin with another number than 1, which Python-Markdown would show."""
    in_list = False
    for number, line in enumerate(page.prose, 1):
        raw = page.lines[number - 1]
        item = re.match(r"(\d{1,9})\. +\S", line)
        if item and not in_list and item[1] not in ("1", "0"):
            what = f"A list begins here with {item[1]}, and would show 1."
            write = "If it goes on from above, start each line between with four spaces"
            more = f"if it is not a list, write {item[1]}\\."
            yield page.on(number, "list-number", f"{what} {write}; {more}")
        if raw.strip() and not raw.startswith(("    ", "\t")):
            follows = (
                bool(page.lines[number - 2].strip())
                and in_list
                and not raw.startswith(("#", "```"))
            )
            in_list = bool(item) or bool(re.match(r"[-*+] ", line)) or follows


def _bold(page: Page) -> Iterator[Finding]:
    """Bold text that does not end in the paragraph where it begins."""
    open_at: tuple[int, int] | None = None
    for number, line in enumerate([*page.prose, ""], 1):
        if not line.strip() and open_at:
            what = "Bold text does not end in this paragraph. Write ** before and after it"
            more = r"for the stars themselves, write \*\*"
            yield page.on(open_at[0], "bold-unclosed", f"{what}; {more}.", column=open_at[1] + 1)
            open_at = None
        for match in re.finditer(r"\\.|\*{2,}", line):
            around = line[max(0, match.start() - 1) : match.start()] + line[match.end() :][:1]
            if match[0][0] == "*" and len(match[0]) < 4 and around.strip():
                open_at = None if open_at else (number, match.start())


def _emoji(page: Page) -> Iterator[Finding]:
    """`:rocket:`, which other tools turn into a picture."""
    found = list(re.finditer(r"(?<![\w:/.]):([a-z][a-z0-9_+-]{1,40}):(?![\w:/])", page.prose_text))
    if found:
        # large, and seldom needed
        from pymdownx.gemoji_db import aliases, emoji  # type: ignore[import-untyped]

        for match in found:
            entry = emoji.get(aliases.get(match[0], match[0]), {})
            if codes := entry.get("unicode"):
                sign = "".join(chr(int(code, 16)) for code in codes.split("-"))
                what = f"{match[0]} shows as these letters. Write {sign} itself."
                fixed = page.text[: match.start()] + sign + page.text[match.end() :]
                yield page.at(match.start(), "foreign-mark", what, fixed)
