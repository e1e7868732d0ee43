"""The front matter of a page: a table says of each field what is right, and what to write.

MkDocs prints front matter that YAML cannot read as text of the page, and says nothing. This reader
is stricter: `name: value` at the start of a line, no tags, no aliases, little nesting; and it goes
field by field, so that one wrong line does not hide the others.
"""

import datetime
import json
import re
from collections.abc import Iterator
from contextlib import suppress

import yaml

from checks.finding import Finding, data, show
from checks.page import Page
from checks.site import Site
from hooks.pages import LOADER

# A field goes on where a line is indented, empty or an item.
CHUNK = re.compile(r"(?m)^(?!#|$)(.*)(?:\n(?:[ \t#].*|-[ \t].*|-?$))*")
MOST_BRACKETS = 40  # aliases and deep nesting could keep a reader busy for ever


def _has_been(date: str) -> bool:
    """Tell whether there was such a day: no 2026-02-31. East of here it is tomorrow already."""
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    with suppress(ValueError):
        return datetime.date.fromisoformat(date) <= tomorrow
    return False


def check_front_matter(page: Page, site: Site) -> Iterator[Finding]:
    """Check the front matter of a page of the site."""
    if page.kind not in ("day", "page"):
        return
    if not any(line.strip() and line[0] != "#" for line in page.lines[page.body_line :]):
        yield page.on(len(page.lines), "page-empty")
        return
    rules = data("front_matter")
    required, more = rules[page.kind]
    fields: dict[str, tuple[int, str]] = {}
    faults = [*_read(page, fields, [*required, *more])]
    yield from faults
    words = {"START": f"Day {page.day}: " if page.day else "", "DAY": str(page.day)}
    words |= {"TAGS": "|".join(site.tags), "SIGN": rules["SIGN"], "PLAIN": rules["PLAIN"]}
    for name, (line, value) in fields.items():
        row = rules["fields"][name]
        pattern, wanted = (re.sub("|".join(words), lambda at: words[at[0]], it) for it in row)
        bad = name == "reviewed" and not _has_been(value)
        if name == "needs":
            bad = not {*map(int, re.findall(r"\d+", value))} <= site.days & {*range(page.day or 0)}
        if bad or not re.fullmatch(pattern, value):
            shown = f"{value[:80]}… ({len(value) - 2} letters)" if value[80:] else value or "empty"
            say = f"`{name}` is {shown}. Write {wanted.replace('|', ', ')}."
            yield page.on(line, f"front-matter-{name}", say=say)
        elif name == "title" and page.day:
            yield from _check_heading(page, value[1:-1])
    missing = [name for name in required if name not in fields]
    if missing and not faults:  # else the missing field may be the one that cannot be read
        yield _missing(page, missing)


def _read(page: Page, fields: dict[str, tuple[int, str]], known: list[str]) -> Iterator[Finding]:
    """Read the lines between the two `---` into `fields`; yield what is not a field of the page."""
    text = "\n".join(page.lines[1 : max(1, page.body_line - 1)])
    for match in CHUNK.finditer(text):
        line, name = 2 + text.count("\n", 0, match.start()), match[1].partition(":")[0]
        key, value = _load(f"{match[0]}\n")
        if key != name or not re.fullmatch("[A-Za-z_][A-Za-z0-9_-]*", name):
            mended = _mended(match[0])
            write = mended or 'name: "a text", or name: [a, list], or name: 2026-01-31'
            lines = [*page.lines[: line - 1], mended, *page.lines[line:]]
            fixed = "\n".join(lines) if mended not in ("", match[0]) else None
            yield page.on(line, "front-matter-unreadable", write, fixed=fixed)
        elif name not in known:
            yield page.on(line, "front-matter-unknown-field", name[:40], ", ".join(known))
        elif name in fields:
            yield page.on(line, "front-matter-unreadable.twice", name, fields[name][0])
        else:
            fields[name] = line, value


def _load(text: str) -> tuple[str, str]:
    """Return the name and the value of one field; nothing for anything but a plain value."""
    hides = "\t" in text or "\\" in text  # an escape could stand for a sign that nobody sees
    if hides or text.count("[") + text.count("{") > MOST_BRACKETS:
        return "", ""
    try:
        for event in yaml.parse(text, LOADER):
            if getattr(event, "anchor", None) or getattr(event, "tag", None):
                return "", ""
        node = yaml.compose(text, LOADER)
    except yaml.YAMLError:
        return "", ""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return (str(pairs[0][0].value), _written(pairs[0][1])) if len(pairs) == 1 else ("", "")


def _written(node: yaml.Node) -> str:
    """Return a value in one form: texts in quotes as in JSON, all else as it is typed."""
    if isinstance(node, yaml.SequenceNode):
        return f"[{', '.join(map(_written, node.value))}]"
    if isinstance(node, yaml.MappingNode):
        pairs = (": ".join(map(_written, pair)) for pair in node.value)
        return f"{{{', '.join(sorted(pairs))}}}"
    value = str(node.value.lower() if node.tag.endswith(":bool") else node.value)
    return json.dumps(value, ensure_ascii=False) if node.tag.endswith(":str") else value


def _mended(field: str) -> str:
    """Return a field that cannot be read as it must be written, or nothing: a text in quotes."""
    match = re.fullmatch(r"([A-Za-z_]+)\s*[=：:]\s*([^\s\[{|>&*!=：:].*)", field)
    if not match:
        return ""
    inner = match[2].strip("“”„«»‘’\"' ").replace("\\", "").replace('"', "'")
    plain = f"{match[1]}: {match[2]}"
    return plain if _load(plain)[0] else f'{match[1]}: "{inner}"'


def _missing(page: Page, names: list[str]) -> Finding:
    """Say which fields are missing; write those for which the name of the file says what."""
    known = {"day": f"day: {page.day}", "comments": "comments: true"}
    new = [known[name] for name in names if name in known]
    end = page.body_line - 1
    if end < 0:
        return page.on(1, "front-matter-unreadable.start", ", ".join(names))
    fixed = "\n".join([*page.lines[:end], *new, *page.lines[end:]]) if new else None
    return page.on(1, "front-matter-missing", ", ".join(names), fixed=fixed)


def _check_heading(page: Page, title: str) -> Iterator[Finding]:
    """Check that the first heading of a day says what its title says."""
    first = next((heading for heading in page.headings if heading[1] == 1), None)
    # An emoji whose letters are broken is no fault of the heading: checks/text.py mends it.
    if first and not re.fullmatch(rf"[^\sA-Za-z0-9_*]+ {re.escape(title)}", first[2]):
        yield page.on(first[0], "heading-title", show(first[2]), title)
