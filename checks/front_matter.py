"""The front matter of a page: a table of fields, and for each wrong value what to write."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from checks.finding import Finding, show
from checks.page import DAY, TEMPLATE, Page
from checks.site import Site, theme
from checks.yaml_fields import FIELD_LIKE, quoted

UNSAFE = re.compile(r"[<>{}\"\x00-\x1f]")  # signs that would end an attribute, or be run
MARKDOWN = re.compile(r"\*\*|__|`|\]\(|^#|!\[")
TERM = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
LAST_NUMBER = 2**31 - 1  # GitHub counts discussions in 32 bits
Wanted = str | None  # what to write instead, or nothing when the value is right
Check = Callable[[Any, Page, Site], Wanted]


def _text(low: int, high: int) -> Check:
    def check(value: Any, page: Page, site: Site) -> Wanted:
        if not isinstance(value, str):
            return f"Write a text of {low} to {high} characters in quotes."
        if not low <= len(value.strip()) <= high:
            return f"It has {len(value.strip())} characters. Write {low} to {high}."
        if UNSAFE.search(value):
            return 'Leave out <, >, {, }, " and line breaks, which would become part of the page.'
        return "Write plain text, without marks of Markdown." if MARKDOWN.search(value) else None

    return check


def _minutes(value: Any, page: Page, site: Site) -> Wanted:
    right = type(value) is int and 5 <= value <= 120 and page.fields[0]["minutes"].raw[0] != "0"
    return None if right else "Write a whole number from 5 to 120, without quotes."


def _day(value: Any, page: Page, site: Site) -> Wanted:
    plain = re.match(r"[1-9]\d*(\s|$)", page.fields[0]["day"].raw)
    right = type(value) is int and value == page.day and plain
    return None if right else f"The name of the file says {page.day}. Write: day: {page.day}"


def _reviewed(value: Any, page: Page, site: Site) -> Wanted:
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    right = type(value) is datetime.date and datetime.date(2023, 1, 1) <= value <= tomorrow
    form = "Write when a person last checked facts and links, as YEAR-MONTH-DAY without quotes;"
    return None if right else f"{form} not a date to come."


def _tags(value: Any, page: Page, site: Site) -> Wanted:
    if not isinstance(value, list) or not 1 <= len(value) <= 5:
        return "Write 1 to 5 tags in brackets, for example [forecasting, time series]."
    for tag in value:
        if tag in (None, ""):
            return "A tag is empty. Write its name, or take out its comma or hyphen."
        if tag not in site.tags:
            close = difflib.get_close_matches(str(tag)[:60].lower().replace("_", " "), site.tags, 1)
            hint = f"Did you mean `{close[0]}`?" if close else f"Choose of: {', '.join(site.tags)}."
            return f"{show(tag)} is not in the list `tags_allowed` of mkdocs.yml. {hint}"
    return "Name each tag once." if len(set(value)) < len(value) else None


def _comments(value: Any, page: Page, site: Site) -> Wanted:
    raw = page.fields[0]["comments"].raw
    # `yes`, `off` and 010 are read differently by Zensical: only what both engines read alike.
    alike = not re.search(r"(^|:\s*)(?i:yes|no|on|off|y|n|0\d+|\d+[_:]\d+)\s*([,}#]|$)", raw)
    settings = value if isinstance(value, dict) else {"enabled": value}
    term, number = settings.get("term", "x"), settings.get("number", 1)
    named = set(settings) <= {"enabled", "term", "number"} and not {"term", "number"} <= set(
        settings
    )
    enabled = isinstance(settings.get("enabled", True), bool)
    called = isinstance(term, str) and TERM.fullmatch(term)
    numbered = type(number) is int and 0 < number <= LAST_NUMBER
    if alike and named and enabled and called and numbered:
        return None
    form = "Write `comments: true` or `comments: false`, without quotes; or a mapping of `enabled`"
    return f"{form} and either `term` (small letters, digits, hyphens) or `number` (as on GitHub)."


def _needs(value: Any, page: Page, site: Site) -> Wanted:
    days = [other.day for other in site.days if other.day != page.day]
    right = isinstance(value, list) and value and all(type(n) is int and n in days for n in value)
    return None if right else "Write the numbers of other days in brackets, such as [1]."


def _icon(value: Any, page: Page, site: Site) -> Wanted:
    plain = isinstance(value, str) and re.fullmatch(r"[a-z0-9]+(/[a-z0-9-]+){1,3}", value)
    right = plain and (theme() / f".icons/{value}.svg").is_file()
    return None if right else "Write the name of an icon of the theme, such as material/map."


def _search(value: Any, page: Page, site: Site) -> Wanted:
    right = isinstance(value, dict) and value and set(value) <= {"exclude"}
    right = right and isinstance(value["exclude"], bool)
    return None if right else "Write `search: {exclude: true}`, or take the line out."


EVERY: dict[str, Check] = {"title": _text(3, 70), "description": _text(50, 160)}
OF_A_DAY = EVERY | {"day": _day, "comments": _comments, "minutes": _minutes, "tags": _tags}
OF_A_DAY |= {"reviewed": _reviewed}
ALSO_OF_A_DAY: dict[str, Check] = {"method": _text(3, 60), "needs": _needs, "icon": _icon}
ALSO: dict[str, Check] = {"comments": _comments, "search": _search, "icon": _icon}


def check_front_matter(page: Page, site: Site) -> Iterator[Finding]:
    """Check the front matter of a page of the site."""
    if not page.is_markdown or page.path == TEMPLATE:
        return
    if not page.text.strip():
        said = "The page is empty. Copy docs/days/_template.md into it, or delete the file."
        yield page.on(1, "page-empty", said)
        return
    fields, troubles = page.fields
    yield from _check_place(page)
    for line, message, mended in troubles:
        fixed = page.with_lines({line: mended}) if mended is not None else None
        yield page.on(line, "front-matter-unreadable", message, fixed)
    required, optional = (OF_A_DAY, ALSO_OF_A_DAY) if page.day else (EVERY, ALSO)
    known = required | optional
    for name, found in fields.items():
        if name not in known:
            yield _unknown(page, name, list(known))
        elif wanted := known[name](found.value, page, site):
            said = f"`{name}` is {show(found.value)}. {wanted}"
            yield page.on(found.line, f"front-matter-{name}", said, _mended(page, name, wanted))
    unread = {name for line, _, _ in troubles for name in re.findall(r"^\w+", page.lines[line - 1])}
    guessed = {_close(name, list(known)) for name in fields if name not in known}
    missing = [name for name in required if name not in {*fields, *unread, *guessed}]
    if missing and page.front[0] <= page.front[1]:
        yield _missing(page, missing, list(required))
    yield from _check_title(page)
    yield from _check_copies(page, site)


def _check_place(page: Page) -> Iterator[Finding]:
    """Check that the front matter stands at the start, between two `---`, and once."""
    rule, (start, end) = "front-matter-unreadable", page.front
    lines = page.lines
    if end < start:
        new = [f"{name}: {value}" for name in OF_A_DAY if (value := _known(page, name))]
        fixed = "\n".join(["---", *new, "---", "", page.text.lstrip("\n")]) if new else None
        said = f"The page does not start with its fields. Write them as {TEMPLATE} shows:"
        said = f"{said} `---`, then {', '.join(OF_A_DAY if page.day else EVERY)}, then `---`."
        yield page.on(1, rule, said, fixed)
        return
    if start or lines[start].rstrip() != "---":
        before = [line for line in lines[:start] if line.strip()]
        fixed = "\n".join(["---", *lines[start + 1 : end + 1], *before, *lines[end + 1 :]])
        said = "Make `---` the very first line; now the front matter would be shown as text."
        yield page.on(1, rule, said, fixed)
    if lines[end].rstrip() not in ("---", "...") or end == start:
        fixed = "\n".join([*lines[: end + 1], "---", *lines[end + 1 :]])
        said = f"The front matter is not closed. Write a line `---` after line {end + 1}."
        yield page.on(start + 1, rule, said, fixed)
    rest = next((at for at in range(end + 1, len(lines)) if lines[at].strip()), len(lines) - 1)
    if not any(line.strip() and not line.startswith("#") for line in lines[end + 1 :]):
        yield page.on(len(lines), "page-empty", "There is nothing to read on this page. Write it.")
    elif lines[rest].rstrip() == "---" and FIELD_LIKE.match("".join(lines[rest + 1 : rest + 2])):
        said = "A second front matter would be shown as text. Move its fields into the first one."
        yield page.on(rest + 1, rule, said)


def _close(name: str, known: list[str]) -> str:
    return next(iter(difflib.get_close_matches(name.lower()[:40], known, 1, 0.7)), "")


def _unknown(page: Page, name: str, known: list[str]) -> Finding:
    """Say that a page does not have such a field, and rename it when only its spelling is wrong."""
    line = page.fields[0][name].line
    close, said = _close(name, known), f"There is no field `{name[:40]}` on this page."
    if not close or close in page.fields[0]:
        said += f" Take the line out; the fields are {', '.join(known)}."
        return page.on(line, "front-matter-unknown-field", said)
    fixed = page.with_lines({line: close + page.lines[line - 1][len(name) :]})
    return page.on(line, "front-matter-unknown-field", f"{said} Did you mean `{close}`?", fixed)


def _known(page: Page, name: str) -> str:
    """Return what the page itself says about a field that is missing, or nothing."""
    if name == "title":
        heading = next((each.words for each in page.headings if each.level == 1), "")
        subject = re.sub(r"\*\*|__|[*`]", "", heading[:200]).strip()
        subject = re.sub(r"^\W+|[^\w?!.)]+$", "", subject)
        if page.day:
            subject = re.sub(rf"(?i)^day[\s-]*0*{page.day}\b\s*[:.–—|-]*\s*", "", subject)
            subject = f"Day {page.day}: {subject[:1].upper()}{subject[1:]}" if subject else ""
        right = 3 <= len(subject) <= 70 and not UNSAFE.search(subject)
        return quoted(subject) if right else ""
    return {"day": str(page.day), "comments": "true"}.get(name, "") if page.day else ""


def _missing(page: Page, names: list[str], order: list[str]) -> Finding:
    """Say which fields are missing; write those for which the page itself says what to write."""
    fields, changes, examples = page.fields[0], dict[int, str | None](), []
    for name in names:
        value = _known(page, name)
        examples.append(f"`{name}: {value}`" if value else f"`{name}`")
        before = [fields[each].line for each in order[: order.index(name)] if each in fields]
        line = max([page.front[0] + 1, *before])
        if value:
            changes[line] = f"{changes.get(line, page.lines[line - 1])}\n{name}: {value}"
    said = f"Fields are missing here. Write {', '.join(examples)}; {TEMPLATE} shows how."
    fixed = page.with_lines(changes) if changes and page.front[1] > page.front[0] else None
    return page.on(page.front[0] + 1, "front-matter-missing", said, fixed)


def _mended(page: Page, name: str, wanted: str) -> str | None:
    """Return the text with a field that names its only right value, or straight quotes, mended."""
    field = page.fields[0][name]
    line = page.lines[field.line - 1]
    if wanted.startswith("Leave out") and isinstance(field.value, str):
        curly = re.sub(r'"([^"]*)"', r"“\1”", field.value)
        if not UNSAFE.search(curly) and line.startswith(f"{name}: ") and field.raw[0] not in "|>":
            return page.with_lines({field.line: f"{name}: {quoted(curly)}"})
    if name == "day" and re.fullmatch(r"""["']?0*(\d+)["']?""", field.raw.strip()):
        if str(page.day) == field.raw.strip("\"'").lstrip("0"):
            return page.with_lines({field.line: f"day: {page.day}"})
    return None


def _check_title(page: Page) -> Iterator[Finding]:
    """Check that a day's title starts with its number, and that its first heading agrees."""
    title, line = page.meta.get("title"), page.field_line("title")
    if not page.day or not isinstance(title, str) or OF_A_DAY["title"](title, page, Site(Path())):
        return
    subject = re.sub(r"(?i)^day\W*\d*\s*[:.–—-]*\s*", "", title) or "Subject"
    if not title.startswith(f"Day {page.day}: "):
        right = f'title: "Day {page.day}: {subject[:1].upper()}{subject[1:]}"'
        # A page copied from another day may still have its subject: only a person knows.
        copied = re.match(rf"(?i)day\W*(?!0*{page.day}\b)\d", title)
        sure = subject != "Subject" and not copied and "\\" not in page.lines[line - 1]
        fixed = page.with_lines({line: right}) if sure else None
        said = f"The title is {show(title)}. Start it with this page's day. Write: {right}"
        yield page.on(line, "front-matter-title", said, fixed)
        return
    first = next((each for each in page.headings if each.level == 1), None)
    # An emoji whose letters are broken is not a fault of the heading: checks/letters.py mends it.
    if first and not re.fullmatch(rf"[^\sA-Za-z0-9_*]+ {re.escape(title)}", first.words):
        emoji = re.search(r"[^\w\s*#`_!-/:-@\[-`{-~–—…«»“”‘’\ue000-\uf8ff]+", first.words)
        right = f"# {emoji[0] if emoji else '🔆'} {title}"
        fixed = page.with_lines({first.line: right}) if _same(page, title) else None
        said = f"The heading is {show(first.words)}, the title is {show(title)}. Write: {right}"
        yield page.on(first.line, "heading-title", said, fixed if emoji else None)


def _same(page: Page, title: str) -> bool:
    """Tell whether the heading has the words of the title, and only its form is wrong."""
    return _known(page, "title").lower() == quoted(title).lower()


def _check_copies(page: Page, site: Site) -> Iterator[Finding]:
    """Check that no page in `nav` has this title, description or thread of comments already."""
    owners = site.cache.setdefault("owners", {})
    if not owners:
        for other in sorted(site.markdown, key=lambda each: (site.nav_line(each.path), each.path)):
            for key in _marks(other) if other.path != TEMPLATE else ():
                owners.setdefault(key, other.path)
    for kind, value in _marks(page):
        owner = owners.get((kind, value), page.path)
        if owner == page.path:
            continue
        if kind == "comments":
            said = f"The comments use the thread `{value}`, and so does {owner}."
            said += " Give this page its own: comments: {term: my-page}"
        else:
            said = f"The {kind} is that of {owner}. Say what this page is about."
        yield page.on(page.field_line(kind), f"{kind}-copied", said)


def _marks(page: Page) -> Iterator[tuple[str, str]]:
    """Yield what no two pages may share: title, description, and the thread of comments."""
    for name in ("title", "description"):
        if isinstance(value := page.meta.get(name), str) and value.strip():
            yield name, value.strip().lower()
    comments = page.meta.get("comments", False)
    settings = comments if isinstance(comments, dict) else {}
    if comments is not False and settings.get("enabled") is not False:
        day = DAY.fullmatch(page.path)
        path = page.path[5:-3].removesuffix("/index").replace("/", "-")
        name = f"day-{int(day[1]):02}" if day else "welcome" if path == "index" else path
        yield "comments", str(settings.get("number", settings.get("term", name)))
