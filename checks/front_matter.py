"""The front matter of a page: a table of fields, and for each wrong value what to write."""

import datetime
import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from checks.finding import Finding, show
from checks.page import END, TEMPLATE, Page
from checks.site import Site, theme
from checks.yaml_fields import quoted
from hooks.comments import thread

# Signs that would end an attribute, or be run; marks of Markdown, which would show.
UNFIT = re.compile(r"[<>{}\"\x00-\x1f]|\*\*|__|`|\]\(|^#")


def _is_text(value: Any, low: int, high: int) -> bool:
    right = isinstance(value, str) and low <= len(value.strip()) <= high
    return right and not UNFIT.search(value)


def _some_of(value: Any, known: Iterable[str]) -> bool:
    """Tell whether a value is a list of one to five different items of those that are known."""
    names = [str(item) for item in value] if isinstance(value, list) else []
    return 1 <= len(names) <= 5 and len(set(names)) == len(names) and set(names) <= set(known)


def _comments(value: Any, raw: str, page: Page, site: Site) -> bool:
    settings = value if isinstance(value, dict) else {"enabled": value}
    known = set(settings) <= {"enabled", "term", "number"}
    right = known and isinstance(settings.get("enabled", True), bool)
    # `yes`, `off` and 010 are read differently by Zensical: only what both engines read alike.
    odd = re.search(r"(?i)(^|:\s*)(yes|no|on|off|y|n|0\d+|\d+[_:]\d+)\s*([,}]|$)", raw)
    return right and not odd and thread(page.path[5:], {"comments": settings}) is not None


def _reviewed(date: Any, *_: Any) -> bool:
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    return type(date) is datetime.date and datetime.date(2023, 1, 1) <= date <= tomorrow


def _icon(value: Any, *_: Any) -> Any:
    name = re.fullmatch(r"[a-z0-9]+(/[a-z0-9-]+){1,3}", str(value))
    return name and (theme() / f".icons/{name[0]}.svg").is_file()


PLAIN = 'letters of plain text on one line, without Markdown and the signs < > { } "'
# Is it right, by the value, as it is typed, and where it stands? What is to be written?
FIELDS: dict[str, tuple[Callable[[Any, str, Page, Site], Any], str]] = {
    "title": (lambda value, *_: _is_text(value, 3, 70), f"3 to 70 {PLAIN}"),
    "description": (lambda value, *_: _is_text(value, 50, 160), f"50 to 160 {PLAIN}"),
    "day": (lambda _, raw, page, site: raw == str(page.day), "the number in the name of the file"),
    "comments": (_comments, "true or false, or a mapping of `enabled` and `term` or `number`"),
    "minutes": (
        lambda _, raw, *__: re.fullmatch(r"[5-9]|[1-9]\d|1[01]\d|120", raw),
        "a whole number from 5 to 120, without quotes",
    ),
    "tags": (
        lambda value, _, page, site: not site.tags or _some_of(value, site.tags),
        "1 to 5 different tags in brackets, of those that mkdocs.yml allows: TAGS",
    ),
    "reviewed": (_reviewed, "when a person last checked facts and links, as YEAR-MONTH-DAY"),
    "method": (lambda value, *_: _is_text(value, 3, 60), f"3 to 60 {PLAIN}"),
    "needs": (
        lambda value, _, page, site: _some_of(value, map(str, {*site.days} - {page.day})),
        "the numbers of other days in brackets, such as [1]",
    ),
    "icon": (_icon, "the name of an icon of the theme, such as material/map"),
    "keywords": (  # what a reader may search for and the page does not say
        lambda value, *_: (
            isinstance(value, list)
            and len(value) < 21
            and all(_is_text(word, 2, 40) for word in value)
        ),
        f"up to 20 words in brackets, such as [farming, crops], each {PLAIN}",
    ),
    "search": (
        lambda value, *_: value in ({"exclude": True}, {"exclude": False}),
        "{exclude: true}, or take the line out",
    ),
}
OF_A_DAY = ["title", "description", "day", "comments", "minutes", "tags", "reviewed"]
OF_A_PAGE = ["title", "description"]


def check_front_matter(page: Page, site: Site) -> Iterator[Finding]:
    """Check the front matter of a page of the site."""
    if not page.is_markdown or page.path == TEMPLATE:
        return
    required = OF_A_DAY if page.day else OF_A_PAGE
    known = [*required, *(("method", "needs") if page.day else ("comments", "search"))]
    known += ["icon", "keywords"]
    yield from _check_place(page, required)
    fields, troubles = page.fields
    for line, message, mended in troubles:
        changes = mended and mended != page.lines[line - 1]
        fixed = page.with_lines({line: mended}) if changes else None
        yield page.on(line, "front-matter-unreadable", message, fixed)
    for name, field in fields.items():
        if name not in known:
            yield _unknown(page, name, known)
        elif not FIELDS[name][0](field.value, field.raw, page, site):
            wanted = FIELDS[name][1].replace("TAGS", ", ".join(site.tags))
            said = f"`{name}` is {show(field.value)}. Write {wanted}."
            same = name == "day" and field.raw.strip("\"'").lstrip("0") == str(page.day)
            fixed = page.with_lines({field.line: f"day: {page.day}"}) if same else None
            yield page.on(field.line, f"front-matter-{name}", said, fixed)
        elif name == "title" and page.day:
            yield from _check_title(page, str(field.value), field.line)
    yield from _check_missing(page, required, known)


def _check_place(page: Page, required: list[str]) -> Iterator[Finding]:
    """Check that the front matter stands at the start, between two `---`, and that text follows."""
    (start, end), lines = page.front, page.lines
    if not any(each.strip() and not each.startswith("#") for each in lines[end + 1 :]):
        said = "There is nothing to read on this page. Write it, or delete the file."
        yield page.on(len(lines), "page-empty", said)
        return
    inside = lines[start + 1 : end + 1]
    closed = bool(inside) and inside[-1].rstrip() in END
    if start or not closed or lines[start].rstrip() != "---":
        if end < start:
            inside = [f"{name}: {value}" for name in required if (value := _known(page, name))]
        rest = [*(line for line in lines[:start] if line.strip()), *lines[end + 1 :]]
        fixed = "\n".join(["---", *inside, *["---"][closed:], *rest]) if inside else None
        said = f"The page does not start with its fields between two lines `---`, as {TEMPLATE}"
        said = f"{said} does. Write them: {', '.join(required)}."
        yield page.on(1, "front-matter-unreadable", said, fixed)


def _close(name: str, known: list[str]) -> str:
    return next(iter(difflib.get_close_matches(name.lower()[:40], known, 1, 0.7)), "")


def _unknown(page: Page, name: str, known: list[str]) -> Finding:
    """Say that a page does not have such a field, and rename it when only its spelling is wrong."""
    line, close = page.fields[0][name].line, _close(name, known)
    right = close + page.lines[line - 1][len(name) :]
    fixed = page.with_lines({line: right}) if close and close not in page.fields[0] else None
    said = f"There is no field `{name[:40]}` on this page. Take the line out, or write one of"
    said = f"{said}: {', '.join(known)}."
    return page.on(line, "front-matter-unknown-field", said, fixed)


def _known(page: Page, name: str) -> str:
    """Return what the page itself says about a field that is missing, or nothing."""
    if name != "title":
        return {"day": str(page.day), "comments": "true"}.get(name, "") if page.day else ""
    heading = next((each.words for each in page.headings if each.level == 1), "")
    subject = re.sub(r"\*\*|__|[*`]", "", heading[:200]).strip()
    subject = re.sub(r"^\W+|[^\w?!.)]+$", "", subject)
    if page.day:
        subject = re.sub(rf"(?i)^day[\s-]*0*{page.day}\b\W*", "", subject)
        subject = f"Day {page.day}: {subject[:1].upper()}{subject[1:]}" if subject else ""
    return quoted(subject) if 3 <= len(subject) <= 70 and not UNFIT.search(subject) else ""


def _check_missing(page: Page, required: list[str], known: list[str]) -> Iterator[Finding]:
    """Say which fields are missing; write those for which the page itself says what to write."""
    fields, troubles = page.fields
    tried = {_close(name, known) for name in fields if name not in known}
    tried |= {name for line, *_ in troubles for name in re.findall(r"^\w+", page.lines[line - 1])}
    values = {name: _known(page, name) for name in required if name not in {*fields, *tried}}
    if values and page.front[1] > page.front[0]:
        new = [f"{name}: {value}" for name, value in values.items() if value]
        lines = [*page.lines[: page.front[1]], *new, *page.lines[page.front[1] :]]
        said = f"Fields are missing here: {', '.join(values)}; {TEMPLATE} shows how to write them."
        fixed = "\n".join(lines) if new else None
        yield page.on(page.front[0] + 1, "front-matter-missing", said, fixed)


def _check_title(page: Page, title: str, line: int) -> Iterator[Finding]:
    """Check that a day's title starts with its number, and that its first heading agrees."""
    number = f"Day {page.day}: "
    if not title.startswith(number):
        subject = re.sub(r"(?i)^day\W*\d*\W*", "", title)
        right = f"title: {quoted(number + subject[:1].upper() + subject[1:])}"
        # A page copied from another day may still have its subject: only a person knows.
        copied = re.match(r"(?i)day\W*\d", title) or not subject
        said = f"The title is {show(title)}. Start it with this page's day. Write: {right}"
        fixed = None if copied else page.with_lines({line: right})
        yield page.on(line, "front-matter-title", said, fixed)
        return
    for first in [each for each in page.headings if each.level == 1][:1]:
        # An emoji whose letters are broken is no fault of the heading: checks/letters.py mends it.
        if not re.fullmatch(rf"[^\sA-Za-z0-9_*]+ {re.escape(title)}", first.words):
            emoji = re.match("[^\x00-\u2189]+", first.words)
            right = f"# {emoji[0] if emoji else '🔆'} {title}"
            said = f"The heading is {show(first.words)}, the title {show(title)}. Write: {right}"
            same = emoji and _known(page, "title").lower() == quoted(title).lower()
            fixed = page.with_lines({first.line: right}) if same else None
            yield page.on(first.line, "heading-title", said, fixed)
