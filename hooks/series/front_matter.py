"""The front matter of a page: one schema, and for each wrong value the line, what was found and what to write."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from series.files import DAY_FILE
from series.findings import Finding, Fix, did_you_mean, show

EXAMPLE_COMMENTS = "Write `comments: true`, `comments: false`, or a mapping of enabled, term and number."
UNSAFE = re.compile(r"[<>{}\"\x00-\x1f]")
MARKDOWN = re.compile(r"\*\*|__|`|\]\(|^#|!\[")
TERM = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
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


# --- The schema -----------------------------------------------------------------------------------------------------
Check = Callable[[Any, str], str | None]  # a value and how it was typed -> what to write instead, or None


def _text(low: int, high: int, example: str) -> Check:
    def check(value: Any, raw: str) -> str | None:
        if not isinstance(value, str):
            return f"Write a text of {low} to {high} characters in quotes, for example {example}."
        if not low <= len(value.strip()) <= high:
            return f"Write a text of {low} to {high} characters; this one has {len(value.strip())}."
        if UNSAFE.search(value):
            return "Leave out <, >, {, }, quotation marks and line breaks: they would become part of the page."
        return "Write plain text, without the marks of Markdown." if MARKDOWN.search(value) else None

    return check


def _whole(low: int, high: int) -> Check:
    def check(value: Any, raw: str) -> str | None:
        if type(value) is int and low <= value <= high and (not raw or re.match(r"[1-9]\d*(\s|$)", raw)):
            return None
        return f"Write a whole number from {low} to {high}, with no quotes and no zero before it."

    return check


def _reviewed(value: Any, raw: str) -> str | None:
    if type(value) is not datetime.date or not datetime.date(2023, 1, 1) <= value <= datetime.date.today() + datetime.timedelta(days=1):
        return "Write the day on which a person last checked facts and links, for example 2026-11-24, without quotes; not one to come."
    return None


def review_due(values: dict[str, Any], today: datetime.date) -> str | None:
    """Return a sentence when a page was last checked by a person more than twelve months before `today`, else None.

    A note and no fault: time alone must not stop a build.
    """
    reviewed = values.get("reviewed")
    if type(reviewed) is datetime.date and (today - reviewed).days > 365:
        return f"last checked on {reviewed}, more than twelve months ago: read it against its sources and renew `reviewed`."
    return None


def check_comments_value(value: Any) -> str | None:
    """Return what to write instead of a wrong `comments` value, or None when it is right."""
    if isinstance(value, bool):
        return None
    if not isinstance(value, dict):
        return EXAMPLE_COMMENTS
    for name, setting in value.items():
        if name not in ("enabled", "term", "number"):
            close = difflib.get_close_matches(str(name), ("enabled", "term", "number"), 1)
            return f"`{name}` is no setting of comments{f'; did you mean `{close[0]}`' if close else ''}. " + EXAMPLE_COMMENTS
        if name == "enabled" and not isinstance(setting, bool):
            return "Write `enabled: true` or `enabled: false`, without quotes."
        if name == "term" and not (isinstance(setting, str) and TERM.fullmatch(setting)):
            return "Write a term of small letters, digits and hyphens, for example day-12."
        if name == "number" and not (type(setting) is int and setting > 0):
            return "Write the number of the discussion on GitHub, for example 12."
    return "Write either `term` or `number`: each of them alone finds the thread." if {"term", "number"} <= set(value) else None


def _comments(value: Any, raw: str) -> str | None:
    return check_comments_value(value)


def _tags(vocabulary: frozenset[str]) -> Check:
    def check(value: Any, raw: str) -> str | None:
        if not isinstance(value, list) or not 1 <= len(value) <= 5:
            return "Write 1 to 5 tags in brackets, for example [forecasting, time series]."
        for tag in value:
            if tag is None or tag == "":
                return "A tag is empty: write its name, or take out the comma or hyphen that stands for it."
            if not isinstance(tag, str) or tag not in vocabulary:
                close = did_you_mean(tag, vocabulary) if isinstance(tag, str) else ""
                return f"{show(tag)} is not on the list `tags_allowed` of mkdocs.yml{f'; did you mean `{close}`?' if close else '.'}"
        return "Name each tag once." if len(set(value)) < len(value) else None

    return check


@dataclass(frozen=True)
class Field:
    """One field of the front matter: its name, what the contributor's table says, and which pages have it: every, day, or some other."""

    name: str
    what: str
    example: str
    pages: str


FIELDS = (
    Field("title", "3 to 70 characters, in quotes; a day's starts with `Day N: `", '`"Day 8: Energy"`', "every"),
    Field("description", "50 to 160 characters, shown by search engines and on the welcome page", "", "every"),
    Field("day", "1 to 12, as in the file's name", "`8`", "day"),
    Field("comments", "`true`, `false`, or a mapping of `enabled`, `term`, `number`; may be left out where a page is no day", "`true`", "day"),
    Field("minutes", "5 to 120, reading and exercise", "`35`", "day"),
    Field("tags", "1 to 5 from `tags_allowed` in `mkdocs.yml`", "`[forecasting, time series]`", "day"),
    Field("reviewed", "the day on which a person last checked facts and links", "`2026-11-24`", "day"),
)
# Fields that the theme and the plugins would obey, and why a page must not use them.
OBEYED = {
    "template": "it would draw the page with another template", "robots": "it would hide the page from search engines",
    "revision_date": "the date comes from git and cannot be written by hand", "date": "the date comes from git and cannot be written by hand",
    "search": "it would change what the search finds", "hide": "every page shows the same parts", "icon": "every page looks the same",
    "status": "every page looks the same", "social": "every page looks the same", "subtitle": "the navigation shows titles only",
    "git-revision-date-localized": "the date comes from git and cannot be written by hand", "redirect": "it would send readers to another page",
}


def _example(name: str) -> str:
    """Return an example of a field, or what it holds."""
    known = next(item for item in FIELDS if item.name == name)
    return f"`{name}: {known.example.strip('`')}`" if known.example else f"`{name}:` and {known.what}"


def table_of_fields() -> str:
    """Return the contributor's table, as it stands in CONTRIBUTING.md."""
    rows = [f"| `{item.name}` | {item.what} | {item.example} |".replace("|  |", "| |") for item in FIELDS]
    return "\n".join(["| field | what to write | example |", "|---|---|---|", *rows])


def _checks(of_a_day: bool, vocabulary: frozenset[str]) -> tuple[dict[str, Check], dict[str, Check]]:
    """Return the fields that a page must have, and those that it may have."""
    every: dict[str, Check] = {"title": _text(3, 70, '"Day 8: Energy"' if of_a_day else '"About this series"'),
                               "description": _text(50, 160, '"What a reader finds on this page, in one sentence."')}
    if not of_a_day:
        return every, {"comments": _comments}
    return every | {"day": _whole(1, 12), "comments": _comments, "minutes": _whole(5, 120), "tags": _tags(vocabulary), "reviewed": _reviewed}, {}


def heading_of(body: str) -> str:
    """Return the text of the first-level heading of a page without emoji and bold, or an empty text."""
    line = next((line for line in body.split("\n") if re.match(r"#[ \t]", line)), "")[1:300]  # no title is as long as that
    plain = re.sub(r"\*\*|__|[*`]|\{[^{}]*\}", "", line.rstrip(" \t#\r"))
    return re.sub(r"^[^\w]+|[^\w?!.)]+$", "", plain)


def title_of_day(heading: str, day: int) -> str:
    """Return `Day N: Subject` from a heading such as "Day 5 - Subject", "Day-5 Subject" or "Subject"."""
    subject = re.sub(rf"^day[\s-]*0?{day}\b\s*[:.–—|-]*\s*", "", heading, flags=re.IGNORECASE)
    return f"Day {day}: {subject[:1].upper()}{subject[1:]}" if subject else ""


def _missing(path: str, page: FrontMatter, name: str, text: str) -> Fix | None:
    """Return the fix that writes a missing field, when the page itself says what to write."""
    day = DAY_FILE.fullmatch(path)
    if not day or not 1 <= int(day[1]) <= 12:
        return None
    title = title_of_day(heading_of(page.body), int(day[1]))
    value = {"title": quoted(title) if 3 <= len(title) <= 70 and not UNSAFE.search(title) else "", "day": str(int(day[1])), "comments": "true"}.get(name, "")
    first = text.removeprefix("\ufeff").split("\n", 1)[0].rstrip("\r")
    return Fix(1, first, f"{first}\n{name}: {value}") if value else None


def _renamed(name: str, close: str, page: FrontMatter, text: str) -> Fix | None:
    """Return the fix that spells a field right, when it is one letter or its case that is wrong."""
    line = text.removeprefix("\ufeff").split("\n")[page.lines[name] - 1].rstrip("\r")
    alike = name.lower() == close or difflib.SequenceMatcher(None, name.lower(), close).ratio() >= 0.8
    return Fix(page.lines[name], line, close + line[len(name) :]) if alike and close not in page.values and line.startswith(f"{name}:") else None


def check_front_matter(path: str, text: str, vocabulary: frozenset[str]) -> tuple[FrontMatter | None, list[Finding]]:
    """Check one page against the schema. `path` is relative to the repository, `vocabulary` is the list of tags."""
    page, found = read_front_matter(path, text)
    if page is None:
        return None, found
    of_a_day = path.startswith("docs/days/")
    schema, optional = _checks(of_a_day, vocabulary)
    for name, value in page.values.items():
        line = page.lines[name]
        check = (schema | optional).get(name)
        if check is None:
            found.append(_unknown(path, page, name, text, [*schema, *optional]))
        elif wanted := check(value, page.raw.get(name, "")):
            found.append(Finding(path, line, 1, f"front-matter-{name}", f"`{name}` is {show(value)}.", wanted))
    for name in schema:
        if name not in page.values and not any(fault.rule == "front-matter-unknown-field" and f"`{name}`" in fault.hint for fault in found):
            found.append(Finding(path, 1, 1, "front-matter-missing-field", f"the field `{name}` is missing.",
                                 f"Write {_example(name)}; docs/days/_template.md shows every field.", _missing(path, page, name, text)))
    if not page.body.strip():
        found.append(Finding(path, text.count("\n") + 1, 1, "page-empty", "there is nothing after the front matter.", "Write the page, or delete the file."))
    return page, found + _agreement(path, page)


def _unknown(path: str, page: FrontMatter, name: str, text: str, known: list[str]) -> Finding:
    """Return the finding for a field that no page may have."""
    plain = name.lower()
    said = f"unknown field {show(name).replace(chr(39), '`')}."
    if reason := OBEYED.get(plain):
        return Finding(path, page.lines[name], 1, "front-matter-unknown-field", said, f"Delete the line: {reason}. The fields are {', '.join(known)}.")
    if plain in (item.name for item in FIELDS) and plain not in known:
        return Finding(path, page.lines[name], 1, "front-matter-unknown-field", said, f"Delete the line: only a day has it. The fields here are {', '.join(known)}.")
    close = did_you_mean(name, known, 0.7)
    hint = f"Did you mean `{close}`?" if close else f"The fields are {', '.join(known)}."
    return Finding(path, page.lines[name], 1, "front-matter-unknown-field", said, hint, _renamed(name, close, page, text) if close else None)


def _agreement(path: str, page: FrontMatter) -> list[Finding]:
    """Check that the title, the field `day` and the file's name agree."""
    title, day, named = page.values.get("title"), page.values.get("day"), DAY_FILE.fullmatch(path)
    found: list[Finding] = []
    if not path.startswith("docs/days/") or type(day) is not int or not 1 <= day <= 12:
        return found
    if isinstance(title, str) and not title.startswith(f"Day {day}: "):
        example = title_of_day(re.sub(r"^Day\s*\d+\s*[:.–—-]*\s*", "", title), day)
        found.append(Finding(path, page.lines["title"], 1, "front-matter-title", f"the title is {show(title)}.",
                             f'Start it with "Day {day}: ", in quotes: title: {quoted(example) if example else f"{chr(34)}Day {day}: Subject{chr(34)}"}'))
    if named and int(named[1]) != day:
        found.append(Finding(path, page.lines["day"], 1, "front-matter-day", f"`day` is {day}, the file's name says {int(named[1])}.", "Make the two agree."))
    return found
