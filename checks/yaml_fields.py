"""Read the front matter of a page field by field: one wrong line does not hide the others.

MkDocs prints front matter that YAML cannot read as text of the page, and says nothing. This reader
is stricter than YAML: `name: value` at the start of a line, no tags, no aliases, little nesting.
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from hooks.pages import LOADER

MOST_BRACKETS = 40  # aliases and deep nesting could keep a reader busy for ever
FIELD_LIKE = re.compile(r"[A-Za-z_][\w-]*[ \t]*[:=]|[ \t]*- |[ \t]+\S|[ \t]*#[^ #]")
Trouble = tuple[int, str, str | None]  # line, what is wrong and what to write, the line as mended


@dataclass(frozen=True)
class Field:
    """One field: its value as YAML reads it, the line of its name, and its value as typed."""

    value: Any
    line: int
    raw: str


def quoted(text: str) -> str:
    """Return a text as YAML writes it in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def read_fields(lines: list[str], start: int) -> tuple[dict[str, Field], list[Trouble]]:
    """Read the lines between the two `---`; `start` is the number of the first in the file."""
    fields: dict[str, Field] = {}
    troubles: list[Trouble] = []
    for at, chunk in _chunks(lines):
        name = chunk[0].partition(":")[0]
        found = (
            _load("\n".join([*chunk, ""])) if re.fullmatch("[A-Za-z_][A-Za-z0-9_-]*", name) else {}
        )
        if list(found) != [name]:
            troubles.append((start + at, *_mended(chunk)))
        elif name in fields:
            said = f"`{name}` is on line {fields[name].line} already. Keep one of the two."
            troubles.append((start + at, said, None))
        else:
            raw = re.sub(r"(^|\s+)#.*", "", chunk[0].partition(":")[2].strip()[:200])
            fields[name] = Field(found[name], start + at, raw)
    return fields, troubles


def _chunks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Divide the lines into fields. A field goes on where a line is indented or an item."""
    chunks: list[tuple[int, list[str]]] = []
    for at, line in enumerate(lines):
        if chunks and re.match(r"[ \t#]|-[ \t]|-?$", line):
            chunks[-1][1].append(line)
        elif line.strip() and not line.startswith("#"):
            chunks.append((at, [line]))
    return chunks


def _load(text: str) -> dict[Any, Any]:
    """Return the mapping that YAML reads; an empty one for anything but plain values."""
    if "\t" in text or text.count("[") + text.count("{") > MOST_BRACKETS:
        return {}
    try:
        for event in yaml.parse(text, LOADER):
            if getattr(event, "anchor", None) or getattr(event, "tag", None):
                return {}
        found = yaml.load(text, LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):  # also 2026-13-45
        return {}
    return found if isinstance(found, dict) else {}


def _mended(chunk: list[str]) -> tuple[str, str | None]:
    """Say how to write a field that cannot be read, and write a text in quotes."""
    said = "This cannot be read as one `field: value` of plain values"
    match = re.fullmatch(r"([A-Za-z_]+)\s*[=：:]\s*([^\s\[{|>&*!=：:].*)", chunk[0])
    plain = f"{match[1]}: {match[2]}" if match and len(chunk) == 1 else ""
    if not plain or not _load(plain) and re.fullmatch(r"[\d-]+", plain.partition(": ")[2]):
        return f'{said}. Write: name: "a text", or name: [a, list], or name: 2026-01-31', None
    name, _, value = plain.partition(": ")
    inner = value.strip("“”„«»‘’\"' ").replace("\\", "").replace('"', "'")
    mended = plain if _load(plain) else f"{name}: {quoted(inner)}"
    return f"{said}. Write: {mended}", mended
