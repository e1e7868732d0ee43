"""Read the front matter of a page field by field: one wrong line does not hide the others.

MkDocs prints front matter that YAML cannot read as text of the page, and says nothing. This reader
is stricter than YAML: `name: value` at the start of a line, no tags, no aliases, little nesting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

MOST_LINES, MOST_NODES, MOST_BRACKETS, DEEPEST, LONGEST_NUMBER = 60, 200, 40, 4, 18
PLAIN = ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")
NAME = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*):(?:[ \t]+|$)")
FIELD_LIKE = re.compile(r"[A-Za-z_][\w-]*[ \t]*[:=]|[ \t]*- |[ \t]+\S|[ \t]*#[^ #]")
Trouble = tuple[int, str, str | None]  # line, what is wrong and what to write, the line as mended


@dataclass(frozen=True)
class Field:
    """One field: its value as YAML reads it, the line of its name, and its value as typed."""

    value: Any
    line: int
    raw: str


class _Wrong(Exception):
    """What is wrong with a field: the line within it, what to write, that line as mended."""

    def __init__(self, at: int, message: str, mended: str | None = None) -> None:
        super().__init__(message)
        self.at, self.message, self.mended = at, message, mended


def quoted(text: str) -> str:
    """Return a text as YAML writes it in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def read_fields(lines: list[str], start: int) -> tuple[dict[str, Field], list[Trouble]]:
    """Read the lines between the two `---`; `start` is the number of the first in the file."""
    fields: dict[str, Field] = {}
    troubles: list[Trouble] = []
    if len(lines) > MOST_LINES:
        said = f"The front matter has {len(lines)} lines. Close it with `---` after its last field."
        return {}, [(start, said, None)]
    for at, chunk in _chunks(lines):
        try:
            name, value = _read(chunk)
            if name in fields:
                first = fields[name].line
                said = f"The field `{name}` is written twice, first on line {first}."
                raise _Wrong(0, f"{said} Keep one of the two lines.")
            raw = chunk[0].partition(":")[2].strip()[:200]
            fields[name] = Field(value, start + at, raw)
        except _Wrong as wrong:
            troubles.append((start + at + wrong.at, wrong.message, wrong.mended))
    return fields, troubles


def texts_of(lines: list[str], start: int) -> list[tuple[int, str]]:
    """Return each text in which YAML may replace an escape such as \\u202e, with its line."""
    found: list[tuple[int, str]] = []
    for at, chunk in _chunks(lines[:MOST_LINES]):
        text = "\n".join(chunk)
        if "\\" not in text and "&" not in text:
            continue
        try:
            for token in yaml.scan(text):
                if isinstance(token, yaml.ScalarToken):
                    found.append((start + at + token.start_mark.line, token.value))
        except (yaml.YAMLError, ValueError, RecursionError):
            continue
    return found


def _chunks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Divide the lines into fields. A field goes on where a line is indented or an item."""
    chunks: list[tuple[int, list[str]]] = []
    for at, line in enumerate(lines):
        goes_on = not line.strip() or line[0] in " \t#" or line.startswith(("- ", "-\t"))
        if (goes_on or line == "-") and chunks:
            chunks[-1][1].append(line)
        elif line.strip() and not line.startswith("#"):
            chunks.append((at, [line]))
    return chunks


def _read(chunk: list[str]) -> tuple[str, Any]:
    """Return name and value of one field. Raises _Wrong."""
    name = NAME.match(chunk[0])
    if not name:
        raise _nameless(chunk[0])
    tab = next((at for at, line in enumerate(chunk) if "\t" in line), None)
    if tab is not None:
        mended = re.sub(r"[ \t]*\t[ \t]*", "  " if tab else " ", chunk[tab])
        raise _Wrong(tab, "There is a tab here. Use spaces.", mended)
    text = "\n".join([*chunk, ""])
    if text.count("[") + text.count("{") > MOST_BRACKETS:
        raise _Wrong(0, f"`{name[1]}` is nested too deeply. Write one `field: value` a line.")
    try:
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
            raise _Wrong(0, f"`{name[1]}` is more than one `field: value`. Put its text in quotes.")
        _refuse(node, 0, set())
        return name[1], loader.construct_document(node)[name[1]]
    except yaml.YAMLError as problem:
        raise _unreadable(chunk, problem) from problem
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as problem:
        said = f"`{name[1]}` has a value that does not exist. Write a date as YEAR-MONTH-DAY"
        raise _Wrong(0, f"{said}; put a text in quotes.") from problem


def _refuse(node: yaml.Node, depth: int, seen: set[int]) -> None:
    """Refuse what YAML can do and a page never needs, before anything is built. Raises _Wrong."""
    at = node.start_mark.line
    if id(node) in seen:
        raise _Wrong(at, "`*` repeats a value here. Write the value itself.")
    if node.tag.removeprefix("tag:yaml.org,2002:") not in PLAIN:
        raise _Wrong(at, "`!` names a type here. Write a plain value, or put the text in quotes.")
    if depth > DEEPEST or len(seen) > MOST_NODES:
        raise _Wrong(at, "This is nested too deeply or too long. Write one `field: value` a line.")
    if node.tag.endswith(":int") and len(node.value) > LONGEST_NUMBER:
        raise _Wrong(at, "This number has too many digits. Write a short one.")
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        names = [key.value for key, _ in node.value if key.tag.endswith(":str")]
        if len(set(names)) < len(node.value):
            raise _Wrong(at, "A name stands here twice, or is not text. Write each name once.")
    for item in node.value if isinstance(node, yaml.CollectionNode) else ():
        _refuse(item[1] if isinstance(item, tuple) else item, depth + 1, seen)


def _nameless(line: str) -> _Wrong:
    """Say what is wrong with a line that does not start with `field: value`."""
    close = re.fullmatch(r"([A-Za-z_]+)(?:[ \t]*[=：][ \t]*|[ \t]+:[ \t]*|:)([^\s=：].*)", line)
    if close:
        mended = f"{close[1]}: {close[2]}"
        return _Wrong(0, f"A field is its name, a colon and a space. Write: {mended}", mended)
    return _Wrong(0, "This line is not a field. Write the field's name, a colon and its value.")


def _unreadable(chunk: list[str], problem: yaml.YAMLError) -> _Wrong:
    """Say why YAML cannot read a field, and write it so that it can."""
    name, _, value = (part.strip() for part in chunk[0].partition(":"))
    if len(chunk) > 1 and not value:
        mark = getattr(problem, "problem_mark", None)
        at = min(mark.line, len(chunk) - 1) if mark else 0
        return _Wrong(
            at, f"`{name}` cannot be read here. Write each item as two spaces, `- `, text."
        )
    if value.startswith("["):
        items = [part.strip(" \"'[]{}") for part in value.split(",")]
        plain = ", ".join(item for item in items if re.fullmatch(r"\w[\w -]*", item))
        closed = value.count("[") > value.count("]") and len(chunk) == 1
        mended = f"{name}: [{plain}]"
        what = "A bracket is not closed" if closed else "This list cannot be read"
        return _Wrong(0, f"{what}. Write: {mended}", mended if closed else None)
    inner = value.strip("“”„«»‘’ ") if value[:1] in "“”„«»‘’" else value
    if inner[:1] in ("'", '"'):
        inner = inner[1:].removesuffix(inner[0])
    inner = re.sub(r"\s+", " ", inner.replace("\\", "").replace('"', "'")).strip()
    mended = f"{name}: {quoted(inner)}"
    what = "A quotation mark is not closed" if value[:1] in ("'", '"') else "This text needs quotes"
    safe = len(chunk) == 1 and inner and inner[0] not in "[{|>" and "\\" not in value
    return _Wrong(0, f"{what}. Write: {mended}", mended if safe else None)
