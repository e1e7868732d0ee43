"""Front matter: each fault on its line, what to write, and what a machine mends."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import front_matter
from checks.finding import data
from checks.page import Page
from checks.site import Site, load
from checks.tests.conftest import GOOD, ONE, TWO, Repository

TEXT = str(GOOD[ONE])
NEEDED = data("front_matter")["day"][0]
LINES = {name: number for number, name in enumerate(NEEDED, 2)}  # the order of the good page
RULES = ("unreadable", "unknown-field")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return load(Repository(tmp_path_factory.mktemp("site")).root)


def look(site: Site, text: str, path: str = ONE) -> list[tuple[int, str, str]]:
    page = Page(path, text.encode())
    found = list(front_matter.check_front_matter(page, site))
    assert all(1 <= each.line <= len(page.lines) for each in found)
    return [(each.line, each.rule, each.fixed or "") for each in found]


def mend(site: Site, text: str) -> str:
    for _ in range(20):
        text = next((fixed for _, _, fixed in look(site, text) if fixed), text)
    return text


@pytest.mark.parametrize("old, new", [
    ("", ""), ("\n", "\r\n"), ("---\ntitle", "\ufeff---\ntitle"),
    ("minutes: 35", "minutes: 35 # with the exercise"),
    ("tags: [forecasting, time series]", "tags:\n  - forecasting\n  - time series"),
    ("tags: [forecasting, time series]", "tags:\n- forecasting"),
    ("comments: true", "comments: False"), ("comments: true", "comments: {}"),
    ("comments: true", "comments: {enabled: true, term: roads}"),
    ("comments: true", "comments:\n  number: 12"),
    ("reviewed", "method: gradient descent\nicon: material/train\nreviewed"),
    ("description: What", "description: >-\n  What"), ("---\ntitle", "---\n# a comment\ntitle"),
    ('title: "Day 1: Roads"', "title: 'Day 1: Roads'"),
])  # fmt: skip
def test_good(site: Site, old: str, new: str) -> None:
    assert look(site, TEXT.replace(old, new) if old == "\n" else TEXT.replace(old, new, 1)) == []


MENDED = [  # a line as it is written, and its rule, which is the field's name if there is none
    ("title: Day 1: Roads", "unreadable"), ('title: "Day 1: Roads', "unreadable"),
    ("title: 'Day 1: Roads", "unreadable"), ("title: “Day 1: Roads”", "unreadable"),
    ('title:\t"Day 1: Roads"', "unreadable"), ("title = Day 1: Roads", "unreadable"),
    ('title : "Day 1: Roads"', "unreadable"), ('title:"Day 1: Roads"', "unreadable"),
    ("comments:true", "unreadable"),
    ('description: "What a reader finds on a page of a small and good \\u202esite."', "unreadable"),
]  # fmt: skip
LEFT = [
    ("comment: true", "unknown-field"), ("Comments: true", "unknown-field"),
    ('title: "Roads"', ""), ("day: 01", ""), ('day: "1"', ""),
    ("title Day 1", "unreadable"), ("title: 5", ""), ("title: 2026-01-01", ""), ("title:", ""),
    ("title: [a, b]", ""), ("title: {a: b}", ""), ("title: true", ""),
    ('title: "Day 2: Roads"', ""),
    ('title: "Day 1: <script>alert(1)</script>"', ""), ('title: "Day 1: {{ config }}"', ""),
    ('title: "Day 1: **Roads**"', ""), ('title: "Day 1: ' + "x" * 80 + '"', ""),
    ("description: '" + "x" * 60 + "\"><script>'", ""), ("description: |\n  " + "x" * 60, ""),
    ("description: short", ""), ("day: 6", ""), ("day: 0x1", ""), ("day: 1.0", ""),
    ("day: " + "9" * 2000, ""), ("day: 0x" + "f" * 5000, ""),
    ('comments: "yes please"', ""), ('comments: "false"', ""), ("comments: yes", ""),
    ("comments: 1", ""), ("comments: []", ""), ("comments: {enabled: no}", ""),
    ("comments: {number: 010}", ""), ("comments: {tem: x}", ""), ("comments: {number: -3}", ""),
    ("comments: {enabled: 'no'}", ""), ("comments: {term: '\"><script>'}", ""),
    ("minutes: '35'", ""), ("minutes: 121", ""), ("minutes: 035", ""), ("tags: forecasting", ""),
    ("tags: [forecasting", "unreadable"), ("tags: [, forecasting]", "unreadable"),
    ("tags:\n  - forecasting\n  -", ""), ("tags: [2026]", ""), ("tags: [Forecasting]", ""),
    ("tags: [[a]]", ""), ("tags: [forecasting, forecasting]", ""), ("tags: []", ""),
    ("tags: [&a forecasting, *a]", "unreadable"), ("reviewed: 2999-01-01", ""),
    ("reviewed: 1999-01-01", ""), ('reviewed: "2026-11-24"', ""),
    ("reviewed: 2026-13-45", ""), ("comments: Yes", ""), ("minutes: 0x23", ""),
    ("minutes: 3_5", ""), ("reviewed: 2026-02-31", ""), ('title: "Day 1: &#8238;x"', ""),
    ("reviewed: 2026-11-24 10:00:00", ""), ("tags: " + "[" * 60 + "]" * 60, "unreadable"),
    ("reviewed: !!python/object/apply:os.system [ls]", "unreadable"),
]  # fmt: skip


@pytest.mark.parametrize("line, rule", MENDED + LEFT, ids=[row[0][:30] for row in MENDED + LEFT])
def test_wrong(site: Site, line: str, rule: str) -> None:
    start = line.lower()[:6]
    name = next(each for each in LINES if each.startswith(re.split(r"[^a-z]", start)[0]))
    text = re.sub(rf"(?m)^{name}: .*$", lambda match: line, TEXT, count=1)
    [(at, found, fixed)] = look(site, text)
    assert (at, found) == (LINES[name], f"front-matter-{rule or name}")
    assert bool(fixed) == ((line, rule) in MENDED)
    assert not fixed or look(site, mend(site, text)) == []


@pytest.mark.parametrize("line", [
    "search: true", "template: nope.html", "status: new", "icon: ../../x", "icon: nope",
    "hide: [toc]", "robots: noindex", "revision_date: 2020-01-01", "mood: good", "needs: [1]",
    "needs: [9]", "needs: [2]", "needs: []", "needs: 2", "method: ''", "5: five",
    "? [a]\n: b", "<<: {a: b}", "day: 1",
])  # fmt: skip
def test_a_field_too_many(site: Site, line: str) -> None:
    found = look(site, TEXT.replace("reviewed: 2026-11-20", f"reviewed: 2026-11-20\n{line}", 1))
    assert [row[0] for row in found][:1] == [9] and len(found) <= 2


@pytest.mark.parametrize("name", LINES)
def test_a_field_too_few(site: Site, name: str) -> None:
    text = re.sub(rf"(?m)^{name}: .*\n", "", TEXT, count=1)
    assert [row[:2] for row in look(site, text)] == [(1, "front-matter-missing")]
    assert (look(site, mend(site, text)) == []) == (name in ("day", "comments"))


@pytest.mark.parametrize("text, rule, line", [
    ("", "page-empty", 1), (TEXT.split("\n\n")[0] + "\n", "page-empty", 10),
    (TEXT.split("Welcome")[0] + "## Heading\n", "page-empty", 14),
    ("\n \n" + TEXT, "front-matter-unreadable", 1), (" " + TEXT, "front-matter-unreadable", 1),
    (TEXT.replace("\n---\n", "\n", 1), "front-matter-unreadable", 1),
    ("A.\n\n" + TEXT, "front-matter-unreadable", 1),
])  # fmt: skip
def test_place(site: Site, text: str, rule: str, line: int) -> None:
    assert look(site, text) == [(line, rule, "")]


@pytest.mark.parametrize("text", [
    "# Day 1\n", "----\na: b\n----\n", "---\n- a\n- b\n---\ntext\n", "---\nhello\n---\ntext\n",
    "---\n---\nx\n", "---\n" + "a: 1\n" * 100 + "---\n", "---\ntitle: x\n---", "---", "---\n",
    "---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]\n---\nx\n",
])  # fmt: skip
def test_no_front_matter(site: Site, text: str) -> None:
    assert look(site, text)


def test_several_faults_in_one_run(site: Site) -> None:
    text = TEXT.replace('title: "', "title: ").replace("minutes: 35", "minutes: x")
    text = text.replace("tags: [forecasting", "tags: [forcasting").replace("day: 1", "day: [")
    assert [row[0] for row in look(site, text)] == [2, 4, 6, 7]


@pytest.mark.parametrize("heading", [
    "# Day 1: Roads", "# 🚆 **Day 1: Roads**", "# 🚆 Day 1 - Roads", "# 🚆 Day 2: Water",
])  # fmt: skip
def test_heading(site: Site, heading: str) -> None:
    text = TEXT.replace("# 🚆 Day 1: Roads", heading, 1)
    assert [row[:2] for row in look(site, text)] == [(11, "heading-title")]


def test_other_pages(site: Site) -> None:
    two = str(GOOD[TWO]).replace("reviewed", "needs: [1]\nreviewed")
    assert look(site, two, TWO) == []
    good = str(GOOD["docs/index.md"])
    for line in ("", "comments: true", "search: {exclude: true}", "icon: material/map"):
        assert look(site, good.replace("---\n\n", f"{line}\n---\n\n", 1), "docs/index.md") == []
    for line in ("tags: [forecasting]", "search: true", "day: 1"):
        found = look(site, good.replace("---\n\n", f"{line}\n---\n\n", 1), "docs/index.md")
        assert [row[0] for row in found] == [4]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(
    ["---", "...", "title: ", '"', "'", "[", "]", "{", "}", ":", "- ", "\n", "\t", "&a", "*a", "?",
     "!!int ", "|", ">", "#", "<<: ", "0x", "9" * 50, "1:2:3", "2026-99-99", "\u2028", "é", "%",
     "\\", "day", "tags: ", "comments: ", "- a\n"]), max_size=40))  # fmt: skip
def test_any_signs(signs: list[str]) -> None:
    for text in ("".join(signs), "---\n" + "".join(signs) + "\n---\nx\n"):
        for _, _, fixed in look(Site(Path("/nowhere")), text):
            assert fixed == "" or fixed != text
