"""Includes and templates: a sentence with a line, where the parser and Jinja end in a traceback or say nothing."""

from __future__ import annotations

import time

import pytest
from conftest import ROOT
from series.includes import check_includes
from series.repairs import apply
from series.templates import check_templates

PAGE = "docs/days/day-05-transportation.md"
CODE = "# --8<-- [start:starter]\nx = 1\n# --8<-- [end:starter]\n"
FILES = {name: None for name in (PAGE, "docs/about.md", "docs/challenges/day_05.py", "docs/challenges/day_06.py", "docs/data/a.csv", "docs/assets/images/mark.svg")}
UNSAFE = frozenset({"docs/challenges/link.py", "docs/linked"})


def look(text: str, path: str = PAGE) -> list[tuple[str, int, str]]:
    found = check_includes(path, text, FILES, UNSAFE, {"docs/challenges/day_05.py": CODE, "docs/data/a.csv": "a\n1\n"}.get)
    assert all(str(fault).isprintable() and fault.hint for fault in found)
    return [(fault.rule.removeprefix("include-"), fault.line, fault.message + " " + fault.hint) for fault in found]


@pytest.mark.parametrize(("text", "rule", "line", "said"), [
    ('x\n--8<-- "challenges/day_55.py"\n', "missing", 2, "Did you mean `challenges/day_05.py`"), ("x\n    -8<- 'nope.md'\n", "missing", 2, "docs/nope.md"),
    ('--8<-- "Challenges/day_05.py"\n', "missing", 1, "`challenges/day_05.py`"), ('--8<-- "challenges"\n', "missing", 1, "docs/challenges"),
    ('--8<-- ":1:2"\n', "missing", 1, "names no file"), ('--8<-- "challenges/day_06.py"\n', "missing", 1, "Mend that file"), ('--8<-- "a\0b"\n', "missing", 1, "\\x00"),
    ('--8<-- "../mkdocs.yml"\n', "outside", 1, "without `..`"), ('--8<-- "challenges/../../dev.py"\n', "outside", 1, "without `..`"), ('--8<-- "..\\\\dev.py"\n', "outside", 1, "one computer"),
    ('--8<-- "/etc/passwd"\n', "outside", 1, "one computer"), ('--8<-- "~/.ssh/id_rsa"\n', "outside", 1, "one computer"), ('--8<-- "C:/Users/x.md"\n', "outside", 1, "one computer"),
    ('--8<-- "https://example.org/x.md"\n', "outside", 1, "an address"), ('--8<-- "file:///etc/passwd"\n', "outside", 1, "an address"), ('--8<-- "//host/x"\n', "outside", 1, "an address"),
    ('--8<-- "challenges/link.py"\n', "outside", 1, "symbolic link"), ('--8<-- "linked/x.py"\n', "outside", 1, "symbolic link"),
    ('--8<-- "days/day-05-transportation.md"\n', "itself", 1, "Take the line out"), ('--8<-- "about.md"\n', "type", 1, "Link to the page"), ('--8<-- "assets/images/mark.svg"\n', "type", 1, "include a file of"),
    ('--8<-- "challenges/day_05.py:startr"\n', "section", 1, "Its parts are starter"), ('--8<-- "data/a.csv:part"\n', "section", 1, "[start:name]"),
    ('--8<-- "challenges/day_05.py:900:950"\n', "lines", 1, "which has 4"), ('--8<-- "challenges/day_05.py:' + "9" * 5000 + '"\n', "lines", 1, ":first:last"), ('--8<-- "challenges/day_05.py:1:2:3"\n', "lines", 1, ":first:last"),
    ("--8<--\nchallenges/day_05.py\nnope.py\n--8<--\n", "missing", 3, "docs/nope.py"), ("--8<--\nhttps://x.example/y\n--8<--\n", "outside", 2, "an address"),
    ("x\n--8<--\nchallenges/day_05.py\n", "block", 2, "never closed"),
    ("--8<-- challenges/day_05.py\n", "not-read", 1, "in quotes"), ('--8<--"challenges/day_05.py"\n', "not-read", 1, "in quotes"), ('-- 8<-- "challenges/day_05.py"\n', "not-read", 1, "in quotes"),
    ('--8<-- "challenges/day_05.py" \n', "not-read", 1, "in quotes"), ('See --8<-- "challenges/day_05.py"\n', "not-read", 1, "in quotes"), ('--8<-- ""\n', "not-read", 1, "in quotes"),
])
def test_an_include_with_a_fault(text: str, rule: str, line: int, said: str) -> None:
    found = look(text)
    assert [(name, at) for name, at, _ in found] == [(rule, line)] and said in found[0][2], found


@pytest.mark.parametrize("text", [
    '--8<-- "challenges/day_05.py:starter"\n', '    --8<-- "./challenges/day_05.py"\n', "-8<- 'challenges/day_05.py:1:3'\n", '--8<-- "challenges/day_05.py::2"\n', '--8<-- "challenges/day_05.py:1:2,3:4"\n',
    '--8<-- "challenges/day_05.py:-2"\n', "--8<--\nchallenges/day_05.py:starter\n; nope.py\n\n--8<--\n", ';--8<-- "nope.py"\n', 'Write `--8<-- "nope.py"` for it.\n', '--8<-- "; nope.py"\n',
    "An 8<a, and 3 -- 8 < 9 -- 10.\n",
])
def test_an_include_that_is_right(text: str) -> None:
    assert look(text) == []


def test_a_file_that_pages_include_includes_nothing_itself() -> None:
    assert [rule for rule, _, _ in look('--8<-- "challenges/day_05.py"\n', "docs/challenges/day_05.py")] == ["nested", "itself"]
    assert [rule for rule, _, _ in look('--8<-- "data/a.csv"\n', "docs/challenges/day_05.py")] == ["nested"]


def test_what_only_looks_like_an_include_is_mended() -> None:
    text = "--8<-- challenges/day_05.py:starter\n"
    fixes = [fault.fix for fault in check_includes(PAGE, text, FILES, UNSAFE, {}.get) if fault.fix]
    assert apply(text.encode(), fixes) == b'--8<-- "challenges/day_05.py:starter"\n'


@pytest.mark.parametrize("text", ["-" * 60_000 + "8<", "--8<-- " * 8000, ";" * 60_000 + "--8<--", '--8<-- "' + '\\"' * 25_000, '--8<-- "' + ":" * 50_000 + '"', '--8<-- "x"\n' * 6000, "--8<--\n" + "x\n" * 30_000, "8<\n" * 20_000, "--8<" + "-" * 60_000 + "!", "--8<-- " + "a/" * 30_000 + "!", "-" + " " * 60_000 + "8<"])
def test_hostile_includes_take_no_time(text: str) -> None:
    start = time.process_time()
    check_includes(PAGE, text, FILES, UNSAFE, {}.get)
    assert time.process_time() - start < 1


# --- Templates ------------------------------------------------------------------------------------------------------
COMMENTS = "overrides/partials/comments.html"


@pytest.mark.parametrize(("text", "rule", "line", "said"), [
    ("a\n{% if page %}\n", "syntax", 2, "endif"), ("{% endif %}\n", "syntax", 1, "endif"), ("a\n{% sett x = 1 %}\n", "syntax", 2, "sett"), ("{{ page.title }\n", "syntax", 1, "two brackets"), ("{{ page.title | e(\" }}\n", "syntax", 1, "Mend"),
    ("{# open\n", "syntax", 1, "Mend"), ("{{ " + "(" * 3000 + " }}\n", "syntax", 1, "deeply"),
    ("a\n{{ nonsense }}\n", "unknown-name", 2, "'nonsense'"), ("{{ confg.extra }}\n", "unknown-name", 1, "`config`"), ("{{ pge.title }}\n", "unknown-name", 1, "`page`"),
    ("a\nb\n{{ page.title | urlencod }}\n", "unknown-name", 3, "`urlencode`"), ("{{ page is maping }}\n", "unknown-name", 1, "`mapping`"),
    ('a\n{% include "partials/nope.html" %}\n', "missing-file", 2, "partials/nope.html"), ('{% include "../../mkdocs.yml" %}\n', "missing-file", 1, "mkdocs.yml"), ('{% extends "nope.html" %}\n', "missing-file", 1, "nope.html"),
])
def test_a_template_with_a_fault(text: str, rule: str, line: int, said: str) -> None:
    found = check_templates({COMMENTS: text})
    assert [(fault.rule, fault.line) for fault in found] == [(f"template-{rule}", line)] and said in found[0].message + found[0].hint, [str(fault) for fault in found]


@pytest.mark.parametrize("text", ['<script src="https://cdn.example/x.js">', "<img alt='' src=//x.example/y.png>", '<link rel="stylesheet" href="https://fonts.example/css">', '<iframe src="http://x.example">'])
def test_a_template_that_loads_something_from_elsewhere(text: str) -> None:
    assert [(fault.rule, fault.line) for fault in check_templates({COMMENTS: f"a\n{text}\n"})] == [("template-loads", 2)]
    assert check_templates({COMMENTS: '<a href="https://example.org">x</a><script src="{{ base_url }}/x.js"></script>'}) == []


def test_a_template_that_nobody_uses() -> None:
    assert [fault.rule for fault in check_templates({"overrides/partials/coments.html": "x"})] == ["template-unused"]
    assert check_templates({"overrides/main.html": '{% extends "base.html" %}{% include "partials/mine.html" %}', "overrides/partials/mine.html": "{{ page.title | url }}"}) == []


def test_our_templates_and_those_of_the_theme_are_not_blamed() -> None:
    import material

    theme = next(iter(material.__path__)) + "/templates/"
    for name in ("main.html", "404.html", "partials/footer.html", "partials/nav-item.html", "partials/toc.html", "partials/search.html"):
        with open(theme + name, encoding="utf-8") as file:
            assert check_templates({f"overrides/{name}": file.read()}) == [], name
    assert check_templates({path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in (ROOT / "overrides").rglob("*.html")}) == []
