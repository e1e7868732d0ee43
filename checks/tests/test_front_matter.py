"""Front matter: each fault on its line, what to write, and what a machine mends."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import front_matter
from checks.page import Page
from checks.site import Site, load
from checks.tests.conftest import GOOD, ONE, TWO, Repository

TEXT = str(GOOD[ONE])
LINES = {
    "title": 2,
    "description": 3,
    "day": 4,
    "comments": 5,
    "minutes": 6,
    "tags": 7,
    "reviewed": 8,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return load(Repository(tmp_path_factory.mktemp("site")).root)


def look(site: Site, text: str, path: str = ONE) -> list[tuple[int, str, str]]:
    site.cache.clear()
    page = Page(path, text.encode())
    found = list(front_matter.check_front_matter(page, site))
    assert all(1 <= each.line <= len(page.lines) for each in found)
    return [(each.line, each.rule, each.fixed or "") for each in found]


def mend(site: Site, text: str) -> str:
    for _ in range(20):
        fixed = next((new for _, _, new in look(site, text) if new), None)
        if fixed is None:
            break
        text = fixed
    return text


@pytest.mark.parametrize(
    "old, new",
    [
        ("", ""),
        ("\n", "\r\n"),
        ("---\ntitle", "\ufeff---\ntitle"),
        ("minutes: 35", "minutes: 35 # with the exercise"),
        ("tags: [forecasting, time series]", "tags:\n  - forecasting\n  - time series"),
        ("tags: [forecasting, time series]", "tags:\n- forecasting"),
        ("comments: true", "comments: false"),
        ("comments: true", "comments: {}"),
        ("comments: true", "comments: {enabled: true, term: roads}"),
        ("comments: true", "comments:\n  number: 12"),
        ("reviewed", "method: gradient descent\nneeds: [2]\nicon: material/train\nreviewed"),
        ("description: What", "description: >-\n  What"),
        ('title: "Day 1: Roads"', "title: 'Day 1: Roads'"),
        ("---\ntitle", "---\n# a comment\ntitle"),
    ],
)
def test_good(site: Site, old: str, new: str) -> None:
    text = TEXT.replace(old, new) if old == "\n" else TEXT.replace(old, new, 1)
    assert look(site, text) == []


WRONG = [  # the line as it is written, its rule, whether a machine mends it
    ("title: Day 1: Roads", "unreadable", True),
    ('title: "Day 1: Roads', "unreadable", True),
    ("title: 'Day 1: Roads", "unreadable", True),
    ("title: “Day 1: Roads”", "unreadable", True),
    ('title:\t"Day 1: Roads"', "unreadable", True),
    ("title = Day 1: Roads", "unreadable", True),
    ('title : "Day 1: Roads"', "unreadable", True),
    ('title:"Day 1: Roads"', "unreadable", True),
    ("title Day 1", "unreadable", False),
    ("title: 5", "title", False),
    ("title: 2026-01-01", "title", False),
    ("title: [a, b]", "title", False),
    ("title: {a: b}", "title", False),
    ("title:", "title", False),
    ("title: true", "title", False),
    ('title: "Roads"', "title", True),
    ('title: "Day 2: Roads"', "title", False),
    ('title: "Day 1: <script>alert(1)</script>"', "title", False),
    ('title: "Day 1: {{ config }}"', "title", False),
    ('title: "Day 1: **Roads**"', "title", False),
    ('title: "Day 1: ' + "x" * 80 + '"', "title", False),
    ("description: '" + "x" * 60 + "\"><script>'", "description", False),
    ("description: |\n  " + "x" * 60, "description", False),
    ("description: short", "description", False),
    (
        'description: A page on the word "model", and on what it means to us here.',
        "description",
        True,
    ),
    ("day: 6", "day", False),
    ("day: 01", "day", True),
    ('day: "1"', "day", True),
    ("day: 0x1", "day", False),
    ("day: 1.0", "day", False),
    ("day: " + "9" * 5000, "unreadable", False),
    ("day: 0x" + "f" * 5000, "unreadable", False),
    ('comments: "yes please"', "comments", False),
    ('comments: "false"', "comments", False),
    ("comments: yes", "comments", False),
    ("comments: 1", "comments", False),
    ("comments: []", "comments", False),
    ("comments: {enabled: no}", "comments", False),
    ("comments: {number: 010}", "comments", False),
    ("comments: {tem: x}", "comments", False),
    ("comments: {number: -3}", "comments", False),
    ("comments: {number: 1, term: a}", "comments", False),
    ("comments: {enabled: 'no'}", "comments", False),
    ("comments: {term: '\"><script>'}", "comments", False),
    ("comments: {term: a, term: b}", "unreadable", False),
    ("comments:true", "unreadable", True),
    ("comments: {number: 0x" + "f" * 5000 + "}", "unreadable", False),
    ("comment: true", "unknown-field", True),
    ("Comments: true", "unknown-field", True),
    ("minute: 35", "unknown-field", True),
    ("minutes: '35'", "minutes", False),
    ("minutes: 500", "minutes", False),
    ("minutes: 035", "minutes", False),
    ("tags: forecasting", "tags", False),
    ("tags: [forecasting", "unreadable", True),
    ("tags: [, forecasting]", "unreadable", False),
    ("tags:\n  - forecasting\n  -", "tags", False),
    ("tags: [2026]", "tags", False),
    ("tags: [Forecasting]", "tags", False),
    ("tags: [[a]]", "tags", False),
    ("tags: [forecasting, forecasting]", "tags", False),
    ("tags: []", "tags", False),
    ("reviewed: 2999-01-01", "reviewed", False),
    ("reviewed: 1999-01-01", "reviewed", False),
    ('reviewed: "2026-11-24"', "reviewed", False),
    ("reviewed: 2026-11-24 10:00:00", "reviewed", False),
    ("reviewed: 2026-13-45", "unreadable", False),
    ("tags: [&a forecasting, *a]", "unreadable", False),
    ("reviewed: !!python/object/apply:os.system [ls]", "unreadable", False),
    ("reviewed: " + "[" * 5000, "unreadable", False),
]


@pytest.mark.parametrize("line, rule, mended", WRONG, ids=[row[0][:30] for row in WRONG])
def test_wrong(site: Site, line: str, rule: str, mended: bool) -> None:
    start = re.match(r"[A-Za-z]+", line)
    name = next(each for each in LINES if start and each[:6] == start[0].lower()[:6])
    text = re.sub(rf"(?m)^{name}: .*$", lambda match: line, TEXT, count=1)
    found = look(site, text)
    wanted = rule if rule in ("unreadable", "unknown-field") else name
    assert (LINES[name], f"front-matter-{wanted}") in [row[:2] for row in found] and len(found) == 1
    assert bool(found[0][2]) == mended
    if mended:
        assert look(site, mend(site, text)) == []


@pytest.mark.parametrize(
    "line",
    [
        "search: true", "template: nope.html", "status: new", "icon: ../../x", "icon: nope/none",
        "hide: [toc]", "robots: noindex", "revision_date: 2020-01-01", "mood: good", "needs: [1]",
        "needs: [9]", "needs: 2", "method: ''", "5: five", "? [a]\n: b", "<<: {a: b}", "day: 1",
    ],
)  # fmt: skip
def test_a_field_too_many(site: Site, line: str) -> None:
    found = look(site, TEXT.replace("reviewed: 2026-11-20", f"reviewed: 2026-11-20\n{line}", 1))
    assert [row[0] for row in found][:1] == [9] and len(found) <= 2


@pytest.mark.parametrize("name", LINES)
def test_a_field_too_few(site: Site, name: str) -> None:
    found = look(site, re.sub(rf"(?m)^{name}: .*\n", "", TEXT, count=1))
    assert [row[:2] for row in found] == [(1, "front-matter-missing")]
    assert bool(found[0][2]) == (name in ("title", "day", "comments"))
    assert not found[0][2] or found[0][2] == TEXT


@pytest.mark.parametrize(
    "text, rule, line, mended",
    [
        ("", "page-empty", 1, False),
        (" \n\n", "page-empty", 1, False),
        (TEXT.split("\n\n")[0] + "\n", "page-empty", 10, False),
        (TEXT.split("Welcome")[0] + "## Heading\n", "page-empty", 14, False),
        ("\n \n" + TEXT, "front-matter-unreadable", 1, True),
        (" " + TEXT, "front-matter-unreadable", 1, True),
        (TEXT.replace("\n---\n", "\n", 1) + "\n---\n\nx\n", "front-matter-unreadable", 1, False),
        ("A note.\n\n" + TEXT, "front-matter-unreadable", 1, False),
        (TEXT.replace("\n---\n", "\n", 1), "front-matter-unreadable", 1, True),
        (TEXT.replace("\n\n#", "\n---\na: 1\n---\n\n#", 1), "front-matter-unreadable", 10, False),
    ],
)
def test_place(site: Site, text: str, rule: str, line: int, mended: bool) -> None:
    found = look(site, text)
    assert [(row[0], row[1]) for row in found] == [(line, rule)]
    if mended:
        assert mend(site, text) == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "# Day 1\n", "----\na: b\n----\n", "---\n- a\n- b\n---\ntext\n", "---\nhello\n---\ntext\n",
        "---\n---\nx\n", "---\n" + "a: 1\n" * 100 + "---\n", "---\ntitle: x\n---", "---", "---\n",
        "---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]\n---\nx\n",
    ],
)  # fmt: skip
def test_no_front_matter(site: Site, text: str) -> None:
    assert look(site, text)


def test_several_faults_in_one_run(site: Site) -> None:
    text = TEXT.replace('title: "', "title: ").replace("minutes: 35", "minutes: x")
    text = text.replace("tags: [forecasting", "tags: [forcasting").replace("day: 1", "day: [")
    assert [row[0] for row in look(site, text)] == [2, 4, 6, 7]


def test_an_old_page(site: Site) -> None:
    text = "# 🚆 **Day 1: Roads**\n\nText.\n"
    mended = mend(site, text)
    assert mended.startswith(
        '---\ntitle: "Day 1: Roads"\nday: 1\ncomments: true\n---\n\n# 🚆 Day 1'
    )
    assert [row[:2] for row in look(site, mended)] == [(1, "front-matter-missing")]
    assert mend(site, mended) == mended


@pytest.mark.parametrize(
    "heading, mended",
    [("# Day 1: Roads", False), ("# 🚆 **Day 1: Roads**", True), ("# 🚆 Day 1 - Roads", True),
     ("# 🚆 Day 2: Water", False), ("# 🚆 Day 1: Rails", False)],
)  # fmt: skip
def test_heading(site: Site, heading: str, mended: bool) -> None:
    text = TEXT.replace("# 🚆 Day 1: Roads", heading, 1)
    assert [row[:2] for row in look(site, text)] == [(11, "heading-title")]
    assert (mend(site, text) == TEXT) == mended


def test_copies(repo: Repository) -> None:
    repo.write("docs/days/day-03-roads.md", repo.read(ONE).replace("day: 1", "day: 3"))
    copied = {fault for fault in repo.faults() if fault[2].endswith("-copied")}
    three = "docs/days/day-03-roads.md"  # and not the page that is in `nav`
    assert copied == {(three, 2, "title-copied"), (three, 3, "description-copied")}
    repo.edit(TWO, "comments: true", "comments: {term: day-01}")
    assert (TWO, 5, "comments-copied") in repo.faults()
    repo.edit(TWO, "comments: {term: day-01}", "comments: {term: day-01, enabled: false}")
    assert (TWO, 5, "comments-copied") not in repo.faults()


def test_other_pages(site: Site) -> None:
    good = str(GOOD["docs/index.md"])
    assert look(site, good, "docs/index.md") == []
    for line in ("comments: true", "search: {exclude: true}", "icon: material/map"):
        assert look(site, good.replace("---\n\n", f"{line}\n---\n\n", 1), "docs/index.md") == []
    for line in ("tags: [forecasting]", "search: true", "day: 1"):
        found = look(site, good.replace("---\n\n", f"{line}\n---\n\n", 1), "docs/index.md")
        assert [row[0] for row in found] == [4]


def test_decoded_texts() -> None:
    text = TEXT.replace("roads on", r"\u202eroads\x41 on").replace(
        "description: ", 'description: "'
    )
    page = Page(
        ONE, text.replace("good site.", 'good site."', 1).encode() + b"\n&#x202e; &eacute;\n"
    )
    found = page.decoded_texts
    assert [(line, "\u202e" in text) for line, text in found if line != 2][-1][1]
    assert any(line == 3 and "\u202eroadsA" in text for line, text in found)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(
    ["---", "...", "title: ", '"', "'", "[", "]", "{", "}", ":", "- ", "\n", "\t", "&a", "*a", "?",
     "!!int ", "|", ">", "#", "<<: ", "0x", "9" * 50, "1:2:3", "2026-99-99", "\u2028", "é", "%",
     "\\", "day", "tags: ", "comments: ", "- a\n"]), max_size=40))  # fmt: skip
def test_any_signs(signs: list[str]) -> None:
    site = Site(root=load.__globals__["Path"]("/nowhere"))
    for text in ("".join(signs), "---\n" + "".join(signs) + "\n---\nx\n"):
        for _, _, fixed in look(site, text):
            assert fixed == "" or fixed != text


def test_any_letters_in_a_field(site: Site) -> None:
    for name in LINES:
        for letter in string.punctuation:
            look(site, re.sub(rf"(?m)^{name}: .*$", f"{name}: {re.escape(letter)}x", TEXT, count=1))
