"""The front matter of a page: one schema, and for each wrong value the line, what was found and what to write."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from series.findings import Finding

DAY_FILE = re.compile(r"docs/days/day-(\d\d)-[a-z]+(?:-[a-z]+){0,2}\.md")
EXAMPLE_COMMENTS = "Write `comments: true`, `comments: false`, or a mapping of enabled, term and number."
UNSAFE = re.compile(r"[<>{}\"\x00-\x1f]")
TERM = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


@dataclass(frozen=True)
class FrontMatter:
    """What a page says about itself. `lines` gives the line of each field; `body` is the page without front matter."""

    values: dict[str, Any]
    lines: dict[str, int]
    body: str


class _Loader(yaml.SafeLoader):
    """YAML as MkDocs reads it, except that a field that is written twice is an error instead of a silent last word."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            raise yaml.constructor.ConstructorError(None, None, f"the field `{key.value}` is written twice", key.start_mark)
        seen.add(key.value)
    return yaml.SafeLoader.construct_mapping(loader, node, deep=True)


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_front_matter(path: str, text: str) -> tuple[FrontMatter | None, list[Finding]]:
    """Split a page into front matter and body. Returns None and the reason when the front matter cannot be read."""

    def fault(line: int, message: str, hint: str) -> tuple[None, list[Finding]]:
        return None, [Finding(path, line, 1, "front-matter-unreadable", message, hint)]

    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].rstrip() != "---":
        return fault(1, "the page does not start with front matter.",
                     "Make `---` the very first line, then one `field: value` a line, then `---`.")
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        return fault(1, "the front matter is never closed.", "Write a line `---` after its last field.")
    source = "\n".join(lines[1:end])
    tab = next((at for at, line in enumerate(lines[1:end], 2) if "\t" in line), None)
    if tab:
        return fault(tab, "the front matter holds a tab.", "Use spaces.")
    try:
        node = yaml.compose(source, Loader=_Loader)
        values = yaml.load(source, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or "a value is not possible"
        return fault((mark.line if mark else 0) + 2, f"the front matter cannot be read: {said}.",
                     'Put quotes around a value that contains a colon or a quote: title: "Day 5: Transportation".')
    if not isinstance(values, dict) or not isinstance(node, yaml.MappingNode):
        return fault(2, "the front matter is not a list of `field: value` lines.", 'Write, for example, title: "Day 5: Transportation".')
    where = {str(key.value): key.start_mark.line + 2 for key, _ in node.value}
    return FrontMatter({str(key): value for key, value in values.items()}, where, "\n".join(lines[end + 1 :])), []


def _text(low: int, high: int) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        if not isinstance(value, str) or not low <= len(value) <= high:
            return f"Write a text of {low} to {high} characters."
        return "Leave out <, >, {, } and quotation marks: they would become part of the page." if UNSAFE.search(value) else None

    return check


def _whole(low: int, high: int) -> Callable[[Any], str | None]:
    return lambda value: None if type(value) is int and low <= value <= high else f"Write a whole number from {low} to {high}."


def _reviewed(value: Any) -> str | None:
    if type(value) is not datetime.date or not datetime.date(2023, 1, 1) <= value <= datetime.date.today() + datetime.timedelta(days=1):
        return "Write the day on which a person last checked facts and links, for example 2026-11-24; not one to come."
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


def _tags(vocabulary: frozenset[str]) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        if not isinstance(value, list) or not 1 <= len(value) <= 5:
            return "Write 1 to 5 tags in brackets, for example [forecasting, time series]."
        for tag in value:
            if not isinstance(tag, str) or tag not in vocabulary:
                close = difflib.get_close_matches(str(tag), sorted(vocabulary), 1)
                return f"`{tag}` is not on the list `tags_allowed` of mkdocs.yml{f'; did you mean `{close[0]}`' if close else ''}."
        return "Name each tag once." if len(set(value)) < len(value) else None

    return check


def check_front_matter(path: str, text: str, vocabulary: frozenset[str]) -> tuple[FrontMatter | None, list[Finding]]:
    """Check one page against the schema. `path` is relative to the repository, `vocabulary` is the list of tags."""
    page, found = read_front_matter(path, text)
    if page is None:
        return None, found
    schema: dict[str, Callable[[Any], str | None]] = {"title": _text(3, 70), "description": _text(50, 160)}
    optional: dict[str, Callable[[Any], str | None]] = {"comments": check_comments_value}
    of_a_day = path.startswith("docs/days/")
    if of_a_day:
        schema |= {"day": _whole(1, 12), "comments": check_comments_value, "minutes": _whole(5, 120),
                   "tags": _tags(vocabulary), "reviewed": _reviewed}
        optional = {}
    for name, value in page.values.items():
        line = page.lines.get(name, 2)
        check = (schema | optional).get(name)
        if check is None:
            close = difflib.get_close_matches(name.lower(), [*schema, *optional], 1, 0.7)
            hint = f"Did you mean `{close[0]}`?" if close else f"The fields are {', '.join([*schema, *optional])}."
            found.append(Finding(path, line, 1, "front-matter-unknown-field", f"unknown field `{name}`.", hint))
        elif wanted := check(value):
            found.append(Finding(path, line, 1, f"front-matter-{name}", f"`{name}` is {value!r}.", wanted))
    for name in schema:
        if name not in page.values:
            found.append(Finding(path, 1, 1, "front-matter-missing-field", f"the field `{name}` is missing.",
                                 "docs/days/_template.md shows each field with an example."))
    title = page.values.get("title")
    if of_a_day and isinstance(title, str) and type(page.values.get("day")) is int:
        if not title.startswith(f"Day {page.values['day']}: "):
            found.append(Finding(path, page.lines["title"], 1, "front-matter-title", f"the title is {title!r}.",
                                 f"Start it with \"Day {page.values['day']}: \", in quotes."))
        named = DAY_FILE.fullmatch(path)
        if named and int(named[1]) != page.values["day"]:
            found.append(Finding(path, page.lines["day"], 1, "front-matter-day", f"`day` is {page.values['day']}, the file's name says {int(named[1])}.",
                                 "Make the two agree."))
    return page, found
