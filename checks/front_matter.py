"""The front matter of a page: a table says of each field what is right, and what to write.

MkDocs prints front matter that YAML cannot read as text of the page, and says nothing. This reader
is stricter: `name: value` at the start of a line, no tags, no aliases, little nesting; and it goes
field by field, so that one wrong line does not hide the others.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import yaml

from checks.finding import Finding, show
from checks.page import TEMPLATE, Page
from checks.site import Site, theme
from hooks.comments import thread
from hooks.pages import LOADER

# Signs that would end an attribute, or be run; marks of Markdown, which would show.
UNFIT = re.compile(r"[<>{}\"\x00-\x1f]|\*\*|__|`|\]\(|^#")
# A field goes on where a line is indented, empty or an item.
CHUNK = re.compile(r"(?m)^(?!#|$)(.*)(?:\n(?:[ \t#].*|-[ \t].*|-?$))*")
MOST_BRACKETS = 40  # aliases and deep nesting could keep a reader busy for ever
PLAIN = 'letters of plain text on one line, without Markdown and the signs < > { } "'
OF_A_DAY = ["title", "description", "day", "comments", "minutes", "tags", "reviewed"]
OF_A_PAGE = ["title", "description"]


class Field(NamedTuple):
    """One field: its value as YAML reads it, the line of its name, and its value as typed."""

    value: Any
    line: int
    raw: str


def _is_text(value: Any, low: int, high: int) -> bool:
    right = isinstance(value, str) and low <= len(value.strip()) <= high
    return right and not UNFIT.search(value)


def _some_of(value: Any, known: Iterable[str]) -> bool:
    """Tell whether a value is a list of one to five different items of those that are known."""
    names = [str(item) for item in value] if isinstance(value, list) else []
    return 1 <= len(names) <= 5 and len(set(names)) == len(names) and set(names) <= set(known)


def _comments(field: Field, page: Page, _: Site) -> bool:
    settings = field.value if isinstance(field.value, dict) else {"enabled": field.value}
    known = set(settings) <= {"enabled", "term", "number"}
    right = known and isinstance(settings.get("enabled", True), bool)
    # `yes`, `off` and 010 are read differently by Zensical: only what both engines read alike.
    odd = re.search(r"(?i)(^|:\s*)(yes|no|on|off|y|n|0\d+|\d+[_:]\d+)\s*([,}]|$)", field.raw)
    return right and not odd and thread(page.path[5:], {"comments": settings}) is not None


def _reviewed(field: Field, *_: Any) -> bool:
    first, latest = datetime.date(2023, 1, 1), datetime.date.today() + datetime.timedelta(days=1)
    return type(field.value) is datetime.date and first <= field.value <= latest


def _icon(field: Field, *_: Any) -> bool:
    name = re.fullmatch(r"[a-z0-9]+(/[a-z0-9-]+){1,3}", str(field.value))
    return bool(name) and (theme() / f".icons/{field.value}.svg").is_file()


def _keywords(field: Field, *_: Any) -> bool:
    words = field.value if isinstance(field.value, list) else [None]
    return len(words) < 21 and all(_is_text(word, 2, 40) for word in words)


Right = Callable[[Field, Page, Site], bool]


def _text(low: int, high: int) -> tuple[Right, str]:
    return lambda field, *_: _is_text(field.value, low, high), f"{low} to {high} {PLAIN}"


FIELDS: dict[str, tuple[Right, str]] = {
    "title": _text(3, 70),
    "description": _text(50, 160),
    "day": (lambda it, page, _: it.raw == str(page.day), "the number in the name of the file"),
    "comments": (_comments, "true or false, or a mapping of `enabled` and `term` or `number`"),
    "minutes": (
        lambda it, *_: bool(re.fullmatch(r"[5-9]|[1-9]\d|1[01]\d|120", it.raw)),
        "a whole number from 5 to 120, without quotes",
    ),
    "tags": (
        lambda it, _, site: not site.tags or _some_of(it.value, site.tags),
        "1 to 5 different tags in brackets, of those that mkdocs.yml allows: TAGS",
    ),
    "reviewed": (_reviewed, "when a person last checked facts and links, as YEAR-MONTH-DAY"),
    "method": _text(3, 60),
    "needs": (
        lambda it, page, site: _some_of(it.value, map(str, {*site.days} - {page.day})),
        "the numbers of other days in brackets, such as [1]",
    ),
    "icon": (_icon, "the name of an icon of the theme, such as material/map"),
    # What a reader may search for and the page does not say.
    "keywords": (_keywords, f"up to 20 words in brackets, such as [farming], each {PLAIN}"),
    "search": (
        lambda it, *_: it.value in ({"exclude": True}, {"exclude": False}),
        "{exclude: true}, or take the line out",
    ),
}


def check_front_matter(page: Page, site: Site) -> Iterator[Finding]:
    """Check the front matter of a page of the site."""
    if not page.is_markdown or page.path == TEMPLATE:
        return
    if not any(line.strip() and line[0] != "#" for line in page.lines[page.body_line :]):
        yield page.on(len(page.lines), "page-empty")
        return
    required = OF_A_DAY if page.day else OF_A_PAGE
    more = ("method", "needs") if page.day else ("comments", "search")
    fields: dict[str, Field] = {}
    faults = [*_read(page, fields, [*required, *more, "icon", "keywords"])]
    yield from faults
    for name, field in fields.items():
        right, wanted = FIELDS[name]
        if not right(field, page, site):
            words = name, show(field.value), wanted.replace("TAGS", ", ".join(site.tags))
            say = "`{0}` is {1}. Write {2}."
            yield page.on(field.line, f"front-matter-{name}", *words, say=say)
        elif name == "title" and page.day:
            yield from _check_title(page, str(field.value), field.line)
    missing = [name for name in required if name not in fields]
    if missing and not faults:  # else the missing field may be the one that cannot be read
        yield _missing(page, missing)


def _read(page: Page, fields: dict[str, Field], known: list[str]) -> Iterator[Finding]:
    """Read the lines between the two `---` into `fields`; yield what is not a field of the page."""
    text = "\n".join(page.lines[1 : max(1, page.body_line - 1)])
    for match in CHUNK.finditer(text):
        line, (name, _, typed) = 2 + text.count("\n", 0, match.start()), match[1].partition(":")
        found = _load(f"{match[0]}\n")
        if not re.fullmatch("[A-Za-z_][A-Za-z0-9_-]*", name) or list(found) != [name]:
            mended = _mended(match[0])
            write = mended or 'name: "a text", or name: [a, list], or name: 2026-01-31'
            lines = [*page.lines[: line - 1], mended, *page.lines[line:]]
            fixed = "\n".join(lines) if mended not in ("", match[0]) else None
            yield page.on(line, "front-matter-unreadable", write, fixed=fixed)
        elif name not in known:
            yield page.on(line, "front-matter-unknown-field", name[:40], ", ".join(known))
        elif name in fields:
            yield page.on(line, "front-matter-unreadable.twice", name, fields[name].line)
        else:
            raw = re.sub(r"(^|\s+)#.*", "", typed.strip()[:200])
            fields[name] = Field(found[name], line, raw)


def _load(text: str) -> dict[Any, Any]:
    """Return the mapping that YAML reads; an empty one for anything but plain values."""
    if "\t" in text or text.count("[") + text.count("{") > MOST_BRACKETS:
        return {}
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if getattr(event, "anchor", None) or getattr(event, "tag", None):
                return {}
        found = yaml.load(text, LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):  # also 2026-13-45
        return {}
    return found if isinstance(found, dict) else {}


def _mended(field: str) -> str:
    """Return a field that cannot be read as it must be written, or nothing: a text in quotes."""
    match = re.fullmatch(r"([A-Za-z_]+)\s*[=：:]\s*([^\s\[{|>&*!=：:].*)", field)
    if not match or re.fullmatch(r"[\d-]+", match[2]):
        return ""
    inner = match[2].strip("“”„«»‘’\"' ").replace("\\", "").replace('"', "'")
    plain = f"{match[1]}: {match[2]}"
    return plain if _load(plain) else f'{match[1]}: "{inner}"'


def _missing(page: Page, names: list[str]) -> Finding:
    """Say which fields are missing; write those for which the name of the file says what."""
    known = {"day": f"day: {page.day}", "comments": "comments: true"} if page.day else {}
    new = [known[name] for name in names if name in known]
    end = page.body_line - 1
    if end < 0:
        return page.on(1, "front-matter-unreadable.start", ", ".join(names))
    fixed = "\n".join([*page.lines[:end], *new, *page.lines[end:]]) if new else None
    return page.on(1, "front-matter-missing", ", ".join(names), fixed=fixed)


def _check_title(page: Page, title: str, line: int) -> Iterator[Finding]:
    """Check that a day's title starts with its number, and that its first heading agrees."""
    first = next((heading for heading in page.headings if heading.level == 1), None)
    if not title.startswith(f"Day {page.day}: "):
        yield page.on(line, "front-matter-title", show(title), page.day)
    # An emoji whose letters are broken is no fault of the heading: checks/text.py mends it.
    elif first and not re.fullmatch(rf"[^\sA-Za-z0-9_*]+ {re.escape(title)}", first.words):
        yield page.on(first.line, "heading-title", show(first.words), title)
