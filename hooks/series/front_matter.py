"""The front matter of a page: one schema, and for each wrong value the line, what was found and what to write."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from series.comments import check_comments_value
from series.files import DAY_FILE as DAY_FILE  # `as`: other modules take these names from here
from series.findings import Finding, Fix, did_you_mean, show
from series.front_matter_yaml import FrontMatter as FrontMatter
from series.front_matter_yaml import quoted
from series.front_matter_yaml import read_front_matter as read_front_matter

UNSAFE = re.compile(r"[<>{}\"\x00-\x1f]")
MARKDOWN = re.compile(r"\*\*|__|`|\]\(|^#|!\[")

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


def _comments(value: Any, raw: str) -> str | None:
    # `yes` and `off` are true and false for MkDocs, and texts for Zensical: only words that both read alike
    return check_comments_value(raw if isinstance(value, bool) and raw and not re.match(r"(?i:true|false)\b", raw) else value)


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
    if second := re.match(r"\s*---[ \t]*\n(?:[A-Za-z_]+:[^\n]*\n)+---", page.body):
        line = text.count("\n") - page.body.count("\n") + 1 + second[0][: second[0].index("---")].count("\n")
        found.append(Finding(path, line, 1, "front-matter-unreadable", "there is a second front matter, which would be shown as text.", "Move its fields up into the first one."))
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
