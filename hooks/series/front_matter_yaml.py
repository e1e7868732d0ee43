"""Reads the lines between the two `---` of a page, and says which line is wrong when YAML cannot be read from them.

MkDocs prints front matter that it cannot read as text of the page, and says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from series.findings import Finding, Fix, show

MOST_LINES, MOST_NODES, DEEPEST = 60, 400, 4
BLOCK = '---\ntitle: "Day 5: Transportation"\n---'


@dataclass(frozen=True)
class FrontMatter:
    """What a page says about itself. `lines` gives the line of each field, `raw` a plain value as it was typed; `body` is the page without front matter."""

    values: dict[str, Any]
    lines: dict[str, int]
    body: str
    raw: dict[str, str] = field(default_factory=dict)


class _Bad(Exception):
    """Front matter that cannot be read: the line, what was found, what to write, and what a machine could do."""

    def __init__(self, line: int, message: str, hint: str, fix: Fix | None = None) -> None:
        super().__init__(message)
        self.line, self.message, self.hint, self.fix = line, message, hint, fix


def quoted(text: str) -> str:
    """Return a text as YAML writes it in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _corrected(lines: list[str], number: int) -> tuple[str, Fix] | None:
    """Return the line `number` with its value in quotes, when the missing quotes are what is wrong with it."""
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    match = re.fullmatch(r"(?P<name>[A-Za-z_]+):[ \t]+(?P<value>.+)", line.rstrip())
    if not match:
        return None
    value = match["value"]
    if value[0] in "“”„«‘’":
        value = value[1:].rstrip("“”»‘’").strip() or value
    if value[0] in "\"'":
        inner = value[1:].removesuffix(value[0]).replace("\\" + value[0], value[0])
        if (value[0] == '"' and "\\" in inner) or not inner:
            return None
        value = inner
    elif value[0] in "[{|>&*":
        return None
    if '"' in value:  # a quotation mark would end the attribute that the value is written into
        value = value.replace('"', "'")
    new = f"{match['name']}: {quoted(value)}"
    return (new, Fix(number, line, new)) if new != line else None


def _split(text: str) -> tuple[list[str], int]:
    """Return the lines of a page and the index of the line that closes its front matter. Raises _Bad."""
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None:
        raise _Bad(1, "the page is empty.", "Copy docs/days/_template.md into it, or delete the file.")
    if first and lines[first].rstrip() == "---":
        raise _Bad(1, "there is an empty line before the front matter, so it would be shown as text.", "Make `---` the very first line.",
                   Fix(1, "\n".join(lines[:first]), None))
    if lines[0].strip() == "---" and lines[0].rstrip() != "---":
        raise _Bad(1, "there are spaces before `---`.", "Make `---` the very first line.", Fix(1, lines[0], "---"))
    if lines[0].rstrip() != "---":
        raise _Bad(1, "the page does not start with front matter.", f"Make `---` the very first line, then one `field: value` a line, then `---`:\n{BLOCK}",
                   Fix(1, lines[0], f"---\ncomments: true\n---\n\n{lines[0]}") if first == 0 and re.match(r"# \S", lines[0]) else None)
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None or end == len(lines) - 1:
        body = next((at for at, line in enumerate(lines[1:], 1) if not re.match(r"[A-Za-z_]+:|[ \t]*- |[ \t]+\S", line)), len(lines) - 1)
        blank = 0 < body < len(lines) - 1 and (not lines[body].strip() or lines[body].startswith("#"))
        fix = Fix(body + 1, lines[body], f"---\n{lines[body]}") if end is None and blank and body > 1 else None
        raise _Bad(1, "the front matter is never closed.", "Write a line `---` after its last field." + (f" That is before line {body + 1}." if fix else ""), fix)
    if end > MOST_LINES:
        raise _Bad(1, f"the front matter has {end - 1} lines.", "Keep it to one `field: value` a line, and close it with `---`.")
    return lines, end


def _scan(source: str) -> None:
    """Refuse what YAML can do and a page never needs, before anything is built from it. Raises _Bad or yaml.YAMLError. Linear."""
    depth = 0
    for count, event in enumerate(yaml.parse(source, Loader=yaml.SafeLoader)):
        line = event.start_mark.line + 2 if event.start_mark else 2
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Bad(line, "the front matter uses `&` or `*`, which repeat a value.", "Write the value itself, or put the text in quotes.")
        if tag := getattr(event, "tag", None):
            raise _Bad(line, f"the front matter names a type: {show(tag)}.", "Write a plain value, or put the text in quotes.")
        if depth > DEEPEST or count > MOST_NODES:
            raise _Bad(line, "the front matter is nested too deeply or too long.", "Write one `field: value` a line.")


def _construct(loader: yaml.SafeLoader, node: yaml.Node, line: int, name: str) -> Any:
    try:
        return loader.construct_object(node, deep=True)
    except (ValueError, TypeError, OverflowError, yaml.YAMLError, RecursionError) as error:
        said = f"`{name}` is {show(node.value) if isinstance(node, yaml.ScalarNode) else 'a list or mapping'}, which is not possible as a value."
        raise _Bad(line, said, "Write a date as 2026-11-24; put a text in quotes.") from error


def _load(path: str, text: str) -> FrontMatter:
    """Read the front matter of a page. Raises _Bad."""
    lines, end = _split(text)
    tab = next((at for at, line in enumerate(lines[1:end], 2) if "\t" in line), None)
    if tab:
        raise _Bad(tab, "the front matter holds a tab.", "Use spaces.", Fix(tab, lines[tab - 1], re.sub(r"\t", "  ", lines[tab - 1].replace(":\t", ": "))))
    source = "\n".join(lines[1:end])
    try:
        _scan(source)
        loader = yaml.SafeLoader(source)
        node = loader.get_single_node()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _unreadable(lines, end, error) from error
    if node is None:
        raise _Bad(2, "the front matter is empty.", "docs/days/_template.md shows each field with an example.")
    if not isinstance(node, yaml.MappingNode):
        what = "a list" if isinstance(node, yaml.SequenceNode) else "a text"
        raise _Bad(node.start_mark.line + 2, f"the front matter is {what} and not `field: value` lines.", f'Write, for example:\n{BLOCK}')
    values: dict[str, Any] = {}
    where: dict[str, int] = {}
    raw: dict[str, str] = {}
    for key, value in node.value:
        line = key.start_mark.line + 2
        if not isinstance(key, yaml.ScalarNode) or key.value == "<<" or key.tag != "tag:yaml.org,2002:str":
            raise _Bad(line, f"a field is called {show(getattr(key, 'value', '') if isinstance(key, yaml.ScalarNode) else [1])}.", "Start the line with a field's name and a colon.")
        if key.value in values:
            raise _Bad(line, f"the field `{show(key.value)[1:-1]}` is written twice, first on line {where[key.value]}.", "Keep one of the two lines.")
        _sound(value)
        values[key.value], where[key.value] = _construct(loader, value, line, key.value), line
        if isinstance(value, yaml.ScalarNode):
            raw[key.value] = lines[value.start_mark.line + 1][value.start_mark.column :][:200].strip() if value.start_mark.line == value.end_mark.line else ""
    return FrontMatter(values, where, "\n".join(lines[end + 1 :]), raw)


def _sound(node: yaml.Node) -> None:
    """Refuse, inside a value, a name that is written twice and a number that no program can print. Raises _Bad."""
    if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":int") and len(node.value) > 18:
        raise _Bad(node.start_mark.line + 2, f"a number has {len(node.value)} digits.", "Write a number of a few digits, or put the text in quotes.")
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in seen or key.value == "<<":
                said = f"`{show(key.value)[1:-1]}` is written twice" if isinstance(key, yaml.ScalarNode) and key.value in seen else "this is no name"
                raise _Bad(key.start_mark.line + 2, f"{said}.", "Write each name once, then a colon and its value.")
            seen.add(key.value)
            _sound(value)
            plain = value.value if isinstance(value, yaml.ScalarNode) and value.tag.endswith((":bool", ":int")) else "0"
            if not re.fullmatch(r"(?i:true|false)|-?(0|[1-9][0-9]*)", plain):
                raise _Bad(value.start_mark.line + 2, f"`{key.value}` is {show(plain)[1:-1]}, which MkDocs and Zensical read differently.",
                           "Write true, false, or a number with no zero before it; put a text in quotes.")
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _sound(value)


def _unreadable(lines: list[str], end: int, error: Exception) -> _Bad:
    """Say which line YAML cannot read, and how to write it."""
    for at, line in enumerate(lines[1:end], 2):
        if close := re.fullmatch(r"(?P<name>[A-Za-z_]+):(?P<value>[^\s:].*)", line):
            new = f"{close['name']}: {close['value']}"
            return _Bad(at, f"there is no space after the colon, in {show(line)}.", f"Write: {new}", Fix(at, line, new))
        if re.match(r"[A-Za-z_]+[ \t]*(=|[ \t]\S)", line) and ":" not in line:
            return _Bad(at, f"there is no colon in {show(line)}.", "Write one `field: value` a line.")
    mark, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    said = getattr(error, "problem", None) or str(error)
    number = (mark.line if mark else 0) + 2
    if start and ("end of stream" in str(said) or "quoted scalar" in str(getattr(error, "context", ""))):
        number = start.line + 2  # an open quote runs to the end: what is wrong is where it was opened
    if start and "flow" in str(getattr(error, "context", "")):
        opened = lines[start.line + 1]
        new = opened.rstrip() + ("]" if "sequence" in str(error) else "}")
        fix = Fix(start.line + 2, opened, new) if opened.count("[") == opened.count("]") + 1 and "sequence" in str(error) else None
        return _Bad(start.line + 2, f"a bracket is not closed, in {show(opened)}.", f"Write: {new}", fix)
    number = min(number, end)
    line = lines[number - 1]
    quotes = ("mapping values", "cannot start any token", "'<scalar>'", "end of stream", "quoted scalar", "unknown escape", "unexpected character")
    corrected = _corrected(lines, number) if any(words in f"{said} {getattr(error, 'context', '')}" for words in quotes) else None
    if corrected:
        reason = "a colon inside a plain text" if "mapping values" in str(said) else "a quotation mark that is not closed" if line.count('"') % 2 or "'" in line else str(said)
        return _Bad(number, f"the front matter cannot be read: {reason}, in {show(line)}.", f"Put the text in quotes: {corrected[0]}", corrected[1])
    return _Bad(number, f"the front matter cannot be read: {str(said)[:120]}, in {show(line)}.",
                'Write one `field: value` a line, and put quotes around a text with a colon or a quote: title: "Day 5: Transportation".')


def read_front_matter(path: str, text: str) -> tuple[FrontMatter | None, list[Finding]]:
    """Split a page into front matter and body. Returns None and the reason when the front matter cannot be read.

    text: as `series.encoding.decode` returns it; a mark at the start and CR LF are understood too.
    """
    try:
        return _load(path, text.removeprefix("\ufeff").replace("\r\n", "\n")), []
    except _Bad as bad:
        if bad.message == "the page is empty.":
            return None, [Finding(path, bad.line, 1, "page-empty", bad.message, bad.hint)]
        return None, [Finding(path, bad.line, 1, "front-matter-unreadable", bad.message, bad.hint, bad.fix)]
